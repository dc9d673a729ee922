/** `npm run bench -- [--only NAME] [--short] [--json FILE]`: figures as ratios and medians of one run. */
import { writeFile } from 'node:fs/promises'
import type { Figure } from '../world/stage.ts'
import { fanout } from './fanout.ts'
import { inbound } from './inbound.ts'
import { reading } from './reading.ts'
import { startUp } from './start.ts'
import { storm } from './storm.ts'

const BENCHES: Record<string, (short: boolean) => Promise<Record<string, Figure>>> = {
  start: startUp,
  reading,
  inbound,
  fanout,
  storm,
}

const args = process.argv.slice(2)
const option = (name: string) => (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined)
const only = option('only')
if (only && !BENCHES[only]) {
  console.error(`没有“${only}”这一项。可用：${Object.keys(BENCHES).join('、')}`)
  process.exit(2)
}
const all: Record<string, Figure> = {}
for (const [name, run] of Object.entries(BENCHES)) {
  if (only && name !== only) continue
  console.error(`${name} ……`)
  const figures = await run(args.includes('--short'))
  for (const [key, f] of Object.entries(figures))
    console.log(
      `${key.padEnd(28)} ${String(f.value).padStart(10)} ${f.unit}  (${f.min}–${f.max}, ${f.rounds} rounds)${f.target ? `  ${f.target} ${f.ok ? 'ok' : 'MISSED'}` : ''}`,
    )
  Object.assign(all, figures)
}
const file = option('json')
if (file) await writeFile(file, `${JSON.stringify(all, null, 2)}\n`)
process.exit(Object.values(all).some((f) => f.ok === false) ? 1 : 0)
