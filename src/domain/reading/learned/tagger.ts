/**
 * Which stretches of a text name a village, a place, a shelter, what was patrolled or asked for: a label for each character, the
 * likeliest row of them together. Its weights are learned from labelled lines.
 */
import { HAPPENS } from '../lexicon/happens.ts'
import { LANDMARKS, SITES } from '../lexicon/landmarks.ts'
import type { AnyIntent } from '../reading.ts'
import { kindOf, sign } from './signs.ts'

const TYPES = [
  'village',
  'place',
  'shelter',
  'object',
  'item',
  'unit',
  'reporter',
  'leader',
  'persons',
  'from',
  'to',
  'measure',
  'reason',
  'pending',
  'abnormal',
  'team',
  'equipment',
  'needs',
  'inspectors',
  'findings',
  'title',
  'result',
  'device',
  'fault',
] as const
export type SpanType = (typeof TYPES)[number]
/** 0 is none; of the n-th kind 2n+1 begins a span, 2n+2 goes on with it. */
export const LABELS = 1 + 2 * TYPES.length
export const beginOf = (type: SpanType) => 1 + 2 * TYPES.indexOf(type)
const begins = (label: number) => label % 2 === 1

/** What each intent's text may name; of rooms' own intents too, by their names. */
export const SPANS: Readonly<Record<string, readonly SpanType[]>> = {
  disaster_report: ['village', 'place', 'shelter', 'reporter'],
  evacuation: ['village', 'place', 'shelter'],
  hazard_report: ['village', 'place', 'unit', 'reporter'],
  rectification: ['village', 'place', 'unit', 'measure'],
  extension_request: ['village', 'place', 'unit', 'reason'],
  patrol: ['village', 'object', 'persons', 'abnormal'],
  query: ['village', 'item'],
  check_in: ['persons', 'leader'],
  check_out: ['persons', 'leader'],
  handover: ['from', 'to', 'leader', 'pending'],
  callout: ['village', 'place', 'team', 'equipment'],
  supplies: ['village', 'item', 'to', 'persons', 'reason'],
  shelter: ['village', 'shelter', 'needs'],
  inspection: ['village', 'place', 'unit', 'inspectors', 'findings'],
  activity: ['village', 'place', 'title', 'result'],
  duty_change: ['from', 'to', 'reason'],
  instruction: ['to'],
  equipment: ['village', 'place', 'device', 'fault'],
}
const INTENTS: readonly string[] = Object.keys(SPANS)
const LABELS_OF = Object.fromEntries(
  INTENTS.map((intent) => [intent, [0, ...SPANS[intent]!.flatMap((t) => [beginOf(t), beginOf(t) + 1])]]),
) as Readonly<Record<string, number[]>>

/** For each character whether a word of a list ends there, or begins, and how long it is. */
function marker(list: readonly string[], at: 'end' | 'start'): (text: string) => Uint8Array {
  const words = new Set(list)
  const longest = new Map<string, number>()
  for (const w of list) longest.set(w[0]!, Math.max(longest.get(w[0]!) ?? 0, w.length))
  return (text) => {
    const out = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++)
      for (let n = longest.get(text[i]!) ?? 0; n > 0; n--)
        if (i + n <= text.length && words.has(text.slice(i, i + n))) {
          const place = at === 'end' ? i + n - 1 : i
          out[place] = Math.max(out[place]!, Math.min(n, 3))
          break
        }
    return out
  }
}
/** What names of villages and hamlets end with. */
const NAMES_END = new Set(
  '村坪沟湾岭坡岗塘冲坳坝洼头口子寨屯庄坑垭坎埂墩坊洲溪河江店铺桥门垅垄畈圩埠源里角咀嘴掌峁塬台堡屋楼关山岩石田畲岱尾屿澳岙沙浦港涌围',
)
const FAR = 6
const placesEnd = marker([...LANDMARKS, ...SITES], 'end')
const deedsBegin = marker(HAPPENS, 'start')

/** Signs of one character. */
export const SIGNS = 34

