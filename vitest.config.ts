import { defineConfig, type TestUserConfig } from 'vitest/config'

/** Folders whose files share a process: what they import is read once. The others stop, kill and set clocks, and have one each. */
const TOGETHER = ['api', 'bots', 'domain', 'flows', 'people']
const together = TOGETHER.map((folder) => `test/${folder}/**/*.test.ts`)

const each: TestUserConfig = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: 'forks',
  // `SHUFFLED=1` runs the tests of a file in another order, whose seed is printed
  sequence: { shuffle: { tests: process.env.SHUFFLED === '1' } },
}

export default defineConfig({
  test: {
    // one database server and one Redis for both
    globalSetup: ['test/setup/global.ts'],
    maxWorkers: 2,
    projects: [
      { test: { ...each, name: 'together', include: together, isolate: false } },
      { test: { ...each, name: 'apart', include: ['test/**/*.test.ts'], exclude: together } },
    ],
  },
})
