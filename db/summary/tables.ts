import { date, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, stationId } from '../engine/columns.ts'

/** A leader's summary for a day and time: the unique key is what makes it exactly one. */
export const summaries = pgTable(
  'summaries',
  {
    stationId: stationId(),
    day: date('day', { mode: 'string' }).notNull(),
    slot: text('slot').notNull(),
    personId: uuid('person_id').notNull(),
    body: jsonb('body').notNull(),
    outboxId: uuid('outbox_id'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.day, t.slot, t.personId] })],
)
