/** The same said over again in nearly the same words and with the same numbers: kept, and nobody is called for it anew. */

import { pairsOf } from '../reading/pairs.ts'

const plain = (text: string) => text.replace(/[\s，,。.！!？?；;、~～…]/g, '')
const numbersOf = (text: string) => (text.match(/[\d一二两三四五六七八九十百]+/g) ?? []).join()
/** So much of it stands there already. */
const MOSTLY = 0.8
/** Shorter words say something by the one that differs. */
const LEAST = 6

/** @param before all that was said of it, a line each message. */
export function saidAgain(before: string, said: string): boolean {
  const text = plain(said)
  if (text.length < LEAST) return false
  const pairs = pairsOf(text)
  return before.split('\n').some((line) => {
    const there = new Set(pairsOf(plain(line)))
    return numbersOf(line) === numbersOf(said) && pairs.filter((p) => there.has(p)).length >= MOSTLY * pairs.length
  })
}
