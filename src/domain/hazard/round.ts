/**
 * The morning's round: whoever has hazards that are due, overdue or waiting hears of all of them in one message. What is to be
 * said of each follows from its dates and the day of the round before, so nothing is said twice and nothing is left out.
 */

import type { Line, Outbound } from '../kernel/message.ts'
import { quietUntil } from '../kernel/quiet.ts'
import type { Person } from '../kernel/roster.ts'
import { type DecisionContext, officers, tell } from '../kernel/situation.ts'
import { addDays, at, dayOf, saidDay } from '../kernel/time.ts'
import { cardMessage } from '../kernel/words.ts'
import { UNFINISHED } from '../record/due.ts'
import { stateWords } from '../record/filing.ts'
import { isOpen, type Rec } from '../record/record.ts'
import { hazardMessage } from './card.ts'
import type { Change } from './fact.ts'
import { daysLate, handOverSheet } from './hand-over-sheet.ts'
import { isMajor } from './owner.ts'
import { checkersOf, hasPart, maySee, unique, upwards } from './people.ts'
import { DUE_WORDS, hazardWords } from './words.ts'

/** What the deadline of the station's round is of: it is nobody's in particular. */
export const ROUND = '00000000-0000-7000-8000-000000000001'

/** Days, in step numbers: twice the days since 2020, odd where the grave ones of the day after it have been told already. */
const FIRST = Date.parse('2020-01-01T00:00:00Z')
const DAY_MS = 86_400_000
const stepOf = (day: string, graveTold = false) => ((Date.parse(day) - FIRST) / DAY_MS) * 2 + Number(graveTold)
const dayOfStep = (step: number) => new Date(FIRST + Math.floor(step / 2) * DAY_MS).toISOString().slice(0, 10)

/** The next round where none waits; one that waits stays as it is. */
export const roundSet = (g: DecisionContext): Change[] => [setAt(g, nextAt(g), 0)]

const setAt = (g: DecisionContext, dueAt: Date, step: number): Change => ({
  type: 'deadline.set',
  id: g.newId(),
  kind: 'hazard.round',
  subjectId: ROUND,
  dueAt,
  step,
})

function nextAt(g: DecisionContext): Date {
  const today = dayOf(g.now, g.tz)
  const due = at(today, g.settings.reminders.at, g.tz)
  return due > g.now ? due : at(addDays(today, 1), g.settings.reminders.at, g.tz)
}

/** Why somebody hears of one, the most pressing first. */
type Why = keyof typeof DUE_WORDS
interface Told {
  hazard: Rec
  why: Why
  to: Person[]
  /** The hand-over sheet goes with it. */
  task?: true
}

/** @param waiting all that may be told of: open ones, and those whose look-back is due. */
export function round(g: DecisionContext, waiting: readonly Rec[], step: number): Change[] {
  const today = dayOf(g.now, g.tz)
  const last = step ? dayOfStep(step) : addDays(today, -1)
  const graveTold = step % 2 === 1
  const quiet = quietUntil(g)
  const due = waiting
    .filter((h) => !h.drill && (isMajor(h) ? !graveTold : !quiet))
    .flatMap((h) => toldOf(g, h, today, last) ?? [])
  // at night the grave ones alone; the others when it is over
  const next = quiet ? setAt(g, quiet, stepOf(last, true)) : setAt(g, nextAt(g), stepOf(today))
  return [
    ...due.map(
      ({ hazard, why, to: whom }): Change => ({
        type: 'record.noted',
        id: hazard.id,
        note: 'reminded',
        data: { why, late: daysLate(g, hazard), to: whom.map((p) => p.id) },
      }),
    ),
    ...byPerson(due).flatMap(([person, of]) => tellAll(g, person, of)),
    ...due.filter((t) => t.task).flatMap((t) => handOverTask(g, t.hazard)),
    next,
  ]
}

const between = (day: string, last: string, today: string) => last < day && day <= today

/** Whether one of the days on which something is repeated, counted from `since`, lies after the last round. */
const repeats = (since: string, every: number, last: string, today: string): boolean =>
  Math.floor((Date.parse(today) - Date.parse(since)) / DAY_MS / every) >
  Math.floor((Date.parse(last) - Date.parse(since)) / DAY_MS / every)

function toldOf(g: DecisionContext, hazard: Rec, today: string, last: string): Told | undefined {
  const changed = dayOf(hazard.updatedAt, g.tz)
  const seen = (people: readonly Person[]) => unique(people).filter((p) => maySee(p, hazard))
  const every = g.settings.hazard_overdue.again_days
  switch (hazard.state) {
    case 'registered':
    case 'rectifying':
      return dueOrLate(g, hazard, today, last)
    case 'suspected':
      return changed < today ? { hazard, why: 'grade', to: seen(officers(g)) } : undefined
    case 'recheck':
      return changed < today
        ? { hazard, why: 'recheck', to: seen(checkersOf(g, hazard).filter((p) => !hasPart(p, hazard))) }
        : undefined
    case 'transferred':
    case 'enforcement':
      return repeats(changed, every, last < changed ? changed : last, today)
        ? { hazard, why: hazard.state, to: seen(officers(g)) }
        : undefined
    case 'cleared': {
      const day = String(hazard.fields.look_back_on ?? '')
      if (!day || day > today || !(between(day, last, today) || repeats(day, every, last, today))) return undefined
      return { hazard, why: 'look_back', to: seen(officers(g)) }
    }
    default:
      return undefined
  }
}

