/**
 * Weights as they are kept in a file: small whole numbers. Where most are nothing only the others are written down (`Packed`),
 * where most are something each is a byte (`Stepped`).
 */

/** Base64 in the file; the bytes themselves where the start has them beside it (`scripts/bundle.mjs`). */
type Bytes = string | Uint8Array

export interface Packed {
  /** How many there are, and what one step is worth. */
  size: number
  step: number
  /** Pairs: how far to the next weight that is something, and its steps. */
  steps: Bytes
}

function bytesOf(bytes: Bytes): Uint8Array {
  if (typeof bytes !== 'string') return bytes
  const chars = atob(bytes)
  const out = new Uint8Array(chars.length)
  for (let i = 0; i < out.length; i++) out[i] = chars.charCodeAt(i)
  return out
}

/** Every weight by its place. */
export function unpacked(p: Packed): Float32Array {
  const steps = unpackedSteps(p)
  const out = new Float32Array(steps.length)
  for (let i = 0; i < steps.length; i++) if (steps[i]) out[i] = steps[i]! * p.step
  return out
}

/** The same in steps: a quarter of the room. */
export function unpackedSteps({ size, steps }: Packed): Int8Array {
  const out = new Int8Array(size)
  const bytes = bytesOf(steps)
  let at = -1
  for (let i = 0; i < bytes.length; i++) {
    let far = 0
    for (let shift = 0; ; shift += 7) {
      const b = bytes[i++]!
      far |= (b & 127) << shift
      if (b < 128) break
    }
    at += far
    out[at] = bytes[i]!
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

/** A byte a weight. */
export interface Stepped {
  step: number
  bytes: Bytes
}

/** Weights, and what one of them is to be multiplied by. */
export interface Scaled {
  step: number
  of: ArrayLike<number>
}

export function scaled({ step, bytes }: Stepped): Scaled {
  const { buffer, byteOffset, length } = bytesOf(bytes)
  return { step, of: new Int8Array(buffer, byteOffset, length) }
}

export function stepped({ of, step: each }: Scaled): Stepped {
  let most = 0
  for (let i = 0; i < of.length; i++) most = Math.max(most, Math.abs(of[i]!))
  const step = most / 127 || 1
  const chars: string[] = []
  for (let i = 0; i < of.length; i++) chars.push(String.fromCharCode(Math.round(of[i]! / step) & 255))
  return { step: step * each, bytes: btoa(chars.join('')) }
}
