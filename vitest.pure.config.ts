import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/engine/{rules,writers,config}.test.ts'],
    pool: 'threads',
    // they are pure: what one file loaded, the next may use
    isolate: false,
    maxWorkers: 2,
    // `SHUFFLED=1` runs the tests of a file in another order, whose seed is printed
    sequence: { shuffle: { tests: process.env.SHUFFLED === '1' } },
    // a property over a thousand inputs takes its time on a busy machine
    testTimeout: 30_000,
  },
})
