/** The roster 花名册: places, people, groups, and the chat accounts bound to them. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Group, PlaceKind, Role, Shift } from '#domain/kernel/roster.ts'
import { at, stationId } from '../engine/columns.ts'

/** One row: the station itself. `version` grows with every change to anything in this file; snapshots compare it. */
export const station = pgTable('station', {
  stationId: stationId().primaryKey(),
  name: text('name').notNull(),
  township: text('township').notNull(),
  /** 12-digit code of the township, 350524128000. */
  code: text('code').notNull(),
  version: bigint('version', { mode: 'number' }).notNull().default(1),
})

export const villages = pgTable(
  'villages',
  {
    stationId: stationId(),
    /** 12-digit statistical code. */
    code: text('code').notNull(),
    name: text('name').notNull(),
    aliases: text('aliases').array().notNull().default(sql`'{}'`),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.code] })],
)

export const grids = pgTable(
  'grids',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    villageCode: text('village_code').notNull(),
    seq: smallint('seq').notNull(),
    name: text('name').notNull(),
    externalCode: text('external_code'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.villageCode], foreignColumns: [villages.stationId, villages.code] }),
    uniqueIndex('grids_village_seq').on(t.stationId, t.villageCode, t.seq),
  ],
)

export const people = pgTable(
  'people',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** Mainland mobile, 11 digits; masked in everything sent, logged or read below admin. */
    phone: text('phone'),
    /** Since when the number is this one, where it has changed: what was bound by the former number is looked up again. */
    phoneAt: at('phone_at'),
    active: boolean('active').notNull().default(true),
    onLeaveUntil: at('on_leave_until'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    uniqueIndex('people_phone').on(t.stationId, t.phone).where(sql`active`),
  ],
)

export const personRoles = pgTable(
  'person_roles',
  {
    stationId: stationId(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    villageCode: text('village_code'),
    gridId: uuid('grid_id'),
  },
  (t) => [
    foreignKey({ columns: [t.stationId, t.personId], foreignColumns: [people.stationId, people.id] }),
    foreignKey({ columns: [t.stationId, t.villageCode], foreignColumns: [villages.stationId, villages.code] }),
    foreignKey({ columns: [t.stationId, t.gridId], foreignColumns: [grids.stationId, grids.id] }),
    index('person_roles_person').on(t.stationId, t.personId),
  ],
)

export const places = pgTable(
  'places',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    kind: text('kind').$type<PlaceKind>().notNull(),
    name: text('name').notNull(),
    villageCode: text('village_code').notNull(),
    gridId: uuid('grid_id'),
    ownerId: uuid('owner_id'),
    lat: doublePrecision('lat'),
    lon: doublePrecision('lon'),
    households: integer('households'),
    people: integer('people'),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.villageCode], foreignColumns: [villages.stationId, villages.code] }),
    foreignKey({ columns: [t.stationId, t.gridId], foreignColumns: [grids.stationId, grids.id] }),
    foreignKey({ columns: [t.stationId, t.ownerId], foreignColumns: [people.stationId, people.id] }),
  ],
)

export const groups = pgTable(
  'groups',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<Group['kind']>().notNull(),
    /** Village codes; empty = the whole township. */
    villages: text('villages').array().notNull().default(sql`'{}'`),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.id] }), unique().on(t.stationId, t.name)],
)

/** A chat Anan is in; `groupId` says which work group talks there. */
export const chats = pgTable(
  'chats',
  {
    stationId: stationId(),
    channel: text('channel').notNull(),
    chat: text('chat').notNull(),
    kind: text('kind').$type<'group' | 'p2p'>().notNull(),
    groupId: uuid('group_id'),
    name: text('name').notNull(),
    active: boolean('active').notNull().default(true),
  },
  (t) => [
    foreignKey({ columns: [t.stationId, t.groupId], foreignColumns: [groups.stationId, groups.id] }),
    primaryKey({ columns: [t.stationId, t.channel, t.chat] }),
  ],
)

