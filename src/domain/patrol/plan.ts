/** Who is reminded of places that nobody has looked at: privately, once for each due moment, at night only under a warning. */

import type { Card, Line } from '../kernel/message.ts'
import { quietUntil } from '../kernel/quiet.ts'
import { type DecisionContext, tell } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import type { Change } from './fact.ts'
import { type Loaded, type Standing, standingIn, whoseIs } from './patrol.ts'
import { patrolWords } from './words.ts'

const LISTED = 15

/** What the plan's upkeep looks at, every ten minutes. */
export function upkept(g: DecisionContext, loaded: Loaded): Change[] {
  const all = standingIn(g, loaded)
  const fresh = all.filter((p) => p.fresh).map((p) => p.place.id)
  const quiet = quietUntil(g)
  const due = all.filter(
    (p) => p.lastDue && p.lastDue.getTime() !== p.remindedFor?.getTime() && !p.fresh && (!quiet || p.warned),
  )
  return [...(fresh.length ? [{ type: 'patrol.planned', placeIds: fresh } as const] : []), ...reminded(g, due)]
}

/** One message a person, of all their places that fall due together. */
function reminded(g: DecisionContext, due: readonly Standing[]): Change[] {
  const byPerson = new Map<string, Standing[]>()
  const facts = due.map((p): Change => {
    const to = whoseIs(g, p.place)
    for (const { id } of to) byPerson.set(id, [...(byPerson.get(id) ?? []), p])
    return { type: 'patrol.reminded', placeId: p.place.id, dueAt: p.lastDue!, to: to.map(({ id }) => id) }
  })
  return [
    ...facts,
    ...[...byPerson].flatMap(([person, places]) =>
      tell(g, person, cardMessage(cardOf(g, places)), { priority: 'routine', expiresAt: soonest(places) }),
    ),
  ]
}

/** Another is owed by then. */
const soonest = (places: readonly Standing[]): Date => new Date(Math.min(...places.map((p) => p.nextDue.getTime())))

function cardOf(g: DecisionContext, places: readonly Standing[]): Card {
  const warned = places.some((p) => p.warned)
  return {
    title: patrolWords.dueTitle(places.length),
    tone: warned ? 'warn' : 'info',
    lines: places.slice(0, LISTED).map(
      (p): Line => ({
        label: p.place.name,
        value: patrolWords.dueLine(p.everyHours, p.visitedAt ? saidTime(p.visitedAt, g.tz) : undefined),
      }),
    ),
    note: [
      places.length > LISTED ? patrolWords.andMore(places.length - LISTED) : '',
      patrolWords.howToTell(places[0]!.place.name),
      warned ? patrolWords.takeCare : '',
    ]
      .filter(Boolean)
      .join('\n'),
  }
}
