/**
 * 佐证包: the lists and every photo in one ZIP, with a manifest of the SHA-256 of each file and of the ledger's position.
 * The manifest's own hash stands in the ledger, which is only ever appended to: a pack that was changed is found out.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Zip, ZipDeflate } from 'fflate'
import { ledgerPosition } from '#db/flow/ledger.ts'
import type { ledger } from '#db/flow/tables.ts'
import { dayOf, isoIn } from '#domain/kernel/time.ts'
import { book, type SheetOut } from './book.ts'
import type { Listing } from './columns.ts'
import { SHARED_EXPORTS } from './lists.ts'
import { PATROL_EXPORTS } from './patrol.ts'
import { photoSheets, photosOf } from './photos.ts'
import { WARNING_EXPORTS } from './warning.ts'
import { bookWords } from './words.ts'

export const MANIFEST = 'manifest.json'
const FORMAT = 'anan-evidence/1'
/** What a ZIP without its 64-bit form holds, some room left for its directory. */
const MOST_BYTES = 3_800_000_000

export interface Manifest {
  format: typeof FORMAT
  station: string
  township: string
  period: { from: string; to: string }
  unit?: string
  village?: string
  drill: boolean
  /** Whole numbers and sensitive matter are in it. */
  full: boolean
  made_at: string
  /** The last line of the ledger that it was made of, and the SHA-256 of that line. */
  ledger: { position: number; at: string; sha256: string } | null
  files: { path: string; bytes: number; sha256: string }[]
  /** Files that the records speak of and that are not here, or are not what they were. */
  missing: { record: string; sha256: string | null; why: string }[]
}

const BOOKS: [string, (x: Listing) => Promise<SheetOut[]> | SheetOut[]][] = [
  ['三张清单.xlsx', SHARED_EXPORTS['three-lists'].sheets],
  ['四张清单.xlsx', SHARED_EXPORTS['four-lists'].sheets],
  ['巡查.xlsx', PATROL_EXPORTS.patrols.sheets],
  ['执法台账.xlsx', SHARED_EXPORTS.enforcement.sheets],
  ['预警留痕.xlsx', WARNING_EXPORTS.evidence.sheets],
  ['照片清单.xlsx', photoSheets],
]

/** Of a ledger line as it stands; the same line gives the same hash at any time. */
export const lineHash = ({
  seq,
  at,
  change,
  subjectId,
  actor,
  data,
  rules,
  drill,
}: typeof ledger.$inferSelect): string =>
  createHash('sha256')
    .update(JSON.stringify([seq, at.toISOString(), change, subjectId, actor, data, rules, drill]))
    .digest('hex')

/** The pack's bytes as they are made, in memory that does not grow with it. @param done called with the manifest and its SHA-256. */
export async function* pack(
  x: Listing,
  done: (manifest: Manifest, sha256: string) => void,
): AsyncGenerator<Uint8Array> {
  const { roster, tz, now } = x.context
  const made: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    made.push(bytes)
  })
  const last = await ledgerPosition(x.db)
  const manifest: Manifest = {
    format: FORMAT,
    station: roster.station.name,
    township: roster.station.township,
    period: { from: dayOf(x.span.from, tz), to: dayOf(new Date(x.span.to.getTime() - 1), tz) },
    ...(x.only.unit === undefined ? {} : { unit: x.only.unit }),
    ...(x.only.villageCode === undefined ? {} : { village: x.only.villageCode }),
    drill: x.drill,
    full: x.full,
    made_at: isoIn(now, tz),
    ledger: last ? { position: last.seq, at: isoIn(last.at, tz), sha256: lineHash(last) } : null,
    files: [],
    missing: [],
  }
  let total = 0
  /** One file, as it comes. @returns its SHA-256 */
  const add = async function* (path: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, string> {
    // packed already: deflate's stored blocks, whose end any program finds
    const part = new ZipDeflate(path, { level: 0 })
    zip.add(part)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      total += chunk.length
      if (total > MOST_BYTES) throw new Error(bookWords.packTooLarge)
      part.push(chunk)
      yield* made.splice(0)
    }
    part.push(new Uint8Array(), true)
    yield* made.splice(0)
    const sha256 = hash.digest('hex')
    manifest.files.push({ path, bytes, sha256 })
    return sha256
  }
  for (const [name, sheets] of BOOKS) yield* add(name, book(await sheets(x)))
  for await (const photo of photosOf(x)) {
    const lacking = (why: string) => manifest.missing.push({ record: photo.record.no, sha256: photo.hash, why })
    if (!photo.hash || !photo.path) {
      lacking(bookWords.notFetched)
      continue
    }
    const file = createReadStream(x.album.path(photo.hash))
    try {
      await once(file)
    } catch {
      lacking(bookWords.gone)
      continue
    }
    const sha256 = yield* add(photo.path, file)
    if (sha256 !== photo.hash) lacking(bookWords.altered)
  }
  const said = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8')
  const part = new ZipDeflate(MANIFEST, { level: 6 })
  zip.add(part)
  part.push(said, true)
  zip.end()
  done(manifest, createHash('sha256').update(said).digest('hex'))
  yield* made.splice(0)
}

/** Until the file is open; thrown where it cannot be. */
const once = (file: ReturnType<typeof createReadStream>) =>
  new Promise<void>((open, fail) => {
    file.once('open', () => open())
    file.once('error', fail)
  })
