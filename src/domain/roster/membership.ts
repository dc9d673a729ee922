import type { Situation } from '../kernel/situation.ts'
import type { Change } from './fact.ts'

/** Added to or removed from a chat. */
export function membership(s: Situation): Change[] {
  const { event } = s
  if (event.type === 'joined')
    return [
      {
        type: 'chat.joined',
        channel: event.channel,
        chat: event.chat.id,
        kind: event.chat.kind,
        name: event.chat.name ?? '未命名的群',
      },
    ]
  if (event.type === 'left') return [{ type: 'chat.left', channel: event.channel, chat: event.chat.id }]
  return []
}

/** Who came into a chat and who left it; nothing where nobody did. */
export function moved(
  chat: { channel: string; chat: string },
  before: readonly string[],
  now: readonly string[],
): Change[] {
  const without = (some: readonly string[], others: readonly string[]) =>
    [...new Set(some)].filter((a) => !others.includes(a)).sort()
  const [joined, left] = [without(now, before), without(before, now)]
  return joined.length || left.length ? [{ type: 'members.changed', ...chat, joined, left }] : []
}
