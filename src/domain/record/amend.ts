/** More about a record that stands already: new figures replace old ones, and the old stay in the ledger. */

import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { kindOf } from '../kinds.ts'
import { casualtiesIn } from '../reading/figures.ts'
import { placeTakenBack } from '../reading/fragment.ts'
import { NUM, numberOf } from '../reading/numbers.ts'
import { aboutWords, overAbout } from './about.ts'
import { amendment } from './confirm.ts'
import type { Change } from './fact.ts'
import { amendedBy } from './fields.ts'
import { attach, describe, fieldWords, groupIn, restrictedBy, villageCodeOf } from './filing.ts'
import type { Rec } from './record.ts'
import { isThing } from './things.ts'
import { recordWords } from './words.ts'

/** What the message adds to or changes of a record, the record after it, and the fields that differ. */
export function amend(s: Situation, record: Rec): { changes: Change[]; fields: Record<string, unknown>; after: Rec } {
  const event = s.event as MessageEvent
  const { correction, false_alarm: _, ...fresh } = s.reading!.fields
  const kept = overAbout(record.fields, fresh)
  const fields = changedOf(record, {
    ...unsaid(record, event.text),
    ...settled(record, { ...mended(record, kept), ...placeSaid(s, record) }, !!correction),
    ...instead(record, event.text, kept),
    ...restrictedBy(s, event.text),
  })
  return {
    changes: [amendment(s.roster, record, fields, event.text, event.messageId), ...attach(s, record.id)],
    fields,
    after: amendedBy(record, fields, event.text),
  }
}

const COUNT = `(${NUM})\\s?([人户间亩个名家头条件箱袋台])?`
/** 不是埋3人是埋5人: what became of them may stand before each. */
const DID = '[\\u4e00-\\u9fa5]{0,2}?'
const NOT_BUT = new RegExp(`不是${DID}${COUNT}[，,\\s]?(?:而|应该|应)?是${DID}${COUNT}`)
const BUT_NOT = new RegExp(`是${DID}${COUNT}[，,\\s]?(?:而)?不是${DID}${COUNT}`)
interface Instead {
  from: number
  to: number
  unit?: string
}
/** 不是三户是五户, 是五户不是三户. */
export function insteadIn(text: string): Instead | undefined {
  const said = NOT_BUT.exec(text)
  const turned = said ? null : BUT_NOT.exec(text)
  const [was, is] = said ? [said[1], said[3]] : [turned?.[3], turned?.[1]]
  const [from, to] = [numberOf(was ?? ''), numberOf(is ?? '')]
  const unit = said?.[4] ?? said?.[2] ?? turned?.[2] ?? turned?.[4]
  return from === undefined || to === undefined ? undefined : { from, to, ...(unit ? { unit } : {}) }
}

/** Whether a figure or a number of things stands there as it was said to be wrong. */
export const hasFigure = ({ fields }: Rec, { from }: Instead): boolean =>
  Object.values(fields).some(
    (v) => v === from || (Array.isArray(v) && v.some((t) => isThing(t) && t.quantity === from)),
  )

/** The one figure that stands at the first number becomes the second, where the words say nothing else of it. */
function instead({ kind, fields }: Rec, text: string, read: Record<string, unknown>): Record<string, unknown> {
  const spec = kindOf(kind).fields
  const said = insteadIn(text)
  if (!said || Object.keys(read).some((key) => spec[key]?.unit)) return {}
  const { from, to, unit } = said
  const fitting = Object.keys(fields).filter(
    (key) => fields[key] === from && (!unit || spec[key]?.unit === unitOf(unit)),
  )
  return fitting.length === 1 ? { [fitting[0]!]: to } : {}
}
export const unitOf = (said: string): string => ({ 个: '人', 名: '人', 家: '户', 头: '头只' })[said] ?? said

/** What it is and where stays as it was first told, unless it is taken back or said more exactly: what is added besides is no other event. */
function settled({ fields }: Rec, fresh: Record<string, unknown>, correction: boolean): Record<string, unknown> {
  if (correction) return fresh
  const stays = (key: string) => TOLD_ONCE.has(key) || (key === 'place' && !saysMoreExactly(fields, fresh.place))
  return Object.fromEntries(
    Object.entries(fresh).filter(([key]) => fields[key] === undefined || fields[key] === null || !stays(key)),
  )
}
const TOLD_ONCE: ReadonlySet<string> = new Set(['kind', 'description', 'village'])

/** 石岭村3组后山 for 石岭村后山, and for 石岭村: the same spot in more words. */
function saysMoreExactly({ village, place: was }: Record<string, unknown>, place: unknown): boolean {
  if (typeof place !== 'string' || typeof was !== 'string') return false
  const [before, now] = [spotIn(was, village), spotIn(place, village)]
  return now.spot.includes(before.spot) && (!before.group || before.group === now.group) && place.length > was.length
}

