/** Rounds by plan 巡查: the places under it, and which round counted for which place. */
import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Visit } from '#domain/patrol/patrol.ts'
import { at, stationId } from '../engine/columns.ts'
import { records } from '../record/tables.ts'

export const patrolPlaces = pgTable(
  'patrol_places',
  {
    stationId: stationId(),
    placeId: uuid('place_id').notNull(),
    /** From when on the plan counts where nobody has been there. */
    since: at('since').notNull(),
    /** The due moment for which somebody was reminded last. */
    remindedFor: at('reminded_for'),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.placeId] })],
)

export const patrolVisits = pgTable(
  'patrol_visits',
  {
    stationId: stationId(),
    recordId: uuid('record_id').notNull(),
    placeId: uuid('place_id').notNull(),
    visitedAt: at('visited_at').notNull(),
    how: text('how').$type<Visit['how']>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.recordId, t.placeId] }),
    foreignKey({ columns: [t.stationId, t.recordId], foreignColumns: [records.stationId, records.id] }),
    // when a place was looked at last
    index('patrol_visits_place').on(t.stationId, t.placeId, t.visitedAt),
  ],
)
