import { sql } from 'drizzle-orm'
import { AHEAD_S, after, type Times } from '../times.ts'

/** A card waits to be drawn no longer than this. */
const FURTHEST_S = 60

export const WARNING_TIMES: Times = {
  moved: (tx, by) => [
    tx.execute(sql`update warnings set steps_from = coalesce(steps_from, opened_at) + ${by} where state = 'open'`),
  ],
  clamped: (db, at) => [
    db.execute(
      sql`update deadlines set due_at = ${at} where kind = 'warning.card' and done_at is null and due_at > ${after(at, FURTHEST_S)}`,
    ),
    db.execute(sql`
      with late as (select id, coalesce(steps_from, opened_at) - ${at} by from warnings where state = 'open' and coalesce(steps_from, opened_at) > ${after(at, AHEAD_S)} for update),
        moved as (update warnings w set steps_from = ${at} from late where w.id = late.id)
      update deadlines d set due_at = d.due_at - late.by from late where d.subject_id = late.id and d.done_at is null`),
  ],
}
