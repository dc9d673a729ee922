import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/global.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // each test begins by itself: `--sequence.seed` with the number that a run prints tells its order again
    sequence: { shuffle: { tests: true } },
  },
})
