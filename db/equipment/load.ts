/** Serves what decisions need of the gear. */
import { and, asc, count, desc, eq, gte, inArray, isNull, lt, max, ne, or, sql } from 'drizzle-orm'
import { dayOfEquipment } from '#domain/equipment/daily.ts'
import { OTHER } from '#domain/equipment/devices.ts'
import type { EquipmentDay, Standing, Test } from '#domain/equipment/equipment.ts'
import * as needs from '#domain/equipment/needs.ts'
import type { Looked, Waiting } from '#domain/equipment/plan.ts'
import { refsOf } from '#domain/kernel/message.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { addDays, at } from '#domain/kernel/time.ts'
import { UUID } from '../engine/page.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { deadlines, outbox } from '../flow/tables.ts'
import { type Loader, messagesOf } from '../need.ts'
import { equipment, equipmentTests } from './tables.ts'

const asTests = (rows: (typeof equipmentTests.$inferSelect)[]): Test[] => rows.map(({ stationId: _, ...row }) => row)

const REAL = and(inArray(equipmentTests.state, ['passed', 'faulty', 'mended']), eq(equipmentTests.drill, false))
const MOST_OTHERS = 50

/** The kinds under the plan, when each was last tested as a whole, other gear, and the faults that stand, drills' too. */
export async function loadEquipment(tx: Tx | Db): Promise<Standing> {
  const [rows, last, others, faults] = await Promise.all([
    tx.select().from(equipment),
    tx
      .select({ device: equipmentTests.device, at: max(equipmentTests.testedAt) })
      .from(equipmentTests)
      .where(and(REAL, isNull(equipmentTests.villageCode)))
      .groupBy(equipmentTests.device),
    tx
      .select({ name: equipmentTests.name, at: max(equipmentTests.testedAt) })
      .from(equipmentTests)
      .where(and(REAL, eq(equipmentTests.device, 'other')))
      .groupBy(equipmentTests.name)
      .orderBy(desc(max(equipmentTests.testedAt)))
      .limit(MOST_OTHERS),
    tx.select().from(equipmentTests).where(sql`${equipmentTests.state} = 'faulty'`).orderBy(asc(equipmentTests.id)),
  ])
  return {
    planned: rows.map(({ stationId: _, ...row }) => row),
    tested: new Map(last.flatMap(({ device, at }) => (at ? [[device, at] as const] : []))),
    others: others.flatMap(({ name, at }) => (at ? [{ name: name ?? OTHER, testedAt: at }] : [])),
    faults: asTests(faults),
  }
}

const standing: Loader<Standing> = async ({ tx }) => {
  const all = await loadEquipment(tx)
  return () => all
}

const NUMBER = /(?:YL)?SB-\d{8}-\d{3,5}/i

/** By the id that a press carries, the message that is quoted or taken back (theirs or our card), or a number in the text. */
const meant: Loader<readonly Test[]> = async ({ tx }, asking) => {
  const pressed = asking.flatMap(({ event }) =>
    event.type === 'press' && event.data.id && UUID.test(event.data.id) ? [event.data.id] : [],
  )
  const refs = asking.flatMap(({ event }) => refsOf(event))
  const numbers = messagesOf(asking).flatMap(({ event }) => NUMBER.exec(event.text)?.[0].toUpperCase() ?? [])
  if (!pressed.length && !refs.length && !numbers.length) return () => []
  const cards = refs.length
    ? await tx
        .select({ providerId: outbox.providerId, id: outbox.aboutId })
        .from(outbox)
        .where(and(anyOf(outbox.providerId, refs), eq(outbox.aboutKind, 'equipment')))
    : []
  const ids = [...pressed, ...cards.map((c) => c.id!)]
  const rows = asTests(
    await tx
      .select()
      .from(equipmentTests)
      .where(
        or(
          anyOf(equipmentTests.id, ids, 'uuid'),
          anyOf(equipmentTests.messageId, refs),
          anyOf(equipmentTests.no, numbers),
        ),
      )
      .orderBy(asc(equipmentTests.id))
      .for('update'),
  )
  return ({ event }) => {
    const own = new Set(refsOf(event))
    const byCard = new Set(cards.filter((c) => own.has(c.providerId!)).map((c) => c.id))
    const no = event.type === 'message' ? NUMBER.exec(event.text)?.[0].toUpperCase() : undefined
    const id = event.type === 'press' ? event.data.id : undefined
    return rows.filter((t) => t.id === id || t.no === no || byCard.has(t.id) || own.has(t.messageId))
  }
}

const own: Loader<readonly Test[]> = async ({ tx, context }, asking) => {
  const people = asking.flatMap((h) => (h.person ? [h.person.id] : []))
  if (!people.length) return () => []
  const from = new Date(context.now.getTime() - context.settings.join_minutes * 60_000)
  const rows = asTests(
    await tx
      .select()
      .from(equipmentTests)
      .where(
        and(
          anyOf(equipmentTests.personId, people, 'uuid'),
          gte(equipmentTests.receivedAt, from),
          ne(equipmentTests.state, 'withdrawn'),
        ),
      )
      .orderBy(desc(equipmentTests.id)),
  )
  return ({ event, person }) =>
    rows.filter((t) => event.type === 'message' && t.personId === person?.id && t.chat === event.chat.id)
}

/** Of the station's day, YYYY-MM-DD. */
async function ofDay(tx: Tx, day: string, g: DecisionContext): Promise<{ equipment: EquipmentDay }> {
  const [found, [told]] = await Promise.all([
    loadEquipment(tx),
    tx
      .select({ n: count() })
      .from(equipmentTests)
      .where(
        and(
          ne(equipmentTests.state, 'withdrawn'),
          eq(equipmentTests.drill, false),
          gte(equipmentTests.receivedAt, at(day, '00:00', g.tz)),
          lt(equipmentTests.receivedAt, at(addDays(day, 1), '00:00', g.tz)),
        ),
      ),
  ])
  return { equipment: dayOfEquipment(g, found, told?.n ?? 0) }
}

export const EQUIPMENT_LOADERS = {
  [needs.EQUIPMENT_DAY.look]: ofDay,
  [needs.EQUIPMENT.name]: standing,
  [needs.MEANT_TESTS.name]: meant,
  [needs.OWN_TESTS.name]: own,
}

/** What is looked at when a test falls due, held so that it is reminded of once. */
export async function dueEquipment(tx: Tx, { subjectId }: { subjectId: string }): Promise<Looked> {
  await tx.select({ id: equipment.id }).from(equipment).where(eq(equipment.id, subjectId)).for('update')
  return { ...(await loadEquipment(tx)), subjectId }
}

/** How the gear stands, and when somebody is to be reminded of each kind. */
export async function loadPlans(tx: Tx): Promise<Waiting> {
  const rows = await tx
    .select({ id: deadlines.subjectId, at: deadlines.dueAt })
    .from(deadlines)
    .where(and(eq(deadlines.kind, 'equipment.due'), isNull(deadlines.doneAt)))
  return { ...(await loadEquipment(tx)), waiting: new Map(rows.map((r) => [r.id, r.at])) }
}
