/** `npm run verify`: format, lint, types, nothing unused, import rules and pure tests; seconds, no database. */
import { spawnSync } from 'node:child_process'

const STEPS: [string, string[]][] = [
  ['format and lint', ['biome', 'check', '.']],
  ['types', ['tsc', '--noEmit', '-p', '.']],
  ['types of the page', ['tsc', '--noEmit', '-p', 'src/web']],
  ['nothing unused', ['knip']],
  ['import rules and pure tests', ['vitest', 'run', '--config', 'vitest.pure.config.ts']],
]

for (const [name, args] of STEPS) {
  const started = Date.now()
  const done = spawnSync('npx', ['--no-install', ...args], { stdio: 'inherit' })
  console.log(`${done.status === 0 ? 'ok' : 'FAILED'}  ${name}  ${Date.now() - started} ms`)
  if (done.status !== 0) process.exit(1)
}
