/** Finds what a dead process or a wiped queue left behind: unread messages and owed ones. Rows own the truth. */
import type { Db } from '#db/engine/tx.ts'
import { channelsDue, chatsUnread } from '#db/flow/backlog.ts'

export interface Backlog {
  /** Chats with a message that waited longer than a moment. */
  chatKeys: string[]
  /** Channels with due messages. */
  channels: string[]
}

const LEFT_BEHIND_MS = 2_000

export async function sweep(db: Db, now: Date): Promise<Backlog> {
  const [chatKeys, channels] = await Promise.all([
    chatsUnread(db, now, new Date(now.getTime() - LEFT_BEHIND_MS)),
    channelsDue(db, now),
  ])
  return { chatKeys, channels }
}
