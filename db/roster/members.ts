/** Whose members are asked of a platform, and who is known to be in a chat. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../engine/tx.ts'
import { chatMembers, chats, groups } from './tables.ts'

/** Active chats of a village's or a grid's group: whoever is in none of these is told privately. */
export async function chatsAsked(db: Db, channel: string): Promise<string[]> {
  const list = await db
    .select({ chat: chats.chat })
    .from(chats)
    .innerJoin(groups, eq(groups.id, chats.groupId))
    .where(and(eq(chats.channel, channel), eq(chats.active, true), inArray(groups.kind, ['village', 'grid'])))
    .orderBy(chats.chat)
  return list.map((c) => c.chat)
}

export async function membersOf(tx: Tx, channel: string, chat: string): Promise<string[]> {
  const rows = await tx
    .select({ account: chatMembers.account })
    .from(chatMembers)
    .where(and(eq(chatMembers.channel, channel), eq(chatMembers.chat, chat)))
  return rows.map((m) => m.account)
}
