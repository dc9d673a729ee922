/** Who is in which group chat, asked of the platforms: whoever is not in a group of the area is told privately. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Channel } from '#bots/channel.ts'
import { insertRows } from '#db/engine/rows.ts'
import type { Db } from '#db/engine/tx.ts'
import { chatMembers, chats, groups } from '#db/roster/tables.ts'

interface MemberParts {
  db: Db
  channels: ReadonlyMap<string, Channel>
  log: { warn(f: object, m: string): void }
}

/**
 * Asks for every active chat of a village or grid group, one after another. What a platform does not answer stays as it was.
 * @returns how many chats had changed.
 */
export async function syncMembers({ db, channels, log }: MemberParts): Promise<number> {
  let changed = 0
  for (const channel of channels.values()) {
    // the web chat's members are the roster's own
    if (!channel.look || channel.name === 'web') continue
    const list = await db
      .select({ chat: chats.chat })
      .from(chats)
      .innerJoin(groups, eq(groups.id, chats.groupId))
      .where(and(eq(chats.channel, channel.name), eq(chats.active, true), inArray(groups.kind, ['village', 'grid'])))
      .orderBy(chats.chat)
    for (const { chat } of list) {
      try {
        const members = await channel.look.members(chat)
        changed += Number(await keep(db, channel.name, chat, [...new Set(members.map((m) => m.account))].sort()))
      } catch (err) {
        log.warn({ err, channel: channel.name }, 'could not ask who is in a chat; trying again later')
      }
    }
  }
  return changed
}

/** Replaces a chat's members where they differ, and makes the roster a version newer. */
const keep = (db: Db, channel: string, chat: string, accounts: string[]): Promise<boolean> =>
  db.transaction(async (tx) => {
    const here = and(eq(chatMembers.channel, channel), eq(chatMembers.chat, chat))
    const before = await tx.select({ account: chatMembers.account }).from(chatMembers).where(here)
    if (
      before
        .map((m) => m.account)
        .sort()
        .join(' ') === accounts.join(' ')
    )
      return false
    await tx.delete(chatMembers).where(here)
    await insertRows(
      tx,
      chatMembers,
      accounts.map((account) => ({ channel, chat, account })),
    )
    await tx.execute(sql`update station set version = version + 1`)
    return true
  })
