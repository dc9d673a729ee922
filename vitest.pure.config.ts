import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/engine/{rules,writers,config}.test.ts'],
    pool: 'threads',
    // they are pure: what one file loaded, the next may use
    isolate: false,
    maxWorkers: 2,
    sequence: { shuffle: { tests: true } },
    // a property over a thousand inputs takes its time on a busy machine
    testTimeout: 30_000,
  },
})
