/** The leaders' daily summary: exactly one per leader, day and time, across crashes and processes. */
import type { LookUps } from '#domain/kernel/need.ts'
import { hasRole } from '#domain/kernel/roster.ts'
import { type DecisionContext, tell } from '#domain/kernel/situation.ts'
import { at, dayOf } from '#domain/kernel/time.ts'
import { type Change, DAILIES } from '#domain/nouns.ts'
import { SUMMARIES_OWED } from '#domain/summary/needs.ts'
import { summaryMessage } from '#domain/summary/summary.ts'
import { type DecideDeps, decideNow } from './decide.ts'

/**
 * Makes every summary of today whose time has come and that does not exist yet. Safe to run at any time, any number of times:
 * the row and the message it owes are committed together, and one transaction at a time looks.
 */
export async function digest(deps: DecideDeps): Promise<number> {
  const changes = await decideNow(deps, 'anan', {
    needs: (g): Looked => ({ summaries: SUMMARIES_OWED.of(dueNow(g)), ...ofRooms(dueNow(g).day) }),
    decide: (g, { summaries: { owed, figures }, ...rooms }) => {
      const { day, slot } = dueNow(g)
      const more = Object.entries(DAILIES).map(([room, { lines, urgent }]) => {
        const found = rooms[room] as never
        return { lines: lines(found), urgent: urgent(found) }
      })
      return owed.flatMap((personId): Change[] => {
        const message = tell(g, personId, summaryMessage(g, figures!, more), { priority: 'routine' })
        const owedMessage = message[0]
        return [
          {
            type: 'summary.made',
            day,
            slot: slot!,
            personId,
            body: { ...figures, ...rooms },
            outboxId: owedMessage?.type === 'message.owed' ? owedMessage.owed.id : null,
          },
          ...message,
        ]
      })
    },
  })
  return changes.filter((c) => c.type === 'summary.made').length
}

type Looked = { summaries: ReturnType<typeof SUMMARIES_OWED.of> } & LookUps

/** What rooms add to the day's figures, by room. */
const ofRooms = (day: string): LookUps =>
  Object.fromEntries(Object.entries(DAILIES).map(([room, { figures }]) => [room, figures.of(day)]))

/** The newest time of today that has come, and whoever is to have a summary: after hours of darkness a leader wants one, not three. */
function dueNow(g: DecisionContext) {
  const day = dayOf(g.now, g.tz)
  const slot = g.settings.summary.times.filter((time) => at(day, time, g.tz) <= g.now).at(-1)
  const leaders = [...g.roster.people.values()].filter((p) => p.active && hasRole(p, ...g.settings.summary.recipients))
  return { day, slot, people: leaders.map((p) => p.id) }
}
