/** Everybody who had been told of a warning is told when it ends or changes: each person once, where they were told. */

import type { Outbound } from '../kernel/message.ts'
import { villagesOfChat } from '../kernel/roster.ts'
import { type DecisionContext, say } from '../kernel/situation.ts'
import { placesIn, villagesOf } from './audience.ts'
import type { Change } from './fact.ts'
import type { Obligation, Sending, Warning, WarningState } from './warning.ts'

/** What is already told elsewhere, keyed `channel address`. */
export type Reached = ReadonlySet<string>

export const addressKey = (a: { channel: string | null; chat?: string | null; account?: string | null }) =>
  `${a.channel} ${a.chat ?? a.account}`

type Scope = Pick<Warning, 'villages' | 'area'>

/** Whether a group's villages are among a scope's; a group of no village, or one that is no longer bound, is for all. */
export function isForChat({ roster }: DecisionContext, scope: Scope, to: { channel: string; chat: string }): boolean {
  const chat = roster.chats.find((c) => c.channel === to.channel && c.chat === to.chat)
  const villages = villagesOfChat(roster, chat)
  const touched = villagesOf({ roster }, scope)
  return !villages.length || touched === 'all' || villages.some((v) => touched.includes(v))
}

/** Whether somebody answers for a place of a scope; whoever answers for no place in particular does for all. */
export function isFor(
  g: DecisionContext,
  scope: Scope,
  o: Pick<Obligation, 'villageCode' | 'gridId' | 'places'>,
): boolean {
  const touched = villagesOf(g, scope)
  if (touched === 'all' || (!o.villageCode && !o.places.length)) return true
  const { villages, area } = scope
  const grid = !o.gridId || area.grids.includes(o.gridId) || villages.includes(o.villageCode!)
  return (
    (!!o.villageCode && touched.includes(o.villageCode) && grid) ||
    placesIn(g, scope).some((p) => o.places.includes(p.id) || o.places.includes(p.name))
  )
}

/**
 * One notice to each group it was posted to, and privately to whoever was written to and is in none of them: people told
 * alone, next contacts, leaders. What was refused or settled unsent needs no end.
 * @param but who hears of it anyhow.
 */
export function noticeTo(
  g: DecisionContext,
  { warning, obligations }: WarningState,
  sent: Sending[],
  message: Outbound,
  but: Reached = new Set(),
): Change[] {
  const inGroup = new Set(obligations.flatMap((o) => (o.chat ? [o.personId] : [])))
  // what was taken out of it meanwhile has heard so, and hears nothing of the rest
  const freed = new Set(obligations.flatMap((o) => (isFor(g, warning, o) ? [] : [o.personId])))
  const alone = new Map<string, Sending>()
  for (const s of sent)
    if (
      s.account &&
      s.state !== 'refused' &&
      s.state !== 'settled' &&
      !(s.personId && (inGroup.has(s.personId) || freed.has(s.personId)))
    )
      alone.set(s.personId ?? addressKey(s), s)
  const rest = { priority: 'warning', about: { kind: 'warning', id: warning.id } } as const
  return [
    ...warning.chats
      .filter((c) => !but.has(addressKey(c)) && isForChat(g, warning, c))
      .map((c) => say(g, c.channel, c.chat, message, rest)),
    ...[...alone.values()]
      .filter((s) => !but.has(addressKey(s)))
      .map(
        (s): Change => ({
          type: 'message.owed',
          owed: {
            id: g.newId(),
            to: { channel: s.channel, account: s.account! },
            ...(s.personId ? { personId: s.personId } : {}),
            message,
            ...rest,
          },
        }),
      ),
  ]
}
