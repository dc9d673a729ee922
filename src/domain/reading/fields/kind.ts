/** Which kind a text speaks of, by the words of a lexicon: what is named counts three times what is hinted. */

export type Kinds = Record<string, { names: string[]; hints: string[] }>

/** Behind a kind that is only hinted at. */
const HINTED = '?'

/** The kinds of a lexicon as a function of a text; the first of those that are as likely. */
export function kindsBy(kinds: Kinds): (text: string) => string | undefined {
  const words = new Map<string, [kind: number, worth: number][]>()
  const names = Object.keys(kinds)
  /** The longest word that begins with a character. */
  const longest = new Map<string, number>()
  for (const [k, { names: sure, hints }] of Object.values(kinds).entries())
    for (const [list, worth] of [
      [sure, 3],
      [hints, 1],
    ] as const)
      for (const word of list) {
        words.set(word, [...(words.get(word) ?? []), [k, worth]])
        longest.set(word[0]!, Math.max(longest.get(word[0]!) ?? 0, word.length))
      }
  return (text) => {
    const sums = new Float64Array(names.length)
    const seen = new Set<string>()
    const n = Math.min(text.length, 600)
    for (let i = 0; i < n; i++)
      for (let l = longest.get(text[i]!) ?? 0; l > 0; l--) {
        const word = text.slice(i, i + l)
        const of = words.get(word)
        if (!of || seen.has(word)) continue
        seen.add(word)
        // what is said first is what happened
        for (const [k, worth] of of) sums[k]! += worth * (i < 40 ? 1 : 0.7)
      }
    let best = 0
    for (let k = 1; k < sums.length; k++) if (sums[k]! > sums[best]!) best = k
    return sums[best]! > 0 ? `${names[best]}${sums[best]! < 2 ? HINTED : ''}` : undefined
  }
}
