/** Serves what decisions need of rounds. */
import { sql } from 'drizzle-orm'
import type { Colour } from '#domain/cap/terms.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { PatrolsDay } from '#domain/patrol/needs.ts'
import * as needs from '#domain/patrol/needs.ts'
import { type InForce, type Loaded, standingIn } from '#domain/patrol/patrol.ts'
import type { Db, Tx } from '../engine/tx.ts'
import type { Loader } from '../need.ts'
import { bounds, COUNTED, received } from '../record/day.ts'

/** Real warnings with a level that hold now. */
async function inForce(tx: Tx | Db, now: Date): Promise<InForce[]> {
  const at = now.toISOString()
  const rows = await tx.execute<{
    event: string
    level: Colour
    since: string
    villages: string[]
    area: { grids?: string[]; places?: string[] }
  }>(sql`
    select event, colour level, coalesce(opened_at, created_at) since, villages, area from warnings
    where state = 'open' and not drill and colour is not null and event is not null
      and (effective_at is null or effective_at <= ${at}) and (expires_at is null or expires_at > ${at})
      and not coalesce((area->>'nowhere')::boolean, false)`)
  return [...rows].map(({ area, since, ...w }) => ({
    ...w,
    since: new Date(since),
    grids: area.grids ?? [],
    places: area.places ?? [],
  }))
}

/** Places under the plan, when somebody was there last by a round that counts; held, so that each is reminded of once. */
export async function loadPatrolPlan(tx: Tx | Db, now: Date, held = false): Promise<Loaded> {
  const rows = await tx.execute<{ place: string; since: string; reminded: string | null; visited: string | null }>(sql`
    select p.place_id place, p.since, p.reminded_for reminded, v.visited_at visited
    from patrol_places p left join lateral (
      select v.visited_at from patrol_visits v join records r on r.id = v.record_id
      where v.place_id = p.place_id and not r.drill and r.state not in ('unverified', 'refused', 'withdrawn', 'merged')
      order by v.visited_at desc limit 1) v on true ${held ? sql`for update of p` : sql``}`)
  const dateOf = (at: string | null) => (at ? new Date(at) : null)
  return {
    planned: [...rows].map((r) => ({
      placeId: r.place,
      since: new Date(r.since),
      visitedAt: dateOf(r.visited),
      remindedFor: dateOf(r.reminded),
    })),
    warnings: await inForce(tx, now),
  }
}

const plan: Loader<Loaded> = async ({ tx, context }) => {
  const all = await loadPatrolPlan(tx, context.now)
  return () => all
}

async function ofDay(tx: Tx, day: string, g: DecisionContext): Promise<PatrolsDay> {
  const [row] = await tx.execute<{ patrols: number; found: number }>(
    sql`select count(*)::int patrols, (count(*) filter (where fields->>'result' = '异常'))::int found from records where kind = 'patrol' and ${COUNTED} and ${received(bounds(day, g))}`,
  )
  const missed = standingIn(g, await loadPatrolPlan(tx, g.now)).filter((p) => p.missedSince)
  return { patrols: row!.patrols, patrols_found: row!.found, patrols_missed: missed.length }
}

export const PATROL_LOADERS = {
  [needs.PATROL_PLAN.name]: plan,
  [needs.PATROLS_DAY.look]: ofDay,
}