/** Before and on the due date its owner; after it, step by step, those above as well. */
function dueOrLate(g: DecisionContext, hazard: Rec, today: string, last: string): Told | undefined {
  const { dueOn } = hazard
  if (!dueOn) return undefined
  const { days_before } = g.settings.reminders
  const { again_days, task_days } = g.settings.hazard_overdue
  const hit = days_before.filter((before) => between(addDays(dueOn, -before), last, today))
  const late = [...days_before.filter((before) => before < 0)].sort((a, b) => b - a)
  const end = addDays(dueOn, -(late.at(-1) ?? 0))
  const again = today > end && repeats(end, again_days, last < end ? end : last, today)
  const task = between(addDays(dueOn, task_days), last, today)
  if (!hit.length && !again && !task) return undefined
  const nth = late.filter((before) => addDays(dueOn, -before) <= today).length
  const held = hazard.ownerId ? g.roster.people.get(hazard.ownerId) : undefined
  // of sensitive matter whoever may not see it hears nothing; the officers are reminded in their place
  const owner = held && maySee(held, hazard) ? [held] : []
  const above = nth || task || !owner.length ? upwards(g, nth) : []
  return {
    hazard,
    why: dueOn < today ? 'late' : dueOn === today ? 'today' : 'soon',
    to: unique([...owner, ...above]).filter((p) => maySee(p, hazard)),
    ...(task ? { task } : {}),
  }
}

function byPerson(due: readonly Told[]): [Person, Told[]][] {
  const of = new Map<string, [Person, Told[]]>()
  for (const told of due)
    for (const person of told.to) {
      const mine = of.get(person.id) ?? [person, []]
      mine[1].push(told)
      of.set(person.id, mine)
    }
  return [...of.values()]
}

/** More than these do not fit one message; 我的隐患 and the list have all. */
const MOST = 50
const RANK = Object.keys(DUE_WORDS)

/** One message a person and day: of one hazard its card, of several a line each, the most pressing first. */
function tellAll(g: DecisionContext, person: Person, of: readonly Told[]): Change[] {
  const priority = of.some(({ hazard }) => isMajor(hazard)) ? 'alert' : 'routine'
  const [only, ...others] = of
  if (only && !others.length) {
    const about = { kind: 'record', id: only.hazard.id } as const
    const still = isOpen(only.hazard.state) ? { still: UNFINISHED.name } : {}
    return tell(g, person.id, ofOne(g, only), { priority, about, ...still })
  }
  const all = [...of].sort(
    (a, b) => RANK.indexOf(a.why) - RANK.indexOf(b.why) || String(a.hazard.dueOn).localeCompare(String(b.hazard.dueOn)),
  )
  const late = all.filter((t) => t.why === 'late').length
  const card = cardMessage({
    title: hazardWords.reminders(all.length, late),
    tone: late ? 'danger' : 'warn',
    lines: all.slice(0, MOST).map((t) => lineOf(g, t)),
    note: [
      all.length > MOST ? hazardWords.andMore(all.length - MOST) : '',
      hazardWords.howToAnswer(all[0]!.hazard.no),
    ].join(''),
  })
  return tell(g, person.id, card, { priority })
}

function ofOne(g: DecisionContext, { hazard, why }: Told): Outbound {
  const title = `${DUE_WORDS[why]}：${hazard.no}`
  const card = hazardMessage(g, hazard)
  return { ...card, text: title, card: { ...card.card!, title, tone: why === 'late' ? 'danger' : 'warn' } }
}

function lineOf(g: DecisionContext, { hazard, why }: Told): Line {
  const { fields, dueOn } = hazard
  const what = [fields.place ?? fields.village, fields.description ?? fields.kind]
    .filter(Boolean)
    .join(' ')
    .slice(0, 40)
  const late = daysLate(g, hazard)
  const when =
    why === 'late'
      ? hazardWords.lateBy(late, saidDay(dueOn!, g))
      : why === 'today' || why === 'soon'
        ? hazardWords.dueBy(saidDay(dueOn!, g))
        : stateWords(hazard)
  return {
    label: hazard.no,
    value: `${isMajor(hazard) ? `【${fields.severity}】` : ''}${what}（${DUE_WORDS[why]}，${when}）`,
  }
}

/** Overdue past the last step, or refused: an officer decides whether it goes to enforcement or upwards. Anan decides no penalty. */
export function handOverTask(g: DecisionContext, hazard: Rec, refused = ''): Change[] {
  const sheet = handOverSheet(g, hazard)
  const title = refused ? hazardWords.refusedTask(hazard.no) : hazardWords.handOverTask(hazard.no, daysLate(g, hazard))
  const data = { id: hazard.id, v: String(hazard.version) }
  const message: Outbound = {
    ...sheet,
    text: title,
    card: {
      ...sheet.card!,
      title,
      lines: [...(refused ? [refused] : []), ...sheet.card!.lines],
      tone: 'danger',
      buttons: [
        { label: '转执法', act: 'hazard.enforce', data, style: 'primary' },
        { label: '更多处理', act: 'hazard.more', data },
      ],
    },
  }
  return [
    {
      type: 'record.noted',
      id: hazard.id,
      note: 'hand_over_task',
      data: { late: daysLate(g, hazard), ...(refused ? { refused } : {}) },
    },
    ...officers(g)
      .filter((p) => maySee(p, hazard))
      .flatMap((p) =>
        tell(g, p.id, message, {
          priority: 'alert',
          about: { kind: 'record', id: hazard.id },
          still: UNFINISHED.name,
        }),
      ),
  ]
}

/** A round that nothing started, or that was lost. */
export const standing = (g: DecisionContext, { waits }: { waits: boolean }): Change[] => (waits ? [] : roundSet(g))
