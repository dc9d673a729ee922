/** A check begins, stops and goes on, by a word or a press. */

import { OFFICERS } from '../kernel/access.ts'
import type { Card, MessageEvent } from '../kernel/message.ts'
import { hasRole, type Person, type Role } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { cardMessage, words } from '../kernel/words.ts'
import { draft, file } from '../record/filing.ts'
import { asMessage, sourceOf } from './answer.ts'
import { checkMessage, shown } from './card.ts'
import type { Change } from './fact.ts'
import { leaveOff, waitOn } from './idle.ts'
import { type Check, doneOf, leftOf } from './inspection.ts'
import { CHECKS } from './needs.ts'
import { type Start, startIn } from './spoken.ts'
import { type Unit, unitsMeant } from './units.ts'
import { inspectionWords } from './words.ts'

/** Who checks. */
const CHECKERS: Role[] = ['inspector', 'info_officer', 'grid_member', ...OFFICERS]
export const mayCheck = (person: Person | undefined): boolean => hasRole(person, ...CHECKERS)

/** People of the roster that a text names. */
const namedIn = (s: Pick<Situation, 'roster'>, text: string): string[] =>
  [...s.roster.people.values()].filter((p) => p.active && p.name.length > 1 && text.includes(p.name)).map((p) => p.name)
/** Whoever is named, known to the roster or not: 张三、县应急局李科. */
export const checkersIn = (s: Pick<Situation, 'roster'>, said: string): string[] => {
  const parts = said.split(/[、，,和及\s]+/).filter((n) => n.length > 1 && n.length < 16)
  return [...new Set(parts.map((part) => namedIn(s, part)[0] ?? part))].slice(0, 6)
}

/** Whether somebody takes part in a check. */
export const takesPart = (check: Check, person: Person): boolean =>
  check.byId === person.id || check.inspectors.includes(person.name)

/** The checks that the sender takes part in, the last touched first; of this chat before others. */
export const ownChecks = (s: Situation, state: Check['state'] = 'checking'): Check[] => {
  const here = 'chat' in s.event ? s.event.chat?.id : undefined
  const own = s.need(CHECKS).filter((c) => s.person && c.state === state && takesPart(c, s.person))
  return [...own.filter((c) => c.chat === here), ...own.filter((c) => c.chat !== here)]
}

/** The order of a text, and the one unit that it names; undefined where nobody here can be meant by it. */
export function beginningIn(text: string, { person }: { person?: Person }): Start | undefined {
  return mayCheck(person) ? startIn(text) : undefined
}

/** Undefined where what is named is no unit: then it is read as anything else. */
export function begin(s: Situation, { unit: said, with: others }: Start): Change[] | undefined {
  const units = unitsMeant(s, said)
  const [unit, ...more] = units
  if (!unit) return undefined
  if (more.length)
    return reply(s, {
      text: inspectionWords.whichUnit(
        said,
        units.map((u) => u.name),
      ),
    })
  return beginOf(s, unit, checkersIn(s, others))
}

/** The check of a unit: one that is being done is joined. @param event the message that begins it. */
export function beginOf(s: Situation, unit: Unit, others: readonly string[]): Change[] {
  const running = s.need(CHECKS).find((c) => c.state === 'checking' && c.unit === unit.name && c.drill === drillOf(s))
  if (running) {
    const names = [...new Set([...running.inspectors, s.person!.name, ...others])]
    const after: Check = { ...running, inspectors: names }
    return [
      ...(names.length > running.inspectors.length ? [pairedWith(s, running, names)] : []),
      ...shownHere(s, after),
    ]
  }
  const check = draftOf(s, unit, [s.person!.name, ...others])
  return [...check.changes, waitOn(s, check.check), ...shown(s, check.check)]
}

const drillOf = (s: Situation): boolean => s.reading?.drill ?? false

/** Where it is being done the card is the one there; to whoever comes in elsewhere it is shown as well. */
const shownHere = (s: Situation, check: Check): Change[] =>
  'chat' in s.event && s.event.chat?.id === check.chat && s.event.type === 'press'
    ? shown(s, check)
    : reply(s, checkMessage(check), { about: { kind: 'record', id: check.id } })

