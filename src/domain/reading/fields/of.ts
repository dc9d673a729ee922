/** The fields of a message whose intent is known: by one reader an intent, for each event that it tells of. */
import { boundedFields } from '../bounds.ts'
import { partsOf } from '../events.ts'
import { casualtiesIn } from '../figures.ts'
import { type Learned, learnedFields } from '../learned/learned.ts'
import { rosterReporterIn } from '../people.ts'
import { type CompiledGazetteer, type Where, whereIn } from '../places.ts'
import { type AnyIntent, type Fields, INTENTS, type Intent } from '../reading.ts'
import { activityFields } from './activity.ts'
import { calloutFields } from './callout.ts'
import type { Context, FieldReader } from './context.ts'
import { disasterFields } from './disaster.ts'
import { checkFields, checkOutFields, handoverFields } from './duty.ts'
import { dutyChangeFields } from './duty-change.ts'
import { hazardFields } from './hazard.ts'
import { inspectionFields } from './inspection.ts'
import { instructionFields } from './instruction.ts'
import { refugeFields } from './refuge.ts'
import { suppliesFields } from './supplies.ts'
import { ackFields, evacuationFields, extensionFields, patrolFields, queryFields, rectificationFields } from './work.ts'

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
  callout: calloutFields,
  supplies: suppliesFields,
  shelter: refugeFields,
  inspection: inspectionFields,
  activity: activityFields,
  duty_change: dutyChangeFields,
  instruction: instructionFields,
  query: queryFields,
}

/** Kinds whose reporter is told by name in the text. */
const TELLS_WHO: ReadonlySet<Intent> = new Set(['disaster_report', 'hazard_report'])

export const isOurs = (intent: AnyIntent): intent is Intent => (INTENTS as readonly string[]).includes(intent)

/** A message as its fields are read from it. */
export interface Message {
  /** What is read of it: plain, without injected orders, of a long one the gist. */
  text: string
  /** All of it, plain. */
  whole: string
  /** The text with numbers of people that nobody can have counted, which it has not; character by character the same besides. */
  spoken?: string
  /** ISO 8601 with offset. */
  sentAt: string
  where: Where
  places: CompiledGazetteer
  before?: AnyIntent
  note(field: string, from: string, rule: string): void
}

/** What a message states, and what it speaks of without a value that can be taken from it: worth asking, the most urgent first. */
export interface ReadFields {
  fields: Fields
  questions: string[]
}

/** What a reader is given of one part of a message. */
export function contextOf(
  { text, spoken = text, sentAt, where, places, before, note }: Message,
  part: string,
  ask: (field: string) => void = () => {},
): Context {
  const by = new Map<string, string>()
  return {
    text: part,
    whole: part,
    spoken: part === text ? spoken : spokenOf(part, text, spoken),
    sentAt,
    people: places.people,
    where: part === text ? where : within(whereIn(part, places), where),
    before,
    note: (field, from, rule) => {
      by.set(field, rule)
      note(field, from, rule)
    },
    by,
    ask,
  }
}

function spokenOf(part: string, text: string, spoken: string): string {
  const at = text.indexOf(part)
  return at < 0 || spoken.length !== text.length ? part : spoken.slice(at, at + part.length)
}

/** What the rules alone read. */
export const ruledFields = (intent: Intent, c: Context): Fields => (intent === 'none' ? {} : FIELDS[intent](c))

/** Everything that a message of this intent states: flat, or as `events` where it tells of several. */
export function fieldsOf(intent: Intent, message: Message, weights?: Learned): ReadFields {
  if (intent === 'none') return { fields: {}, questions: [] }
  const asked = new Set<string>()
  const { text, whole, places } = message
  const speaker = TELLS_WHO.has(intent) ? rosterReporterIn(whole, places.people) : undefined
  const of = (part: string): Fields => {
    const c = contextOf(message, part, (field) => asked.add(field))
    const ruled = ruledFields(intent, c)
    const fields = { ...ruled, ...learnedFields(intent, c, ruled, weights) }
    return present(speaker ? { ...fields, reporter: speaker } : fields)
  }
  const parts = partsOf(text, intent, places)
  const all = parts ? ALL_OF_THEM.exec(text)?.[0] : undefined
  const ofAll = all ? onlyShared(of(all)) : {}
  const events = parts?.map((p) => ({ ...(p.shared ? onlyShared(of(p.shared)) : {}), ...ofAll, ...of(p.text) })) ?? [
    of(text),
  ]
  // somebody came to harm, and no number that can be meant
  if (TELLS_WHO.has(intent) && UNCOUNTED.test(text)) for (const field of casualtiesIn(text)) asked.add(field)
  const questions = [...asked].filter((field) => events.some((e: Fields) => e[field] === undefined))
  return { fields: parts ? { events } : events[0]!, questions }
}

/** 两处都没人受伤: said of each. */
const ALL_OF_THEM =
  /(?:[两二三四五六七八几\d]|所有|以上|各)(?:处|个?地方|起|个点|边)(?:都|均|全)(?:没|未|冇|无)[^。；\n]{1,20}/

/** Some (`uncounted.ts`), or more figures than a number of people has. */
const UNCOUNTED = /几{2,}|[几数上][十百千]|\d{4,}|[千万]/

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

/** What is there of the fields, and can be meant. */
export const present = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(boundedFields(fields)).filter(
      ([, v]) => v !== undefined && v !== '' && !(Array.isArray(v) && !v.length),
    ),
  )
