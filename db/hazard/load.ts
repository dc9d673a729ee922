/** Serves what decisions need of hazards. */

import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Counted, type Filter, filterOf, OPEN } from '#domain/hazard/asked.ts'
import * as needs from '#domain/hazard/needs.ts'
import { COUNTED } from '#domain/hazard/needs.ts'
import { ROUND } from '#domain/hazard/round.ts'
import { isOfficer } from '#domain/kernel/access.ts'
import type { Heard } from '#domain/kernel/heard.ts'
import { villagesOfChat, villagesOfPerson } from '#domain/kernel/roster.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { dayOf } from '#domain/kernel/time.ts'
import { villageCodeOf } from '#domain/record/filing.ts'
import { numbersIn } from '#domain/record/needs.ts'
import type { Rec } from '#domain/record/record.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { deadlines, ledger } from '../flow/tables.ts'
import { type Loader, messagesOf, sendersOf } from '../need.ts'
import { bounds, received, COUNTED as TOLD } from '../record/day.ts'
import { withHeld } from '../record/held.ts'
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

/** So many of each state at most, for officers; so many of a village or a person. */
const NEWEST = 15
const OF_VILLAGE = 60
const OVER_OF_VILLAGE = 20
const OF_PERSON = 40
const OVER_DAYS = 30
const OVER = ['cleared', 'looked_back', 'closed', 'duplicate', 'untrue']

/** What words may mean that bring no number: by village, by person, and for officers the newest of each state. */
const meant: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const people = sendersOf(asking)
  if (!people.length) return () => []
  const villages = [...new Set(asking.flatMap((h) => villagesMeant(context, h)))]
  const byOfficers = asking.some((h) => isOfficer(h.person))
  const over = sql`updated_at > ${new Date(context.now.getTime() - OVER_DAYS * 24 * 3600_000).toISOString()}`
  const open = openStates('hazard_report')
  const each = (of: SQL, some: SQL) => sql`select r.id from ${of} cross join lateral (${some}) r`
  const rows = await tx
    .select()
    .from(records)
    .where(
      sql`${records.id} = any(array(
        ${each(
          sql`jsonb_array_elements_text(${JSON.stringify(villages)}::jsonb) v(code)`,
          sql`select id from records where kind = 'hazard_report' and village_code = v.code and state in ${open} order by id desc limit ${OF_VILLAGE}`,
        )}
        union ${each(
          sql`jsonb_array_elements_text(${JSON.stringify(villages)}::jsonb) v(code)`,
          sql`select id from (select id, state, updated_at from records where kind = 'hazard_report' and village_code = v.code order by id desc limit ${4 * OF_VILLAGE}) lately where ${anyOf(sql`state`, OVER)} and ${over} limit ${OVER_OF_VILLAGE}`,
        )}
        union ${each(
          sql`jsonb_array_elements_text(${JSON.stringify(people)}::jsonb) p(id)`,
          sql`select id from records where kind = 'hazard_report' and owner_id = p.id::uuid order by id desc limit ${OF_PERSON}`,
        )}
        union ${each(
          sql`jsonb_array_elements_text(${JSON.stringify(people)}::jsonb) p(id)`,
          sql`select id from records where kind = 'hazard_report' and reporter_id = p.id::uuid order by id desc limit ${OF_PERSON}`,
        )}
        union ${each(
          sql`jsonb_array_elements_text(${JSON.stringify(byOfficers ? [...OPEN, ...OVER] : [])}::jsonb) s(name)`,
          sql`select id from records where kind = 'hazard_report' and state = s.name and (state in ${open} or ${over}) order by id desc limit ${NEWEST}`,
        )}))`,
    )
    .orderBy(records.id)
  const all = (await whole(tx, rows as Rec[])).filter((r) => r.state !== 'unverified')
  return () => all
}

/** Villages that a message names, is said in, or whose people say it. */
const villagesMeant = (g: DecisionContext, h: Heard): string[] => {
  const text = h.event.type === 'message' ? h.event.text : ''
  const named = g.roster.villages.filter((v) => [v.name, ...v.aliases].some((n) => n.length > 1 && text.includes(n)))
  return [...named.map((v) => v.code), ...villagesOf(g, h), ...villagesOfPerson(h.person)]
}

