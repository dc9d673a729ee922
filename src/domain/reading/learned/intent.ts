/**
 * What a message is for, by two learned opinions of the same signs, single characters and pairs of them, and where it was said,
 * by whom, how long it is and what the sender's message before was for: a linear softmax, and one with a hidden layer
 * (`hidden.ts`). They count alike. Says how likely each intent is and which pieces of the text speak for it; decides nothing
 * (`meant.ts` does).
 */
import type { AnyIntent } from '../reading.ts'
import { type Hidden, type HiddenModel, hiddenOf, hiddenShare, hiddenSums, type Known, loadedHidden } from './hidden.ts'
import model from './intents.json' with { type: 'json' }
import { masked } from './masked.ts'
import { type Scaled, type Stepped, scaled } from './weights.ts'

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

/** A sign of a message, and what it counts. */
export type Sign = [sign: string, value: number]

export type Likelihoods = Readonly<Record<string, number>>

/** As the file holds it. */
export interface IntentModel {
  /** SHA-256 of the lines it was learned from, first 16 digits. */
  corpus: string
  /** Over 1 where the bare weights are surer than they may be. */
  temperature: number
  intents: readonly string[]
  /** Every sign that has a weight, the most frequent first, with line breaks between them. */
  signs: string
  /** By sign and intent. */
  linear: Stepped
  hidden: HiddenModel
}

export interface IntentWeights {
  temperature: number
  intents: readonly string[]
  at: ReadonlyMap<string, number>
  linear: Scaled
  hidden: Hidden
}

const loadedIntents = ({ temperature, intents, signs, linear, hidden }: IntentModel): IntentWeights => ({
  temperature,
  intents,
  at: new Map(signs.split('\n').map((sign, i) => [sign, i])),
  linear: scaled(linear),
  hidden: loadedHidden(hidden),
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
export function intentSigns(heard: Heard): Sign[] {
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
  return [...around.map((sign): Sign => [sign, AROUND]), ...Array.from(pieces, (piece): Sign => [piece, share])]
}

/** Of signs those that have weights. */
export function knownSigns(signs: readonly Sign[], at: ReadonlyMap<string, number>): Known {
  const known = signs.filter(([sign]) => at.has(sign))
  return {
    at: Int32Array.from(known, ([sign]) => at.get(sign)!),
    value: Float32Array.from(known, ([, value]) => value),
  }
}

/** How likely each intent is; together 1. */
export const likelihoodsOf = (heard: Heard, w: IntentWeights = OURS): Likelihoods =>
  likelihoodsBy(intentSigns(heard), w)

export function likelihoodsBy(signs: readonly Sign[], w: IntentWeights): Likelihoods {
  const n = w.intents.length
  const known = knownSigns(signs, w.at)
  const sums = hiddenSums(hiddenOf(known, w.hidden), w.hidden, n)
  for (let s = 0; s < known.at.length; s++)
    for (let k = 0; k < n; k++) sums[k]! += w.linear.of[known.at[s]! * n + k]! * known.value[s]! * w.linear.step
  const most = Math.max(...sums)
  let all = 0
  for (let k = 0; k < n; k++) {
    sums[k] = Math.exp((sums[k]! - most) / (2 * w.temperature))
    all += sums[k]!
  }
  return Object.fromEntries(w.intents.map((intent, k) => [intent, sums[k]! / all]))
}

/** What speaks most for an intent, and what against it: the sign, and how much it weighs over the mean of all intents. */
export function speaksFor(intent: string, heard: Heard, w: IntentWeights = OURS): Sign[] {
  const n = w.intents.length
  const k = w.intents.indexOf(intent)
  const signs = intentSigns(heard)
  const units = hiddenOf(knownSigns(signs, w.at), w.hidden)
  return signs
    .flatMap(([sign, value]): Sign[] => {
      const at = w.at.get(sign)
      if (at === undefined || k < 0) return []
      const row = hiddenShare(at, units, w.hidden, n)
      for (let j = 0; j < n; j++) row[j]! += w.linear.of[at * n + j]! * w.linear.step
      const mean = row.reduce((a, b) => a + b, 0) / n
      return [[sign, ((row[k]! - mean) * value) / 2]]
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
