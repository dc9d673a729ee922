/** Learning of the readers' weights from labelled lines. */
import { SPOKEN } from '#domain/nouns.ts'
import { contextOf, isOurs, type Message, ruledFields } from '#domain/reading/fields/of.ts'
import { ruledOfRoom } from '#domain/reading/fields/told.ts'
import { CHOSEN, choiceSigns, emptyChoice, hintsOf, learn } from '#domain/reading/learned/choice.ts'
import type { Learned, Model } from '#domain/reading/learned/learned.ts'
import { type Masked, masked, seen } from '#domain/reading/learned/masked.ts'
import { BITS } from '#domain/reading/learned/signs.ts'
import { beginOf, LABELS, labelled, SIGNS, SPANS, signsOf } from '#domain/reading/learned/tagger.ts'
import { packed } from '#domain/reading/learned/weights.ts'
import { normalise, withoutInjection } from '#domain/reading/normalise.ts'
import { compileGazetteer, whereIn } from '#domain/reading/places.ts'
import type { AnyIntent, Fields } from '#domain/reading/reading.ts'
import type { Line } from '../corpus/lines.ts'
import { countedFrom } from './learn-counted.ts'

const places = compileGazetteer({ villages: [] })

/** A labelled line as the readers are given it, without what was said before it. */
export function messageOf({ text, sent_at, before }: Line): Message {
  const whole = withoutInjection(normalise(text))
  return { text: whole, whole, sentAt: sent_at, where: whereIn(whole, places), places, before, note: () => {} }
}

interface Example {
  intent: AnyIntent
  opt: ReadonlySet<string>
  events: Fields[]
  alone: boolean
  message: Message
  plain: Masked
  ruled: Fields
}

const examplesOf = (lines: Line[]): Example[] =>
  lines.flatMap((line) => {
    const { intent, fields, opt = [] } = line.expect
    if (intent === 'none') return []
    const message = messageOf(line)
    const events = (fields.events as Fields[] | undefined) ?? [fields]
    const ruled = isOurs(intent)
      ? ruledFields(intent, contextOf(message, message.text))
      : ruledOfRoom(SPOKEN[intent]!, message)
    const plain = masked(message.text, message.where.village)
    return [{ intent, opt: new Set(opt), events, alone: !fields.events, message, plain, ruled }]
  })

/** Where a value stands in a text: whole, or in the longest pieces that do. */
function pieces(text: string, value: string): [from: number, to: number][] {
  const out: [number, number][] = []
  for (let s = 0; s < value.length; ) {
    let e = value.length
    while (e > s + 1 && !text.includes(value.slice(s, e))) e--
    if (e > s + 1) {
      const at = text.indexOf(value.slice(s, e))
      out.push([at, at + e - s])
      s = e
    } else s++
  }
  return out
}

/** What a span of such a type is to say; of things in store their names. */
const saidOf = (event: Fields, type: string): unknown =>
  type === 'item' && Array.isArray(event.items) ? event.items.map((i: Fields) => i.name) : (event[type] ?? [])

/** The labels of a text's characters by what its line says; undefined where that is not said in full. */
function rowOf(
  { intent, message: { text, where }, plain, opt, events }: Example,
  length: number,
): Int8Array | undefined {
  const types = SPANS[intent]!
  if (types.some((t) => opt.has(t))) return undefined
  const row = new Int8Array(length)
  const put = (from: number, to: number, begin: number) => {
    let s = from
    while (s < to && row[s]) s++
    for (let i = s; i < Math.min(to, length); i++) if (!row[i]) row[i] = i === s ? begin : begin + 1
  }
  for (const event of events)
    for (const type of types)
      for (const said of [saidOf(event, type)].flat()) {
        const value = said
        if (typeof value !== 'string') continue
        const bare = type === 'village' && !text.includes(value) ? value.replace(/(?:村|社区)$/, '') : value
        // as it stands in the masked text
        const as = masked(bare, where.village).text
        for (const [from, to] of pieces(plain.text, as).slice(0, type === 'village' ? 1 : 9))
          put(from, to, beginOf(type))
      }
  return row
}