/** A check with all of its list open, and its record. */
export function draftOf(s: Situation, unit: Unit, inspectors: readonly string[]): { check: Check; changes: Change[] } {
  const said = asMessage(s, inspectionWords.example.replace(/ .*/, ` ${unit.name}`))
  const event = said.event as MessageEvent
  const village = s.roster.villages.find((v) => v.code === unit.place?.villageCode)?.name
  const names = [...new Set(inspectors)]
  const fields = { unit: unit.name, inspectors: names, ...(village ? { village } : {}) }
  const record = { ...draft(said, 'inspection', fields, drillOf(s)), state: 'checking' as const }
  const check: Check = {
    id: record.id,
    no: record.no,
    state: 'checking',
    drill: record.drill,
    restricted: !!(record.fields as { restricted?: boolean }).restricted,
    unit: unit.name,
    unitKind: unit.list.kind,
    placeId: unit.place?.id ?? null,
    villageCode: record.villageCode,
    inspectors: names,
    byId: s.person!.id,
    channel: event.channel,
    chat: event.chat.id,
    begunAt: s.now,
    touchedAt: s.now,
    endedAt: null,
    items: unit.list.items.map((item, i) => ({
      seq: i + 1,
      item,
      result: null,
      wrong: null,
      hazardId: null,
      hazardNo: null,
    })),
  }
  return { check, changes: [...file(said, record), { type: 'inspection.begun', check }] }
}

const pairedWith = (s: Situation, check: Check, inspectors: readonly string[]): Change => ({
  type: 'record.amended',
  id: check.id,
  fields: { inspectors },
  was: { inspectors: check.inspectors },
  text: '',
  messageId: sourceOf(s),
})

/** 检查人 张三: of the check that its sender does, or finished last. */
export function pair(s: Situation, said: string): Change[] | undefined {
  const [check] = [...ownChecks(s), ...ownChecks(s, 'filed')]
  const names = checkersIn(s, said)
  if (!check || !names.length) return undefined
  const all = [...new Set([...check.inspectors, ...names])]
  return [
    pairedWith(s, check, all),
    ...reply(s, { text: inspectionWords.paired(all), drill: check.drill }),
    ...(check.state === 'checking' ? shown(s, { ...check, inspectors: all }) : []),
  ]
}

/** 先停一下: nothing is lost by it. */
export function pause(s: Situation, check = ownChecks(s)[0]): Change[] | undefined {
  return check
    ? [
        waitOn(s, check),
        ...reply(s, {
          text: inspectionWords.paused(check.unit, doneOf(check), leftOf(check).length),
          drill: check.drill,
        }),
      ]
    : undefined
}

/** 继续检查: the one that is being done, else one that nobody finished. */
export function goOn(s: Situation, said: string): Change[] {
  const named = said ? unitsMeant(s, said).map((u) => u.name) : undefined
  const fits = [...ownChecks(s), ...ownChecks(s, 'incomplete')].filter((c) => !named || named.includes(c.unit))
  const [check] = fits
  if (!check) return reply(s, { text: inspectionWords.noneToGoOn })
  const now: Check = { ...check, state: 'checking', endedAt: null }
  return [
    ...(check.state === 'checking' ? [] : again(check)),
    waitOn(s, now),
    ...reply(s, checkMessage(now), { about: { kind: 'record', id: check.id } }),
  ]
}
const again = ({ id }: Check): Change[] => [
  { type: 'record.moved', id, from: 'incomplete', to: 'checking' },
  { type: 'inspection.ended', id, at: null },
]

/** 检查结束: what is left is told, and left off only by a press. */
export function over(s: Situation): Change[] | undefined {
  const [check] = ownChecks(s)
  if (!check) return undefined
  const left = leftOf(check).map((i) => i.item)
  const card: Card = {
    title: inspectionWords.title(check.unit, doneOf(check), check.items.length),
    tone: 'info',
    lines: [inspectionWords.stillLeft(left)],
    buttons: [
      { label: '其余合格', act: 'inspection.rest', data: { id: check.id }, style: 'primary' },
      { label: '就此结束', act: 'inspection.end', data: { id: check.id } },
    ],
  }
  return reply(s, cardMessage(card, check.drill))
}

/** 就此结束. */
export const endNow = (s: Situation, check: Check): Change[] => [
  ...leaveOff(check, s.now),
  ...reply(s, {
    text: inspectionWords.ended(check.unit, check.no, leftOf(check).length),
    drill: check.drill,
  }),
  ...shown(s, { ...check, state: 'incomplete' }),
]

export const notAllowed = (s: Situation): Change[] => reply(s, { text: words.notAllowed(inspectionWords.whoMay) })
