/** Serves what decisions need of disaster reports. */

import { eq, sql } from 'drizzle-orm'
import { villagesOfChat } from '#domain/kernel/roster.ts'
import { villagesHere } from '#domain/record/filing.ts'
import type { Rec } from '#domain/record/record.ts'
import * as needs from '#domain/report/needs.ts'
import { anyOf } from '../engine/rows.ts'
import type { Loader } from '../need.ts'
import { withHeld } from '../record/held.ts'
import { openStates } from '../record/states.ts'
import { records } from '../record/tables.ts'
import { reportsOfDay } from './day.ts'

const HOUR_MS = 3600_000
/** Two reports of one event come within some hours; the officer may see so some days later. */
const NEAR_HOURS = 6
const MERGE_HOURS = 72

const isReport = eq(records.kind, 'disaster_report')
const isOpen = sql`${records.state} in ${openStates('disaster_report')}`
const after = (now: Date, hours: number) =>
  sql`${records.receivedAt} > ${new Date(now.getTime() - hours * HOUR_MS).toISOString()}`

/** The oldest first. */
const near: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const told = asking.filter((h) => h.reading?.intent === 'disaster_report')
  if (!told.length) return () => []
  const said = (key: string) =>
    told.flatMap(({ reading }) => (typeof reading?.fields[key] === 'string' ? [reading.fields[key]] : []))
  // said in a village's own group without a village, it is about that one
  const here = told.flatMap(({ chat, person }) => {
    const codes = [...villagesOfChat(context.roster, chat), ...villagesHere({ roster: context.roster, chat, person })]
    return context.roster.villages.filter((v) => codes.includes(v.code)).map((v) => v.name)
  })
  const rows = await tx
    .select()
    .from(records)
    .where(
      sql`${isReport} and (${isOpen} or (${records.state} = 'unverified' and ${records.fields}->>'in_doubt' = 'true')) and ${after(context.now, NEAR_HOURS)}
        and (${anyOf(sql`${records.fields}->>'village'`, [...said('village'), ...here])} or ${anyOf(sql`${records.fields}->>'stake'`, said('stake'))} or ${anyOf(sql`${records.fields}->>'place'`, said('place'))})`,
    )
    .orderBy(records.receivedAt, records.id)
  const all = await withHeld(tx, rows as Rec[])
  return () => all
}

const open: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const rows = await tx
    .select()
    .from(records)
    .where(sql`${isReport} and ${isOpen} and ${after(context.now, MERGE_HOURS)}`)
    .orderBy(records.receivedAt, records.id)
  const all = await withHeld(tx, rows as Rec[])
  return () => all
}

const all: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${isReport} and not ${records.drill} and ${records.state} not in ('withdrawn','refused') and ${after(context.now, MERGE_HOURS)}`,
    )
    .orderBy(records.receivedAt, records.id)
    .limit(1000)) as Rec[]
  return () => rows
}

/** A flood of them is bounded. */
const unjudged: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const rows = (await tx
    .select()
    .from(records)
    .where(sql`${isReport} and ${eq(records.state, 'unverified')} and ${after(context.now, MERGE_HOURS)}`)
    .orderBy(records.receivedAt, records.id)
    .limit(1000)) as Rec[]
  return () => rows
}

export const REPORT_LOADERS = {
  [needs.REPORTS_DAY.look]: reportsOfDay,
  [needs.NEAR.name]: near,
  [needs.OPEN_REPORTS.name]: open,
  [needs.UNJUDGED.name]: unjudged,
  [needs.ALL_REPORTS.name]: all,
}
