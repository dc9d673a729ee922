/** The built-in web chat's own side: it is a platform of its own, so it keeps messages and sessions as any platform does. */
import { sql } from 'drizzle-orm'
import {
  bigserial,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Attachment, Location } from '#domain/kernel/message.ts'
import { at, stationId } from '../engine/columns.ts'

export const webMessages = pgTable(
  'web_messages',
  {
    stationId: stationId(),
    id: text('id').notNull(),
    /** Grows with every new message and every edit: SSE resumes from it. */
    rev: bigserial('rev', { mode: 'number' }).notNull(),
    chat: text('chat').notNull(),
    /** Person id of the writer; null = 安安. */
    account: text('account'),
    /** Text of a person, or the rendered Outbound of 安安. */
    body: jsonb('body')
      .$type<{ text?: string; attachments?: Attachment[]; location?: Location; outbound?: unknown }>()
      .notNull(),
    replyTo: text('reply_to'),
    /** The sender's idempotency key (outbox id), so that a repeat is the same message. */
    key: text('key'),
    createdAt: at('created_at').notNull(),
    /** When its writer wrote it, where that was earlier: without a network it waits on the device. */
    writtenAt: at('written_at'),
    editedAt: at('edited_at'),
    recalledAt: at('recalled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.id] }),
    uniqueIndex('web_messages_key').on(t.stationId, t.key).where(sql`key is not null`),
    index('web_messages_chat').on(t.stationId, t.chat, t.createdAt),
    index('web_messages_rev').on(t.stationId, t.rev),
  ],
)

/** Which messages carry a photo. */
export const webFiles = pgTable(
  'web_files',
  {
    stationId: stationId(),
    hash: text('hash').notNull(),
    messageId: text('message_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.hash, t.messageId] }),
    foreignKey({ columns: [t.stationId, t.messageId], foreignColumns: [webMessages.stationId, webMessages.id] }),
  ],
)

/** Who brought a photo to the web chat: only they may send it, and those it was sent to may see it. */
export const webMedia = pgTable(
  'web_media',
  {
    stationId: stationId(),
    hash: text('hash').notNull(),
    personId: uuid('person_id').notNull(),
    bytes: integer('bytes').notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.hash, t.personId] }),
    index('web_media_person').on(t.stationId, t.personId, t.at),
  ],
)
