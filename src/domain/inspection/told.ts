/** A check that is told of at once: kept as said, each thing found wrong a hazard; and a filled-in form. */

import { registerFound } from '../hazard/found.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { placesIn } from '../kernel/places.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { FORMAL_CHECKS, ROUNDS } from '../reading/lexicon/inspecting.ts'
import { type AnyIntent, EMERGENCY } from '../reading/reading.ts'
import { attach, sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { Rec } from '../record/record.ts'
import { answered, foundOf } from './answer.ts'
import { beginOf, checkersIn, draftOf, mayCheck, ownChecks } from './begin.ts'
import type { Change } from './fact.ts'
import type { Answer, Check, Item } from './inspection.ts'
import { type Sentence, sentenceIn } from './sentence.ts'
import { answersIn, faultsIn, itemOf, startIn, tellsOfAction, tellsOfRest, wrongIn } from './spoken.ts'
import { isUnit, type Unit, unitsMeant, unitTold } from './units.ts'
import { inspectionWords } from './words.ts'

interface Told {
  unit?: string
  findings?: string[]
  inspectors?: string[]
  result?: string
  action?: string
  place?: string
  deadline?: string
  correction?: true
}

/** 今天检查了永旺超市，灭火器过期，责令三日内整改; 我和小王去了福利院，消防通道堵了，其余没问题. */
export function told(s: Situation): Change[] {
  const { text } = s.event as MessageEvent
  const fields = s.reading!.fields as Told
  if (s.person && SEVERAL.test(sentenceIn(text)?.unit ?? ''))
    return [...attach(s, null), ...reply(s, { text: inspectionWords.oneByOne, drill: s.reading!.drill })]
  const of = judged(s, text, fields)
  if (!of.fields.unit && !of.fields.result && !fields.result && !of.good.length && s.person && !fields.correction)
    return [...attach(s, null), ...reply(s, { text: inspectionWords.whatWasChecked, drill: s.reading!.drill })]
  const known: Situation = { ...s, reading: { ...s.reading!, fields: { ...fields, ...of.fields } } }
  let made: ReturnType<typeof follows> | undefined
  // a correction mends what was said before, and finds nothing anew
  const after = (r: Rec) => {
    if (!made && !fields.correction) made = follows(known, r, of)
    return made
  }
  const changes = keep(
    known,
    'inspection',
    (r) => {
      const { hazards = [], check } = after(r) ?? {}
      return [
        inspectionWords.inspectionKept(r.no, sentenceOf(r)),
        ...(hazards.length ? [inspectionWords.hazardsOf(hazards.map((h) => h.no))] : []),
        ...(check && check.inspectors.length < 2 ? [inspectionWords.secondChecker] : []),
      ].join('\n')
    },
    (r) => after(r)?.changes ?? [],
  )
  return made ? photosFound(inOrder(s, changes), made.check.id) : changes
}

/** 三家饭店: which, nobody can tell. */
const SEVERAL = /^(?:[两二三四五六七八九十几多\d]{1,3})[家个处户所间]/

/** Read as a check where one sentence says who was at which unit and how things are there; undefined where it says no such thing. */
export function toldAtOnce(s: Situation): Change[] | undefined {
  const { text } = s.event as MessageEvent
  const { intent, ask, drill } = s.reading!
  if (!MAY_BE_CHECK.has(intent) && !ask.includes('inspection')) return undefined
  const said = sentenceIn(text)
  // 其余都行 of a unit is said by whoever checked it
  if (ask.some((i) => EMERGENCY.has(i)) && !(said && tellsOfRest(said.rest))) return undefined
  const [unit, ...more] = said ? unitsMeant(s, said.unit) : []
  if (!said || !unit || more.length || !isUnit(unit)) return undefined
  if (ROUNDS.test(text) && !FORMAL_CHECKS.test(text)) return undefined
  const answers = answersIn({ items: blank(unit) }, said.rest)
  const well = said.checked && ALL_WELL.test(said.rest)
  const whole = tellsOfRest(said.rest) || answers.length > 1 || said.with !== ''
  if (!well && (!answers.length || !(whole || ask.includes('inspection')))) return undefined
  return told({ ...s, reading: { ...s.again({ as: 'inspection' }), drill, ask: [] } })
}
const MAY_BE_CHECK: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['patrol', 'hazard_report', 'none'])

