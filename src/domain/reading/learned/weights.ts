/**
 * Weights as they are kept in a file: small whole numbers. Where most are nothing only the others are written down (`Packed`),
 * where most are something each is a byte (`Stepped`).
 */

export interface Packed {
  /** How many there are, and what one step is worth. */
  size: number
  step: number
  /** Base64 of pairs: how far to the next weight that is something, and its steps. */
  steps: string
}

/** Every weight by its place. */
export const unpacked = (p: Packed): Float32Array => Float32Array.from(unpackedSteps(p), (n) => n * p.step)

/** The same in steps: a quarter of the room. */
export function unpackedSteps({ size, steps }: Packed): Int8Array {
  const out = new Int8Array(size)
  const bytes = atob(steps)
  let at = -1
  for (let i = 0; i < bytes.length; i++) {
    let far = 0
    for (let shift = 0; ; shift += 7) {
      const b = bytes.charCodeAt(i++)
      far |= (b & 127) << shift
      if (b < 128) break
    }
    at += far
    out[at] = (bytes.charCodeAt(i) << 24) >> 24
  }
  return out
}

/** @param least what is smaller counts for nothing */
export function packed(weights: ArrayLike<number>, least: number): Packed {
  let most = 0
  for (let i = 0; i < weights.length; i++) most = Math.max(most, Math.abs(weights[i]!))
  const step = most / 127 || 1
  const bytes: number[] = []
  let last = -1
  for (let i = 0; i < weights.length; i++) {
    const n = Math.round(weights[i]! / step)
    if (Math.abs(weights[i]!) < least || !n) continue
    let far = i - last
    last = i
    for (; far > 127; far >>>= 7) bytes.push((far & 127) | 128)
    bytes.push(far, n & 255)
  }
  return { size: weights.length, step, steps: btoa(bytes.map((b) => String.fromCharCode(b)).join('')) }
}

/** A byte a weight, as base64. */
export interface Stepped {
  step: number
  bytes: string
}

/** Weights, and what one of them is to be multiplied by. */
export interface Scaled {
  step: number
  of: ArrayLike<number>
}

export function scaled({ step, bytes }: Stepped): Scaled {
  const all = atob(bytes)
  const of = new Int8Array(all.length)
  for (let i = 0; i < of.length; i++) of[i] = all.charCodeAt(i)
  return { step, of }
}

export function stepped({ of, step: each }: Scaled): Stepped {
  let most = 0
  for (let i = 0; i < of.length; i++) most = Math.max(most, Math.abs(of[i]!))
  const step = most / 127 || 1
  const chars: string[] = []
  for (let i = 0; i < of.length; i++) chars.push(String.fromCharCode(Math.round(of[i]! / step) & 255))
  return { step: step * each, bytes: btoa(chars.join('')) }
}
