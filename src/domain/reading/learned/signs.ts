/** What of a text a weight may hang on: characters side by side, each known by a number. */

export const BITS = 17
const MASK = (1 << BITS) - 1

/** All bits of a kind of sign and up to three characters. */
export function hashed(kind: number, a: number, b = 0, c = 0): number {
  let x = Math.imul(kind + 1, 0x9e3779b1)
  x = Math.imul(x ^ a, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13) ^ b, 0xc2b2ae35)
  x = Math.imul(x ^ (x >>> 15) ^ c, 0x27d4eb2f)
  return x ^ (x >>> 16)
}

/** The same sign, for another purpose. */
export const mixed = (hash: number, purpose: number): number =>
  Math.imul(hash ^ (purpose * 0x9e3779b1), 0x85ebca6b) >>> 4

/** One of `2 ** BITS` numbers for a kind of sign and up to three characters; two signs may share one. */
export const sign = (kind: number, a: number, b = 0, c = 0): number => hashed(kind, a, b, c) & MASK

/** A word as one number. */
export const wordSign = (kind: number, word: string): number => hashedWord(kind, word) & MASK
export function hashedWord(kind: number, word: string): number {
  let x = kind
  for (let i = 0; i < word.length; i++) x = Math.imul(x ^ word.charCodeAt(i), 0x01000193)
  return hashed(kind, x)
}

const HAN_NUMBER = new Set('一二两三四五六七八九十百千俩仨')
const PAUSE = new Set('，,。；;！!？?、\n：:')
const kindsOf = new Map<number, number>()
/** Digit, number word, pause, space, letter or word character. */
export function kindOf(code: number): number {
  const known = kindsOf.get(code)
  if (known !== undefined) return known
  const c = String.fromCharCode(code)
  const kind = !code
    ? 0
    : /\d/.test(c)
      ? 1
      : HAN_NUMBER.has(c)
        ? 2
        : PAUSE.has(c)
          ? 3
          : /\s/.test(c)
            ? 4
            : /[a-z]/i.test(c)
              ? 5
              : 6
  if (kindsOf.size < 20_000) kindsOf.set(code, kind)
  return kind
}