/** A check as it was told: its unit, who checked, each thing that was judged. */
interface Judged {
  unit: Unit
  /** Over the fields that were read. */
  fields: Told
  good: readonly Answer[]
  bad: readonly string[]
}

/**
 * What was found wrong outweighs 合格 that is said of the rest, and 其余合格 is of all of the list that was not named. Of whoever
 * told it, they checked where they say 我 or nobody else is named.
 */
function judged(s: Situation, text: string, fields: Told): Judged {
  const said = sentenceIn(text)
  const [called, ...more] = said ? unitsMeant(s, said.unit) : []
  const unit = called && !more.length ? called : unitOf(s, text, fields)
  const list = blank(unit)
  const answers = answersIn({ items: list }, said?.rest ?? text)
  const named = faultsIn((fields.findings ?? []).map(wrongIn))
  const heard = answers.flatMap((a) => (a.result === '不合格' ? [a.wrong ?? wrongWords(list, a)] : []))
  // a sentence with its unit in front says all that is wrong in what follows; else what was read of it
  const bad = said && heard.length ? heard : named
  const inspectors = checkersOf(s, fields.inspectors ?? [], unit, said)
  const failed = bad.length > 0 || fields.result === '不合格'
  const well = !failed && (ALL_WELL.test(said?.rest ?? '') || tellsOfRest(said?.rest ?? ''))
  return {
    unit,
    good: well
      ? list.map(({ seq }): Answer => ({ seq, result: '合格' }))
      : answers.filter((a) => a.result !== '不合格' && a.seq <= list.length),
    bad: bad.length || !failed ? bad : [inspectionWords.notSaidWhat],
    fields: {
      ...(unit.name === inspectionWords.someUnit ? {} : { unit: unit.name }),
      ...(failed ? { result: '不合格' } : {}),
      ...(bad.length ? { findings: [...bad] } : {}),
      ...(inspectors.length ? { inspectors } : {}),
      // what stands where the unit does is no place besides it
      ...(fields.place && said && isPartOf(fields.place, said.unit) ? { place: undefined } : {}),
      ...(fields.action && !tellsOfAction(text) ? { action: undefined } : {}),
    },
  }
}

const wrongWords = (list: readonly Item[], { seq, item }: Answer): string =>
  `${list.find((i) => i.seq === seq)?.item ?? item ?? ''}：不合格`
/** 都合格, 一切正常: all of the list. */
const ALL_WELL =
  /^(?:各项|全部|所有|一切|都|均|全)?(?:检查)?(?:都|均|全)?(?:合格|正常|没问题|没有问题|未发现(?:问题|隐患)|没毛病|过关|很好|挺好|好)(?:的|了)?[。！!]?$/
const isPartOf = (place: string, unit: string) => place.includes(unit.slice(-2)) || unit.includes(place)

/** Named by the reading or in front of the sentence; the unit and its village check nothing. */
function checkersOf(s: Situation, read: readonly string[], unit: Unit, said: Sentence | undefined): string[] {
  const others = [...(said ? checkersIn(s, said.with) : []), ...read].filter(
    (name) => !unit.name.includes(name) && name !== '消防' && !s.roster.villages.some((v) => v.name.includes(name)),
  )
  const apart = others.filter((name, i) => !others.some((o, j) => j < i && (o.includes(name) || name.includes(o))))
  const self = said?.self || !apart.length
  return [...new Set([...(self && s.person ? [s.person.name] : []), ...apart])].slice(0, 6)
}

/** What is said first is sent first, whatever was made first: of one priority the ids tell. */
const inOrder = (s: Situation, changes: readonly Change[]): Change[] =>
  changes.map((c) => (c.type === 'message.owed' ? { ...c, owed: { ...c.owed, id: s.newId() } } : c))

/** Photos that came with it are of what was found wrong, where anything was; else of the check. */
function photosFound(changes: readonly Change[], check: string): Change[] {
  const ofHazard = changes.some((c) => c.type === 'attachment.received' && c.recordId !== check)
  const loose = changes.some((c) => c.type === 'record.joined' && c.id !== check && c.attachmentIds)
  return changes.filter(
    (c) =>
      !(ofHazard && c.type === 'attachment.received' && c.recordId === check) &&
      !(loose && c.type === 'record.joined' && c.id === check && c.attachmentIds),
  )
}