/** Who is in a group chat, as its platform last told. A chat without rows is one whose members are not known. */
export const chatMembers = pgTable(
  'chat_members',
  {
    stationId: stationId(),
    channel: text('channel').notNull(),
    chat: text('chat').notNull(),
    account: text('account').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.channel, t.chat, t.account] })],
)

/** Who is in which group of the web chat: whoever belongs there by role, as the roster was imported. */
export const webMembers = pgTable(
  'web_members',
  {
    stationId: stationId(),
    chat: text('chat').notNull(),
    personId: uuid('person_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.chat, t.personId] })],
)

/** A chat account; bound to a person or, with none, a stranger. A revoked one keeps its row and whose it was, and is a stranger's. */
export const accounts = pgTable(
  'accounts',
  {
    stationId: stationId(),
    channel: text('channel').notNull(),
    account: text('account').notNull(),
    personId: uuid('person_id'),
    name: text('name'),
    how: text('how').$type<'mobile' | 'code' | 'picker' | 'officer' | 'seed'>(),
    boundAt: at('bound_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    foreignKey({ columns: [t.stationId, t.personId], foreignColumns: [people.stationId, people.id] }),
    primaryKey({ columns: [t.stationId, t.channel, t.account] }),
    index('accounts_person').on(t.stationId, t.personId),
  ],
)

/** One-time codes 绑定 123456: only a hash is kept, one use, short life, one a person. */
export const bindCodes = pgTable(
  'bind_codes',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    hash: text('hash').notNull(),
    personId: uuid('person_id').notNull(),
    madeAt: at('made_at').notNull(),
    /** The last wrong try before it was made: those after it count against it, whatever the clock did. */
    triesBefore: bigint('tries_before', { mode: 'number' }).notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    voidedAt: at('voided_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.personId], foreignColumns: [people.stationId, people.id] }),
    // the digits of two codes that can be used differ; those of spent ones may come again
    uniqueIndex('bind_codes_live').on(t.stationId, t.hash).where(sql`used_at is null and voided_at is null`),
    index('bind_codes_person').on(t.stationId, t.personId),
  ],
)

/** Codes that were wrong: who tried, when; never the digits. */
export const codeTries = pgTable(
  'code_tries',
  {
    stationId: stationId(),
    id: bigserial('id', { mode: 'number' }).notNull(),
    channel: text('channel').notNull(),
    account: text('account').notNull(),
    personId: uuid('person_id'),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.id] }), index('code_tries_at').on(t.stationId, t.at)],
)

/** A signed-in browser. Only the hash of its cookie is kept. */
export const webSessions = pgTable(
  'web_sessions',
  {
    stationId: stationId(),
    hash: text('hash').notNull(),
    /** What it is called in lists. */
    id: uuid('id').notNull(),
    personId: uuid('person_id').notNull(),
    /** By a code, or chosen in the demo station, whose sessions end with it. */
    how: text('how').$type<'code' | 'picker'>().notNull(),
    /** What kind of browser it is, as people call it: 手机微信, 电脑 Edge. */
    agent: text('agent'),
    createdAt: at('created_at').notNull(),
    /** Kept to the minute. */
    seenAt: at('seen_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.hash] }),
    unique().on(t.stationId, t.id),
    index('web_sessions_person').on(t.stationId, t.personId),
  ],
)

export const shifts = pgTable(
  'shifts',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    personId: uuid('person_id').notNull(),
    post: text('post').$type<Shift['post']>().notNull(),
    lines: text('lines').array().notNull(),
    startAt: at('start_at').notNull(),
    endAt: at('end_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.personId], foreignColumns: [people.stationId, people.id] }),
    index('shifts_start').on(t.stationId, t.startAt),
  ],
)

/** Settings changed from their defaults; the defaults live in `domain/settings.ts`. */
export const settings = pgTable(
  'settings',
  {
    stationId: stationId(),
    name: text('name').notNull(),
    value: jsonb('value').notNull(),
    updatedAt: at('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.name] })],
)
