/** What is read by learned weights: over what the rules found, or where they found nothing. */
import { toldIn } from '../casualties.ts'
import { nobodyDied } from '../dying.ts'
import { type Context, OUTRIGHT } from '../fields/context.ts'
import { type Good, withNames } from '../fields/goods.ts'
import { FORM } from '../figures.ts'
import { ONCE, SUPPOSED, TURNS } from '../lexicon/frames.ts'
import { anyOf } from '../lexicon/words.ts'
import type { AnyIntent, Fields } from '../reading.ts'
import { CHOSEN, type ChoiceWeights, choiceSigns, hintsOf, likelihoods } from './choice.ts'
import { COUNTED, type CountedWeights, countedIn } from './counted.ts'
import { type Masked, masked, seen, stood } from './masked.ts'
import model from './model.json' with { type: 'json' }
import { labelled, SPANS, type Span, signsOf, spansOf, type TagWeights } from './tagger.ts'
import { type Packed, unpacked, unpackedSteps } from './weights.ts'

/** As the file holds it. */
export interface Model {
  /** Of the lines it was learned from. */
  corpus: string
  tags: { of: Packed; after: Packed }
  /** The words of each, with bars between them. */
  choices: Record<string, { words: string; of: Packed }>
  counted: Packed
}

export interface Learned {
  tags: TagWeights
  choices: Record<string, ChoiceWeights>
  counted: CountedWeights
}

const loaded = ({ tags, choices, counted }: Model): Learned => ({
  tags: { of: unpackedSteps(tags.of), unit: tags.of.step, after: unpacked(tags.after) },
  choices: whenAsked(choices, ({ words, of }) => ({ words: words.split('|'), of: unpackedSteps(of), unit: of.step })),
  counted: unpacked(counted),
})
/** Each made when it is first asked for: most texts need the weights of one kind alone. */
function whenAsked<P, W>(all: Record<string, P>, make: (one: P) => W): Record<string, W> {
  const made = new Map<string, W>()
  const get = (key: string) => () => {
    if (!made.has(key)) made.set(key, make(all[key]!))
    return made.get(key)!
  }
  return Object.defineProperties(
    {},
    Object.fromEntries(Object.keys(all).map((key) => [key, { get: get(key), enumerable: true }])),
  )
}
let kept: Learned | undefined
const ours = (): Learned => {
  kept ??= loaded(model as Model)
  return kept
}

/** The fields that are better learned than ruled. @param ruled what the rules read. */
export function learnedFields(intent: AnyIntent, c: Context, ruled: Fields, weights: Learned = ours()): Fields {
  const plain = masked(c.text, c.where.village)
  return {
    ...chosen(intent, c, plain.text, ruled, weights),
    ...people(intent, c, ruled, weights),
    ...spans(intent, c, plain, ruled, weights),
  }
}

/** Rules that read what is written as a figure, in a form or as a no; others read what is told in words. */
const STATED = /^(?:figure|label|nought|form)/
/** Kinds that tell of people come to harm. */
const TELLS_OF_PEOPLE: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['disaster_report'])

/** People come to harm: what the rules read of them is one sign among others. */
function people(intent: AnyIntent, c: Context, ruled: Fields, weights: Learned): Fields {
  if (!TELLS_OF_PEOPLE.has(intent)) return {}
  const telling = { text: c.text, ruled, goesOn: c.before === intent }
  const { fields, asked, why } = countedIn(telling, (field) => STATED.test(c.by.get(field) ?? ''), weights.counted)
  const inForm = (field: string) => c.by.get(field) === FORM
  for (const [field, from, sure] of why)
    if (fields[field] !== ruled[field] && !inForm(field)) c.note(field, from, `learned ${sure.toFixed(2)}`)
  // what is told in so many words and is not sure is never left out in silence; 堵死了 tells of nobody
  const nobody = nobodyDied(c.text)
  const told = toldIn(c.text).flatMap(({ field }) =>
    fields[field] !== undefined || (field === 'deaths' && nobody) ? [] : [field],
  )
  if (!ruled.false_alarm) for (const field of [...asked, ...told]) if (!inForm(field)) c.ask(field)
  return Object.fromEntries(COUNTED.map((field) => [field, inForm(field) ? ruled[field] : fields[field]]))
}

/** What is no likelier than this is left open; what can be asked about costs less than a guess. */
const SURE = 0.4
/** 其他 tells one event from another only where it is sure; a fire that still burns is never said to be out. */
const SURER: Readonly<Record<string, number>> = {
  'equipment.result': 0.7,
  'disaster_report.kind.其他': 0.75,
  'disaster_report.fire_out.true': 0.8,
}

