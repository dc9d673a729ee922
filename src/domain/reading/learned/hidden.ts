/**
 * The second opinion on what a message is for: a layer of units between its signs and the intents. A unit hears what words have
 * in common, so what nobody said in these words is understood by what is said like it. For one message the units that are on
 * are known, and what a sign adds to an intent through them can be told exactly.
 */
import { type Scaled, type Stepped, scaled } from './weights.ts'

/** The signs of a message that have weights, by their place, and what each counts. */
export interface Known {
  at: Int32Array
  value: Float32Array
}

/** As the file holds it. */
export interface HiddenModel {
  units: number
  /** By sign and unit, of the most frequent signs only. */
  into: Stepped
  /** By unit. */
  rest: Stepped
  /** By unit and intent. */
  out: Stepped
}

export interface Hidden {
  units: number
  into: Scaled
  rest: Scaled
  out: Scaled
}

export const loadedHidden = ({ units, into, rest, out }: HiddenModel): Hidden => ({
  units,
  into: scaled(into),
  rest: scaled(rest),
  out: scaled(out),
})

/** How much each unit is on; 0 where it is off. */
export function hiddenOf({ at, value }: Known, { units, into, rest }: Hidden): Float64Array {
  const on = new Float64Array(units)
  for (let s = 0; s < at.length; s++) {
    const from = at[s]! * units
    // of what is too rare it has no opinion
    if (from >= into.of.length) continue
    for (let u = 0; u < units; u++) on[u]! += into.of[from + u]! * value[s]!
  }
  for (let u = 0; u < units; u++) on[u] = Math.max(0, on[u]! * into.step + rest.of[u]! * rest.step)
  return on
}

/** What the units together say for each of n intents. */
export function hiddenSums(on: Float64Array, { out }: Hidden, n: number): Float64Array {
  const sums = new Float64Array(n)
  for (let u = 0; u < on.length; u++) {
    if (!on[u]) continue
    for (let k = 0; k < n; k++) sums[k]! += on[u]! * out.of[u * n + k]! * out.step
  }
  return sums
}

/** What one sign, were it to count 1, adds to each of n intents through the units that are on. */
export function hiddenShare(at: number, on: Float64Array, { units, into, out }: Hidden, n: number): Float64Array {
  const share = new Float64Array(n)
  for (let u = 0; u < units; u++) {
    const weight = on[u] ? (into.of[at * units + u] ?? 0) * into.step * out.step : 0
    for (let k = 0; weight && k < n; k++) share[k]! += weight * out.of[u * n + k]!
  }
  return share
}
