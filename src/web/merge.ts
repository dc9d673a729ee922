import type { Message } from './api.ts'

/** Newest first; a message seen before takes its newer form. */
export function merge(list: Message[], m: Message): Message[] {
  const at = list.findIndex((x) => x.id === m.id)
  if (at < 0) return [m, ...list].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  return list[at]!.rev > m.rev ? list : list.map((x, i) => (i === at ? m : x))
}
