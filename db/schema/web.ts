/** The built-in web chat's own side: it is a platform of its own, so it keeps messages and sessions as any platform does. */
import { sql } from 'drizzle-orm'
import { bigserial, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Attachment, Location } from '#domain/message.ts'
import { at } from './_columns.ts'

export const webMessages = pgTable(
  'web_messages',
  {
    id: text('id').primaryKey(),
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
    editedAt: at('edited_at'),
    recalledAt: at('recalled_at'),
  },
  (t) => [
    uniqueIndex('web_messages_key').on(t.key).where(sql`key is not null`),
    index('web_messages_chat').on(t.chat, t.createdAt),
    index('web_messages_rev').on(t.rev),
  ],
)

/** A signed-in browser. Only the hash of its cookie is kept. */
export const webSessions = pgTable('web_sessions', {
  hash: text('hash').primaryKey(),
  personId: uuid('person_id').notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  revokedAt: at('revoked_at'),
})

/** Who is in which web group chat. */
export const webMembers = pgTable(
  'web_members',
  {
    chat: text('chat').notNull(),
    personId: uuid('person_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chat, t.personId] })],
)
