/** 是险情, WK-20261124-001 是隐患, 不用记: what somebody says of a message that was not understood for sure. */

import { isOfficer } from '../kernel/access.ts'
import { type Command, command, ofKnown } from '../kernel/command.ts'
import { reply } from '../kernel/situation.ts'
import type { AnyIntent } from '../reading/reading.ts'
import type { Change } from './fact.ts'
import { OWN_UNSURE, SUBJECT } from './needs.ts'
import { isOpen, type Rec } from './record.ts'
import { settleAs, settleAsNothing } from './unsure.ts'
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
  if (!record) return told.no ? reply(s, { text: recordWords.alreadyDone }) : undefined
  return told.as ? settleAs(s, record, told.as) : settleAsNothing(s, record)
})
