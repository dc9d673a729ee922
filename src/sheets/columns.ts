/** What every export is written with: columns as title and value, names, times and words as people read them. */
import { DateTime } from 'luxon'
import type { Span } from '#db/engine/page.ts'
import type { Db } from '#db/engine/tx.ts'
import { type Asked, type LedgerRow, ledgerByUnit, ledgerOf } from '#db/record/sheet.ts'
import { maskText } from '#domain/kernel/privacy.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { dayOf } from '#domain/kernel/time.ts'
import { kinds } from '#domain/kinds.ts'
import type { FieldSpec } from '#domain/record/kind.ts'
import type { RecordKind } from '#domain/record/record.ts'
import { isThing, thingWords } from '#domain/record/things.ts'
import { naming } from '../pages/words.ts'
import type { Album } from './album.ts'
import type { SheetOut } from './book.ts'

export interface Exporting {
  db: Db
  context: DecisionContext
  span: Span
  /** Whole phone numbers. */
  full: boolean
  /** Drills only, instead of the real thing only. */
  drill: boolean
}

/** The same with what a list of records needs besides. */
export interface Listing extends Exporting {
  /** Of one unit or village alone. */
  only: Pick<Asked, 'unit' | 'villageCode'>
  album: Album
}

/** A column; in a form its width in characters, and the head that it shares with its neighbours. */
export type Col<R> = [title: string, of: (row: R) => unknown, width?: number, over?: string]

type Rows<R> = Iterable<R> | AsyncIterable<R>

/** A sheet whose rows are read, one by one, when it is written. */
export const sheet = <R>(name: string, cols: Col<R>[], rows: Rows<R>): SheetOut => ({
  name,
  head: cols.map(([title]) => title),
  rows: mapped(rows, (row) => cols.map(([, of]) => of(row))),
})

async function* mapped<R, T>(rows: Rows<R>, to: (row: R) => T): AsyncGenerator<T> {
  for await (const row of rows) yield to(row)
}

async function* only<R>(rows: Rows<R>, which: (row: R) => boolean): AsyncGenerator<R> {
  for await (const row of rows) if (which(row)) yield row
}

/** The same rows, each looked at on its way: what a later sheet says of all of them. */
export async function* seen<R>(rows: Rows<R>, look: (row: R) => void): AsyncGenerator<R> {
  for await (const row of rows) {
    look(row)
    yield row
  }
}

/** Rows made when their turn comes. */
export async function* later<R>(rows: () => Rows<R>): AsyncGenerator<R> {
  yield* rows()
}

/** How names, times and people's words are written in an export. */
export function saying({ context: { roster, tz, now }, full }: Exporting) {
  const local = (at: Date | null | undefined) =>
    at ? DateTime.fromJSDate(at, { zone: tz }).toFormat('yyyy-MM-dd HH:mm') : ''
  const person = (id: string | null | undefined) => (id ? (roster.people.get(id)?.name ?? id) : '')
  const village = (code: string | null) => roster.villages.find((v) => v.code === code)?.name ?? ''
  const place = (id: string) => roster.places.find((p) => p.id === id)?.name ?? ''
  const words = (said: unknown): unknown => (typeof said === 'string' && !full ? maskText(said) : said)
  const value = (v: unknown): unknown =>
    words(
      v === undefined || v === null
        ? ''
        : v === true
          ? '是'
          : v === false
            ? '否'
            : Array.isArray(v)
              ? v.map(value).join('、')
              : isThing(v)
                ? thingWords(v)
                : typeof v === 'object'
                  ? JSON.stringify(v)
                  : v,
    )
  const field = (key: string) => (r: LedgerRow) => value(r.fields[key])
  const day = (at: Date | null | undefined) => (at ? dayOf(at, tz) : '')
  /** Whoever did something: somebody of the roster, the station itself, a stranger. */
  const actor = (id: string | null | undefined) =>
    id ? words(naming({ roster, tz, now }).actor(id).replace(/^cli:/, '命令 ')) : ''
  const moved = (to: string, what: 'at' | 'actor') => (r: LedgerRow) => {
    const m = r.moves.findLast((x) => x.to === to)
    return m ? (what === 'at' ? local(m.at) : actor(m.actor)) : ''
  }
  const base: Col<LedgerRow>[] = [
    ['编号', (r) => r.no, 16],
    ['收到时间', (r) => local(r.receivedAt), 17],
    ['村', (r) => village(r.villageCode), 8],
  ]
  return { local, day, person, actor, village, place, words, value, field, moved, base }
}

const live = (r: LedgerRow) => r.state !== 'withdrawn'

/** The fields of a kind that were said at all, with their units in the heading; several events of one report are several rows. */
export function fieldColumns(
  kind: RecordKind,
  said: ReadonlySet<string>,
  value: (v: unknown) => unknown,
): Col<{ fields: Record<string, unknown> }>[] {
  return Object.entries(kinds[kind].fields as Record<string, FieldSpec>)
    .filter(([key]) => said.has(key))
    .map(([key, spec]) => [spec.unit ? `${spec.label}（${spec.unit}）` : spec.label, (r) => value(r.fields[key])])
}

export async function* events(rows: Rows<LedgerRow>): AsyncGenerator<LedgerRow> {
  for await (const r of rows)
    if (Array.isArray(r.fields.events))
      for (const e of r.fields.events as Record<string, unknown>[]) yield { ...r, fields: e }
    else yield r
}

/** Which records of these kinds the export is about. */
export const asked = ({ span, drill, full, only }: Listing, ...kinds: RecordKind[]): Asked => ({
  kinds,
  span,
  drill,
  restricted: full,
  ...only,
})

/** Records of a kind in the span, those taken back left out. */
export const standing = (x: Listing, ...kinds: RecordKind[]) => only(ledgerOf(x.db, asked(x, ...kinds)), live)
/** The same, a unit after the other. */
export const standingByUnit = (x: Listing, ...kinds: RecordKind[]) => only(ledgerByUnit(x.db, asked(x, ...kinds)), live)

/** What can be exported, by the name it is asked for: what it is called and the sheets it fills. */
export type Exports = Readonly<Record<string, { noun: string; sheets(x: Listing): Promise<SheetOut[]> }>>
