/** Serves what decisions need of hazards. */
import { type SQL, sql } from 'drizzle-orm'
import * as needs from '#domain/hazard/needs.ts'
import type { Rec } from '#domain/record/record.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { type Loader, sendersOf } from '../need.ts'
import { openStates } from '../record/states.ts'
import { records } from '../record/tables.ts'
import { hazardsOfDay } from './day.ts'

const openOnes = async (tx: Tx, whose = sql`true`): Promise<Rec[]> =>
  (await tx
    .select()
    .from(records)
    .where(sql`${records.kind} = 'hazard_report' and ${records.state} in ${openStates('hazard_report')} and ${whose}`)
    .orderBy(records.dueOn, records.id)) as Rec[]

const ofPeople = (people: string[]): SQL =>
  sql`(${anyOf(records.ownerId, people, 'uuid')} or ${anyOf(sql`${records.fields}->>'awaiting_photo_from'`, people)})`

/** Of messages that bring photos or ask; nobody else's is looked for. */
const own: Loader<readonly Rec[]> = async ({ tx }, asking) => {
  const people = sendersOf(asking)
  const rows = people.length ? await openOnes(tx, ofPeople(people)) : []
  return ({ person }) =>
    rows.filter((h) => !!person && (h.ownerId === person.id || h.fields.awaiting_photo_from === person.id))
}

const all: Loader<readonly Rec[]> = async ({ tx }, asking) => {
  const rows = sendersOf(asking).length ? await openOnes(tx) : []
  return () => rows
}

export const HAZARD_LOADERS = {
  [needs.HAZARDS_DAY.look]: hazardsOfDay,
  [needs.OWN_HAZARDS.name]: own,
  [needs.OPEN_HAZARDS.name]: all,
}
