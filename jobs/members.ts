/** Who is in which group chat, asked of the platforms: whoever is not in a group of the area is told privately. */
import type { Channel } from '#bots/channel.ts'
import { record } from '#db/commit.ts'
import type { Db } from '#db/engine/tx.ts'
import { chatsAsked, membersOf } from '#db/roster/members.ts'
import { moved } from '#domain/roster/membership.ts'

interface MemberDeps {
  db: Db
  channels: ReadonlyMap<string, Channel>
  now(): Date
  log: { warn(f: object, m: string): void }
}

/**
 * Asks for every active chat of a village or grid group, one after another. What a platform does not answer stays as it was.
 * @returns how many chats had changed.
 */
export async function syncMembers({ db, channels, now, log }: MemberDeps): Promise<number> {
  let changed = 0
  for (const { name: channel, look } of channels.values()) {
    if (!look?.members) continue
    for (const chat of await chatsAsked(db, channel)) {
      try {
        const members = (await look.members(chat)).map((m) => m.account)
        const facts = await record(db, 'anan', now(), async (tx) =>
          moved({ channel, chat }, await membersOf(tx, channel, chat), members),
        )
        changed += facts.length
      } catch (err) {
        log.warn({ err, channel }, 'could not ask who is in a chat; trying again later')
      }
    }
  }
  return changed
}
