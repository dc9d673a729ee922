/** What flows through: inbox 收件, outbox 发件, deadlines, the ledger 台账. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
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
import type { Inbound, Outbound, Urgent } from '#domain/kernel/message.ts'
import { at, stationId } from '../engine/columns.ts'

/** Everything received, before anything is made of it. The unique key is the dedupe. */
export const inbox = pgTable(
  'inbox',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    /** Order of arrival within this database; a chat's messages are read in this order. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    channel: text('channel').notNull(),
    eventId: text('event_id').notNull(),
    /** `channel chat`, or the account where there is no chat: what is kept in order. */
    chatKey: text('chat_key').notNull(),
    event: jsonb('event').$type<Inbound>().notNull(),
    /** The platform's own body, word for word (decrypted). */
    raw: text('raw').notNull(),
    receivedAt: at('received_at').notNull(),
    /** The message that it takes back, if any. A column, since rows of stations are never looked up by what is inside their JSON. */
    recalls: text('recalls').generatedAlwaysAs(sql`case when event->>'type' = 'recall' then event->>'messageId' end`),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    uniqueIndex('inbox_event').on(t.stationId, t.channel, t.eventId),
    // a recall may come before the message it takes back
    index('inbox_recalls').on(t.stationId, t.recalls).where(sql`recalls is not null`),
    // bodies that are still kept, by age: what is pruned leaves it
    index('inbox_raw').on(t.stationId, t.receivedAt).where(sql`raw <> ''`),
  ],
)

/**
 * What is still to be read: one narrow row beside each inbox row from its arrival until its commit, which takes it away.
 * Marking the wide row itself would copy it.
 */
export const unread = pgTable(
  'unread',
  {
    stationId: stationId(),
    chatKey: text('chat_key').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    inboxId: uuid('inbox_id').notNull(),
    /** Tries begun: each is counted before it begins, the first as the row is inserted. */
    attempts: smallint('attempts').notNull().default(0),
    /** When to read it; null = a dead letter, given up on after the last try. */
    nextAt: at('next_at'),
    error: text('error'),
  },
  // intake: the oldest unread row of a chat
  (t) => [primaryKey({ columns: [t.stationId, t.chatKey, t.seq] })],
)

/** What is owed to somebody and what became of it. The id is the platform's idempotency key. */
export const outbox = pgTable(
  'outbox',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    channel: text('channel').notNull(),
    chat: text('chat'),
    account: text('account'),
    personId: uuid('person_id'),
    /** 0 warning · 1 alert to officers · 2 reply · 3 routine; lower goes first. */
    priority: smallint('priority').notNull(),
    message: jsonb('message').$type<Outbound>().notNull(),
    drill: boolean('drill').notNull().default(false),
    /** The platform's message id this answers. */
    replyTo: text('reply_to'),
    /** Messages of one slot to one address are one card that changes: the newest body wins, an earlier card is edited. */
    slot: text('slot'),
    /** Accounts to buzz (加急) once the message is there. */
    urgent: jsonb('urgent').$type<Urgent>(),
    /** What it speaks of, checked again just before sending. */
    aboutKind: text('about_kind'),
    aboutId: uuid('about_id'),
    /** Which step of a warning's step-up table it belongs to; 0 = the relay itself. */
    step: smallint('step'),
    /** Under which condition it is still due: see `stillDue`. */
    still: text('still'),
    state: text('state')
      .$type<'queued' | 'leased' | 'sent' | 'settled' | 'refused' | 'unknown'>()
      .notNull()
      .default('queued'),
    availableAt: at('available_at').notNull(),
    expiresAt: at('expires_at'),
    /** Set while it is leased to a lane. */
    leasedUntil: at('leased_until'),
    attempts: smallint('attempts').notNull().default(0),
    /** Some attempt may have arrived though no answer said so: whoever claims that nothing arrived looks here. */
    doubt: boolean('doubt').notNull().default(false),
    /** When the first attempt was made: the idempotency window counts from here. */
    firstTriedAt: at('first_tried_at'),
    sentAt: at('sent_at'),
    providerId: text('provider_id'),
    reason: text('reason'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    // a lane's claim: due rows, most urgent first, in the very order it takes them, since a warning owes thousands at one moment
    index('outbox_due').on(t.stationId, t.channel, t.priority, t.availableAt, t.id).where(sql`state = 'queued'`),
    // what is on its way; told by the lease, since a state that an index names is what settling would be looked up by
    index('outbox_leased').on(t.stationId, t.channel).where(sql`leased_until is not null`),
    // by age, for pruning and for a lane that is taken up; of blocks, not rows: it costs a message nothing
    index('outbox_created').using('brin', t.stationId, t.createdAt).with({ pages_per_range: 16, autosummarize: true }),
    // what did not reach anybody
    index('outbox_undelivered').on(t.stationId, t.createdAt).where(sql`state in ('refused','unknown')`),
    // a slot has at most one unsent body per address
    uniqueIndex('outbox_slot_queued')
      .on(t.stationId, t.channel, t.slot, sql`coalesce(chat, account)`)
      .where(sql`slot is not null and state = 'queued'`),
    // which of our messages was answered or edited
    index('outbox_provider').on(t.stationId, t.channel, t.providerId).where(sql`provider_id is not null`),
    // everything that was said of one subject: a warning's is looked through whole
    index('outbox_about').on(t.stationId, t.aboutId).where(sql`about_id is not null`),
  ],
)

