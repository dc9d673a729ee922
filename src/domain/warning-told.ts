/** Everybody who had been told of a warning is told when it ends or changes: each person once, where they were told. */
import type { Change } from './change.ts'
import type { Outbound } from './message.ts'
import { type Ground, say, type WarningState } from './situation.ts'
import type { Sending } from './warning.ts'

/** What is already told elsewhere, keyed `channel address`. */
export type Reached = ReadonlySet<string>

export const addressKey = (a: { channel: string | null; chat?: string | null; account?: string | null }) =>
  `${a.channel} ${a.chat ?? a.account}`

/**
 * One notice to each group it was posted to, and privately to whoever was written to and is in none of them: people told
 * alone, next contacts, leaders. What was refused or settled unsent needs no end.
 * @param but who hears of it anyhow.
 */
export function noticeTo(
  g: Ground,
  { warning, obligations }: WarningState,
  sent: Sending[],
  message: Outbound,
  but: Reached = new Set(),
): Change[] {
  const inGroup = new Set(obligations.flatMap((o) => (o.chat ? [o.personId] : [])))
  const alone = new Map<string, Sending>()
  for (const s of sent)
    if (s.account && s.state !== 'refused' && s.state !== 'settled' && !(s.personId && inGroup.has(s.personId)))
      alone.set(s.personId ?? addressKey(s), s)
  const rest = { priority: 'warning', about: { kind: 'warning', id: warning.id } } as const
  return [
    ...warning.chats.filter((c) => !but.has(addressKey(c))).map((c) => say(g, c.channel, c.chat, message, rest)),
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
