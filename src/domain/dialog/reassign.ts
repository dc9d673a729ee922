/** 转给: `YH-20261124-001 转给 张三` hands a hazard or a report to another person, in words as by a card's form. */

import { isOfficer } from '../kernel/access.ts'
import { peopleNamed } from '../kernel/named.ts'
import type { Roster } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { type Change, RECORDS } from '../nouns.ts'
import { SUBJECT } from '../record/needs.ts'
import { isOpen } from '../record/record.ts'
import { dialogWords } from './words.ts'

const HANDING =
  /^(?:@?安安[，,\s]{0,3})?(?:把)?(?:隐患|灾情)?\s{0,3}[A-Z]{2,8}-\d{8}-\d{3,5}\s{0,3}(?:转给|转派给?|交给|改由|责任人改为)\s{0,3}@?([^，,。；;！!？?\n]{2,40})[。！!]?$/i
/** What may follow the name. */
const TO_DO = /(?<!\s)\s{0,3}(?:同志)?(?:来)?(?:负责|处理|整改|去办|跟进)$/
/** A name that nobody of the roster has is one by its form alone. */
const A_NAME = /^[\p{Script=Han}·•‧・]{2,6}$/u

/**
 * The name that a record is to go to, or undefined where the text is no such order: the roster's own names first, whatever they
 * are written with; else what has the form of a short name.
 */
export function handingIn(text: string, roster: Roster): string | undefined {
  const said = HANDING.exec(text.trim())?.[1]?.trim()
  if (!said) return undefined
  const ways = [said, said.replace(TO_DO, '')]
  return ways.find((way) => peopleNamed(roster, way).exact) ?? ways.toReversed().find((way) => A_NAME.test(way))
}

export function handedOn(s: Situation, name: string): Change[] {
  if (!isOfficer(s.person)) return reply(s, { text: words.notAllowed('值班员或领导') })
  const record = s.need(SUBJECT)
  const hand = record && isOpen(record.state) ? RECORDS[record.kind].handed : undefined
  if (!record || !hand) return reply(s, { text: dialogWords.noSuchRecord })
  const { found, exact } = peopleNamed(s.roster, name)
  const named = exact ? found.filter((p) => p.active) : []
  const [to, ...more] = named
  return to && !more.length ? hand(s, record, to) : reply(s, { text: dialogWords.whoIsMeant(name, named.length) })
}
