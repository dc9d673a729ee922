/** Command and communication gear 设备: the kinds under the plan, and the log of tests and faults. */
import { sql } from 'drizzle-orm'
import { boolean, date, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Device, Kind } from '#domain/equipment/devices.ts'
import type { TestState } from '#domain/equipment/equipment.ts'
import { at, stationId } from '../engine/columns.ts'

export const equipment = pgTable(
  'equipment',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    device: text('device').$type<Device>().notNull(),
    /** Who looks after it and is reminded; null = the officers. */
    keeperId: uuid('keeper_id'),
    /** From when on the plan counts where nothing was ever tested. */
    since: at('since').notNull(),
    /** The due date for which somebody was reminded last. */
    remindedFor: date('reminded_for', { mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.id] }), unique().on(t.stationId, t.device)],
)

export const equipmentTests = pgTable(
  'equipment_tests',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    no: text('no').notNull(),
    device: text('device').$type<Kind>().notNull(),
    /** What it is called, where it is of no kind under the plan. */
    name: text('name'),
    /** Which of several, as it was called. */
    unit: text('unit'),
    villageCode: text('village_code'),
    state: text('state').$type<TestState>().notNull(),
    /** What is wrong, in the words that were said. */
    fault: text('fault'),
    drill: boolean('drill').notNull().default(false),
    personId: uuid('person_id').notNull(),
    channel: text('channel').notNull(),
    chat: text('chat').notNull(),
    messageId: text('message_id').notNull(),
    text: text('text').notNull(),
    testedAt: at('tested_at').notNull(),
    receivedAt: at('received_at').notNull(),
    mendedAt: at('mended_at'),
    mendedBy: uuid('mended_by'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    unique().on(t.stationId, t.no),
    // the last test of each kind
    index('equipment_tests_device').on(t.stationId, t.device, t.testedAt),
    // a quote or a recall finds what its message told of; the same words again
    index('equipment_tests_message').on(t.stationId, t.messageId),
    // faults that stand
    index('equipment_tests_faulty').on(t.stationId, t.id).where(sql`state = 'faulty'`),
  ],
)

export type TestRow = typeof equipmentTests.$inferSelect
