/** Things that are counted: 沙袋200条. */

export interface Thing {
  /** Missing where only a number was said. */
  name?: string
  quantity?: number
  /** As it was said: 条, 箱, 台. */
  unit?: string
}

export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && ('name' in value || 'quantity' in value)

/**
 * Things after they were told of again: of those with the same name the later number stands; what is told without a name is the
 * one that is counted in the same unit. 不是20条是30条.
 */
export function correctedThings(was: readonly Thing[], said: readonly Thing[]): Thing[] {
  let now = [...was]
  for (const thing of said) {
    const { name } = thing
    const meant = name
      ? now.filter((t) => t.name?.includes(name) || (t.name && name.includes(t.name)))
      : now.filter((t) => !thing.unit || !t.unit || t.unit === thing.unit)
    if (meant.length === 1) now = now.map((t) => (t === meant[0] ? { ...t, ...thing, name: t.name ?? name } : t))
    else if (name) now.push(thing)
  }
  return now
}

/** As people write it; the bare name where no quantity is known. */
export const thingWords = ({ name = '', quantity, unit = '' }: Thing): string =>
  quantity === undefined ? name : `${name}${quantity}${unit}`
