/** Serves what decisions need of hazards. */

import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import * as needs from '#domain/hazard/needs.ts'
import { ROUND } from '#domain/hazard/round.ts'
import type { Heard } from '#domain/kernel/heard.ts'
import { villagesOfChat, villagesOfPerson } from '#domain/kernel/roster.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { villageCodeOf } from '#domain/record/filing.ts'
import { numbersIn } from '#domain/record/needs.ts'
import type { Rec } from '#domain/record/record.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { deadlines } from '../flow/tables.ts'
import { type Loader, messagesOf, sendersOf } from '../need.ts'
import { withHeld } from '../record/load.ts'
import { withPictures } from '../record/pictures.ts'
import { openStates } from '../record/states.ts'
import { records } from '../record/tables.ts'
import { hazardsOfDay } from './day.ts'

const openOnes = async (tx: Tx, whose = sql`true`): Promise<Rec[]> =>
  (await tx
    .select()
    .from(records)
    .where(sql`${records.kind} = 'hazard_report' and ${records.state} in ${openStates('hazard_report')} and ${whose}`)
    .orderBy(records.dueOn, records.id)) as Rec[]

/** With their photos and the cards that people hold of them. */
const whole = async (tx: Tx, rows: readonly Rec[]): Promise<Rec[]> => withHeld(tx, await withPictures(tx, rows))

const ofPeople = (people: string[]): SQL =>
  sql`(${anyOf(records.ownerId, people, 'uuid')} or ${anyOf(sql`${records.fields}->>'awaiting_photo_from'`, people)})`

/** Of messages that bring photos or ask; nobody else's is looked for. */
const own: Loader<readonly Rec[]> = async ({ tx }, asking) => {
  const people = sendersOf(asking)
  const rows = people.length ? await whole(tx, await openOnes(tx, ofPeople(people))) : []
  return ({ person }) =>
    rows.filter((h) => !!person && (h.ownerId === person.id || h.fields.awaiting_photo_from === person.id))
}

/** Of thousands only those that whoever writes may mean by a place or a thing are looked at more closely: their own, their villages'. */
const all: Loader<readonly Rec[]> = async ({ tx }, asking) => {
  const rows = sendersOf(asking).length ? await openOnes(tx) : []
  const people = new Set(sendersOf(asking))
  const villages = new Set(asking.flatMap((h) => villagesOfPerson(h.person)))
  const theirs = rows.filter((r) => people.has(r.ownerId ?? '') || villages.has(r.villageCode ?? ''))
  const closer = new Map((await whole(tx, theirs)).map((r) => [r.id, r]))
  return () => rows.map((r) => closer.get(r.id) ?? r)
}

/** Of all that is told, those that may be the same: in the villages named or spoken in, or within a hundredth of a degree. */
const near: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const messages = messagesOf(asking)
  const villages = [...new Set(messages.flatMap((h) => villagesOf(context, h)))]
  const points = messages.flatMap((h) => h.event.location ?? [])
  if (!villages.length && !points.length) return () => []
  const around = points.map(
    ({ lat, lon }) =>
      sql`(${records.lat} between ${lat - 0.01} and ${lat + 0.01} and ${records.lon} between ${lon - 0.01} and ${lon + 0.01})`,
  )
  const rows = await openOnes(tx, sql`(${sql.join([anyOf(records.villageCode, villages), ...around], sql` or `)})`)
  return () => rows
}

/** Villages that a message names, or whose group it is said in. */
function villagesOf({ roster }: DecisionContext, { reading, chat }: Heard): string[] {
  const { village, events } = reading?.fields ?? {}
  const said = [village, ...(Array.isArray(events) ? events.map((e) => (e as { village?: unknown }).village) : [])]
  const group = villagesOfChat(roster, chat)
  return [...said.flatMap((v) => villageCodeOf(roster, v) ?? []), ...(group.length === 1 ? group : [])]
}

const mentioned: Loader<readonly Rec[]> = async ({ tx }, asking) => {
  const nosOf = (h: Heard) => [
    ...numbersIn(h),
    ...(h.event.type === 'press' && h.event.data.into ? [h.event.data.into] : []),
  ]
  const nos = [...new Set(asking.flatMap(nosOf))]
  const rows = nos.length
    ? ((await tx
        .select()
        .from(records)
        .where(sql`${records.kind} = 'hazard_report' and ${anyOf(records.no, nos)}`)) as Rec[])
    : []
  const all = await whole(tx, rows)
  return (h) => all.filter((r) => nosOf(h).includes(r.no))
}

/** What the morning's round may tell of: all that is open, and what waits for its look-back. */
export async function loadRound(tx: Tx): Promise<Rec[]> {
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'hazard_report' and not ${records.drill} and (${records.state} in ${openStates('hazard_report')} or ${records.state} = 'cleared')`,
    )
    .orderBy(records.dueOn, records.id)) as Rec[]
  return withPictures(tx, rows)
}

/** Whether a round is set. */
export async function roundWaits(tx: Tx): Promise<{ waits: boolean }> {
  const [row] = await tx
    .select({ id: deadlines.id })
    .from(deadlines)
    .where(and(eq(deadlines.subjectId, ROUND), eq(deadlines.kind, 'hazard.round'), isNull(deadlines.doneAt)))
  return { waits: !!row }
}

export const HAZARD_LOADERS = {
  [needs.HAZARDS_DAY.look]: hazardsOfDay,
  [needs.OWN_HAZARDS.name]: own,
  [needs.OPEN_HAZARDS.name]: all,
  [needs.NEAR_HAZARDS.name]: near,
  [needs.MENTIONED.name]: mentioned,
}