/** The check as its room keeps it, and the hazards that it found. */
function follows(
  s: Situation,
  r: Rec,
  { unit, good, bad, fields }: Judged,
): { check: Check; changes: Change[]; hazards: Rec[] } {
  const event = s.event as MessageEvent
  const { deadline } = s.reading!.fields as Told
  const about = { unit: unit.name, no: r.no, villageCode: r.villageCode ?? unit.place?.villageCode ?? null }
  const { changes, hazards } = registerFound(
    s,
    bad.map((what) => ({ ...foundOf(s, about, what), ...(deadline ? { deadline } : {}) })),
    r.drill,
  )
  const list = blank(unit)
  const failed = bad.map((wrong, i): Item => {
    const of = itemOf(list, wrong)
    return {
      ...{ seq: of?.seq ?? list.length + 1 + i, item: of?.item ?? wrong.slice(0, 60), result: '不合格', wrong },
      ...{ hazardId: hazards[i]?.id ?? null, hazardNo: hazards[i]?.no ?? null },
    }
  })
  const items = [
    ...good
      .filter((a) => !failed.some((f) => f.seq === a.seq))
      .map((a): Item => ({ ...list[a.seq - 1]!, result: a.result })),
    ...failed,
  ]
    .sort((a, b) => a.seq - b.seq)
    .map((item, i) => ({ ...item, seq: i + 1 }))
  const check: Check = {
    ...{ id: r.id, no: r.no, state: r.state, drill: r.drill, restricted: !!r.fields.restricted },
    ...{ unit: unit.name, unitKind: unit.list.kind, placeId: unit.place?.id ?? null, villageCode: about.villageCode },
    ...{ inspectors: fields.inspectors ?? [], byId: s.person!.id, channel: r.channel, chat: event.chat.id },
    ...{ begunAt: s.now, touchedAt: s.now, endedAt: s.now },
    items,
  }
  return { check, hazards, changes: [{ type: 'inspection.begun', check }, ...changes] }
}

/** The roster's place that the text names, else what it calls the unit. */
function unitOf(s: Situation, text: string, { unit }: Told): Unit {
  const [place] = placesIn(s.roster, text)
  return unitTold(s, place?.name ?? unit ?? inspectionWords.someUnit)
}

const blank = (unit: Unit): Item[] =>
  unit.list.items.map((item, i) => ({
    ...{ seq: i + 1, item, result: null, wrong: null, hazardId: null, hazardNo: null },
  }))

// ---- a form, filled in and sent back ----

const HEAD = /^(?:@?安安[，,\s]{0,3})?(?:检查表|检查单位|被检查?单位|单位)[：:\s]{0,2}([^，,。\n]{2,30})$/
const CHECKERS = /^检查人员?[：:\s]{0,2}(.*)$/

interface Filled {
  unit: string
  by: string
  rest: string
}

/** The unit, who checked and the lines of a filled-in form; undefined where the text is none. */
export function filledIn(text: string): Filled | undefined {
  const [head = '', ...lines] = text
    .split('\n')
    .map((l) => l.trim())
    .filter(Boolean)
  const unit = HEAD.exec(head)?.[1]?.trim() ?? startIn(head)?.unit
  const numbered = lines.filter((l) => /^\d{1,2}[.．、)）：:\s]/.test(l))
  if (!unit || numbered.length < 2) return undefined
  const by = lines.map((l) => CHECKERS.exec(l)?.[1]).find((b) => b !== undefined)
  return { unit, by: by?.trim() ?? '', rest: numbered.join('\n') }
}

/** All of a check at once: what is left open may be gone on with. */
export function fill(s: Situation, { unit: said, by, rest }: Filled): Change[] | undefined {
  const units = unitsMeant(s, said)
  const [unit, ...more] = units
  if (!unit || !mayCheck(s.person)) return undefined
  if (more.length)
    return reply(s, {
      text: inspectionWords.whichUnit(
        said,
        units.map((u) => u.name),
      ),
    })
  const running = ownChecks(s).find((c) => c.unit === unit.name)
  if (running) return answersIn(running, rest).length ? answered(s, running, answersIn(running, rest)) : undefined
  const { check, changes } = draftOf(s, unit, [s.person!.name, ...checkersIn(s, by)])
  const answers = answersIn(check, rest)
  return answers.length
    ? photosFound([...changes, ...answered(s, check, answers)], check.id)
    : beginOf(s, unit, checkersIn(s, by))
}
