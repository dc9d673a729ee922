/**
 * 是险情, WK-20261124-001 是隐患, 不用记: what somebody says of a message that was not understood for sure; and 翁文斌那条是险情,
 * by which an officer says it of whatever somebody else wrote.
 */

import { isOfficer } from '../kernel/access.ts'
import { type Command, command, ofKnown } from '../kernel/command.ts'
import { peopleNamed } from '../kernel/named.ts'
import type { Roster } from '../kernel/roster.ts'
import { reply } from '../kernel/situation.ts'
import { pairsOf } from '../reading/pairs.ts'
import type { AnyIntent } from '../reading/reading.ts'
import { setAside } from './aside.ts'
import type { Change } from './fact.ts'
import { OWN_UNSURE, SAID_BY, type Saying, SUBJECT, UNSURE, whoseWords } from './needs.ts'
import { isOpen, type Rec } from './record.ts'
import { fromSaying, settleAs, settleAsNothing } from './unsure.ts'
import { MAY_BE, recordWords } from './words.ts'

/** Other names of what it may be. */
const NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(MAY_BE).map(([intent, word]) => [word, intent])),
  灾情: 'disaster_report',
  灾情险情: 'disaster_report',
  事故: 'disaster_report',
  人员转移: 'evacuation',
  整改: 'rectification',
  延期: 'extension_request',
  巡查记录: 'patrol',
  到岗: 'check_in',
  下班: 'check_out',
  交班: 'handover',
  接班: 'handover',
  请假: 'duty_change',
  安置点: 'shelter',
  避灾点: 'shelter',
  活动: 'activity',
  设备: 'equipment',
  批示: 'instruction',
  交办: 'instruction',
}
const NOTHING = /^(?:不用记|不用登记|不用|不是|不记|别记|没事|闲聊|聊天|不算)(?:了|的)?$/

interface Told {
  no?: string
  /** Undefined = nothing to keep. */
  as?: AnyIntent
}

function toldIn(text: string): Told | undefined {
  if (text.length > 40) return undefined
  const no = /WK-\d{8}-\d{3,5}/i.exec(text)?.[0].toUpperCase()
  const said = text
    .replace(/@?安安[，,\s]*/g, '')
    .replace(/WK-\d{8}-\d{3,5}/i, '')
    .replace(/[\s，,。.！!]/g, '')
  if (NOTHING.test(said)) return { no }
  const named = /^(?:这?就?是|按|算)(?:个|一个|条)?(.{1,6}?)(?:记|登记|的|了)?$/.exec(said)?.[1]
  return named && Object.hasOwn(NAMES, named) ? { no, as: NAMES[named] as AnyIntent } : undefined
}

/** It is the named or quoted one, else the sender's own last. Without one of them the words are nobody's order. */
export const unsureSaid: Command<Change> = command(ofKnown(toldIn), [SUBJECT, OWN_UNSURE], (s, told) => {
  const subject = s.need(SUBJECT)
  const open = (r: Rec | undefined) => (r?.kind === 'unsure' && isOpen(r.state) ? r : undefined)
  const theirs = open(subject)
  const mine = s.need(OWN_UNSURE).find((r) => isOpen(r.state) && r.fields.asked === true)
  const record =
    theirs && (isOfficer(s.person) || theirs.reporterId === s.person?.id) ? theirs : told.no ? undefined : mine
  if (!record && theirs) return setAside(s, 'not_theirs', recordWords.othersUnsure, theirs)
  if (!record)
    return told.no
      ? reply(s, { text: subject ? recordWords.alreadyDone : recordWords.noSuchNumber(told.no) })
      : undefined
  return told.as ? settleAs(s, record, told.as) : settleAsNothing(s, record)
})

interface ToldOf {
  /** Whose words are meant. */
  personId: string
  name: string
  as: AnyIntent
  /** What the officer says besides, by which one of several is known. */
  besides: string
}

/** 是险情: what it is called, before whatever is said besides. */
const CALLED = /(?:是|算|按)(?:个|一个|条)?([\p{Script=Han}]{2,6}?)(?:登记|记|的|了|吧)?$/u

function toldOfAnother(text: string, roster: Roster): ToldOf | undefined {
  const name = text.length > 120 ? undefined : whoseWords(text)
  const [head = '', ...rest] = text.replace(/^@?安安[，,\s]/, '').split(/[，,。；;！!：:\s]/)
  const called = CALLED.exec(head)?.[1] ?? ''
  const besides = rest.join('')
  if (!name || !Object.hasOwn(NAMES, called)) return undefined
  const { found, exact } = peopleNamed(roster, name)
  const [person, ...more] = exact ? found.filter((p) => p.active) : []
  return person && !more.length
    ? { personId: person.id, name: person.name, as: NAMES[called] as AnyIntent, besides }
    : undefined
}

/** An officer says what somebody else's words are: an unsure message of theirs, or whatever they wrote last. */
export const anothersSaid: Command<Change> = command(
  ofKnown((text, roster) => toldOfAnother(text, roster)),
  [UNSURE, SAID_BY],
  (s, told) => {
    if (!isOfficer(s.person)) return undefined
    const { personId, name, as, besides } = told
    const unsure = s.need(UNSURE).filter((r) => r.reporterId === personId && isOpen(r.state))
    const said = s.need(SAID_BY).filter((w) => w.personId === personId)
    const meant = [
      ...unsure.toReversed().map((r) => ({ text: r.text, record: r })),
      ...said
        .filter((w) => !unsure.some((r) => r.sourceMessageIds.includes(w.messageId)))
        .map((w) => ({ text: w.text, said: w })),
    ]
      .map((m, i) => ({ ...m, i, score: shared(besides, m.text) }))
      .sort((a, b) => b.score - a.score || a.i - b.i)[0]
    if (!meant) return reply(s, { text: recordWords.nothingSaidBy(name) })
    if ('record' in meant && meant.record) return settleAs(s, meant.record, as)
    const words = (meant as { said: Saying }).said
    if (words.no) return reply(s, { text: recordWords.keptAlready(name, words.no) })
    const record = fromSaying(s, words, as)
    return [{ type: 'record.filed', record }, ...settleAs(s, record, as)]
  },
)

/** How many pairs of characters both have; a single one says nothing. */
function shared(a: string, b: string): number {
  const pairs = new Set(pairsOf(b))
  const n = pairsOf(a).filter((p) => pairs.has(p)).length
  return n > 1 ? n : 0
}
