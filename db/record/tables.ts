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
import type { RecordKind, RecordState } from '#domain/record/record.ts'
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
    /** The same point in WGS-84, whatever it was sent in. */
    wgsLat: doublePrecision('wgs_lat'),
    wgsLon: doublePrecision('wgs_lon'),
    occurredAt: at('occurred_at'),
    reportedAt: at('reported_at').notNull(),
    receivedAt: at('received_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    /** Grows with every change; a card pressed with an older one is refused. */
    version: integer('version').notNull().default(1),
    /** What its words are found by when they come again. */
    words: text('words').generatedAlwaysAs(sql`md5(text)`),
    /** The unit that it is about, without blanks: what its lists are grouped by. */
    unit: text('unit').generatedAlwaysAs(
      sql`nullif(left(regexp_replace(normalize(fields->>'unit', NFKC), '\\s', '', 'g'), 80), '')`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    unique().on(t.stationId, t.no),
    // lists by kind, newest first
    index('records_kind').on(t.stationId, t.kind, t.id.desc()),
    // lists of one state, those nobody is in too; what is open among much that is over
    index('records_state').on(t.stationId, t.kind, t.state, t.id.desc()),
    // lists of drills, few among many
    index('records_drill').on(t.stationId, t.kind, t.id.desc()).where(sql`drill`),
    // of a span: what came today, an export's period
    index('records_received').on(t.stationId, t.kind, t.receivedAt),
    // fragments: the sender's recent records in this chat
    index('records_sender').on(t.stationId, t.channel, t.chat, t.account, t.receivedAt),
    // my open hazards
    index('records_owner').on(t.stationId, t.ownerId).where(sql`owner_id is not null`),
    // lists of each unit
    index('records_unit').on(t.stationId, t.kind, t.unit, t.id).where(sql`unit is not null`),
    // hazards that are not over: of a village, near by, to be reminded of
    index('records_hazards_open')
      .on(t.stationId, t.villageCode, t.id)
      .where(
        sql`kind = 'hazard_report' and state in ('suspected','registered','rectifying','recheck','transferred','enforcement')`,
      ),
    // hazards that words may mean: of a village, of a person; the newest first
    index('records_hazards_village').on(t.stationId, t.villageCode, t.id.desc()).where(sql`kind = 'hazard_report'`),
    index('records_hazards_owner').on(t.stationId, t.ownerId, t.id.desc()).where(sql`kind = 'hazard_report'`),
    index('records_hazards_reporter').on(t.stationId, t.reporterId, t.id.desc()).where(sql`kind = 'hazard_report'`),
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

export type RecordRow = typeof records.$inferSelect
