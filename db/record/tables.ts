/** Structured messages become records: one row each, whatever the kind; life cycles differ by kind. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
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
import type { Doubt } from '#domain/cap/profile.ts'
import type { Colour, WarningAction } from '#domain/cap/terms.ts'
import type { RecordKind, RecordState } from '#domain/record/record.ts'
import type { CallHow, CallResult, Said, WarningArea } from '#domain/warning/warning.ts'
import { at, stationId } from '../engine/columns.ts'

export const records = pgTable(
  'records',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    /** Readable number, e.g. YH-20261124-003; drills have their own numbers. */
    no: text('no').notNull(),
    kind: text('kind').$type<RecordKind>().notNull(),
    drill: boolean('drill').notNull().default(false),
    state: text('state').$type<RecordState>().notNull(),
    fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
    villageCode: text('village_code'),
    reporterId: uuid('reporter_id'),
    channel: text('channel').notNull(),
    account: text('account').notNull(),
    chat: text('chat'),
    /** What the sender wrote, joined fragments included, in order. */
    text: text('text').notNull(),
    sourceMessageIds: text('source_message_ids').array().notNull(),
    ownerId: uuid('owner_id'),
    dueOn: date('due_on', { mode: 'string' }),
    lat: doublePrecision('lat'),
    lon: doublePrecision('lon'),
    datum: text('datum'),
    occurredAt: at('occurred_at'),
    reportedAt: at('reported_at').notNull(),
    receivedAt: at('received_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    /** Grows with every change; a card pressed with an older one is refused. */
    version: integer('version').notNull().default(1),
    /** What its words are found by when they come again. */
    words: text('words').generatedAlwaysAs(sql`md5(text)`),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    unique().on(t.stationId, t.no),
    // lists by kind, newest first
    index('records_kind').on(t.stationId, t.kind, t.id.desc()),
    // fragments: the sender's recent records in this chat
    index('records_sender').on(t.stationId, t.channel, t.chat, t.account, t.receivedAt),
    // my open hazards
    index('records_owner').on(t.stationId, t.ownerId).where(sql`owner_id is not null`),
    // copies: the same words again
    index('records_words').on(t.stationId, t.words, t.receivedAt),
  ],
)

/** Which record a message went into: a quote or recall finds it by this. */
export const recordSources = pgTable(
  'record_sources',
  {
    stationId: stationId(),
    messageId: text('message_id').notNull(),
    recordId: uuid('record_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.messageId, t.recordId] }),
    foreignKey({ columns: [t.stationId, t.recordId], foreignColumns: [records.stationId, records.id] }),
  ],
)

export const attachments = pgTable(
  'attachments',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    recordId: uuid('record_id'),
    channel: text('channel').notNull(),
    messageId: text('message_id').notNull(),
    key: text('key').notNull(),
    kind: text('kind').notNull(),
    name: text('name'),
    /** SHA-256 of the bytes, the file's name under DATA_DIR/media; null until fetched. */
    hash: text('hash'),
    type: text('type'),
    size: integer('size'),
    attempts: smallint('attempts').notNull().default(0),
    nextAt: at('next_at').notNull(),
    error: text('error'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    foreignKey({ columns: [t.stationId, t.recordId], foreignColumns: [records.stationId, records.id] }),
    uniqueIndex('attachments_source').on(t.stationId, t.channel, t.messageId, t.key),
    index('attachments_record').on(t.stationId, t.recordId),
    index('attachments_unfetched').on(t.stationId, t.nextAt).where(sql`hash is null and error is null`),
  ],
)

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

export type RecordRow = typeof records.$inferSelect
export type WarningRow = typeof warnings.$inferSelect
export type CallRow = typeof calls.$inferSelect
export type ObligationRow = typeof obligations.$inferSelect
