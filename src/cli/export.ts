/** `npm run export -- KIND OUT.xlsx`: a ledger or the roster as a workbook. Phones are masked unless `--full`, which the ledger notes. */

import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { uuidv7 } from 'uuidv7'
import type { Database } from '#db/engine/client.ts'
import { recordUnmasked } from '#db/flow/ledger.ts'
import { createRosterCache } from '#db/roster/snapshot.ts'
import type { Roster } from '#domain/kernel/roster.ts'
import { addDays, at, dayOf } from '#domain/kernel/time.ts'
import { villageCodeOf } from '#domain/record/filing.ts'
import { unitKey } from '#domain/record/unit.ts'
import { createDecisionContext } from '#jobs/context.ts'
import type { Config } from '../config.ts'
import { openAlbum } from '../sheets/album.ts'
import type { Listing } from '../sheets/columns.ts'
import { EXPORTS } from '../sheets/nouns.ts'
import { warningSheets } from '../sheets/warning.ts'
import { writeSheets } from '../sheets/workbook.ts'
import { argumentsOf, main, withStation } from './station.ts'

const USAGE = `用法：npm run export -- 种类 输出.xlsx [--from 2026-11-01] [--to 2026-11-30] [--unit 单位] [--village 村] [--full] [--drills]
种类：${Object.entries(EXPORTS)
  .map(([kind, e]) => `${kind}（${e.noun}）`)
  .join('、')}、warning:编号（预警与叫应）
不写 --from 时，从一年前算起；summary 从七天前算起。电话隐去中间四位，--full 写完整电话并记入台账；--drills 只导出演练。`

/** Kinds and files that are promised and not there yet, so that nobody takes silence for an answer. */
const LATER_FILES = ['.docx', '.pdf', '.zip']

export interface ExportOptions {
  from?: string
  to?: string
  /** Of one unit, or one village by name, other name or code. */
  unit?: string
  village?: string
  full: boolean
  drill: boolean
  now: Date
  actor: string
}

/** @throws with a sentence for a kind there is not. */
function exporterOf(kind: string): (typeof EXPORTS)[string] {
  const [, warning] = /^warning:(.{1,60})$/.exec(kind) ?? []
  if (warning) return { noun: '预警与叫应', sheets: (x) => warningSheets(x, warning) }
  const found = Object.hasOwn(EXPORTS, kind) ? EXPORTS[kind] : undefined
  if (!found) throw new Error(`没有“${kind}”这一种。现在可导出：${Object.keys(EXPORTS).join('、')}、warning:编号。`)
  return found
}

/** @throws with a sentence for a kind, file or day that will not do. */
export function checkExport(kind: string, out: string, { from, to }: Pick<ExportOptions, 'from' | 'to'>): void {
  exporterOf(kind)
  const type = extname(out).toLowerCase()
  if (type !== '.xlsx')
    throw new Error(
      `${LATER_FILES.includes(type) ? `暂时还不能导出 ${type}` : '输出文件要以 .xlsx 结尾'}，例如 npm run export -- ${kind} ${kind}.xlsx`,
    )
  for (const [name, day] of Object.entries({ from, to }))
    if (day !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))))
      throw new Error(`--${name} 要写成 2026-11-24 这样的日期。`)
}

/** @throws with a sentence for a village there is not. */
function onlyOf({ unit, village }: Pick<ExportOptions, 'unit' | 'village'>, roster: Roster): Listing['only'] {
  const code = roster.villages.find((v) => v.code === village)?.code ?? villageCodeOf(roster, village)
  if (village !== undefined && !code)
    throw new Error(`没有“${village}”这个村。例如 --village ${roster.villages[0]?.name ?? '石岭村'}`)
  return { ...(unit === undefined ? {} : { unit: unitKey(unit) }), ...(code ? { villageCode: code } : {}) }
}

export async function exportFile(
  kind: string,
  out: string,
  { db }: Pick<Database, 'db'>,
  { tz, dataDir }: Pick<Config, 'tz' | 'dataDir'>,
  options: ExportOptions,
): Promise<number> {
  checkExport(kind, out, options)
  const { now, full, drill, actor } = options
  const context = await createDecisionContext({
    db,
    roster: createRosterCache(db),
    tz,
    now: () => now,
    newId: uuidv7,
    channels: [],
  })()
  const today = dayOf(now, tz)
  const from = at(options.from ?? addDays(today, kind === 'summary' ? -6 : -365), '00:00', tz)
  const to = at(addDays(options.to ?? (kind === 'duty-log' ? addDays(today, 14) : today), 1), '00:00', tz)
  const only = onlyOf(options, context.roster)
  const album = openAlbum(dataDir)
  const sheets = await exporterOf(kind).sheets({ db, context, span: { from, to }, full, drill, only, album })
  // noted before the numbers leave, so that no copy exists which the ledger does not know of
  if (full) await recordUnmasked(db, kind, actor, now, drill)
  return writeSheets(out, sheets)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const {
      options,
      rest: [kind, out],
    } = argumentsOf(process.argv.slice(2), ['full', 'drills'])
    if (!kind || !out) {
      console.error(USAGE)
      return 2
    }
    checkExport(kind, out, options)
    const n = await withStation((database, config) =>
      exportFile(kind, out, database, config, {
        from: options.from,
        to: options.to,
        unit: options.unit,
        village: options.village,
        full: !!options.full,
        drill: !!options.drills,
        now: new Date(),
        actor: 'cli:export',
      }),
    )
    console.error(
      `${exporterOf(kind).noun}已写到 ${out}，共${n}行。${options.full ? '含完整电话，已记入台账，请妥善保管。' : ''}`,
    )
    return 0
  })