/** Somebody may be caught: what the rules found in so many words no weight leaves out. */
const NEVER_LEFT_OUT: ReadonlySet<string> = new Set(['trapped_suspected'])

const YES_NO = { true: true, false: false }

function chosen(intent: AnyIntent, c: Context, plain: string, ruled: Fields, { choices }: Learned): Fields {
  const fields = CHOSEN[intent] ?? []
  if (!fields.length) return {}
  const signs = choiceSigns(plain)
  return Object.fromEntries(
    fields.flatMap((field) => {
      const weights = choices[`${intent}.${field}`]
      if (!weights || c.by.get(field) === OUTRIGHT) return []
      const p = likelihoods(signs, hintsOf(intent, field, plain, ruled), weights)
      const at = p.indexOf(Math.max(...p))
      const name = `${intent}.${field}`
      const sure = SURER[`${name}.${weights.words[at]}`] ?? SURER[name] ?? SURE
      const word = (p[at]! > sure && weights.words[at]) || undefined
      const read = word && word in YES_NO ? YES_NO[word as keyof typeof YES_NO] : word
      const value = NEVER_LEFT_OUT.has(field) ? ruled[field] || read : read
      if (value !== ruled[field]) c.note(field, word ?? '', `learned ${p[at]!.toFixed(2)}`)
      return [[field, value]]
    }),
  )
}

/** A title alone names nobody. */
const TITLE = /^(?:站长|书记|主任|镇长|领导|值班领导|安安|大家)$/
/** Read where the rules read nothing. */
const WHERE_NOT_RULED = ['unit', 'reporter', 'leader', 'measure', 'reason', 'pending', 'abnormal'] as const
const LISTS = ['persons', 'from', 'to'] as const
/** 去向李家村, 给老陈: whereto is no part of the name. */
const LED_BY = /^(?:去?向|发?往|送?到|交?给)/
/** Of those kinds what is read by the rules first. */
const RULED_FIRST: Readonly<Record<string, readonly string[]>> = {
  callout: ['equipment'],
  supplies: ['persons'],
  shelter: ['needs'],
  inspection: ['findings', 'inspectors', 'unit'],
  duty_change: ['from', 'to'],
  instruction: ['to'],
}
/** Kinds whose lists and words are better learned than ruled, with the fields that are a list. */
const LEARNED_FIRST: Readonly<Record<string, readonly string[]>> = {
  callout: ['equipment'],
  supplies: ['persons'],
  shelter: ['needs'],
  inspection: ['inspectors', 'findings'],
  activity: [],
  duty_change: ['from', 'to'],
  instruction: ['to'],
  equipment: ['fault'],
}

/** Half as many villages again are found of unseen authors, and one in four of those is none. */
const HAMLETS = 45

function spans(intent: AnyIntent, c: Context, plain: Masked, ruled: Fields, { tags }: Learned): Fields {
  if (!SPANS[intent] || !plain.text) return {}
  const { text, where } = c
  const ruledAt = { from: seen(plain, where.from), to: seen(plain, where.to) }
  const row = labelled(signsOf(plain.text, intent, ruledAt), intent, tags, HAMLETS)
  const found = spansOf(row).map((s) => ({ ...s, ...stood(plain, s.from, s.to) }))
  const first = (type: string) => found.find((s) => s.type === type)
  const said = (type: string) => {
    const span = first(type)
    const words =
      span &&
      text
        .slice(span.from, span.to)
        .replace(/[，,；;。、！!？?]$/, '')
        .trim()
    return words && words.length > 1 ? words : undefined
  }
  const out: Fields = {}
  const lists = LEARNED_FIRST[intent]
  if (lists) {
    for (const type of SPANS[intent]) {
      if (type === 'village' || type === 'place') continue
      const words = found
        .filter((s) => s.type === type)
        .map((s) =>
          text
            .slice(s.from, s.to)
            .replace(LED_BY, '')
            .replace(/[，,；;。、！!？?]$/, '')
            .trim(),
        )
        .filter(Boolean)
      if (type === 'item') {
        out.items = withNames((ruled.items as Good[] | undefined) ?? [], words)
        continue
      }
      const first = RULED_FIRST[intent]?.includes(type) && ruled[type]
      if (words.length && !(Array.isArray(first) ? first.length : first))
        out[type] = lists.includes(type) ? words : words[0]
    }
  }
  for (const type of ['shelter', 'object', 'item'] as const)
    if (!lists && SPANS[intent].includes(type)) out[type] = said(type) ?? ruled[type]
  for (const type of WHERE_NOT_RULED)
    if (!lists && SPANS[intent].includes(type) && !ruled[type] && !TITLE.test(said(type) ?? '')) out[type] = said(type)
  for (const type of LISTS) {
    if (lists || !SPANS[intent].includes(type) || (ruled[type] as string[] | undefined)?.length) continue
    // whoever has another part by the rules has not this one as well
    const elsewhere = LISTS.flatMap((part) => (ruled[part] as string[] | undefined) ?? [])
    const names = found.flatMap((s) => (s.type === type ? [text.slice(s.from, s.to)] : []))
    const own = names.filter((name) => !elsewhere.includes(name))
    if (own.length) out[type] = own
  }
  const village = said('village')
  if (SPANS[intent].includes('village'))
    out.village =
      ruled.village ??
      (village && !NO_VILLAGE.test(village) ? (/[村社区]$/.test(village) ? village : `${village}村`) : undefined)
  if (SPANS[intent].includes('place'))
    out.place = where.stake || (lists && ruled.place) ? ruled.place : (placeSaid(text, found, where) ?? ruled.place)
  for (const [key, value] of Object.entries(out))
    if (value && value !== ruled[key]) c.note(key, String(value), 'learned')
  return out
}

