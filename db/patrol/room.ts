import { sql } from 'drizzle-orm'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Rooms } from '#domain/nouns.ts'
import { PATROLS_DAY } from '#domain/patrol/needs.ts'
import type { Tx } from '../engine/tx.ts'
import { bounds, COUNTED, received } from '../record/day.ts'
import { KEPT_AS_RECORDS, type Tables } from '../room.ts'

async function patrolsOfDay(tx: Tx, day: string, g: DecisionContext): Promise<{ patrols: number }> {
  const [row] = await tx.execute<{ patrols: number }>(
    sql`select count(*)::int patrols from records where kind = 'patrol' and ${COUNTED} and ${received(bounds(day, g))}`,
  )
  return row!
}

export const patrol = {
  ...KEPT_AS_RECORDS,
  loaders: { [PATROLS_DAY.look]: patrolsOfDay },
} satisfies Tables<Rooms['patrol']>
