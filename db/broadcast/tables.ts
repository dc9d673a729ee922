/** Emergency broadcasts 应急广播: what was asked for, who agreed, how far it got in each village; and the link to the platform. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AirVillage, Approval, Broadcast, BroadcastState } from '#domain/broadcast/broadcast.ts'
import { at, stationId } from '../engine/columns.ts'
import { warnings } from '../warning/tables.ts'

export const broadcasts = pgTable(
  'broadcasts',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    no: text('no').notNull(),
    drill: boolean('drill').notNull().default(false),
    state: text('state').$type<BroadcastState>().notNull(),
    /** The warning it relays, if any. */
    warningId: uuid('warning_id'),
    title: text('title').notNull(),
    /** What is read out; never changed once asked for. */
    text: text('text').notNull(),
    hash: text('hash').notNull(),
    /** Village codes; empty = the whole township. */
    villages: text('villages').array().notNull(),
    event: text('event'),
    severity: smallint('severity').$type<Broadcast['severity']>().notNull(),
    reason: text('reason').notNull(),
    minutes: integer('minutes').notNull(),
    /** Person id or `token:name`. */
    requestedBy: text('requested_by').notNull(),
    createdAt: at('created_at').notNull(),
    approval: jsonb('approval').$type<Approval>(),
    /** Day and number the platform's ids are made from. */
    serial: text('serial'),
    /** The outbox row that carries it to the platform. */
    playId: uuid('play_id'),
    startAt: at('start_at'),
    endAt: at('end_at'),
    /** The outbox row of the latest order to stop. */
    stopId: uuid('stop_id'),
    stop: jsonb('stop').$type<NonNullable<Broadcast['stop']>>(),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    unique().on(t.stationId, t.no),
    foreignKey({ columns: [t.stationId, t.warningId], foreignColumns: [warnings.stationId, warnings.id] }),
    // a report finds its broadcast
    uniqueIndex('broadcasts_serial').on(t.stationId, t.serial),
    index('broadcasts_open').on(t.stationId, t.id).where(sql`ended_at is null`),
    index('broadcasts_warning').on(t.stationId, t.warningId).where(sql`warning_id is not null`),
  ],
)

export const broadcastVillages = pgTable(
  'broadcast_villages',
  {
    stationId: stationId(),
    broadcastId: uuid('broadcast_id').notNull(),
    villageCode: text('village_code').notNull(),
    state: text('state').$type<AirVillage['state']>().notNull(),
    /** Share of the village reached, 0 to 1. */
    coverage: real('coverage'),
    /** Platforms, adapters, transmitters, terminals called. */
    reached: text('reached'),
    note: text('note'),
    reportedAt: at('reported_at'),
  },
  (t) => [
    foreignKey({ columns: [t.stationId, t.broadcastId], foreignColumns: [broadcasts.stationId, broadcasts.id] }),
    primaryKey({ columns: [t.stationId, t.broadcastId, t.villageCode] }),
  ],
)

/** The link to a platform as its self-test last found it. */
export const links = pgTable(
  'links',
  {
    stationId: stationId(),
    channel: text('channel').notNull(),
    checkedAt: at('checked_at'),
    lastOkAt: at('last_ok_at'),
    failures: integer('failures').notNull().default(0),
    code: text('code'),
    lostAt: at('lost_at'),
    heardAt: at('heard_at'),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.channel] })],
)

export type BroadcastRow = typeof broadcasts.$inferSelect
export type BroadcastVillageRow = typeof broadcastVillages.$inferSelect
