/** Which words joined which report, as the ledger tells: for whoever says that they are of another event. */
import { desc, eq, sql } from 'drizzle-orm'
import type { Heard } from '#domain/kernel/heard.ts'
import { type Inbound, refsOf } from '#domain/kernel/message.ts'
import { type JoinedWords, numbersIn } from '#domain/record/needs.ts'
import type { Rec } from '#domain/record/record.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { inbox, ledger } from '../flow/tables.ts'
import type { Loader } from '../need.ts'
import { cited } from './cited.ts'
import { withHeld } from './held.ts'
import { recordSources, records } from './tables.ts'

/** So many of the latest lines are looked through for somebody's own. */
const LINES = 2000
const OWN_MINUTES = 60

interface Line {
  id: string
  message: string
  text: string
  fields: Record<string, unknown> | null
  was: Record<string, unknown> | null
  actor: string
}

const JOINS = sql`${ledger.change} in ('record.amended', 'record.joined') and coalesce(${ledger.data}->>'text', '') <> ''`
const LINE = sql`${ledger.subjectId} id, ${ledger.data}->>'messageId' message, ${ledger.data}->>'text' as text, ${ledger.data}->'fields' fields, ${ledger.data}->'was' was, ${ledger.actor} actor`

const linesOf = async (tx: Tx, ids: readonly string[]): Promise<Line[]> =>
  ids.length
    ? [
        ...(await tx.execute<Line & Record<string, unknown>>(
          sql`select ${LINE} from ledger where ${anyOf(ledger.subjectId, [...ids], 'uuid')} and ${JOINS} order by ${ledger.seq} desc limit 200`,
        )),
      ]
    : []

const ownLines = async (tx: Tx, now: Date, people: readonly string[]): Promise<Line[]> =>
  people.length
    ? [
        ...(await tx.execute<Line & Record<string, unknown>>(
          sql`select ${LINE} from ledger where ${ledger.seq} > (select max(seq) - ${LINES} from ledger) and ${ledger.at} > ${new Date(now.getTime() - OWN_MINUTES * 60_000).toISOString()}
            and ${JOINS} and ${anyOf(ledger.actor, [...people])} order by ${ledger.seq} desc limit 50`,
        )),
      ]
    : []

export const joinedWords: Loader<JoinedWords | undefined> = async (l, asking) => {
  const { tx, context } = l
  const pointed = await l.once(cited)
  const found = new Map<Heard, JoinedWords>()
  // rare and one by one: whoever says it takes back what the station made of somebody's words
  for (const h of asking) {
    const joined = await wordsMeant(tx, context.now, h, pointed(h.event))
    if (joined) found.set(h, joined)
  }
  return (h) => found.get(h)
}

async function wordsMeant(
  tx: Tx,
  now: Date,
  h: Heard,
  citation: { kind: string; id: string } | undefined,
): Promise<JoinedWords | undefined> {
  const { event } = h
  const [said, id] = event.type === 'press' ? [event.data.said, event.data.id] : []
  const refs = refsOf(event)
  const quoted = refs.length
    ? await tx.select({ id: recordSources.recordId }).from(recordSources).where(anyOf(recordSources.messageId, refs))
    : []
  const [no] = numbersIn(h)
  const [named] = no ? await tx.select({ id: records.id }).from(records).where(eq(records.no, no)) : []
  const pointedAt = [id, ...quoted.map((q) => q.id), named?.id, citation?.kind === 'record' ? citation.id : undefined]
  const ids = pointedAt.filter((x): x is string => !!x)
  const lines = ids.length ? await linesOf(tx, ids) : await ownLines(tx, now, h.person ? [h.person.id] : [])
  const line =
    lines.find((one) => (event.type === 'press' ? one.message === said : refs.includes(one.message))) ??
    (event.type === 'press' ? undefined : lines[0])
  return line && joinedBy(tx, line)
}

async function joinedBy(tx: Tx, line: Line): Promise<JoinedWords | undefined> {
  const [row] = (await tx.select().from(records).where(eq(records.id, line.id))) as Rec[]
  // what it was first told in is no addition, and what has left it before is not there any more
  if (row?.kind !== 'disaster_report' || row.sourceMessageIds.indexOf(line.message) < 1) return undefined
  const [merged] = (await tx
    .select()
    .from(records)
    .where(
      sql`${records.id} = any(array(select record_id from record_sources where message_id = ${line.message})) and ${records.id} <> ${row.id} and ${records.state} = 'merged'`,
    )
    .orderBy(desc(records.id))) as Rec[]
  const [said] = await tx
    .select({ event: inbox.event })
    .from(inbox)
    .where(
      sql`${anyOf(inbox.channel, [row.channel, merged?.channel ?? row.channel])} and ${inbox.eventId} = ${line.message}`,
    )
  const event = said?.event as Inbound | undefined
  if (event?.type !== 'message') return undefined
  const [record, gone] = await withHeld(tx, merged ? [row, merged] : [row])
  return {
    ...{ record: record!, event, text: line.text, fields: line.fields ?? {}, was: line.was ?? {} },
    ...(gone ? { merged: gone } : {}),
  }
}
