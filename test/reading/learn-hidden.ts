/**
 * Learning the hidden layer of what messages are for. At every look half of a line's signs are left out and a third of the units
 * are off, so that none relies on another: without that it learns the lines by heart.
 */
import type { Hidden } from '#domain/reading/learned/hidden.ts'
import { randomFrom, shuffle } from './chance.ts'
import type { Example } from './learn-intents.ts'

const UNITS = 48
const ROUNDS = 14
/** Lines a step. */
const BATCH = 4
/** Shares that are left out of signs and units. */
const UNHEARD = 0.5
const OFF = 0.3
/** Steps at first; they shrink to nothing by the end. */
const RATE_INTO = 0.1
const RATE_OUT = 0.002
const SPREAD = 0.1

/** @param signs how many of the signs, by their place, it learns of. @param n intents. */
export function learnHidden(examples: readonly Example[], signs: number, n: number): Hidden {
  const random = randomFrom(1)
  const into = sparse(signs * UNITS, UNITS, random)
  const rest = dense(UNITS, () => 0)
  const out = dense(UNITS * n, () => normal(random) / Math.sqrt(UNITS))
  const units = new Float32Array(UNITS)
  const lets = new Float32Array(UNITS)
  const pull = new Float32Array(UNITS)
  const sums = new Float32Array(n)

  /** One line: what it is taken for, and which way that pulls the weights. */
  const look = ({ at, value, wanted, weight }: Example) => {
    units.set(rest.of)
    const heard: [from: number, value: number][] = []
    for (let s = 0; s < at.length; s++) {
      if (at[s]! >= signs || random() < UNHEARD) continue
      const counts = value[s]! / (1 - UNHEARD)
      const from = at[s]! * UNITS
      heard.push([from, counts])
      for (let u = 0; u < UNITS; u++) units[u]! += into.of[from + u]! * counts
    }
    sums.fill(0)
    for (let u = 0; u < UNITS; u++) {
      lets[u] = units[u]! > 0 && random() >= OFF ? 1 / (1 - OFF) : 0
      units[u]! *= lets[u]!
      for (let k = 0; lets[u] && k < n; k++) sums[k]! += units[u]! * out.of[u * n + k]!
    }
    const most = Math.max(...sums)
    let all = 0
    for (let k = 0; k < n; k++) all += sums[k] = Math.exp(sums[k]! - most)
    for (let k = 0; k < n; k++) sums[k] = (sums[k]! / all - wanted[k]!) * weight
    for (let u = 0; u < UNITS; u++) {
      pull[u] = 0
      if (!lets[u]) continue
      for (let k = 0; k < n; k++) {
        pull[u]! += sums[k]! * out.of[u * n + k]!
        out.pull[u * n + k]! += sums[k]! * units[u]!
      }
      pull[u]! *= lets[u]!
      rest.pull[u]! += pull[u]!
    }
    for (const [from, counts] of heard) {
      into.touched.add(from)
      for (let u = 0; u < UNITS; u++) into.pull[from + u]! += pull[u]! * counts
    }
  }

  const order = [...examples]
  const steps = ROUNDS * Math.ceil(order.length / BATCH)
  let taken = 0
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (let i = 0; i < order.length; i += BATCH) {
      for (const example of order.slice(i, i + BATCH)) look(example)
      const left = Math.max(0.02, 1 - taken / steps)
      taken += 1
      into.move(RATE_INTO * left)
      rest.move(RATE_OUT * left, taken)
      out.move(RATE_OUT * left, taken)
    }
  }
  return { units: UNITS, into: { step: 1, of: into.of }, rest: { step: 1, of: rest.of }, out: { step: 1, of: out.of } }
}

/** Weights of which few are pulled at a step: those move by AdaGrad. */
function sparse(size: number, row: number, random: () => number) {
  const of = Float32Array.from({ length: size }, () => normal(random) * SPREAD)
  const pull = new Float32Array(size)
  const moved = new Float32Array(size).fill(1e-3)
  const touched = new Set<number>()
  const move = (rate: number) => {
    for (const from of touched)
      for (let i = from; i < from + row; i++) {
        const by = pull[i]! / BATCH
        moved[i]! += by * by
        of[i]! -= (rate * by) / Math.sqrt(moved[i]!)
        pull[i] = 0
      }
    touched.clear()
  }
  return { of, pull, touched, move }
}

/** Weights that are pulled at every step: all move by Adam. */
function dense(size: number, first: () => number) {
  const of = Float32Array.from({ length: size }, first)
  const pull = new Float32Array(size)
  const mean = new Float32Array(size)
  const square = new Float32Array(size)
  const move = (rate: number, times: number) => {
    const sureMean = 1 - 0.9 ** times
    const sureSquare = 1 - 0.999 ** times
    for (let i = 0; i < size; i++) {
      const by = pull[i]! / BATCH
      mean[i] = 0.9 * mean[i]! + 0.1 * by
      square[i] = 0.999 * square[i]! + 0.001 * by * by
      of[i]! -= (rate * mean[i]!) / sureMean / (Math.sqrt(square[i]! / sureSquare) + 1e-7)
      pull[i] = 0
    }
  }
  return { of, pull, move }
}

/** Near enough to a normal spread. */
function normal(random: () => number): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random()
  return sum
}
