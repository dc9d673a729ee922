/** The short fault run, as whoever runs it by name sees it. */
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('killed, with its clock set, its database stopped and killed, its network cut: nothing lost, nothing twice, nobody left without an answer', () => {
  const run = spawnSync(process.execPath, ['scripts/run.mjs', 'test/faults/main.ts', '--short'], {
    encoding: 'utf8',
    timeout: 280_000,
  })
  expect(run.stdout, run.stderr).toMatch(/in all: sent [1-9]\d*, recorded [1-9]\d*, lost 0, twice 0, silent 0/)
  expect(run.status).toBe(0)
}, 300_000)
