/** A check that is told of at once: kept as said, each thing found wrong a hazard; and a filled-in form. */

import { registerFound } from '../hazard/found.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { placesIn } from '../kernel/places.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { sentenceOf } from '../record/filing.ts'
import { keep } from '../record/kept.ts'
import type { Rec } from '../record/record.ts'
import { answered, foundOf } from './answer.ts'
import { beginOf, checkersIn, draftOf, mayCheck, ownChecks } from './begin.ts'
import type { Change } from './fact.ts'
import type { Check, Item } from './inspection.ts'
import { answersIn, faultsIn, itemOf, startIn } from './spoken.ts'
import { type Unit, unitsCalled, unitTold } from './units.ts'
import { inspectionWords } from './words.ts'

interface Told {
  unit?: string
  findings?: string[]
  inspectors?: string[]
  result?: string
  deadline?: string
  correction?: true
}

/** 今天检查了永旺超市，灭火器过期，责令三日内整改. */
export function told(s: Situation): Change[] {
  const fields = s.reading!.fields as Told
  let made: ReturnType<typeof follows> | undefined
  // a correction mends what was said before, and finds nothing anew
  const after = (r: Rec) => {
    if (!made && !fields.correction) made = follows(s, r, fields)
    return made
  }
  const changes = keep(
    s,
    'inspection',
    (r) => {
      const { hazards = [] } = after(r) ?? {}
      return [
        inspectionWords.inspectionKept(r.no, sentenceOf(r)),
        ...(hazards.length ? [inspectionWords.hazardsOf(hazards.map((h) => h.no))] : []),
      ].join('\n')
    },
    (r) => after(r)?.changes ?? [],
  )
  return made ? photosFound(inOrder(s, changes), made.check.id) : changes
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
function follows(s: Situation, r: Rec, fields: Told): { check: Check; changes: Change[]; hazards: Rec[] } {
  const event = s.event as MessageEvent
  const unit = unitOf(s, event.text, fields)
  const faults = faultsIn(fields.findings ?? [])
  const found = faults.length || fields.result !== '不合格' ? faults : [inspectionWords.notSaidWhat]
  const about = { unit: unit.name, no: r.no, villageCode: r.villageCode ?? unit.place?.villageCode ?? null }
  const { changes, hazards } = registerFound(
    s,
    found.map((what) => ({
      ...foundOf(s, about, what),
      ...(fields.deadline ? { deadline: fields.deadline } : {}),
    })),
    r.drill,
  )
  const list = blank(unit)
  const good = answersIn({ items: list }, event.text).filter((a) => a.result !== '不合格' && a.seq <= list.length)
  const items = [
    ...good.map((a): Item => ({ ...list[a.seq - 1]!, result: a.result })),
    ...found.map(
      (wrong, i): Item => ({
        ...{ seq: 0, result: '不合格', wrong, hazardId: hazards[i]?.id ?? null, hazardNo: hazards[i]?.no ?? null },
        item: itemOf(list, wrong)?.item ?? wrong.slice(0, 60),
      }),
    ),
  ].map((item, i) => ({ ...item, seq: i + 1 }))
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
  const units = unitsCalled(s, said)
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
