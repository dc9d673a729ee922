/** Serves what the day's summaries look at. */
import { desc, sql } from 'drizzle-orm'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Rec } from '#domain/record/record.ts'
import type * as needs from '#domain/summary/needs.ts'
import { THING_TOLD, thingIn, type Uncounted } from '#domain/summary/needs.ts'
import { lock } from '../engine/locks.ts'
import type { Tx } from '../engine/tx.ts'
import { type Loader, type Lookers, messagesOf } from '../need.ts'
import { bounds, received } from '../record/day.ts'
import { records } from '../record/tables.ts'

/** Of some people, those who have no summary of a day and time yet; one process looks at a time. */
export async function summariesOwed(
  tx: Tx,
  { day, slot, people }: { day: string; slot: string; people: readonly string[] },
): Promise<string[]> {
  await lock(tx, 'digest')
  const rows = await tx.execute<{ person_id: string }>(
    sql`select person_id from summaries where day = ${day} and slot = ${slot}`,
  )
  const made = new Set([...rows].map((r) => r.person_id))
  return people.filter((id) => !made.has(id))
}

const LATE_MS = 600_000

async function uncountedOfDay(tx: Tx, day: string, g: DecisionContext): Promise<Uncounted> {
  const span = bounds(day, g)
  const late = new Date(g.now.getTime() - LATE_MS).toISOString()
  const [[told], [owed]] = await Promise.all([
    tx.execute<{ unverified: number; drills: number }>(
      sql`select count(*) filter (where state = 'unverified' and not drill)::int unverified, count(*) filter (where drill)::int drills from records where ${received(span)}`,
    ),
    // one part a state, each by its own index: of all that was ever said only what is owed is looked at
    tx.execute<{ undelivered: number }>(
      sql`select sum(n)::int undelivered from (
        select count(*) n from outbox where not drill and state in ('refused','unknown') and created_at >= ${span.from}
        union all select count(*) from outbox where not drill and state = 'queued' and available_at < ${late}
        union all select count(*) from outbox where not drill and leased_until is not null and available_at < ${late}) parts`,
    ),
  ])
  return { ...told!, ...owed! }
}

const THING_DAYS = 90
const THING_MOST = 10

const thingTold: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const things = [...new Set(messagesOf(asking).flatMap((h) => thingIn(h.event.text) ?? []))]
  const since = new Date(context.now.getTime() - THING_DAYS * 86_400_000).toISOString()
  const found = new Map<string, Rec[]>()
  for (const thing of things)
    found.set(
      thing,
      (await tx
        .select()
        .from(records)
        .where(
          sql`${records.kind} in ('hazard_report', 'inspection') and ${records.receivedAt} > ${since} and not ${records.drill} and position(${thing} in ${records.text}) > 0`,
        )
        .orderBy(desc(records.id))
        .limit(THING_MOST)) as Rec[],
    )
  return ({ event }) => (event.type === 'message' ? (found.get(thingIn(event.text) ?? '') ?? []) : [])
}

export const SUMMARY_LOADERS = { [THING_TOLD.name]: thingTold }
export const SUMMARY_LOOKS: Lookers<typeof needs> = { summary_day: uncountedOfDay }