/** 坡上, 桥头: where it stands; 阿拉村口, 3路村巴, 二组: ours, a bus and a group. None is a village's name. */
const NO_VILLAGE =
  /^.[上下里边后前口头面底顶脚旁]$|^(?:阿拉|[我你他咱俺]们?|自家)(?:村)?$|^[\d一二两三四五六七八九十]{1,3}[路号楼组台社队层栋]/
/** A short word alone, or somebody's name, is no place where the rules see none. */
const NO_PLACE = /^(?:.[上下里边口]|.|[老小阿].{1,3}[家屋].{0,2}|[老小阿].)$/
const FURTHER = 8
/** Where a village is named its county or township alone is no place. */
const ABOVE = /[省市县区镇乡]$/
/** A piece of the address that a village's name ends: 泉南市青溪县青溪镇石岭村. */
function leadsTo(village: string, place: string, text: string): boolean {
  const [from, to] = [text.indexOf(place), text.indexOf(village)]
  return from >= 0 && to > from && /^\S{1,6}[省市县区镇乡](?:\S{1,4}[市县区镇乡]){0,3}$/.test(text.slice(from, to))
}
function placeSaid(text: string, found: ReturnType<typeof spansOf>, where: Context['where']): string | undefined {
  const place = fromVillage(placeOf(text, found), where.village)
  // the rules go on to what stands there: 5组路边
  const on = place && where.place?.startsWith(place) && where.place.length <= place.length + FURTHER
  if (on || (where.village && place && (ABOVE.test(place) || leadsTo(where.village, place, text)))) return where.place
  return place && !where.place && NO_PLACE.test(place) ? undefined : place
}

const FRAMED = new RegExp(`^${anyOf(SUPPOSED, ONCE, TURNS)}`)
/** 青溪县青溪镇石岭村4组, 结果石岭村4组: a place begins where its village does. */
function fromVillage(said: string | undefined, village: string | undefined): string | undefined {
  const place = said?.replace(FRAMED, '') || undefined
  const at = village && place ? place.indexOf(village) : -1
  // a single character before it is the end of another word
  return at === 1 || (at > 0 && /[省市县区镇乡]/.test(place!.slice(0, at))) ? place!.slice(at) : place
}

const BEFORE_ALL = /(?:^|[，,；;。！!？?\s])(?:位置在?|地点[在是]?|就?在|以上都是)?[:：]?\s?$/
const AFTER_ALL = /^(?:这边|那边|的|那里|这里)?(?:$|[，,；;。！!？?\s])/
/** A span that is all of its clause, with what goes on from it. */
const apart = (text: string, { from, to }: Span, next: Span | undefined): boolean => {
  const end = next && next.from <= to + 1 ? next.to : to
  return (
    end - from > 2 &&
    BEFORE_ALL.test(text.slice(Math.max(0, from - 6), from)) &&
    AFTER_ALL.test(text.slice(end, end + 4))
  )
}

/** The first village or place, and what goes on from it. */
function placeOf(text: string, found: ReturnType<typeof spansOf>): string | undefined {
  const all = found.filter((s) => s.type === 'village' || s.type === 'place')
  // 盖板碎了五块，七里铺加压站对面: nothing but where, in a clause of its own
  const own = all.findIndex((s, i) => i > 0 && apart(text, s, all[i + 1]))
  const named = own > 0 ? all.slice(own) : all
  const start = named[0]
  if (!start) return undefined
  const next = named[1]
  if (start.type === 'place' || next?.type !== 'place') return text.slice(start.from, start.to)
  return next.from <= start.to + 1
    ? text.slice(start.from, next.to)
    : `${text.slice(start.from, start.to)}${text.slice(next.from, next.to)}`
}
