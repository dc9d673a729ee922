/**
 * What a text says: its intent, whether it is a drill, and its fields. Pure, without network or model, and explainable:
 * every field names the words it came from and the rule that took it.
 */

import { anewIn } from './anew.ts'
import { asksIn } from './asked.ts'
import { calmAs, harmBeside } from './calm.ts'
import { toldIn } from './casualties.ts'
import { sentencesOf } from './clauses.ts'
import { drillOrReal, isHeldDrill } from './drill.ts'
import { fieldsOf, isOurs, type Message } from './fields/of.ts'
import { toldFields } from './fields/told.ts'
import { figuresIn } from './figures.ts'
import { dangerIn, findsIn } from './finds.ts'
import { unframed } from './frames.ts'
import { type Heard, tellsOfHarm } from './learned/intent.ts'
import { EVENTS, NOT_HAPPENED } from './lexicon/disasters.ts'
import { anyOf } from './lexicon/words.ts'
import { type Meant, meant, outright } from './meant.ts'
import { besideOrders, normalise, withoutInjection } from './normalise.ts'
import { type CompiledGazetteer, compileGazetteer, whereIn } from './places.ts'
import { EMERGENCY, type Reading, type ReadingInput, SILENT } from './reading.ts'
import { type Spoken, spokenIn, withoutTrials } from './spoken.ts'
import { byStance } from './stance.ts'
import { withoutUncounted } from './uncounted.ts'

export { type CompiledGazetteer, compileGazetteer } from './places.ts'

/** Longest text that is read; the rest is kept with the record but not searched. */
const MOST = 20_000
/** From this length on only the sentences that tell of harm are read, if there are any: minutes, forwarded chats. */
const LONG = 500

/** What is left of a message to be read, and of a long one its gist. */
function plainOf({ text }: ReadingInput, places: CompiledGazetteer): { whole: string; text: string } {
  const whole = withoutInjection(normalise(text.slice(0, MOST)))
  return { whole, text: whole.length > LONG ? gist(whole, places) : whole }
}

/** A message as it is heard where it is read what it is for. */
export function heardIn(input: ReadingInput, places: CompiledGazetteer): Heard {
  const { text } = plainOf(input, places)
  const before = input.earlier?.at(-1)?.intent
  return { text, village: whereIn(text, places).village, chat: input.chat, role: input.senderRole, before }
}

/** Reads one message. Never throws, whatever is in it. @param spoken the intents that rooms have words of their own for. */
export function read(
  input: ReadingInput,
  places: CompiledGazetteer,
  spoken: Readonly<Record<string, Spoken>> = {},
): Reading {
  const { whole, text: said } = plainOf(input, places)
  const why: Reading['why'] = []
  const before = input.earlier?.at(-1)?.intent
  const where = whereIn(said, places)
  const heard = { text: said, village: where.village, chat: input.chat, role: input.senderRole, before }
  const {
    intent,
    sure,
    ask,
    likely,
    rule,
    now: text = said,
  }: Meant & { now?: string } = input.meant
    ? outright(input.meant, 'said to be')
    : unframed(
        withHarm(withOrders(graver(meant(heard, spokenIn(said, spoken)), said), input, places), said, where.village),
        said,
        where.village,
        oursOf(where.village, places),
      )
  why.push({ what: 'intent', from: text.slice(0, 40), rule })
  const note = (what: string, from: string, rule1: string) => void why.push({ what, from, rule: rule1 })
  const message: Message = {
    ...countable(text, whole),
    spoken: text,
    sentAt: input.sentAt,
    where,
    places,
    before,
    note,
  }
  const over = input.meant || intent !== 'none' ? undefined : byStance(intent, text, {})
  // a status line without harm alarms nobody, and nobody is asked whether it is an emergency
  const mayAlarm = intent === 'disaster_report' || ask.some((i) => EMERGENCY.has(i))
  const calm =
    mayAlarm && !input.meant && !before
      ? calmAs(
          text,
          where.village,
          (left) => fieldsOf('disaster_report', { ...message, text: left, whole: left, note: () => {} }).fields,
        )
      : undefined
  // of talk that nobody is asked about it makes no difference
  const { verdict, words, told } =
    intent === 'none' && !ask.length
      ? NO_DRILL
      : drillOrReal(isOurs(intent) ? whole : withoutTrials(whole, spoken[intent]!))
  if (told && EMERGENCY.has(intent) && sure < CERTAIN)
    return { ...read({ ...input, meant: ofDrill(likely) }, places, spoken), sure, likely }
  if (intent === 'none')
    return {
      intent,
      sure,
      ask: over || calm || told ? [] : ask,
      likely,
      drill: false,
      doubt: false,
      fields: {},
      questions: [],
      why,
      ...over,
    }
  const doubt = verdict === 'doubt' && intent !== 'query'
  const drill = (verdict === 'drill' && intent !== 'query') || doubt
  if (words.length) why.push({ what: 'drill', from: words.join('、'), rule: verdict })
  const { fields, questions } = isOurs(intent)
    ? fieldsOf(intent, message)
    : { fields: toldFields(intent, spoken[intent]!, message), questions: [] }
  const stance = input.meant ? undefined : byStance(intent, text, fields)
  const real = isHeldDrill(intent, fields)
  if (!stance)
    return {
      ...{ intent, sure, likely, fields, questions, why, ask: calm ? [] : told ? harmless(ask) : ask },
      ...{ drill: drill && !real, doubt: doubt && !real },
      ...(calm ? { calm } : {}),
    }
  note('stance', text.slice(0, 40), String(stance.intent))
  const silent = stance.intent === 'none' || stance.intent === 'query'
  return { ...{ sure, ask: [], likely, questions, why }, ...stance, drill: drill && !silent, doubt: doubt && !silent }
}

