/**
 * What is worked out of an event once, however many ask: a message's words are looked at to know what it needs, and again when
 * it is decided. Kept as long as the event is, and only while all that it depends `on` is the same.
 */
export function once<A extends { event: object }, T>(
  work: (asking: A) => T,
  on: (asking: A) => readonly unknown[],
): (asking: A) => T {
  const kept = new WeakMap<object, { on: readonly unknown[]; value: T }>()
  return (asking) => {
    const now = on(asking)
    const before = kept.get(asking.event)
    if (before?.on.every((value, i) => value === now[i])) return before.value
    const value = work(asking)
    kept.set(asking.event, { on: now, value })
    return value
  }
}
