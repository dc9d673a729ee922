/**
 * `npm run bench -- [--only NAME] [--short] [--json FILE] [--against COMMIT|FOLDER]`: figures as ratios and medians of one run,
 * those of an earlier checkout in turns with this one's where it is named.
 */
import { writeFile } from 'node:fs/promises'
import type { Figure } from '../world/processes.ts'
import { checkIns } from './checkins.ts'
import { fanout } from './fanout.ts'
import { inbound } from './inbound.ts'
import { reading } from './reading.ts'
import { compared, HERE, type Side, sideOf } from './sides.ts'
import { startUp } from './start.ts'
import { storm } from './storm.ts'
import { volume } from './volume.ts'

const BENCHES: Record<string, (short: boolean, sides: readonly Side[]) => Promise<Record<string, Figure>>> = {
  start: startUp,
  reading,
  inbound,
  checkins: checkIns,
  fanout,
  storm,
  volume,
}

const args = process.argv.slice(2)
const option = (name: string) => (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined)
const only = option('only')
if (only && !BENCHES[only]) {
  console.error(`没有“${only}”这一项。可用：${Object.keys(BENCHES).join('、')}`)
  process.exit(2)
}
const against = option('against')
const earlier = against ? await sideOf(against) : undefined
if (earlier) process.once('exit', earlier.remove)
const sides = earlier ? [HERE, earlier.side] : [HERE]
const all: Record<string, Figure> = {}
for (const [name, run] of Object.entries(BENCHES)) {
  if (only && name !== only) continue
  console.error(`${name} ……`)
  const figures = await run(args.includes('--short'), sides)
  for (const [key, f] of Object.entries(figures))
    console.log(
      `${key.padEnd(28)} ${String(f.value).padStart(10)} ${f.unit}  (${f.min}–${f.max}, ${f.rounds} rounds)${f.target ? `  ${f.target} ${f.ok ? 'ok' : 'MISSED'}` : ''}`,
    )
  Object.assign(all, figures)
}
const pairs = compared(all)
if (pairs.length) console.log(['', `${'now, before'.padEnd(39)}`, ...pairs].join('\n'))
const file = option('json')
if (file) await writeFile(file, `${JSON.stringify(all, null, 2)}\n`)
process.exit(Object.entries(all).some(([key, f]) => f.ok === false && !key.startsWith('before.')) ? 1 : 0)
