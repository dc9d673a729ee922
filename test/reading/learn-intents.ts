/** Learning what messages are for, from labelled lines: the same lines give the same weights. */
import type { Known } from '#domain/reading/learned/hidden.ts'
import {
  type Heard,
  type IntentModel,
  type IntentWeights,
  intentSigns,
  knownSigns,
  likelihoodsBy,
  piecesAmong,
} from '#domain/reading/learned/intent.ts'
import { stepped } from '#domain/reading/learned/weights.ts'
import { normalise, withoutInjection } from '#domain/reading/normalise.ts'
import { compileGazetteer, whereIn } from '#domain/reading/places.ts'
import type { Line } from '../corpus/lines.ts'
import { randomFrom, shuffle } from './chance.ts'
import { learnHidden } from './learn-hidden.ts'

const ROUNDS = 10
const RATE = 0.5
const SHRINK = 3e-5
/** What fewer lines than this hold is learned by nobody. */
const LEAST = 2
/** The hidden layer learns of what this many hold. */
const OFTEN = 3

const places = compileGazetteer({ villages: [] })

/** A line as the weights are given it. */
export function heardOf({ text, chat, sender_role, before }: Line): Heard {
  const plain = withoutInjection(normalise(text))
  return { text: plain, village: whereIn(plain, places).village, chat, role: sender_role, before }
}

const signsSeen = new WeakMap<Line, ReturnType<typeof intentSigns>>()
/** The signs of a line, looked for once: every group that leaves out other authors learns from it again. */
function signsOf(line: Line) {
  const signs = signsSeen.get(line) ?? intentSigns(heardOf(line))
  signsSeen.set(line, signs)
  return signs
}

/** A line as it is learned from. */
export interface Example extends Known {
  wanted: Float32Array
  weight: number
}

export interface Weighed {
  line: Line
  /** How often the line counts. */
  weight: number
}

export function learnIntents(lines: readonly Weighed[], intents: readonly string[]): IntentWeights {
  const { at, often } = vocabularyOf(lines)
  const examples = lines.map(
    ({ line, weight }): Example => ({
      ...knownSigns(signsOf(line), (sign) => at.get(sign)),
      wanted: wantedOf(line, intents),
      weight,
    }),
  )
  const linear = { step: 1, of: learnLinear(examples, at.size, intents.length) }
  const hidden = learnHidden(examples, often, intents.length)
  return { temperature: 1, intents, at, pieces: piecesAmong(at), linear, hidden }
}

/** Softmax by stochastic descent with steps that shrink per weight (AdaGrad); the mean of the later rounds, which vary less. */
function learnLinear(examples: readonly Example[], signs: number, n: number): Float32Array {
  const of = new Float32Array(signs * n)
  const moved = new Float32Array(of.length)
  const mean = new Float32Array(of.length)
  const random = randomFrom(1)
  const order = [...examples]
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const example of order) step(example, n, of, moved)
    if (round >= ROUNDS / 2) for (let i = 0; i < of.length; i++) mean[i]! += of[i]! / (ROUNDS / 2)
  }
  return mean
}

/** Every sign that is there more than once, the most frequent first; `often`: how many of them the hidden layer learns of. */
function vocabularyOf(lines: readonly Weighed[]) {
  const count = new Map<string, number>()
  for (const { line } of lines) for (const [sign] of signsOf(line)) count.set(sign, (count.get(sign) ?? 0) + 1)
  const known = [...count].filter(([, times]) => times >= LEAST).sort(([, a], [, b]) => b - a)
  return {
    at: new Map(known.map(([sign], i) => [sign, i])),
    often: known.filter(([, times]) => times >= OFTEN).length,
  }
}

/** What is right; where something else counts as right too, a part of it. */
function wantedOf({ expect: { intent, alt_intents: others = [] } }: Line, intents: readonly string[]): Float32Array {
  const wanted = new Float32Array(intents.length)
  wanted[intents.indexOf(intent)] = others.length ? 0.7 : 1
  for (const other of others) wanted[intents.indexOf(other)]! += 0.3 / others.length
  return wanted
}

const z = new Float64Array(64)
function step({ at, value, wanted, weight }: Example, n: number, of: Float32Array, moved: Float32Array): void {
  z.fill(0)
  for (let a = 0; a < at.length; a++) for (let k = 0; k < n; k++) z[k]! += of[at[a]! * n + k]! * value[a]!
  let most = -Infinity
  for (let k = 0; k < n; k++) most = Math.max(most, z[k]!)
  let all = 0
  for (let k = 0; k < n; k++) all += z[k] = Math.exp(z[k]! - most)
  for (let k = 0; k < n; k++) z[k] = (z[k]! / all - wanted[k]!) * weight
  for (let a = 0; a < at.length; a++)
    for (let k = 0; k < n; k++) {
      const i = at[a]! * n + k
      const by = z[k]! * value[a]! + SHRINK * of[i]!
      moved[i]! += by * by
      of[i]! -= (RATE * by) / (Math.sqrt(moved[i]!) + 1e-6)
    }
}

/** The temperature at which likelihoods of lines that were not learned from are most honest. */
export function temperatureOf(folds: readonly Fold[]): number {
  const bare = folds.flatMap(({ weights, unseen }) =>
    unseen.map((line) => {
      const likely = likelihoodsBy(signsOf(line), weights)
      const fits = new Set<string>([line.expect.intent, ...(line.expect.alt_intents ?? [])])
      return Object.entries(likely).map(([intent, p]) => ({
        log: Math.log(Math.max(1e-12, p)),
        fits: fits.has(intent),
      }))
    }),
  )
  const cost = (temperature: number) =>
    bare.reduce((sum, likely) => {
      const all = likely.map(({ log, fits }) => ({ p: Math.exp(log / temperature), fits }))
      const right = all.reduce((a, { p, fits }) => a + (fits ? p : 0), 0)
      return sum - Math.log(Math.max(1e-9, right / all.reduce((a, { p }) => a + p, 0)))
    }, 0)
  const tried = Array.from({ length: 41 }, (_, i) => ({ at: 0.4 + i * 0.04, cost: cost(0.4 + i * 0.04) }))
  return Number(tried.reduce((best, t) => (t.cost < best.cost ? t : best)).at.toFixed(2))
}

export interface Fold {
  weights: IntentWeights
  unseen: readonly Line[]
}

/** Authors in groups, so that nobody's lines are learned from and judged at once. */
export function foldsOf(lines: readonly Weighed[], intents: readonly string[], folds: number): Fold[] {
  const authors = [...new Set(lines.map(({ line }) => line.author))]
  const foldOf = ({ line }: Weighed) => authors.indexOf(line.author) % folds
  return Array.from({ length: folds }, (_, fold) => ({
    weights: learnIntents(
      lines.filter((l) => foldOf(l) !== fold),
      intents,
    ),
    unseen: lines.filter((l) => foldOf(l) === fold).map(({ line }) => line),
  }))
}

export function packedIntents(
  { temperature, intents, at, linear, hidden }: IntentWeights,
  corpus: string,
): IntentModel {
  const { units, into, rest, out } = hidden
  return {
    corpus,
    temperature,
    intents,
    signs: [...at.keys()].join('\n'),
    linear: stepped(linear),
    hidden: { units, into: stepped(into), rest: stepped(rest), out: stepped(out) },
  }
}
