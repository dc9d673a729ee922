import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/global.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // `SHUFFLED=1` runs the tests of a file in another order, whose seed is printed
    sequence: { shuffle: { tests: process.env.SHUFFLED === '1' } },
  },
})
