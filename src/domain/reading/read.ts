/**
 * What a text says: its intent, whether it is a drill, and its fields. Pure, without network or model, and explainable:
 * every field names the words it came from and the rule that took it.
 */

import { boundedFields } from './bounds.ts'
import { sentencesOf } from './clauses.ts'
import { drillOrReal } from './drill.ts'
import { partsOf } from './events.ts'
import type { Context, FieldReader } from './fields/context.ts'
import { disasterFields } from './fields/disaster.ts'
import { checkFields, checkOutFields, handoverFields } from './fields/duty.ts'
import { hazardFields } from './fields/hazard.ts'
import {
  ackFields,
  evacuationFields,
  extensionFields,
  patrolFields,
  queryFields,
  rectificationFields,
} from './fields/work.ts'
import { happened, intentOf } from './intents.ts'
import { normalise, withoutInjection } from './normalise.ts'
import { rosterReporterIn } from './people.ts'
import { type CompiledGazetteer, type Where, whereIn } from './places.ts'
import type { AnyIntent, Fields, Intent, Reading, ReadingInput } from './reading.ts'
import { type Spoken, spokenIn, type ThingSaid, thingsSaid, withoutTrials } from './spoken.ts'

export { type CompiledGazetteer, compileGazetteer } from './places.ts'

/** Longest text that is read; the rest is kept with the record but not searched. */
const MOST = 20_000
/** From this length on only the sentences that tell of harm are read, if there are any: minutes, forwarded chats. */
const LONG = 500

const FIELDS: Record<Exclude<Intent, 'none'>, FieldReader> = {
  check_in: checkFields,
  check_out: checkOutFields,
  handover: handoverFields,
  disaster_report: disasterFields,
  hazard_report: hazardFields,
  patrol: patrolFields,
  rectification: rectificationFields,
  extension_request: extensionFields,
  ack: ackFields,
  evacuation: evacuationFields,
  query: queryFields,
}

/** Kinds whose reporter is told by name in the text. */
const TELLS_WHO: ReadonlySet<Intent> = new Set(['disaster_report', 'hazard_report'])

/** Reads one message. Never throws, whatever is in it. @param spoken the intents that rooms have words of their own for. */
export function read(
  input: ReadingInput,
  places: CompiledGazetteer,
  spoken: Readonly<Record<string, Spoken>> = {},
): Reading {
  const whole = withoutInjection(normalise(input.text.slice(0, MOST)))
  const text = whole.length > LONG ? gist(whole, places) : whole
  const why: Reading['why'] = []
  const before = input.earlier?.at(-1)?.intent
  const where = whereIn(text, places)
  // by the text as it stands: what is a name of a place by its form may be a thing's
  const told = spokenIn(text, spoken)
  const { intent, rule } = intentOf(
    {
      text: unnamed(text, where.village),
      chat: input.chat,
      role: input.senderRole,
      before,
      placed: text.length > LONG ? located(text.slice(0, 2000), places) : !!where.place,
      long: text.length > LONG,
    },
    told && { ...told, besides: unnamed(told.besides, where.village) },
  )
  why.push({ what: 'intent', from: text.slice(0, 40), rule })
  if (intent === 'none') return { intent, drill: false, doubt: false, fields: {}, why }
  const { verdict, words } = drillOrReal(isOurs(intent) ? whole : withoutTrials(whole, spoken[intent]!))
  const doubt = verdict === 'doubt' && intent !== 'query'
  const drill = (verdict === 'drill' && intent !== 'query') || doubt
  if (words.length) why.push({ what: 'drill', from: words.join('、'), rule: verdict })
  const context = (part: string, shared: string): Context => ({
    text: part,
    whole: `${shared}${shared && '\n'}${part}`,
    sentAt: input.sentAt,
    people: places.people,
    where: part === text ? where : within(whereIn(part, places), where),
    before,
    note: (what, from, why1) => why.push({ what, from, rule: why1 }),
  })
  if (!isOurs(intent)) return { intent, drill, doubt, fields: toldOf(spoken[intent]!, text, context), why }
  const speaker = TELLS_WHO.has(intent) ? rosterReporterIn(whole, places.people) : undefined
  const fieldsOf = (c: Context): Fields => {
    const fields = FIELDS[intent](c)
    return speaker ? { ...fields, reporter: speaker } : fields
  }
  const parts = partsOf(text, intent, places)
  if (!parts) return { intent, drill, doubt, fields: present(fieldsOf(context(text, ''))), why }
  const events = parts.map((p) => {
    const own = fieldsOf(context(p.text, ''))
    const ofAll = p.shared ? FIELDS[intent](context(p.shared, '')) : {}
    return present({ ...onlyShared(ofAll), ...present(own) })
  })
  return { intent, drill, doubt, fields: { events }, why }
}

const isOurs = (intent: AnyIntent): intent is Intent => intent === 'none' || Object.hasOwn(FIELDS, intent)

/** What is said of each thing of a room, by the room's own reader. */
function toldOf(
  { words, tells, fields }: Spoken,
  text: string,
  context: (part: string, shared: string) => Context,
): Fields {
  const events = thingsSaid(text, words)
    .filter(tells)
    .map((said) => present(fields(context(ownWords(said), ''), said)))
  return events.length > 1 ? { events } : (events[0] ?? {})
}
const ownWords = ({ clauses }: ThingSaid) => clauses.map((c) => c.text).join('，')

/** 下坪村, 落水村: a name says nothing of what happened there. */
function unnamed(text: string, village: string | undefined): string {
  if (!village) return text
  const bare = village.replace(/(?:村|社区)$/, '')
  const plain = text.replaceAll(village, '甲村')
  return bare.length > 1 ? plain.replaceAll(bare, '甲村') : plain
}

/** An item without a village of its own is in the message's. */
const within = (own: Where, all: Where): Where =>
  own.village || !all.village
    ? own
    : {
        ...own,
        village: all.village,
        place: own.place ? (own.stake ? own.place : `${all.village}${own.place}`) : all.village,
      }

/** What a heading or a sentence about all of them may say for each. */
const SHARED = new Set([
  'kind',
  'time',
  'village',
  'deaths',
  'injured',
  'missing',
  'trapped',
  'stage',
  'as_of',
  'direction',
  'unit',
  'deadline',
  'severity',
  'reporter',
  'phone',
])
const onlyShared = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([k, v]) => SHARED.has(k) && (!CASUALTY.has(k) || v === 0)))
const CASUALTY = new Set(['deaths', 'injured', 'missing', 'trapped'])

const present = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(boundedFields(fields)).filter(
      ([, v]) => v !== undefined && v !== '' && !(Array.isArray(v) && !v.length),
    ),
  )

const located = (text: string, places: CompiledGazetteer) => {
  const { village, stake } = whereIn(text, places)
  return !!village || !!stake
}

/** Of a long text the sentences that tell of harm; all of it where none does. */
function gist(text: string, places: CompiledGazetteer): string {
  const told = sentencesOf(text).filter((s) => s.length < 300 && happened(s) && located(s, places))
  return told.length ? told.join('\n') : text
}