/** A place without its village: which group, and the rest. */
function spotIn(place: string, village: unknown): { group: string; spot: string } {
  const group = groupIn(place)
  return { group, spot: place.replace(String(village ?? ''), '').replace(group, '') }
}

/** Of fields that have a way of their own to be corrected, what comes of both values. */
const mended = (record: Rec, fresh: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fresh).map(([key, said]) => {
      const was = record.fields[key]
      const corrected = kindOf(record.kind).fields[key]?.corrected
      return [key, corrected && was !== undefined ? corrected(was, said) : said]
    }),
  )

/** 更正: changed and answered in one line; of kinds that nobody watches while they last. @param more what else follows. */
export function correct<C = never>(s: Situation, record: Rec, more: (after: Rec) => C[] = () => []): (Change | C)[] {
  const { changes, fields, after } = amend(s, record)
  return [
    ...changes,
    ...reply(s, {
      text: after.fields.restricted ? recordWords.keptQuietly : changedLine(record, fields),
      drill: record.drill,
    }),
    ...more(after),
  ]
}

/** Which group of a village a record's place names, as a number. */
export const groupOf = (r: Pick<Rec, 'fields'>): number | undefined => {
  const m = /(\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民小组|组|社)/.exec(String(r.fields.place ?? ''))
  return m ? numberOf(m[1]!) : undefined
}

/** 是四组: a place without its village is one of the report's village; a group alone completes or corrects the place. */
function placeSaid(s: Situation, record: Rec): { place?: string; village?: string } {
  const { text } = s.event as MessageEvent
  const { village, place, correction } = s.reading!.fields
  const known = record.fields.village
  const right = placeTakenBack(text)
  if (!known || (village && !right)) return {}
  // the whole village was said wrongly
  const there = right && s.roster.villages.find((v) => v.code === villageCodeOf(s.roster, right.is))
  if (there) return { village: there.name, place: there.name }
  const told = typeof place === 'string' && !ONES_OWN.test(place) ? place : ''
  const said = spotIn(right?.is ?? told, known)
  const group = said.group || groupIn(right?.is ?? text)
  if (!group && !said.spot) return {}
  const was = spotIn(String(record.fields.place ?? ''), known)
  // what is taken back leaves nothing of the place before, but of 不是3组 only the group was wrong
  const wrong = spotIn(right?.wrong ?? '', known)
  const before = !correction
    ? was
    : { group: right?.wrong && !wrong.group ? was.group : '', spot: wrong.group && !wrong.spot ? was.spot : '' }
  return { place: `${known}${group || before.group}${said.spot || before.spot}` }
}

/** The place that words alone set right, as it would stand then: whoever may change the report says so by one press. */
export function placeSetRight(s: Situation, record: Rec): string | undefined {
  const { text } = s.event as MessageEvent
  if (record.kind !== 'disaster_report' || !placeTakenBack(text)) return undefined
  const reading = s.again({ as: 'disaster_report' })
  const { place } = placeSaid({ ...s, reading }, record)
  return typeof place === 'string' && place !== record.fields.place ? place : undefined
}

/** 我家: whose it is says nothing to anybody else. */
export const ONES_OWN = /^[我你他她咱俺]/

/** 0 was said, and now somebody is hurt but not counted: the figure is not known any more, and is asked for again. */
const unsaid = (record: Rec, text: string) =>
  Object.fromEntries([...casualtiesIn(text)].filter((f) => record.fields[f] === 0).map((f) => [f, null]))

const changedOf = (record: Rec, fresh: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fresh).filter(([k, v]) => JSON.stringify(v) !== JSON.stringify(record.fields[k])))

/** What was read, in the kind's words: 「受伤2人，道路中断」. */
export const fieldsSaid = (record: Rec, fields: Record<string, unknown>): string =>
  describe(record.kind, fields)
    .map((l) => (typeof l === 'string' ? l : `${l.label}${l.value}`))
    .join('，')

/** What stands now of the fields that changed: 「受伤 2人，道路 中断」; what is not known any more is 待核. */
function changedWords({ kind }: Rec, fields: Record<string, unknown>): string {
  const spec = kindOf(kind).fields
  return Object.entries(spec)
    .flatMap(([key, { label, unit, no }]) => {
      const value = fields[key]
      const about = value ?? aboutWords(fields, key)
      if (about !== value) return [`${label} ${about}`]
      if (value === undefined) return []
      if (typeof value === 'boolean') return value ? [label] : no ? [no] : []
      return [`${label} ${fieldWords(value, unit) ?? recordWords.unknown}`]
    })
    .join('，')
}

/** One line on what it is now, a message of its own: a card above that only changes is not heard. */
export const changedLine = (record: Rec, fields: Record<string, unknown>): string => {
  const what = changedWords(record, fields)
  return what ? recordWords.changed(record.no, what) : recordWords.reportJoined(record.no)
}