/** What a channel signed for an owed message, kept from before it first goes out: a repeat is the same to the byte. */
export const packets = pgTable(
  'packets',
  {
    stationId: stationId(),
    outboxId: uuid('outbox_id').notNull(),
    /** Base64. */
    body: text('body').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.outboxId] }),
    foreignKey({ columns: [t.stationId, t.outboxId], foreignColumns: [outbox.stationId, outbox.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** The live card of a slot at an address: which platform message shows it. */
export const slots = pgTable(
  'slots',
  {
    stationId: stationId(),
    channel: text('channel').notNull(),
    address: text('address').notNull(),
    slot: text('slot').notNull(),
    providerId: text('provider_id').notNull(),
    sentAt: at('sent_at').notNull(),
  },
  // whoever holds a card of a slot
  (t) => [
    primaryKey({ columns: [t.stationId, t.channel, t.address, t.slot] }),
    index('slots_slot').on(t.stationId, t.slot),
  ],
)

/** Who opened which of our messages, and when: known to have been read, which is no answer. */
export const receipts = pgTable(
  'receipts',
  {
    stationId: stationId(),
    channel: text('channel').notNull(),
    providerId: text('provider_id').notNull(),
    account: text('account').notNull(),
    readAt: at('read_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.channel, t.providerId, t.account] })],
)

/** Something to be looked at again at a time: reminders, step-ups, escalations. */
export const deadlines = pgTable(
  'deadlines',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    dueAt: at('due_at').notNull(),
    step: smallint('step').notNull().default(0),
    /** Its subject waits for one of its kind at most. */
    single: boolean('single').notNull().default(false),
    doneAt: at('done_at'),
    attempts: smallint('attempts').notNull().default(0),
    error: text('error'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    index('deadlines_due').on(t.stationId, t.dueAt).where(sql`done_at is null`),
    index('deadlines_subject').on(t.stationId, t.subjectId).where(sql`done_at is null`),
    // reminders go on from one next time, never from two; what is to be shown anew is shown once
    uniqueIndex('deadlines_single').on(t.stationId, t.subjectId, t.kind).where(sql`single and done_at is null`),
  ],
)

/** When a watch last found everything as it should be. */
export const heartbeats = pgTable(
  'heartbeats',
  {
    stationId: stationId(),
    name: text('name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.name] })],
)

/** Append-only: every fact, who said so, from which message, under which rules. Updates and deletes are refused by a trigger. */
export const ledger = pgTable(
  'ledger',
  {
    stationId: stationId(),
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
    change: text('change').notNull(),
    subjectId: uuid('subject_id'),
    /** Person id, `channel account` of a stranger, `token:name`, or `anan`. */
    actor: text('actor').notNull(),
    inboxId: uuid('inbox_id'),
    data: jsonb('data').notNull(),
    rules: text('rules').notNull(),
    drill: boolean('drill').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.seq] }), index('ledger_subject').on(t.stationId, t.subjectId)],
)

/** Readable numbers: YH-20261124-003. One row per prefix and day; no gaps, since an inspector reads a gap as a missing record. */
export const counters = pgTable(
  'counters',
  {
    stationId: stationId(),
    name: text('name').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.name] })],
)

/** Writes by API with an Idempotency-Key: the same key and body get the same answer. */
export const idempotency = pgTable(
  'idempotency',
  {
    stationId: stationId(),
    token: text('token').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    status: integer('status').notNull(),
    answer: jsonb('answer').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.token, t.key] })],
)

/** API tokens: prefix to find it, SHA-256 to check it; the token itself is printed once and never kept. */
export const tokens = pgTable(
  'tokens',
  {
    stationId: stationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    hash: text('hash').notNull(),
    createdAt: at('created_at').notNull(),
    lastUsedAt: at('last_used_at'),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.stationId, t.id] }), unique().on(t.stationId, t.hash)],
)

export type InboxRow = typeof inbox.$inferSelect
