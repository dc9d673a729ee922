/** `npm run export -- KIND OUT.xlsx`: a ledger or the roster as a workbook. Phones are masked unless `--full`, which the ledger notes. */

import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Database } from '#db/engine/client.ts'
import type { Db } from '#db/engine/tx.ts'
import { ledgerLine, packedAt, recordPacked, recordUnmasked } from '#db/flow/ledger.ts'
import type { Roster } from '#domain/kernel/roster.ts'
import { addDays, at, dayOf, isoIn } from '#domain/kernel/time.ts'
import { villageCodeOf } from '#domain/record/filing.ts'
import { unitKey } from '#domain/record/unit.ts'
import type { Config } from '../config.ts'
import { openAlbum } from '../sheets/album.ts'
import type { Listing } from '../sheets/columns.ts'
import { EXPORTS } from '../sheets/nouns.ts'
import { lineHash, type Manifest, pack } from '../sheets/pack.ts'
import { unpack } from '../sheets/unpack.ts'
import { warningSheets } from '../sheets/warning.ts'
import { bookWords } from '../sheets/words.ts'
import { writeSheets, writeWhole } from '../sheets/workbook.ts'
import { contextAt } from './context.ts'
import { argumentsOf, main, withStation } from './station.ts'

const USAGE = `用法：npm run export -- 种类 输出.xlsx [--from 2026-11-01] [--to 2026-11-30] [--unit 单位] [--village 村] [--full] [--drills]
种类：${Object.entries(EXPORTS)
  .map(([kind, e]) => `${kind}（${e.noun}）`)
  .join('、')}、warning:编号（预警与叫应）
evidence 佐证包.zip 是佐证包（各清单、照片、逐个文件的 SHA-256）；npm run export -- --check 佐证包.zip 在任何电脑上核对它有没有被改过，加 --ledger 再与本站台账核对。
不写 --from 时，从一年前算起；summary 从七天前算起。电话隐去中间四位，--full 写完整电话并记入台账；--drills 只导出演练。`

/** Files that are promised and not there yet, so that nobody takes silence for an answer. */
const LATER_FILES = ['.docx', '.pdf']
/** What a ZIP is made of. */
const PACKED = 'evidence'
/** Faults said one by one; more are counted. */
const MOST_TOLD = 200

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
  if (type === '.zip' && kind !== PACKED)
    throw new Error(`只有佐证包是 .zip，例如 npm run export -- evidence 佐证包.zip`)
  if (type !== '.xlsx' && type !== '.zip')
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
  const context = await contextAt(db, tz, now)
  const today = dayOf(now, tz)
  const from = at(options.from ?? addDays(today, kind === 'summary' ? -6 : -365), '00:00', tz)
  const to = at(addDays(options.to ?? (kind === 'duty-log' ? addDays(today, 14) : today), 1), '00:00', tz)
  const only = onlyOf(options, context.roster)
  const listing = (db: Db): Listing => ({
    db,
    context,
    span: { from, to },
    full,
    drill,
    only,
    album: openAlbum(dataDir),
  })
  // noted before the numbers leave, so that no copy exists which the ledger does not know of
  if (full) await recordUnmasked(db, kind, actor, now, drill)
  // all sheets are of one moment, whatever is said meanwhile
  return db.transaction(
    async (tx) => {
      const x = listing(tx as unknown as Db)
      if (extname(out).toLowerCase() !== '.zip') return writeSheets(out, await exporterOf(kind).sheets(x))
      let made: { manifest: Manifest; sha256: string } | undefined
      const bytes = pack(x, (manifest, sha256) => {
        made = { manifest, sha256 }
      })
      await writeWhole(out, bytes, async () => {
        const { manifest, sha256 } = made!
        await recordPacked(db, actor, now, {
          manifest: sha256,
          position: manifest.ledger?.position ?? null,
          drill,
        })
      })
      return made!.manifest.files.length
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/**
 * Checks a pack of evidence by itself: its files and its manifest, anywhere, without a station.
 * @param station the one that made it: its ledger tells whether the manifest is the one that was written then.
 * @returns the exit code: 0 nothing was changed.
 */
export async function checkPack(
  path: string,
  station: (Pick<Database, 'db'> & Pick<Config, 'tz'>) | undefined,
  say: (line: string) => void,
): Promise<number> {
  const { manifest, sha256, faults } = await unpack(path)
  const { station: name, period, made_at, files, missing } = manifest
  say(bookWords.packIs({ station: name, ...period, made: made_at, files: files.length, sha256 }))
  if (missing.length) say(bookWords.packMissing(missing.length))
  for (const fault of faults.slice(0, MOST_TOLD)) say(fault)
  if (faults.length) {
    say(bookWords.packFaults(faults.length))
    return 1
  }
  say(bookWords.packWhole)
  if (station) return againstLedger(manifest.ledger, sha256, station, say)
  say(bookWords.packElsewhere)
  return 0
}

/** Whether the station's ledger has noted that manifest, and stood then as it stands now. */
async function againstLedger(
  ledger: Manifest['ledger'],
  sha256: string,
  { db, tz }: Pick<Database, 'db'> & Pick<Config, 'tz'>,
  say: (line: string) => void,
): Promise<number> {
  const packed = await packedAt(db, sha256, ledger?.position ?? null)
  if (!packed) {
    say(bookWords.packStrange)
    return 1
  }
  const line = ledger && (await ledgerLine(db, ledger.position))
  if (ledger && !(line && lineHash(line) === ledger.sha256)) {
    say(bookWords.packLedger(ledger.position))
    return 1
  }
  say(bookWords.packOurs(isoIn(packed, tz)))
  return 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const { options, rest } = argumentsOf(process.argv.slice(2), ['full', 'drills', 'check', 'ledger'])
    const [kind, out] = rest
    // evidence --check PACK.zip says the same as --check PACK.zip
    const packed = options.check ? rest.at(-1) : undefined
    if (packed) {
      const say = (line: string) => console.error(line)
      return options.ledger
        ? withStation(({ db }, { tz }) => checkPack(packed, { db, tz }, say))
        : checkPack(packed, undefined, say)
    }
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
      `${extname(out).toLowerCase() === '.zip' ? `佐证包已写到 ${out}，共${n}个文件。` : `${exporterOf(kind).noun}已写到 ${out}，共${n}行。`}${options.full ? '含完整电话，已记入台账，请妥善保管。' : ''}`,
    )
    return 0
  })