const LISTED = 15

/** Of what somebody asks for: counted by the database, and the first of them. */
const counted: Loader<Counted> = async ({ tx, context }, asking) => {
  const found = new Map<Heard, Counted>()
  for (const heard of asking) {
    const filter = filterOf(heard, context)
    if (filter) found.set(heard, await countOf(tx, filter, context))
  }
  return (heard) => found.get(heard) ?? COUNTED.none
}

async function countOf(tx: Tx, filter: Filter, g: DecisionContext): Promise<Counted> {
  const today = dayOf(g.now, g.tz)
  const { states, severity, villages, owners, department, kind, thing, from, to, own, span } = filter
  const handed = sql`${records.fields}->>'transferred_to'`
  const whatever = [
    sql`${records.kind} = 'hazard_report'`,
    sql`coalesce((${records.fields}->>'restricted') <> 'true', true)`,
    ...(severity ? [anyOf(sql`coalesce(${records.fields}->>'severity', '一般')`, [...severity])] : []),
    ...(villages ? [anyOf(records.villageCode, [...villages])] : []),
    ...(owners || department
      ? [
          sql`(${anyOf(records.ownerId, [...(owners ?? [])], 'uuid')}${department ? sql` or ${handed} like ${`%${department}%`}` : sql``})`,
        ]
      : []),
    ...(kind ? [sql`${records.fields}->>'kind' = ${kind}`] : []),
    ...(thing
      ? [
          sql`concat(${records.fields}->>'place', ${records.fields}->>'description', ${records.text}) like ${`%${thing}%`}`,
        ]
      : []),
    ...(own
      ? [
          sql`(${records.ownerId} = ${own.person}::uuid or ${records.reporterId} = ${own.person}::uuid or ${anyOf(records.villageCode, [...own.villages])})`,
        ]
      : []),
  ]
  const which = sql.join(
    [
      ...whatever,
      sql`not ${records.drill} and ${records.state} in ${openStates('hazard_report')} and ${anyOf(records.state, [...states])}`,
      ...(from ? [sql`${records.dueOn} >= ${from}`] : []),
      ...(to ? [sql`${records.dueOn} <= ${to}`] : []),
    ],
    sql` and `,
  )
  const late = sql`${records.dueOn} < ${today} and ${records.state} <> 'recheck'`
  const rows = await tx
    .select({
      state: records.state,
      n: sql<number>`count(*)::int`,
      late: sql<number>`(count(*) filter (where ${late}))::int`,
    })
    .from(records)
    .where(which)
    .groupBy(records.state)
  const some = (await tx
    .select()
    .from(records)
    .where(which)
    .orderBy(sql`(${late}) desc nulls last`, records.dueOn, records.id)
    .limit(LISTED)) as Rec[]
  return {
    filter,
    counts: Object.fromEntries(rows.map((r) => [r.state, r.n])),
    late: rows.reduce((n, r) => n + r.late, 0),
    some,
    ...(span ? { inSpan: await inSpanOf(tx, sql.join(whatever, sql` and `), span, g) } : {}),
  }
}

/** How many were told of and how many closed in some days. */
async function inSpanOf(tx: Tx, which: SQL, span: NonNullable<Filter['span']>, g: DecisionContext) {
  const days = { from: bounds(span.from, g).from, to: bounds(span.to, g).to }
  const closed = sql`state in ('cleared','looked_back','closed') and exists (select 1 from ${ledger} where ${ledger.change} = 'record.moved' and ${ledger.subjectId} = ${records.id} and ${ledger.data}->>'to' in ('cleared','closed') and ${ledger.at} >= ${days.from} and ${ledger.at} < ${days.to})`
  const [row] = (await tx
    .select({
      found: sql<number>`(count(*) filter (where ${received(days)}))::int`,
      cleared: sql<number>`(count(*) filter (where ${closed}))::int`,
    })
    .from(records)
    .where(sql`${which} and ${TOLD}`)) as [{ found: number; cleared: number }]
  return row
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
  [needs.MEANT.name]: meant,
  [needs.COUNTED.name]: counted,
  [needs.NEAR_HAZARDS.name]: near,
  [needs.MENTIONED.name]: mentioned,
}
