/** Learning what messages are for, from labelled lines: the same lines give the same weights. */
import {
  type Heard,
  type IntentModel,
  type IntentWeights,
  intentSigns,
  likelihoodsOf,
} from '#domain/reading/learned/intent.ts'
import { packed } from '#domain/reading/learned/weights.ts'
import { normalise, withoutInjection } from '#domain/reading/normalise.ts'
import { compileGazetteer, whereIn } from '#domain/reading/places.ts'
import type { Line } from '../corpus/lines.ts'

const ROUNDS = 10
const RATE = 0.5
const SHRINK = 3e-5
/** What fewer lines than this hold is learned by nobody. */
const LEAST = 2

const places = compileGazetteer({ villages: [] })

/** A line as the weights are given it. */
export function heardOf({ text, chat, sender_role, before }: Line): Heard {
  const plain = withoutInjection(normalise(text))
  return { text: plain, village: whereIn(plain, places).village, chat, role: sender_role, before }
}

interface Example {
  at: Int32Array
  value: Float32Array
  wanted: Float32Array
  weight: number
}

export interface Weighed {
  line: Line
  /** How often the line counts. */
  weight: number
}

/** Softmax by stochastic descent with steps that shrink per weight (AdaGrad). */
export function learnIntents(lines: readonly Weighed[], intents: readonly string[]): IntentWeights {
  const { at, examples } = examplesOf(lines, intents)
  const n = intents.length
  const of = new Float32Array(at.size * n)
  const moved = new Float32Array(of.length)
  const order = examples.map((_, i) => i)
  const random = randomFrom(1)
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const i of order) step(examples[i]!, n, of, moved)
  }
  return { temperature: 1, intents, at, of }
}

function examplesOf(lines: readonly Weighed[], intents: readonly string[]) {
  const signed = lines.map(({ line }) => intentSigns(heardOf(line)))
  const count = new Map<string, number>()
  for (const signs of signed) for (const [sign] of signs) count.set(sign, (count.get(sign) ?? 0) + 1)
  const at = new Map<string, number>()
  for (const [sign, times] of count) if (times >= LEAST) at.set(sign, at.size)
  const examples = signed.map((signs, i): Example => {
    const known = signs.filter(([sign]) => at.has(sign))
    return {
      at: Int32Array.from(known, ([sign]) => at.get(sign)!),
      value: Float32Array.from(known, ([, value]) => value),
      wanted: wantedOf(lines[i]!.line, intents),
      weight: lines[i]!.weight,
    }
  })
  return { at, examples }
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

function randomFrom(seed: number): () => number {
  let s = seed
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}

/** The temperature at which likelihoods of lines that were not learned from are most honest. */
export function temperatureOf(folds: { weights: IntentWeights; unseen: readonly Line[] }[]): number {
  const cost = (temperature: number) => {
    let sum = 0
    for (const { weights, unseen } of folds)
      for (const line of unseen) {
        const { intent, alt_intents: others = [] } = line.expect
        const p = likelihoodsOf(heardOf(line), { ...weights, temperature })
        sum -= Math.log(Math.max(1e-9, p[intent]! + others.reduce((a, o) => a + (p[o] ?? 0), 0)))
      }
    return sum
  }
  const tried = Array.from({ length: 21 }, (_, i) => 0.4 + i * 0.08)
  return Number(tried.reduce((best, t) => (cost(t) < cost(best) ? t : best)).toFixed(2))
}

/** Authors in groups, so that nobody's lines are learned from and judged at once. */
export function foldsOf(lines: readonly Weighed[], intents: readonly string[], folds: number) {
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

/** What is smaller than this share of the largest weight is nothing. */
const NEGLIGIBLE = 0.02
export function packedIntents({ temperature, intents, at, of }: IntentWeights, corpus: string): IntentModel {
  return {
    corpus,
    temperature,
    intents,
    signs: [...at.keys()].join('\n'),
    weights: packed(of, NEGLIGIBLE),
  }
}
