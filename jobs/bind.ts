/** Binds accounts by mobile number, where a platform can tell: whoever is on the roster need not type a code. */
import { sql } from 'drizzle-orm'
import type { Channel } from '#bots/channel.ts'
import type { Change } from '#domain/change.ts'
import { type DecideParts, decideNow } from './decide.ts'

const BATCH = 50

interface BindParts extends DecideParts {
  channels: ReadonlyMap<string, Channel>
  log: { warn(f: object, m: string): void; info(f: object, m: string): void }
}

/** Looks up everybody who has no account on a channel yet. A binding once revoked by a person is not made again here. */
export async function bindByMobile(parts: BindParts): Promise<number> {
  let bound = 0
  for (const channel of parts.channels.values()) {
    if (!channel.look || channel.name === 'web') continue
    const people = [
      ...(await parts.db.execute<{ id: string; phone: string }>(sql`
      select p.id, p.phone from people p where p.active and p.phone is not null and not exists (select 1 from accounts a where a.channel = ${channel.name} and a.person_id = p.id) order by p.id`)),
    ]
    for (let i = 0; i < people.length; i += BATCH) {
      const some = people.slice(i, i + BATCH)
      try {
        const found = await channel.look.accounts(some.map((p) => p.phone))
        const changes = some.flatMap((p): Change[] => {
          const account = found.get(p.phone)
          return account
            ? [{ type: 'account.bound', channel: channel.name, account, name: null, personId: p.id, how: 'mobile' }]
            : []
        })
        if (changes.length)
          await decideNow(
            parts,
            'anan',
            async () => undefined,
            () => changes,
          )
        bound += changes.length
      } catch (err) {
        parts.log.warn({ err, channel: channel.name }, 'could not look accounts up by mobile; trying again later')
        break
      }
    }
  }
  if (bound) parts.log.info({ bound }, 'accounts bound by mobile number')
  return bound
}
