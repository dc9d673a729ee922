/**
 * Whoever a warning's messages cannot reach any more, seen to at once and not waited for like a sleeper: who was deactivated or
 * has no account left, whose messages the platform refuses, and whose group takes nothing.
 */

import { type DecisionContext, tell } from '../kernel/situation.ts'
import { tellOfficers, warningMessage } from './card.ts'
import { UNANSWERED } from './due.ts'
import { handOver } from './escalate.ts'
import type { Change } from './fact.ts'
import { isOwed, type Obligation, type Sending, type WarningState } from './warning.ts'

/** [] where everybody who still owes an answer can be told, or is known to be beyond it. @param state with what was sent of it. */
export function tellUnreached(g: DecisionContext, state: WarningState): Change[] {
  const { warning: w, sent = [] } = state
  if (w.state !== 'open') return []
  const refused = refusedOf(sent)
  const owed = state.obligations.filter((o) => isOwed(o) && o.reach === 'ok')
  const gone = owed.filter((o) => !g.roster.people.get(o.personId)?.active || !g.roster.reach.get(o.personId)?.length)
  const deaf = owed.filter((o) => !gone.includes(o) && refused.people.has(o.personId))
  const alone = owed.filter(
    (o) => !gone.includes(o) && !deaf.includes(o) && o.chat && refused.chats.has(`${o.channel} ${o.chat}`),
  )
  const as = new Map<Obligation, Partial<Obligation>>([
    ...gone.map((o) => [o, { reach: 'unbound' }] as const),
    ...deaf.map((o) => [o, { reach: 'refused' }] as const),
    ...alone.map((o) => [o, { chat: null }] as const),
  ])
  const obligations = state.obligations.map((o) => ({ ...o, ...as.get(o) }))
  // and those whom a next contact that is lost was asked to reach
  const lost = new Set([...refused.people, ...[...gone, ...deaf].map((o) => o.personId)])
  const silent = obligations.filter(
    (o) =>
      isOwed(o) && (o.reach !== 'ok' ? !o.contactId || lost.has(o.contactId) : !!o.contactId && lost.has(o.contactId)),
  )
  if (!as.size && !silent.length) return []
  const about = { kind: 'warning', id: w.id } as const
  const handed = handOver(g, { warning: w, obligations }, silent, 0, lost)
  const marked = (list: Obligation[], reach: 'unbound' | 'refused'): Change[] =>
    list.length
      ? [{ type: 'obligation.unreached', warningId: w.id, personIds: list.map((o) => o.personId), reach }]
      : []
  return [
    ...marked(gone, 'unbound'),
    ...marked(deaf, 'refused'),
    ...(alone.length
      ? [{ type: 'obligation.alone', warningId: w.id, personIds: alone.map((o) => o.personId) } as const]
      : []),
    ...alone.flatMap((o) =>
      tell(g, o.personId, warningMessage(g, w), { priority: 'warning', about, step: 0, still: UNANSWERED.name }),
    ),
    ...handed.changes,
    ...tellOfficers(g, { warning: w, obligations: handed.obligations }),
  ]
}

/** People and groups whose last message was refused; one that was taken since is reached again. */
function refusedOf(sent: readonly Sending[]): { people: Set<string>; chats: Set<string> } {
  const people = new Set<string>()
  const chats = new Set<string>()
  for (const s of [...sent].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (s.state !== 'refused' && s.state !== 'sent') continue
    const [set, key] = s.personId ? [people, s.personId] : [chats, `${s.channel} ${s.chat}`]
    if (s.state === 'refused') set.add(key)
    else set.delete(key)
  }
  return { people, chats }
}
