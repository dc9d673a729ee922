/** What flows through goes along where the clock was set: what is to be read, to be sent, to be looked at again. */
import { sql } from 'drizzle-orm'
import { anyOf } from '../engine/rows.ts'
import { AHEAD_S, after, type Times } from '../times.ts'

/** No try puts a message off for longer than this. */
const FURTHEST_S = { unread: 60, outbox: 900 }

export const FLOW_TIMES: Times = {
  moved: (tx, by, kinds) => [
    tx.execute(sql`update unread set next_at = next_at + ${by} where next_at is not null`),
    ...[sql`state = 'queued'`, sql`leased_until is not null`].map((waiting) =>
      tx.execute(
        sql`update outbox set available_at = available_at + ${by}, first_tried_at = first_tried_at + ${by}, created_at = created_at + ${by} where ${waiting}`,
      ),
    ),
    tx.execute(
      sql`update deadlines set due_at = due_at + ${by} where done_at is null and ${anyOf(sql`kind`, [...kinds])}`,
    ),
  ],
  clamped: (db, at) => [
    db.execute(sql`update unread set next_at = ${at} where next_at > ${after(at, FURTHEST_S.unread)}`),
    db.execute(
      sql`update outbox set available_at = ${at} where state = 'queued' and available_at > ${after(at, FURTHEST_S.outbox)} and created_at <= ${after(at, AHEAD_S)}`,
    ),
    db.execute(
      sql`update outbox set available_at = ${at} + (available_at - created_at), created_at = ${at} where state = 'queued' and created_at > ${after(at, AHEAD_S)}`,
    ),
  ],
}
