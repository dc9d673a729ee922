/** Binds accounts by mobile number, where a platform can tell: whoever is on the roster need not type a code. */
import type { Channel } from '#bots/channel.ts'
import { holdersOf, unbound } from '#db/roster/mobile.ts'
import type { Change } from '#domain/nouns.ts'
import { type DecideDeps, decideNow } from './decide.ts'

const BATCH = 50

interface BindDeps extends DecideDeps {
  channels: ReadonlyMap<string, Channel>
  log: { warn(f: object, m: string): void; info(f: object, m: string): void }
}

/**
 * Looks up everybody who has no account on a channel yet, or whose number has changed since theirs was found by it. A binding
 * once let go by a person is not made again here; one bound by other means to somebody in service is not taken from them.
 */
export async function bindByMobile(deps: BindDeps): Promise<number> {
  let bound = 0
  for (const channel of deps.channels.values()) {
    if (!channel.look?.accounts) continue
    const people = await unbound(deps.db, channel.name)
    for (let i = 0; i < people.length; i += BATCH) {
      const some = people.slice(i, i + BATCH)
      try {
        const found = await channel.look.accounts(some.map((p) => p.phone))
        const held = await holdersOf(deps.db, channel.name, [...found.values()])
        const changes = some.flatMap((p): Change[] => {
          const account = found.get(p.phone)
          if (!account) return []
          const holder = held.get(account)
          if (holder && holder !== p.id) {
            deps.log.warn(
              { channel: channel.name, person: p.id, holder },
              'an account found by mobile is bound to somebody else',
            )
            return []
          }
          return [
            // the former number's account is not theirs by the new one
            ...p.stale
              .filter((a) => a !== account)
              .map((a): Change => ({ type: 'account.revoked', channel: channel.name, account: a, personId: p.id })),
            { type: 'account.bound', channel: channel.name, account, name: null, personId: p.id, how: 'mobile' },
          ]
        })
        if (changes.length) await decideNow(deps, 'anan', { decide: () => changes })
        bound += changes.filter((c) => c.type === 'account.bound').length
      } catch (err) {
        deps.log.warn({ err, channel: channel.name }, 'could not look accounts up by mobile; trying again later')
        break
      }
    }
  }
  if (bound) deps.log.info({ bound }, 'accounts bound by mobile number')
  return bound
}
