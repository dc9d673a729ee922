/** The registry of the rooms' tables: what writes the facts of each, loads its needs, and is looked at when it falls due. One line a noun. */
import { type AnyColumn, and, type SQL, sql } from 'drizzle-orm'
import type { Sight } from '#domain/kernel/access.ts'
import { type DailyPart, mayAskSummary, TODAY } from '#domain/kernel/daily.ts'
import type * as deadline from '#domain/kernel/deadline.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { dayOf } from '#domain/kernel/time.ts'
import { type DeadlineKind, figuresOf, type NounName, partsIn, type Rooms } from '#domain/nouns.ts'
import { broadcast } from './broadcast/room.ts'
import { duty } from './duty/room.ts'
import type { Tx } from './engine/tx.ts'
import { equipment } from './equipment/room.ts'
import { evacuation } from './evacuation/room.ts'
import { FLOW_TIMES } from './flow/clock.ts'
import { type DeadlineRow, dueOf } from './flow/deadlines.ts'
import { writeKernel } from './flow/facts.ts'
import { hazard } from './hazard/room.ts'
import { inspection } from './inspection/room.ts'
import { instruction } from './instruction/room.ts'
import { type Loader, type Lookers, messagesOf } from './need.ts'
import { patrol } from './patrol/room.ts'
import { record } from './record/room.ts'
import { report } from './report/room.ts'
import { KEPT_AS_RECORDS, type Tables, type Write } from './room.ts'
import { roster } from './roster/room.ts'
import { summary } from './summary/room.ts'
import type { Times } from './times.ts'
import { warning } from './warning/room.ts'

const TABLES = {
  roster,
  record,
  instruction,
  broadcast,
  warning,
  duty,
  report,
  hazard,
  patrol,
  evacuation,
  shelter: KEPT_AS_RECORDS,
  callout: KEPT_AS_RECORDS,
  supplies: KEPT_AS_RECORDS,
  inspection,
  activity: KEPT_AS_RECORDS,
  equipment,
  summary,
} satisfies { [N in NounName]: Tables<Rooms[N]> }

type AnyTables = Tables<unknown>
const all: readonly AnyTables[] = Object.values<AnyTables>(TABLES)

/** What writes the facts of each room, in this order on the one connection of a commit. */
export const WRITERS: readonly Write[] = [...all.flatMap(({ write }) => write ?? []), writeKernel]

/** What of each room waits for a time, and goes along where the clock was set. */
export const TIMES: readonly Times[] = [FLOW_TIMES, ...all.flatMap((room) => room.times)]

/** What is looked at every ten minutes for what a room keeps going by itself. */
export const UPKEEP: Readonly<Record<string, NonNullable<AnyTables['upkeep']>>> = Object.fromEntries(
  Object.entries<AnyTables>(TABLES).flatMap(([noun, { upkeep }]) => (upkeep ? [[noun, upkeep]] : [])),
)

/** The day's summary as it stands: what every room tells of the day, for whoever asks. */
const today: Loader<readonly DailyPart[]> = async ({ tx, context }, asking) => {
  if (!messagesOf(asking).some(({ event }) => mayAskSummary(event.text))) return () => []
  const found: Record<string, unknown> = {}
  for (const [room, { look, asked }] of Object.entries(figuresOf(dayOf(context.now, context.tz))))
    found[room] = await LOOKS[look]!(tx, asked as never, context)
  const parts = partsIn(found as never)
  return ({ event }) => (event.type === 'message' && mayAskSummary(event.text) ? parts : [])
}

/** What serves each need, by its name. */
export const LOADERS: Readonly<Record<string, Loader<unknown>>> = Object.assign(
  { [TODAY.name]: today },
  ...all.map((room) => room.loaders),
)

/** What is looked at when a deadline falls due; what its kind decides by. */
const DUE: Readonly<Record<DeadlineKind, (tx: Tx, row: DeadlineRow) => Promise<unknown>>> = Object.assign(
  {},
  ...all.map((room) => room.due),
)

/** What is looked up for decisions of the clock and of callers, by the name of the look. */
export const LOOKS: Readonly<Record<string, (tx: Tx, asked: never, g: DecisionContext) => Promise<unknown>>> =
  Object.assign(
    {
      due: (tx, row) => DUE[row.kind as DeadlineKind](tx, row as DeadlineRow),
      due_of: async (tx, id) => {
        const row = await dueOf(tx, id)
        return row && { ...row, subject: await subjectOf(tx, row.subjectId) }
      },
    } satisfies Lookers<typeof deadline>,
    ...all.map((room) => room.loaders),
  )

const about = Object.entries<SQL>(Object.assign({}, ...all.map((room) => room.about)))

/** What messages may speak of. */
export const ABOUT_KINDS: ReadonlySet<string> = new Set(about.map(([kind]) => kind))
/** How what the outbox row `m` speaks of stands now; null where it is not there. */
export const ABOUT: SQL = sql`case m.about_kind ${sql.join(
  about.map(([kind, now]) => sql`when ${sql.raw(`'${kind}'`)} then ${now}`),
  sql` `,
)} end`

/** Of lines and messages about things (a column of their ids), those that some eyes see. */
export const aboutSeen = (sight: Sight, id: AnyColumn): SQL | undefined =>
  and(...all.map((room) => room.aboutSeen?.(sight, id)))

/** Kinds that messages speak of as evidence. */
export const EVIDENCE: readonly string[] = all.flatMap((room) => room.evidence ?? [])

/** What falls due at once, kind and id, where messages are `refused`. */
export const REFUSED: SQL = sql.join(
  all.flatMap(({ refused }) =>
    Object.entries<SQL>(refused ?? {}).map(
      ([kind, ids]) => sql`select ${sql.raw(`'${kind}'`)}, r.id from (${ids}) r(id)`,
    ),
  ),
  sql` union all `,
)

/** The number of what a deadline is about, and whether that is a drill; undefined where it has none. */
async function subjectOf(tx: Tx, id: string): Promise<{ no: string; drill: boolean } | undefined> {
  const tables = all.flatMap((room) => room.subjects)
  const looks = tables.map((table) => sql`select no, drill from ${table} where id = ${id}`)
  const rows = await tx.execute<{ no: string; drill: boolean }>(sql.join(looks, sql` union all `))
  return [...rows][0]
}
