/** The leaders' daily summary: exactly one per leader, day and time, across crashes and processes. */
import { lock } from '#db/engine/locks.ts'
import { dayFigures } from '#db/summary/figures.ts'
import { summariesOf } from '#db/summary/load.ts'
import { hasRole } from '#domain/kernel/roster.ts'
import { tell } from '#domain/kernel/situation.ts'
import { at, dayOf } from '#domain/kernel/time.ts'
import type { Change } from '#domain/nouns.ts'
import { summaryMessage } from '#domain/summary/summary.ts'
import { type DecideParts, decideNow } from './decide.ts'

/**
 * Makes every summary of today whose time has come and that does not exist yet. Safe to run at any time, any number of times:
 * the row and the message it owes are committed together, and one transaction at a time looks.
 */
export async function digest(parts: DecideParts): Promise<number> {
  const changes = await decideNow(
    parts,
    'anan',
    async (tx, g) => {
      await lock(tx, 'digest')
      const day = dayOf(g.now, g.tz)
      const slots = g.settings.summary.times.filter((time) => at(day, time, g.tz) <= g.now)
      const leaders = [...g.roster.people.values()].filter(
        (p) => p.active && hasRole(p, ...g.settings.summary.recipients),
      )
      const made = await summariesOf(tx, day)
      // Only the newest time that has come: after hours of darkness a leader wants one summary, not three.
      const slot = slots.at(-1)
      const owed = slot ? leaders.filter((p) => !made.has(`${slot} ${p.id}`)) : []
      return { day, slot, owed, figures: owed.length ? await dayFigures(tx, g, day) : undefined }
    },
    (g, { day, slot, owed, figures }) =>
      owed.flatMap((person): Change[] => {
        const message = tell(g, person.id, summaryMessage(g, figures!), { priority: 'routine' })
        const owedMessage = message[0]
        return [
          {
            type: 'summary.made',
            day,
            slot: slot!,
            personId: person.id,
            body: figures as unknown as Record<string, unknown>,
            outboxId: owedMessage?.type === 'message.owed' ? owedMessage.owed.id : null,
          },
          ...message,
        ]
      }),
  )
  return changes.filter((c) => c.type === 'summary.made').length
}
