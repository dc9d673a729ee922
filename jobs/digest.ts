/** The leaders' daily summary: exactly one per leader, day and time, across crashes and processes. */
import { summariesOwed } from '#db/summary/load.ts'
import { hasRole } from '#domain/kernel/roster.ts'
import { type DecisionContext, tell } from '#domain/kernel/situation.ts'
import { at, dayOf } from '#domain/kernel/time.ts'
import { type Change, figuresOf, partsIn } from '#domain/nouns.ts'
import { kept, summaryMessage } from '#domain/summary/summary.ts'
import { type DecideDeps, decideNow } from './decide.ts'

/**
 * Makes every summary of today whose time has come and that does not exist yet. Safe to run at any time, any number of times:
 * the row and the message it owes are committed together, and one transaction at a time looks.
 */
export async function digest(deps: DecideDeps): Promise<number> {
  let owed: readonly string[] = []
  const changes = await decideNow(deps, 'anan', {
    first: async (tx, g) => {
      const { day, slot, people } = dueNow(g)
      owed = slot ? await summariesOwed(tx, { day, slot, people }) : []
    },
    needs: (g) => (owed.length ? figuresOf(dueNow(g).day) : {}),
    decide: (g, found) => {
      const { day, slot } = dueNow(g)
      const parts = partsIn(found)
      return owed.flatMap((personId): Change[] => {
        const message = tell(g, personId, summaryMessage(g, day, parts), { priority: 'routine' })
        const [first] = message
        const outboxId = first?.type === 'message.owed' ? first.owed.id : null
        return [{ type: 'summary.made', day, slot: slot!, personId, body: kept(day, parts), outboxId }, ...message]
      })
    },
  })
  return changes.filter((c) => c.type === 'summary.made').length
}

/** The newest time of today that has come, and whoever is to have a summary: after hours of darkness a leader wants one, not three. */
function dueNow(g: DecisionContext) {
  const day = dayOf(g.now, g.tz)
  const slot = g.settings.summary.times.filter((time) => at(day, time, g.tz) <= g.now).at(-1)
  const leaders = [...g.roster.people.values()].filter((p) => p.active && hasRole(p, ...g.settings.summary.recipients))
  return { day, slot, people: leaders.map((p) => p.id) }
}
