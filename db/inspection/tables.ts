/** Checks of units 检查, beside their records: what was looked at, item by item, and the units under the plan. */
import { sql } from 'drizzle-orm'
import { date, foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Result } from '#domain/inspection/inspection.ts'
import { at, stationId } from '../engine/columns.ts'
import { records } from '../record/tables.ts'

export const inspections = pgTable(
  'inspections',
  {
    stationId: stationId(),
    /** The record's. */
    id: uuid('id').notNull(),
    unit: text('unit').notNull(),
    /** The kind of its checklist. */
    unitKind: text('unit_kind').notNull(),
    placeId: uuid('place_id'),
    byId: uuid('by_id').notNull(),
    channel: text('channel').notNull(),
    chat: text('chat').notNull(),
    begunAt: at('begun_at').notNull(),
    touchedAt: at('touched_at').notNull(),
    /** null while it is being done. */
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.id], foreignColumns: [records.stationId, records.id] }),
    // those being done
    index('inspections_open').on(t.stationId, t.touchedAt).where(sql`ended_at is null`),
    // those left off lately
    index('inspections_ended').on(t.stationId, t.endedAt),
    // when a unit was checked last, and all its checks
    index('inspections_place').on(t.stationId, t.placeId, t.endedAt),
  ],
)

export const inspectionItems = pgTable(
  'inspection_items',
  {
    stationId: stationId(),
    inspectionId: uuid('inspection_id').notNull(),
    seq: smallint('seq').notNull(),
    item: text('item').notNull(),
    /** null = not looked at. */
    result: text('result').$type<Result>(),
    /** What is wrong, in the words that were said. */
    wrong: text('wrong'),
    hazardId: uuid('hazard_id'),
    hazardNo: text('hazard_no'),
    /** Who answered it, and when. */
    byId: uuid('by_id'),
    answeredAt: at('answered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.inspectionId, t.seq] }),
    foreignKey({ columns: [t.stationId, t.inspectionId], foreignColumns: [inspections.stationId, inspections.id] }),
    // which check found a hazard
    index('inspection_items_hazard').on(t.stationId, t.hazardId).where(sql`hazard_id is not null`),
  ],
)

export const inspectionPlans = pgTable(
  'inspection_plans',
  {
    stationId: stationId(),
    placeId: uuid('place_id').notNull(),
    /** From when on the plan counts where the unit was never checked. */
    since: at('since').notNull(),
    /** The due day for which somebody was reminded last. */
    remindedFor: date('reminded_for', { mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.placeId] })],
)