/** Numbers in an order that is the same each time. */
function shuffled(n: number, seed: number): number[] {
  const out = Array.from({ length: n }, (_, i) => i)
  let x = seed
  for (let i = n - 1; i > 0; i--) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0
    const j = x % (i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

const ROUNDS = 12
/** The averaged perceptron: weights move towards what is right, and what they were on the way counts. */
function tagsFrom(examples: Example[]): Learned['tags'] {
  const data = examples.flatMap((e) => {
    if (!SPANS[e.intent]) return []
    const signs = signsOf(e.plain.text, e.intent, {
      from: seen(e.plain, e.message.where.from),
      to: seen(e.plain, e.message.where.to),
    })
    const row = rowOf(e, signs.length / SIGNS)
    return row?.length ? [{ intent: e.intent, signs, row }] : []
  })
  const [of, after] = [new Float32Array(LABELS << BITS), new Float32Array(LABELS * LABELS)]
  const [ofSum, afterSum] = [new Float64Array(of.length), new Float64Array(after.length)]
  let step = 1
  const move = (weights: Float32Array, sums: Float64Array, at: number, by: number) => {
    weights[at]! += by
    sums[at]! += by * step
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const at of shuffled(data.length, round + 1)) {
      const { intent, signs, row } = data[at]!
      const said = labelled(signs, intent, { of, after, unit: 1 })
      for (const [i, right] of row.entries()) {
        const wrong = said[i]!
        if (wrong !== right)
          for (const s of signs.subarray(i * SIGNS, (i + 1) * SIGNS)) {
            move(of, ofSum, s * LABELS + right, 1)
            move(of, ofSum, s * LABELS + wrong, -1)
          }
        if (i) {
          const [r, w] = [row[i - 1]! * LABELS + right, said[i - 1]! * LABELS + wrong]
          if (r !== w) {
            move(after, afterSum, r, 1)
            move(after, afterSum, w, -1)
          }
        }
      }
      step++
    }
  for (const [i, sum] of ofSum.entries()) of[i]! -= sum / step
  for (const [i, sum] of afterSum.entries()) after[i]! -= sum / step
  return { of, after, unit: 1 }
}

const PASSES = 25
function choicesFrom(examples: Example[]): Learned['choices'] {
  const out: Learned['choices'] = {}
  for (const [intent, fields] of Object.entries(CHOSEN))
    for (const field of fields) {
      const data = examples
        .filter((e) => e.intent === intent && e.alone && !e.opt.has(field))
        .map((e) => ({
          signs: choiceSigns(e.plain.text),
          ruled: hintsOf(e.intent, field, e.plain.text, e.ruled),
          right: String(e.events[0]![field] ?? ''),
        }))
      const words = [...new Set(data.map((d) => d.right))].sort()
      const weights = emptyChoice(words)
      for (let pass = 0; pass < PASSES; pass++)
        for (const at of shuffled(data.length, pass + 1)) {
          const { signs, ruled, right } = data[at]!
          learn(signs, ruled, words.indexOf(right), 1 / (1 + pass * 0.1), weights)
        }
      out[`${intent}.${field}`] = weights
    }
  return out
}

export function learnedFrom(lines: Line[]): Learned {
  const examples = examplesOf(lines)
  const told = examples.filter((e) => e.intent === 'disaster_report' && e.alone)
  const counted = countedFrom(
    told.map(({ intent, message, ruled, events, opt }) => ({
      text: message.text,
      ruled,
      goesOn: message.before === intent,
      fields: events[0]!,
      opt,
    })),
  )
  return { tags: tagsFrom(examples), choices: choicesFrom(examples), counted }
}

/** Weights smaller than these count for nothing in the file. */
const LEAST = { tags: 1.6, choices: 0.15, counted: 0.02 }

export const packedModel = ({ tags, choices, counted }: Learned, corpus: string): Model => ({
  corpus,
  tags: { of: packed(tags.of, LEAST.tags), after: packed(tags.after, 0) },
  choices: Object.fromEntries(
    Object.entries(choices).map(([field, { words, of }]) => [
      field,
      { words: words.join('|'), of: packed(of, LEAST.choices) },
    ]),
  ),
  counted: packed(counted, LEAST.counted),
})
