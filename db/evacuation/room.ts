import { sql } from 'drizzle-orm'
import { movedOut } from '#domain/evacuation/ask.ts'
import { MOVES, MOVES_DAY, type MovesDay } from '#domain/evacuation/needs.ts'
import { together } from '#domain/evacuation/out.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Rooms } from '#domain/nouns.ts'
import type { Rec } from '#domain/record/record.ts'
import type { Tx } from '../engine/tx.ts'
import type { Loader } from '../need.ts'
import { bounds, COUNTED } from '../record/day.ts'
import { records } from '../record/tables.ts'
import { KEPT_AS_RECORDS, type Tables } from '../room.ts'

/** Whoever was moved longer ago was moved for another danger. */
const DAYS = 3
const DAY_MS = 24 * 3600_000
const MOST = 2_000

/** What was told of moves within the days before a moment, the oldest first. */
const told = (tx: Tx, to: Date): Promise<Rec[]> =>
  tx
    .select()
    .from(records)
    .where(
      sql`${COUNTED} and ${records.state} <> 'false_alarm' and ${records.kind} in ('evacuation', 'disaster_report')
        and ${records.receivedAt} > ${new Date(to.getTime() - DAYS * DAY_MS).toISOString()} and ${records.receivedAt} < ${to.toISOString()}`,
    )
    .orderBy(records.receivedAt, records.id)
    .limit(MOST) as unknown as Promise<Rec[]>

const moves: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const rows = await told(tx, new Date(context.now.getTime() + DAY_MS))
  return () => rows
}

async function movesOfDay(tx: Tx, day: string, g: DecisionContext): Promise<{ moves: MovesDay }> {
  const { moved, back, left, about } = together(movedOut(g, await told(tx, new Date(bounds(day, g).to))))
  return { moves: { moved, back, left, about } }
}

export const evacuation = {
  ...KEPT_AS_RECORDS,
  loaders: { [MOVES.name]: moves, [MOVES_DAY.look]: movesOfDay },
} satisfies Tables<Rooms['evacuation']>
