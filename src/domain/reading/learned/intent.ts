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
  /** Where the weights of a sign stand; of what is read by, only signs of what surrounds the text: pieces have no strings there. */
  at: ReadonlyMap<string, number>
  /** The same of pieces of the text, by their number. */
  pieces: ReadonlyMap<Piece, number>
  linear: Scaled
  hidden: Hidden
}

/** The sign of every message. */
const BARE = '@'
/** A piece is one character or two side by side, as one number. */
type Piece = number
const pair = (a: number, b: number): Piece => (a << 16) | b
const wordOf = (piece: Piece): string =>
  piece >>> 16 ? String.fromCharCode(piece >>> 16, piece & 0xffff) : String.fromCharCode(piece)
const pieceOf = (sign: string): Piece =>
  sign.length > 1 ? pair(sign.charCodeAt(0), sign.charCodeAt(1)) : sign.charCodeAt(0)
/** Of signs those that are pieces of the text: longer ones tell of what surrounds it, @length 3. */
export const piecesAmong = (at: ReadonlyMap<string, number>): ReadonlyMap<Piece, number> =>
  new Map([...at].flatMap(([sign, i]): [Piece, number][] => (sign.length < 3 ? [[pieceOf(sign), i]] : [])))

function loadedIntents({ temperature, intents, signs, linear, hidden }: IntentModel): IntentWeights {
  const all = new Map(signs.split('\n').map((sign, i) => [sign, i]))
  const at = new Map([...all].filter(([sign]) => sign.length > 2 || sign === BARE))
  return { temperature, intents, at, pieces: piecesAmong(all), linear: scaled(linear), hidden: loadedHidden(hidden) }
}
/** Where the weights of a sign stand. */
const placeOf =
  ({ at, pieces }: Pick<IntentWeights, 'at' | 'pieces'>) =>
  (sign: string): number | undefined =>
    at.get(sign) ?? (sign.length < 3 ? pieces.get(pieceOf(sign)) : undefined)
/** Made ready at once: the first message of a day is as urgent as any. */
export const OURS = loadedIntents(model as IntentModel)

/** How much what surrounds the words counts beside them. */
const AROUND = 0.3
const START = '\u2402'
const END = '\u2403'

const ASKS = /[?？]/
/** The text as one line, its end marked where it asks. */
const seenAs = ({ text, village }: Heard) =>
  `${START}${masked(text, village).text.toLowerCase()}${ASKS.test(text) ? '?' : ''}${END}`

/** The pieces of a text, each once, and what each counts: long texts count for no more than short ones. */
function piecesOf(heard: Heard): { pieces: Set<Piece>; share: number } {
  const pieces = new Set<Piece>()
  const seen = seenAs(heard)
  const last = seen.length - 1
  for (let i = 0; i < last; i++) {
    const code = seen.charCodeAt(i)
    if (i > 0) pieces.add(code)
    pieces.add(pair(code, seen.charCodeAt(i + 1)))
  }
  return { pieces, share: 1 / Math.sqrt(pieces.size || 1) }
}

/** Where and by whom it was said, how long it is, whether it asks. */
const aroundOf = ({ text, chat, role, before }: Heard): string[] => [
  BARE,
  ...(chat ? [`@chat ${chat}`] : []),
  ...(role ? [`@role ${role}`] : []),
  `@length ${Math.min(9, Math.floor(Math.log2(text.length + 1)))}`,
  `@before ${before ?? 'nothing'}`,
  ...(ASKS.test(text) ? ['@asks'] : []),
]

/** The signs of a message, each once, and what each counts. */
export function intentSigns(heard: Heard): Sign[] {
  const { pieces, share } = piecesOf(heard)
  return [
    ...aroundOf(heard).map((sign): Sign => [sign, AROUND]),
    ...Array.from(pieces, (piece): Sign => [wordOf(piece), share]),
  ]
}

/** Of signs those that have weights. */
export function knownSigns(signs: readonly Sign[], placeOf: (sign: string) => number | undefined): Known {
  const known = signs.filter(([sign]) => placeOf(sign) !== undefined)
  return {
    at: Int32Array.from(known, ([sign]) => placeOf(sign)!),
    value: Float32Array.from(known, ([, value]) => value),
  }
}

/** The same as `knownSigns` of a message's signs, without a string for each piece. */
function knownIn(heard: Heard, { at, pieces: places }: IntentWeights): Known {
  const { pieces, share } = piecesOf(heard)
  const around = aroundOf(heard).flatMap((sign) => at.get(sign) ?? [])
  const known = {
    at: new Int32Array(around.length + pieces.size),
    value: new Float32Array(around.length + pieces.size),
  }
  known.at.set(around)
  known.value.fill(AROUND, 0, around.length)
  let n = around.length
  for (const piece of pieces) {
    const place = places.get(piece)
    if (place === undefined) continue
    known.at[n] = place
    known.value[n++] = share
  }
  return { at: known.at.subarray(0, n), value: known.value.subarray(0, n) }
}

/** How likely each intent is; together 1. */
export const likelihoodsOf = (heard: Heard, w: IntentWeights = OURS): Likelihoods => weighed(knownIn(heard, w), w)

export const likelihoodsBy = (signs: readonly Sign[], w: IntentWeights): Likelihoods =>
  weighed(knownSigns(signs, placeOf(w)), w)

function weighed(known: Known, w: IntentWeights): Likelihoods {
  const n = w.intents.length
  const sums = hiddenSums(hiddenOf(known, w.hidden), w.hidden, n)
  const { of, step } = w.linear
  for (let s = 0; s < known.at.length; s++) {
    const from = known.at[s]! * n
    const value = known.value[s]!
    for (let k = 0; k < n; k++) sums[k]! += of[from + k]! * value * step
  }
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
  const place = placeOf(w)
  const units = hiddenOf(knownSigns(signs, place), w.hidden)
  return signs
    .flatMap(([sign, value]): Sign[] => {
      const at = place(sign)
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
