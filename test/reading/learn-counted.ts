/** Learning how many people are dead, missing, hurt, trapped and rescued: the same lines give the same weights. */
import {
  COUNTED,
  type CountedField,
  type CountedWeights,
  emptyCounted,
  likelyReadings,
  placeOf,
  type Readings,
  readingsOf,
  signsOf,
} from '#domain/reading/learned/counted.ts'
import type { Fields } from '#domain/reading/reading.ts'

export interface CountedExample {
  text: string
  ruled: Fields
  goesOn: boolean
  /** What is right, and what nobody may learn from. */
  fields: Fields
  opt: ReadonlySet<string>
}

const ROUNDS = 12
const RATE = 0.5
const SHRINK = 2e-3
/** What fewer texts than this hold is learned by nobody. */
const LEAST = 2

/** Softmax over the readings of each text, by stochastic descent with steps that shrink per weight (AdaGrad). */
export function countedFrom(examples: readonly CountedExample[]): CountedWeights {
  const all = examples.map((example) => ({ example, readings: readingsOf(example) }))
  const known = knownSigns(all.map(({ readings }) => readings))
  const weights = emptyCounted()
  const moved = new Float32Array(weights.length)
  const order = all.map((_, i) => i)
  const random = randomFrom(1)
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const i of order) {
      const { example, readings } = all[i]!
      for (const field of COUNTED)
        if (!example.opt.has(field)) step(readings, field, example.fields[field], weights, moved, known)
    }
  }
  return weights
}

/** Signs that stand in more than one text. */
function knownSigns(all: readonly Readings[]): Uint8Array {
  const count = new Uint8Array(emptyCounted().length)
  for (const readings of all) {
    const own = new Set<number>()
    for (const option of readings.options)
      for (const [, signs] of signsOf(readings, COUNTED[0], option))
        for (const s of signs) own.add(placeOf(s, COUNTED[0]))
    for (const at of own) count[at] = Math.min(LEAST, count[at]! + 1)
  }
  return count
}

function step(
  readings: Readings,
  field: CountedField,
  right: unknown,
  weights: CountedWeights,
  moved: Float32Array,
  known: Uint8Array,
): void {
  const p = likelyReadings(readings, field, weights)
  const said = readings.options.map((o) => (right === undefined ? o.kind === 'none' : o.value === right))
  // a number that stands nowhere: the text speaks of them all the same
  const fits = said.some(Boolean) ? said : readings.options.map((o) => o.kind === 'some')
  const all = p.reduce((sum, q, i) => sum + (fits[i] ? q : 0), 0)
  for (const [i, option] of readings.options.entries()) {
    const towards = (fits[i] ? p[i]! / Math.max(all, 1e-9) : 0) - p[i]!
    if (Math.abs(towards) < 1e-4) continue
    for (const [share, signs] of signsOf(readings, field, option))
      for (const s of signs) {
        if (known[placeOf(s, COUNTED[0])]! < LEAST) continue
        const at = placeOf(s, field)
        const by = towards * share - SHRINK * weights[at]!
        moved[at]! += by * by
        weights[at]! += (RATE * by) / (Math.sqrt(moved[at]!) + 1e-4)
      }
  }
}

function randomFrom(seed: number): () => number {
  let s = seed
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}
