/** Draft → open: the relay to groups and people, one message each, and the first step against silence. */

import type { Colour } from '../cap/terms.ts'
import type { Owed } from '../kernel/fact.ts'
import { type DecisionContext, say, tell } from '../kernel/situation.ts'
import { within } from '../kernel/time.ts'
import { assignDelivery, audience, chatsOf } from './audience.ts'
import { tellOfficers, warningMessage } from './card.ts'
import { drillDue } from './drill.ts'
import { OPEN, UNANSWERED } from './due.ts'
import { handOver, stepDue } from './escalate.ts'
import type { Change } from './fact.ts'
import type { CallStep } from './settings.ts'
import { closeDue } from './validity.ts'
import type { Obligation, Warning } from './warning.ts'

/** The step-up table for a colour at an hour; at night orange acts as red (叫应 default, configurable). No colour steps like yellow. */
function policyFor(g: DecisionContext, colour: Colour | null): CallStep[] {
  const { colours, night } = g.settings.call_and_response
  const acts = colour === 'orange' && within(g.now, night.from, night.to, g.tz) ? 'red' : (colour ?? 'yellow')
  return colours[acts].steps
}

/**
 * Issues a draft: audience and policy are fixed now. Everybody is told once, by an @ in one group of theirs or privately;
 * whoever is on leave or without account is stepped over at once, so that somebody near hears of them.
 * @param lead what the relay says before the warning's own lines: of a lift, what still stands.
 */
export function issue(g: DecisionContext, draft: Warning, lead: string[] = []): Change[] {
  // a lift asks nothing of anybody and is over once it is told
  const lift = draft.action === 'lift'
  const { recipients, chats } = assignDelivery(g, chatsOf(g, draft), lift ? [] : audience(g, draft))
  const warning: Warning = {
    ...draft,
    state: lift ? 'closed' : 'open',
    openedAt: g.now,
    endedAt: lift ? g.now : null,
    policy: policyFor(g, draft.colour),
    chats: chats.map(({ channel, chat }) => ({ channel, chat })),
  }
  const unreached = handOver(
    g,
    { warning, obligations: recipients },
    recipients.filter((o) => o.reach !== 'ok'),
    0,
  )
  const obligations = unreached.obligations
  return [
    { type: 'warning.issued', warning, obligations },
    ...relay(g, warning, obligations, lead),
    ...unreached.changes,
    ...stepDue(g, { warning, obligations }, 0),
    ...drillDue(g, warning),
    ...closeDue(g, warning),
    ...tellOfficers(g, { warning, obligations }),
  ]
}

/** The first message to each group and to each person who has none. */
function relay(g: DecisionContext, warning: Warning, obligations: Obligation[], lead: string[]): Change[] {
  const about = { kind: 'warning', id: warning.id } as const
  const rest = { priority: 'warning', about, step: 0 } satisfies Partial<Owed>
  const mentions = new Map<string, string[]>()
  for (const o of obligations)
    if (o.chat) mentions.set(`${o.channel} ${o.chat}`, [...(mentions.get(`${o.channel} ${o.chat}`) ?? []), o.account!])
  const groups = warning.chats.map((c) =>
    say(g, c.channel, c.chat, warningMessage(g, warning, mentions.get(`${c.channel} ${c.chat}`), ...lead), {
      ...rest,
      ...(warning.state === 'open' ? { still: OPEN.name } : {}),
    }),
  )
  const alone = obligations.filter((o) => o.account && !o.chat)
  return [
    ...groups,
    ...alone.flatMap((o) => tell(g, o.personId, warningMessage(g, warning), { ...rest, still: UNANSWERED.name })),
  ]
}
