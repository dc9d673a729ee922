/** One of a few words for a whole text (what kind of disaster, how far the mending is): by weights for its characters and for what the rules say. */
import { kindsBy } from '../fields/kind.ts'
import { ACTIVITIES } from '../lexicon/activities.ts'
import { DISASTERS } from '../lexicon/disasters.ts'
import { HAZARDS } from '../lexicon/hazards.ts'
import { CHECKED, FOLLOWED } from '../lexicon/inspecting.ts'
import { ANSWERS, MENDING } from '../lexicon/progress.ts'
import { REFUGE } from '../lexicon/refuge.ts'
import { STEPS } from '../lexicon/steps.ts'
import { STOCK } from '../lexicon/stock.ts'
import { SWAP_STATUS } from '../lexicon/swaps.ts'
import { TOPICS_ASKED } from '../lexicon/topics.ts'
import type { AnyIntent, Fields } from '../reading.ts'
import { sign, wordSign } from './signs.ts'

/** The fields that are chosen so, as intent.field; of rooms' own intents too, by their names. */
export const CHOSEN: Readonly<Record<string, readonly string[]>> = {
  disaster_report: [
    'kind',
    'road_status',
    'power_status',
    'comm_status',
    'water_status',
    'fire_out',
    'need_help',
    'trapped_suspected',
  ],
  evacuation: ['direction'],
  check_in: ['shift'],
  check_out: ['shift'],
  handover: ['shift'],
  hazard_report: ['kind'],
  patrol: ['result'],
  rectification: ['status'],
  ack: ['ack_type'],
  query: ['topic'],
  callout: ['step'],
  supplies: ['action'],
  shelter: ['action'],
  inspection: ['result', 'action'],
  activity: ['kind'],
  duty_change: ['shift', 'status'],
  equipment: ['result'],
}

/** A text's kind hangs on fewer signs than where its names stand. */
const SIZE = 1 << 15
const LOW = SIZE - 1

/** The signs of a text, each once. */
export function choiceSigns(text: string): Int32Array {
  const seen = new Set<number>()
  const n = text.length
  for (let i = -1; i <= n; i++) {
    const a = text.charCodeAt(i) || 1
    const b = text.charCodeAt(i + 1) || 1
    const c = text.charCodeAt(i + 2) || 1
    if (i >= 0 && i < n) seen.add(sign(30, a) & LOW)
    if (i < n) seen.add(sign(31, a, b) & LOW)
    if (i < n - 1) seen.add(sign(32, a, b, c) & LOW)
  }
  return Int32Array.from(seen)
}

export interface ChoiceWeights {
  /** What may be chosen; '' is nothing. */
  words: string[]
  /** By sign and word, in units. */
  of: Float32Array | Int8Array
  unit: number
}

const BY_WORDS: Record<string, (text: string) => string | undefined> = {
  'disaster_report.kind': kindsBy(DISASTERS),
  'hazard_report.kind': kindsBy(HAZARDS),
  'rectification.status': kindsBy(MENDING),
  'ack.ack_type': kindsBy(ANSWERS),
  'query.topic': kindsBy(TOPICS_ASKED),
  'callout.step': kindsBy(STEPS),
  'supplies.action': kindsBy(STOCK),
  'shelter.action': kindsBy(REFUGE),
  'inspection.result': kindsBy(CHECKED),
  'inspection.action': kindsBy(FOLLOWED),
  'activity.kind': kindsBy(ACTIVITIES),
  'duty_change.status': kindsBy(SWAP_STATUS),
}

/** What the rules say, and what the words of the lexicon do; each alone and both together. */
export function hintsOf(intent: AnyIntent, field: string, text: string, ruled: Fields): string[] {
  const rule = String(ruled[field] ?? '')
  const words = BY_WORDS[`${intent}.${field}`]?.(text)
  return words === undefined ? [`r${rule}`] : [`r${rule}`, `w${words}`, `${rule}+${words}`]
}

const ALWAYS = sign(33, 0) & LOW

/** How likely each word is. @param hints what the rules and the lexicon say. */
export function likelihoods(signs: Int32Array, hints: readonly string[], { words, of, unit }: ChoiceWeights): number[] {
  const n = words.length
  const sums = new Float64Array(n)
  for (const s of signs) for (let w = 0, at = s * n; w < n; w++) sums[w]! += of[at + w]!
  const share = shareOf(signs)
  for (let w = 0; w < n; w++) sums[w]! *= share
  for (const s of said(hints)) for (let w = 0; w < n; w++) sums[w]! += of[s * n + w]!
  const most = Math.max(...sums)
  const e = Array.from(sums, (s) => Math.exp((s - most) * unit))
  const all = e.reduce((a, b) => a + b, 0)
  return e.map((x) => x / all)
}

/** Moves the weights towards the word that is right. */
export function learn(
  signs: Int32Array,
  hints: readonly string[],
  right: number,
  rate: number,
  weights: ChoiceWeights,
): void {
  const n = weights.words.length
  const share = shareOf(signs)
  for (const [w, p] of likelihoods(signs, hints, weights).entries()) {
    const by = rate * ((w === right ? 1 : 0) - p)
    for (const s of signs) weights.of[s * n + w]! += by * share
    for (const s of said(hints)) weights.of[s * n + w]! += by
  }
}

/** Long texts count for no more than short ones. */
const shareOf = (signs: Int32Array) => 1 / Math.sqrt(signs.length || 1)
const said = (hints: readonly string[]): number[] => [ALWAYS, ...hints.map((h) => wordSign(34, h) & LOW)]

export const emptyChoice = (words: string[]): ChoiceWeights => ({
  words,
  of: new Float32Array(words.length * SIZE),
  unit: 1,
})
