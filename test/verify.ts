/**
 * `npm run verify`: format, lint, types, nothing unused, import rules and pure tests; seconds, no database. The tests run beside
 * the rest. What types were found last time is kept in node_modules/.cache, so that only what changed is looked at again.
 */
import { type ChildProcess, spawn } from 'node:child_process'

interface Step {
  name: string
  run: string
  args: string[]
}

const types = (name: string, of: string, cache: string): Step => ({
  name,
  run: 'tsc',
  args: ['--noEmit', '-p', of, '--incremental', '--tsBuildInfoFile', `node_modules/.cache/verify/${cache}.tsbuildinfo`],
})
/** Each row is done in order; the rows at once. */
const ROWS: Step[][] = [
  [
    { name: 'format and lint', run: 'biome', args: ['check', '.'] },
    types('types', '.', 'house'),
    types('types of the page', 'src/web', 'page'),
    { name: 'nothing unused', run: 'knip', args: [] },
  ],
  [
    {
      name: 'import rules and pure tests',
      run: 'vitest',
      args: ['run', '--config', 'vitest.pure.config.ts'],
    },
  ],
]

const running = new Set<ChildProcess>()

/** Says what a step said once it is over; the first that fails ends it all. */
async function take({ name, run, args }: Step): Promise<void> {
  const started = Date.now()
  const child = spawn(`node_modules/.bin/${run}`, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise((done) => child.once('close', done))
  running.delete(child)
  process.stdout.write(Buffer.concat(said))
  console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${name}  ${Date.now() - started} ms`)
  if (code === 0) return
  for (const other of running) other.kill()
  process.exit(1)
}

await Promise.all(
  ROWS.map(async (row) => {
    for (const step of row) await take(step)
  }),
)