/** The signs of each character, one character's after the other's. @param found where the rules see a place. */
export function signsOf(text: string, intent: AnyIntent, found: { from?: number; to?: number }): Int32Array {
  const of = INTENTS.indexOf(intent)
  const n = text.length
  const [from, to] = [found.from ?? -1, found.to ?? -1]
  const ends = placesEnd(text)
  const starts = deedsBegin(text)
  // three before the text and three behind it stand as nothing
  const codes = new Uint16Array(n + 6)
  const kinds = new Uint8Array(n + 6)
  const ending = new Uint8Array(n + 6)
  for (let i = 0; i < n; i++) {
    codes[i + 3] = text.charCodeAt(i)
    kinds[i + 3] = kindOf(codes[i + 3]!)
    ending[i + 3] = NAMES_END.has(text[i]!) ? 1 : 0
  }
  const out = new Int32Array(n * SIGNS)
  let begin = 0
  for (let i = 0, o = 0; i < n; i++) {
    const at = i + 3
    if (kinds[at - 1] === 3) begin = i
    const into = Math.min(FAR, i - begin)
    const later = into * 2 + (begin ? 1 : 0)
    const z = codes[at - 3]!
    const y = codes[at - 2]!
    const x = codes[at - 1]!
    const a = codes[at]!
    const b = codes[at + 1]!
    const d = codes[at + 2]!
    const e = codes[at + 3]!
    const [ky, kx, ka, kb, kd] = [kinds[at - 2]!, kinds[at - 1]!, kinds[at]!, kinds[at + 1]!, kinds[at + 2]!]
    const [nx, na, nb] = [ending[at - 1]!, ending[at]!, ending[at + 1]!]
    const [end, start, next] = [ends[i]!, starts[i]!, starts[i + 1] ?? 0]
    const ruled = i === from ? 1 : i > from && i < to ? 2 : i === to ? 3 : 0
    out[o++] = sign(0, a)
    out[o++] = sign(1, x)
    out[o++] = sign(2, b)
    out[o++] = sign(3, y)
    out[o++] = sign(4, d)
    out[o++] = sign(5, x, a)
    out[o++] = sign(6, a, b)
    out[o++] = sign(7, y, x)
    out[o++] = sign(8, b, d)
    out[o++] = sign(9, x, a, b)
    out[o++] = sign(10, y, x, a)
    out[o++] = sign(11, a, b, d)
    out[o++] = sign(12, b, d, e)
    out[o++] = sign(13, x, y, z)
    out[o++] = sign(14, kx, ka, kb)
    out[o++] = sign(15, ky * 8 + kx, ka, kb * 8 + kd)
    out[o++] = sign(16, ruled)
    out[o++] = sign(17, ruled, a)
    out[o++] = sign(18, of * 4 + ruled)
    out[o++] = sign(19, of, a)
    out[o++] = sign(20, of, x, a)
    out[o++] = sign(21, of, a, b)
    out[o++] = sign(22, of, x)
    out[o++] = sign(23, of, b)
    out[o++] = sign(25, end, next, start)
    out[o++] = sign(26, end, ends[i - 1] ?? 0, ends[i + 1] ?? 0)
    out[o++] = sign(27, start, ka, kb)
    out[o++] = sign(28, end, b)
    out[o++] = sign(110, into, na, nb)
    out[o++] = sign(111, later, na, b)
    // behind the last character nothing begins, and what ends there was not looked at
    out[o++] = sign(112, later, na, i + 1 < n ? next + 8 * end : 0)
    out[o++] = sign(113, of * 16 + into, na, nb)
    out[o++] = sign(114, nx * 2 + na, kb, start)
    out[o++] = sign(24, i < 1 ? 0 : i < 8 ? 1 : i < 30 ? 2 : 3)
  }
  return out
}

export interface TagWeights {
  /** By sign and label, in units. */
  of: Float32Array | Int8Array
  unit: number
  /** By label and the label after it. */
  after: Float32Array
}

/** A name missed is as bad as one too many: nothing has to be this much likelier. */
const EAGER = 1

const VILLAGE = beginOf('village')

/** The likeliest row of labels. @param leaning how much a village is wanted: hamlets are named without saying what they are */
export function labelled(
  signs: Int32Array,
  intent: AnyIntent,
  { of, after, unit }: TagWeights,
  leaning = 0,
): Int8Array {
  const labels = LABELS_OF[intent]!
  const [n, k] = [signs.length / SIGNS, labels.length]
  const best = new Float32Array(n * k)
  const back = new Int8Array(n * k)
  const own = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    own.fill(0)
    for (let s = i * SIGNS; s < (i + 1) * SIGNS; s++)
      for (let b = 0, at = signs[s]! * LABELS; b < k; b++) own[b]! += of[at + labels[b]!]!
    for (let b = 0; b < k; b++) {
      const label = labels[b]!
      let most = i ? Number.NEGATIVE_INFINITY : label && !begins(label) ? -1e6 : 0
      for (let a = 0; i && a < k; a++) {
        const before = labels[a]!
        if (label && !begins(label) && before !== label && before !== label - 1) continue
        const sum = best[(i - 1) * k + a]! + after[before * LABELS + label]!
        if (sum > most) {
          most = sum
          back[i * k + b] = a
        }
      }
      best[i * k + b] = most + own[b]! * unit - (label ? 0 : EAGER) + (label === VILLAGE ? leaning : 0)
    }
  }
  const row = new Int8Array(n)
  let at = 0
  for (let b = 1; b < k; b++) if (best[(n - 1) * k + b]! > best[(n - 1) * k + at]!) at = b
  for (let i = n - 1; i >= 0; i--) {
    row[i] = labels[at]!
    at = back[i * k + at]!
  }
  return row
}

export interface Span {
  type: SpanType
  from: number
  to: number
}

/** The stretches that a row of labels marks. */
export function spansOf(row: Int8Array): Span[] {
  const out: Span[] = []
  for (const [i, label] of row.entries()) {
    if (!label) continue
    if (begins(label)) out.push({ type: TYPES[(label - 1) / 2]!, from: i, to: i + 1 })
    else out.at(-1)!.to = i + 1
  }
  return out
}
