import { desc, sql } from 'drizzle-orm'
import * as needs from '#domain/instruction/needs.ts'
import { villagesOfPerson } from '#domain/kernel/roster.ts'
import type { Rooms } from '#domain/nouns.ts'
import type { Rec } from '#domain/record/record.ts'
import { anyOf } from '../engine/rows.ts'
import { type Loader, sendersOf } from '../need.ts'
import { records } from '../record/tables.ts'
import { KEPT_AS_RECORDS, type Tables } from '../room.ts'

/** What was ordered longer ago is answered by its number. */
const HOURS = 12
const HOUR_MS = 3600_000

const orders: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const villages = [...new Set(asking.flatMap((h) => villagesOfPerson(h.person)))]
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'instruction' and ${records.state} = 'filed' and ${records.receivedAt} > ${new Date(context.now.getTime() - HOURS * HOUR_MS).toISOString()}
        and (${records.villageCode} is null or ${anyOf(records.villageCode, villages)})`,
    )
    .orderBy(records.id)) as Rec[]
  return () => rows
}

const OWN_DAYS = 14
const OWN_MOST = 30

const ownOrders: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const people = sendersOf(asking)
  if (!people.length) return () => []
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'instruction' and ${records.state} = 'filed' and not ${records.drill} and ${records.receivedAt} > ${new Date(context.now.getTime() - OWN_DAYS * 24 * HOUR_MS).toISOString()}
        and ${anyOf(records.reporterId, people, 'uuid')}`,
    )
    .orderBy(desc(records.id))
    .limit(OWN_MOST)) as Rec[]
  return ({ person }) => rows.filter((r) => r.reporterId === person?.id)
}

export const instruction = {
  ...KEPT_AS_RECORDS,
  loaders: { [needs.ORDERS.name]: orders, [needs.OWN_ORDERS.name]: ownOrders },
} satisfies Tables<Rooms['instruction']>
