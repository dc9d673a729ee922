/** Warnings 预警 and drills 演练, whose duty it is to answer them, and what the auditor found amiss. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Doubt } from '#domain/cap/profile.ts'
import type { Colour, WarningAction } from '#domain/cap/terms.ts'
import type { CallHow, CallResult, Said, WarningArea } from '#domain/warning/warning.ts'
import { at, stationId } from '../engine/columns.ts'

/** A warning 预警 or drill notice as received: the original text is never changed. */
export const warnings = pgTable(
  'warnings',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    no: text('no').notNull(),
    drill: boolean('drill').notNull().default(false),
    /** How that is known; `doubt` = an officer is asked, and nobody is called before they say. */
    drillBy: text('drill_by').$type<'stated' | 'judged' | 'doubt'>().notNull().default('stated'),
    state: text('state').$type<'draft' | 'open' | 'superseded' | 'lifted' | 'closed' | 'discarded'>().notNull(),
    original: text('original').notNull(),
    /** SHA-256 of the original. */
    hash: text('hash').notNull(),
    action: text('action').$type<WarningAction>().notNull(),
    event: text('event'),
    colour: text('colour').$type<Colour>(),
    issuer: text('issuer'),
    issuedAt: at('issued_at'),
    /** Village codes; empty = the whole township. */
    villages: text('villages').array().notNull(),
    /** Grids, risk places and polygons that the area names besides its villages. */
    area: jsonb('area').$type<WarningArea>().notNull().default(sql`'{"grids":[],"places":[],"polygons":[]}'`),
    /** Group chats it was posted to, fixed when issued. */
    chats: jsonb('chats').$type<{ channel: string; chat: string }[]>().notNull().default(sql`'[]'`),
    /** 双盲: a drill that nobody was told of beforehand. */
    unannounced: boolean('unannounced').notNull().default(false),
    task: text('task'),
    missing: text('missing').array().notNull().default(sql`'{}'`),
    /** The step-up table as it stood when issued. */
    policy: jsonb('policy').notNull(),
    requestedBy: text('requested_by').notNull(),
    channel: text('channel'),
    chat: text('chat'),
    createdAt: at('created_at').notNull(),
    openedAt: at('opened_at'),
    /** From when its steps count where the clock was set meanwhile; null = from when it was opened. */
    stepsFrom: at('steps_from'),
    endedAt: at('ended_at'),
    supersedes: uuid('supersedes'),
    /** Its official identifier, and those of what it changes or ends, where it came by a way that carries them. */
    identifier: text('identifier'),
    follows: text('follows').array().notNull().default(sql`'{}'`),
    /** Who sent it, as its sender's system names itself: identifiers are one only together with it. */
    sender: text('sender'),
    /** Its kind in the event classification, 11B03. */
    code: text('code'),
    /** From when and until when it holds. */
    effectiveAt: at('effective_at'),
    expiresAt: at('expires_at'),
    /** What an officer should look at. */
    doubts: jsonb('doubts').$type<Doubt[]>().notNull().default(sql`'[]'`),
    /** The rest of its signal as read once when it came; null = it came before signals were kept. */
    said: jsonb('said').$type<Said>(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    unique().on(t.stationId, t.no),
    index('warnings_state').on(t.stationId, t.state),
    index('warnings_identifier').on(t.stationId, t.identifier).where(sql`identifier is not null`),
  ],
)

export type WarningRow = typeof warnings.$inferSelect

/** One responsible person's duty to answer one warning. */
export const obligations = pgTable(
  'obligations',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    warningId: uuid('warning_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Name, village and grid as they were when issued: a later roster does not rewrite the proof. */
    name: text('name').notNull().default(''),
    villageCode: text('village_code'),
    village: text('village'),
    gridId: uuid('grid_id'),
    grid: text('grid'),
    /** Why this person: the role held, or the risk places owned. */
    role: text('role').notNull(),
    places: text('places').array().notNull().default(sql`'{}'`),
    /** Where the person is told: by an @ in this group chat or, with no chat, privately at this account. */
    channel: text('channel'),
    chat: text('chat'),
    account: text('account'),
    /** Whoever was asked to reach this person instead, the next contact. */
    contactId: uuid('contact_id'),
    /** Steps already taken to reach this person. */
    step: smallint('step').notNull().default(0),
    /** Not `ok`: no account bound, on leave, or refused by the platform; listed for a phone call at once. */
    reach: text('reach').$type<'ok' | 'unbound' | 'on_leave' | 'refused'>().notNull(),
    answeredAt: at('answered_at'),
    answer: text('answer'),
    answeredHow: text('answered_how').$type<'button' | 'word' | 'call' | 'report'>(),
    /** Acted on: people moved, with the record that says so. */
    actedAt: at('acted_at'),
    actedRecordId: uuid('acted_record_id'),
    /** No longer owed although the warning stays open: another took its place for this person's area. */
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.warningId], foreignColumns: [warnings.stationId, warnings.id] }),
    uniqueIndex('obligations_person').on(t.stationId, t.warningId, t.personId),
    index('obligations_open').on(t.stationId, t.personId).where(sql`answered_at is null`),
  ],
)

export type ObligationRow = typeof obligations.$inferSelect

/** A phone call or a visit made to reach somebody, and what came of it, as an officer entered it (有叫有应有记录). */
export const calls = pgTable(
  'calls',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    warningId: uuid('warning_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Person id or `token:name`. */
    calledBy: text('called_by').notNull(),
    how: text('how').$type<CallHow>().notNull(),
    result: text('result').$type<CallResult>().notNull(),
    note: text('note'),
    calledAt: at('called_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.warningId], foreignColumns: [warnings.stationId, warnings.id] }),
    index('calls_warning').on(t.stationId, t.warningId, t.personId),
  ],
)

export type CallRow = typeof calls.$inferSelect

/** What the auditor found wrong, each once; cleared when it no longer holds. */
export const findings = pgTable(
  'findings',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    /** What disagrees, without its time: the same disagreement has the same key. */
    key: text('key').notNull(),
    warningId: uuid('warning_id'),
    kind: text('kind').notNull(),
    /** In plain words, as the alarm says it. */
    text: text('text').notNull(),
    foundAt: at('found_at').notNull(),
    clearedAt: at('cleared_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    uniqueIndex('findings_open').on(t.stationId, t.key).where(sql`cleared_at is null`),
    index('findings_warning').on(t.stationId, t.warningId),
  ],
)