const NO_DRILL: ReturnType<typeof drillOrReal> = { verdict: 'real', words: [] }

/** Numbers of people that nobody can have counted are none, wherever fields are read from. */
const countable = (text: string, whole: string) => {
  const read = withoutUncounted(text)
  return { text: read, whole: whole === text ? read : withoutUncounted(whole) }
}

const HURT: ReadonlySet<string> = new Set(['deaths', 'missing', 'injured', 'trapped'])

/** From this likelihood on it happens now, also where a drill of another day is told of. */
const CERTAIN = 0.95
/** What is left to ask where a drill of another day is told of. */
const harmless = (ask: Reading['ask']) => (ask.some((i) => EMERGENCY.has(i)) ? [] : ask)
/** That one was held, or that one will be. */
const ofDrill = (likely: Reading['likely']) =>
  (likely.activity ?? 0) > (likely.none ?? 0) ? ('activity' as const) : ('none' as const)

/** 学校旁边塌方: few words, and a clause that ends with what happened. */
function happenedIn(text: string): boolean {
  if (text.length > FEW || asksIn(text) || NOT_SO.test(text)) return false
  return text.split(/[，,。；;！!\s]/).some((clause) => ENDS_WITH_EVENT.test(clause))
}
const FEW = 30
const NOT_SO = new RegExp(anyOf(NOT_HAPPENED))
const ENDS_WITH_EVENT = new RegExp(`(?:${anyOf(EVENTS.filter((event) => !/情$/.test(event)))})[了啦哦]?$`)
const MAY_BE = 0.1

/** New harm is told, however few the words; people hurt outweigh those who were moved or called out, and a fault. */
function graver(m: Meant, text: string): Meant {
  const unsure = m.intent === 'hazard_report' || m.ask.includes('disaster_report')
  if (m.rule === 'learned' && unsure && (m.likely.disaster_report ?? 0) >= MAY_BE && happenedIn(text))
    return { ...m, intent: 'disaster_report', ask: [], rule: 'happened' }
  const harm = (m.likely.disaster_report ?? 0) + (m.likely.hazard_report ?? 0)
  const anew = MAY_BE_ANEW.has(m.intent) ? harm >= ANEW : (m.likely.disaster_report ?? 0) >= ANEW_BESIDE
  if (anew && (m.intent !== 'disaster_report' || m.ask.length) && anewIn(text))
    return { ...m, intent: 'disaster_report', ask: [], rule: 'harm anew' }
  const besides = m.intent === 'evacuation' || m.intent === 'callout'
  const danger = m.intent === 'hazard_report' && m.rule === 'learned' && (m.likely.disaster_report ?? 0) >= MAY_BE
  if (!besides && !danger) return m
  const hurt =
    figuresIn(text).some((f) => HURT.has(f.field) && f.value > 0) ||
    (danger && toldIn(text).some((t) => HURT.has(t.field) && t.n))
  return hurt ? { ...m, intent: 'disaster_report', ask: [], rule: 'people hurt' } : m
}

/** What may hide that harm happened once more, and how likely any harm has to be. */
const MAY_BE_ANEW: ReadonlySet<string> = new Set(['none', 'ack', 'disaster_report', 'patrol', 'query'])
const ANEW = 0.05
/** And where it was read as something else: a hazard, people moved. */
const ANEW_BESIDE = 0.2

/** A village of the station's own. */
const oursOf = (village: string | undefined, places: CompiledGazetteer): string | undefined =>
  places.villages.some(([, name]) => name === village) ? village : undefined
/** A round that finds all well but here tells of harm: that is asked, and before the officers meanwhile. */
function withHarm(m: Meant, text: string, village: string | undefined): Meant {
  if (m.intent !== 'patrol' || m.ask.length) return m
  // danger that is there now waits for no press
  if (dangerIn(findsIn(text, village), village))
    return { ...m, intent: 'disaster_report', rule: 'danger found on a round' }
  if (!harmBeside(text, village)) return m
  return {
    ...m,
    ask: ['disaster_report', 'patrol'],
    likely: { disaster_report: 0.5, patrol: 0.5 },
    rule: 'harm beside',
  }
}

/** An order to the machine makes nothing of what is told in one breath with it: that is asked, and before the officers meanwhile. */
function withOrders(m: Meant, { text }: ReadingInput, places: CompiledGazetteer): Meant {
  if (!SILENT.has(m.intent)) return m
  const told = besideOrders(normalise(text.slice(0, MOST))).some(
    (clause) => located(clause, places) && tellsOfHarm(clause),
  )
  return told ? { ...m, ask: ['disaster_report'], likely: { disaster_report: 0.5 }, rule: 'told beside an order' } : m
}

const located = (text: string, places: CompiledGazetteer) => {
  const { village, stake } = whereIn(text, places)
  return !!village || !!stake
}

/** Of a long text the sentences that tell of harm, each once; all of it where none does. */
function gist(text: string, places: CompiledGazetteer): string {
  const told = [...new Set(sentencesOf(text))].filter((s) => s.length < 300 && located(s, places) && tellsOfHarm(s))
  return told.length ? told.join('\n') : text
}

/** Unpacks all that a first reading would wait for. */
export const makeReady = (spoken: Readonly<Record<string, Spoken>>): void =>
  void read(
    { text: '后山滑坡，压坏房屋2间，1人受伤', sentAt: '2026-01-01T08:00:00+08:00' },
    compileGazetteer({ villages: [] }),
    spoken,
  )
