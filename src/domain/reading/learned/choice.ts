/** One of a few words for a whole text (what kind of disaster, how far the mending is): by weights for its characters and for what the rules say. */
import type { Intent } from '../reading.ts'
import { BITS, sign, wordSign } from './signs.ts'

/** The fields that are chosen so, as intent.field. */
export const CHOSEN: Partial<Record<Intent, readonly string[]>> = {
  disaster_report: ['kind'],
  hazard_report: ['kind'],
  patrol: ['result'],
  rectification: ['status'],
  ack: ['ack_type'],
  query: ['topic'],
}

/** The signs of a text, each once. */
export function choiceSigns(text: string): Int32Array {
  const seen = new Set<number>()
  const n = text.length
  for (let i = -1; i <= n; i++) {
    const [a, b, c] = [text.charCodeAt(i) || 1, text.charCodeAt(i + 1) || 1, text.charCodeAt(i + 2) || 1]
    if (i >= 0 && i < n) seen.add(sign(30, a))
    if (i < n) seen.add(sign(31, a, b))
    if (i < n - 1) seen.add(sign(32, a, b, c))
  }
  return Int32Array.from(seen)
}

export interface ChoiceWeights {
  /** What may be chosen; '' is nothing. */
  words: string[]
  /** By word and sign, one row a word. */
  of: Float32Array
}

const ALWAYS = sign(33, 0)
const SIZE = 1 << BITS

/** How likely each word is. @param ruled what the rules say. */
export function likelihoods(signs: Int32Array, ruled: string, { words, of }: ChoiceWeights): number[] {
  const share = 1 / Math.sqrt(signs.length || 1)
  const rule = wordSign(34, ruled)
  const sums = words.map((_, w) => {
    const row = w * SIZE
    let sum = 0
    for (const s of signs) sum += of[row + s]!
    return sum * share + of[row + rule]! + of[row + ALWAYS]!
  })
  const most = Math.max(...sums)
  const e = sums.map((s) => Math.exp(s - most))
  const all = e.reduce((a, b) => a + b, 0)
  return e.map((x) => x / all)
}

/** Moves the weights towards the word that is right. */
export function learn(signs: Int32Array, ruled: string, right: number, rate: number, weights: ChoiceWeights): void {
  const share = 1 / Math.sqrt(signs.length || 1)
  const rule = wordSign(34, ruled)
  for (const [w, p] of likelihoods(signs, ruled, weights).entries()) {
    const by = rate * ((w === right ? 1 : 0) - p)
    const row = w * SIZE
    for (const s of signs) weights.of[row + s]! += by * share
    weights.of[row + rule]! += by
    weights.of[row + ALWAYS]! += by
  }
}

export const emptyChoice = (words: string[]): ChoiceWeights => ({ words, of: new Float32Array(words.length * SIZE) })
