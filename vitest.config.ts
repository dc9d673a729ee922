import { defineConfig } from 'vitest/config'

/** Folders whose files share a process: what they import is read once. The others stop, kill and set clocks, and have one each. */
const TOGETHER = ['api', 'bots', 'domain', 'flows', 'people']
const together = TOGETHER.map((folder) => `test/${folder}/**/*.test.ts`)

export default defineConfig({
  test: {
    globalSetup: ['test/setup/global.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // `SHUFFLED=1` runs the tests of a file in another order, whose seed is printed
    sequence: { shuffle: { tests: process.env.SHUFFLED === '1' } },
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: together } },
    ],
  },
})
