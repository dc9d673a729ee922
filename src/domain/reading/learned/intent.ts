/**
 * What a message is for, by learned weights: a linear softmax over single characters and pairs of them, and over where it was
 * said, by whom, how long it is and what the sender's message before was for. Says how likely each intent is and which pieces
 * of the text speak for it; decides nothing (`meant.ts` does).
 */
import type { AnyIntent } from '../reading.ts'
import model from './intents.json' with { type: 'json' }
import { masked } from './masked.ts'
import { type Packed, unpacked } from './weights.ts'

/** A message as the weights see it. */
export interface Heard {
  /** Plain, without mentions. */
  text: string
  /** The village that it names: whatever it is called, it says nothing of what happened there. */
  village?: string
  chat?: string
  role?: string
  /** What the sender's message before it was for, in the same thread. */
  before?: AnyIntent
}

export type Likelihoods = Readonly<Record<string, number>>

/** As the file holds it. */
export interface IntentModel {
  /** SHA-256 of the lines it was learned from, first 16 digits. */
  corpus: string
  /** Over 1 where the bare weights are surer than they may be. */
  temperature: number
  intents: readonly string[]
  /** Every sign that has a weight, with line breaks between them. */
  signs: string
  /** By sign and intent. */
  weights: Packed
}

export interface IntentWeights {
  temperature: number
  intents: readonly string[]
  at: ReadonlyMap<string, number>
  of: Float32Array
}

const loadedIntents = ({ temperature, intents, signs, weights }: IntentModel): IntentWeights => ({
  temperature,
  intents,
  at: new Map(signs.split('\n').map((sign, i) => [sign, i])),
  of: unpacked(weights),
})
/** Made ready at once: the first message of a day is as urgent as any. */
const OURS = loadedIntents(model as IntentModel)

/** How much what surrounds the words counts beside them. */
const AROUND = 0.3
const START = '\u2402'
const END = '\u2403'

const ASKS = /[?？]/
/** The text as one line, its end marked where it asks. */
const seenAs = ({ text, village }: Heard) =>
  `${START}${masked(text, village).text.toLowerCase()}${ASKS.test(text) ? '?' : ''}${END}`

/** The signs of a message, each once, and what each counts. */
export function intentSigns(heard: Heard): [sign: string, value: number][] {
  const { text, chat, role, before } = heard
  const pieces = new Set<string>()
  const seen = seenAs(heard)
  for (let i = 0; i < seen.length; i++) {
    if (i > 0 && i < seen.length - 1) pieces.add(seen[i]!)
    if (i < seen.length - 1) pieces.add(seen.slice(i, i + 2))
  }
  // long texts count for no more than short ones
  const share = 1 / Math.sqrt(pieces.size || 1)
  const around = [
    '@',
    ...(chat ? [`@chat ${chat}`] : []),
    ...(role ? [`@role ${role}`] : []),
    `@length ${Math.min(9, Math.floor(Math.log2(text.length + 1)))}`,
    `@before ${before ?? 'nothing'}`,
    ...(ASKS.test(text) ? ['@asks'] : []),
  ]
  return [
    ...around.map((sign): [string, number] => [sign, AROUND]),
    ...Array.from(pieces, (piece): [string, number] => [piece, share]),
  ]
}

/** How likely each intent is; together 1. */
export function likelihoodsOf(heard: Heard, w: IntentWeights = OURS): Likelihoods {
  const n = w.intents.length
  const sums = new Float64Array(n)
  for (const [sign, value] of intentSigns(heard)) {
    const at = w.at.get(sign)
    if (at === undefined) continue
    for (let k = 0; k < n; k++) sums[k]! += w.of[at * n + k]! * value
  }
  const most = Math.max(...sums)
  let all = 0
  for (let k = 0; k < n; k++) {
    sums[k] = Math.exp((sums[k]! - most) / w.temperature)
    all += sums[k]!
  }
  return Object.fromEntries(w.intents.map((intent, k) => [intent, sums[k]! / all]))
}

/** What speaks most for an intent, and what against it: the sign, and how much it weighs over the mean of all intents. */
export function speaksFor(intent: string, heard: Heard, w: IntentWeights = OURS): [sign: string, weight: number][] {
  const n = w.intents.length
  const k = w.intents.indexOf(intent)
  return intentSigns(heard)
    .flatMap(([sign, value]): [string, number][] => {
      const at = w.at.get(sign)
      if (at === undefined || k < 0) return []
      const row = w.of.subarray(at * n, at * n + n)
      const mean = row.reduce((a, b) => a + b, 0) / n
      return [[sign, (row[k]! - mean) * value]]
    })
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
}

/** From this likelihood on, and of so many characters. */
const TELLS = 0.7
const LEAST = 4
/** Whether a sentence by itself tells of harm, or of people brought out of its way. */
export function tellsOfHarm(sentence: string, village?: string): boolean {
  // a place alone tells of nothing
  if ((masked(sentence, village).text.match(/[\u4e00-\u9fa5]/g)?.length ?? 0) < LEAST) return false
  const p = likelihoodsOf({ text: sentence, village })
  return p.disaster_report! + p.evacuation! > TELLS
}
