/** What rooms keep going by themselves: looked at every ten minutes, so that a plan which nothing started, or a reminder that was lost, is set. */
import type { Tx } from '#db/engine/tx.ts'
import { UPKEEP } from '#db/nouns.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Change } from '#domain/nouns.ts'
import { UPKEPT } from '#domain/nouns.ts'
import { type DecideDeps, decideNow } from './decide.ts'

/** One room's: what it looks at, and what follows. */
interface Kept {
  load(tx: Tx, g: DecisionContext): Promise<unknown>
  follows(g: DecisionContext, loaded: never): Change[]
}

const ROOMS: Readonly<Record<string, Kept>> = Object.fromEntries(
  Object.entries<Kept['follows']>(UPKEPT).map(([room, follows]) => [room, { follows, load: UPKEEP[room]! }]),
)

/** Each room in a transaction of its own: one that fails holds up none of the others. May run twice without harm. */
export async function keepUp(
  deps: DecideDeps & { log: { error(f: object, m: string): void } },
  rooms: Readonly<Record<string, Kept>> = ROOMS,
): Promise<void> {
  for (const [room, { load, follows }] of Object.entries(rooms)) {
    try {
      let loaded: unknown
      await decideNow(deps, 'anan', {
        first: async (tx, g) => {
          loaded = await load(tx, g)
        },
        decide: (g) => follows(g, loaded as never),
      })
    } catch (err) {
      deps.log.error({ err, room }, 'what a room keeps going could not be looked at')
    }
  }
}
