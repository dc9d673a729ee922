/**
 * What the buttons of a report do, said in words: 接警, ZQ-… 办结, 到了 under its card. The number or the quoted
 * card says which is meant; else the one open record that fits whoever says it. Several are asked for, none is guessed.
 */

import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { minutesAfter } from '../kernel/time.ts'
import type { Change } from '../nouns.ts'
import { saidReal } from '../reading/fields/alarm.ts'
import { ACTABLE, SUBJECT } from '../record/needs.ts'
import { calledBy, callsIn, withoutCalls } from '../record/numbers.ts'
import type { Rec, RecordKind, RecordState } from '../record/record.ts'
import { decidePress } from './press.ts'
import { dialogWords } from './words.ts'

interface SaidAct {
  act: string
  kind: RecordKind
  /** States it starts from, where the record is not named. */
  from: readonly RecordState[]
  /** Whose record it may be meant for without a name, besides officers, who may mean any. */
  own: ('owner' | 'reporter')[]
  /** Without a name an officer too means their own alone. */
  owned?: true
  /** One clause of the message says it, whatever the others tell. */
  among?: true
  /** Without a name only what changed so lately may be meant. */
  within?: number
  /** What has been done, said back to whoever says it where no other message tells them. */
  done: string
}

const REOPEN: SaidAct = {
  act: 'report.reopen',
  kind: 'disaster_report',
  from: ['closed', 'false_alarm'],
  own: [],
  among: true,
  done: '',
}

const ACTS_SAID: [RegExp, SaidAct][] = [
  [
    /^(?:我来?|我们|已经?|这边)?(?:已经?)?接警了?$/,
    { act: 'report.receive', kind: 'disaster_report', from: ['raised'], own: [], done: '已由您接警' },
  ],
  [
    /^(?:这条|这件|这个)?(?:已经?|可以)?(?:办结|结案|销案|结)了?$/,
    {
      act: 'report.close',
      kind: 'disaster_report',
      from: ['raised', 'received', 'handling'],
      own: ['owner'],
      done: '已办结',
    },
  ],
  [
    /^(?:请|麻烦|要|得|快|还是)?(?:把|给)?(?:它|这条|那条|这个|刚才那条)?(?:重新打开|重新开|重开|再打开|重新处置|恢复处置)(?:一下|吧|了)?$/,
    REOPEN,
  ],
  [/^(?:请|麻烦)?(?:撤销|取消|撤回|收回|推翻)(?:掉)?(?:办结|结案|误报|销案)(?:吧|一下|了)?$/, REOPEN],
  [/^(?:不该|不能|不应该|还不能)(?:办结|结案|算误报)的?$/, REOPEN],
  [/^(?:办结|结案|误报)?(?:是)?(?:我)?(?:办结|结案|误报)?(?:按|点|戳)(?:错|岔)了?$/, { ...REOPEN, within: 30 }],
  [
    /^(?:请)?升级(?:给镇领导)?$/,
    { act: 'report.escalate', kind: 'disaster_report', from: ['received', 'handling'], own: ['owner'], done: '' },
  ],
  [
    /^(?:我们?|我和.{1,6}|人|人员|队伍|救援队|消防|民兵)?(?:都|也|已经?)?(?:到了|到达|赶到|抵达|到现场|到达现场|赶到现场)了?$/,
    {
      act: 'report.arrive',
      kind: 'disaster_report',
      from: ['received'],
      own: ['owner'],
      done: '已到现场',
      owned: true,
    },
  ],
]

/** Which act a whole message says, or undefined. */
export function actSaid(text: string): SaidAct | undefined {
  if (text.length > 60 || /[?？吗]$/.test(text.trim())) return undefined
  const said = withoutCalls(text.replace(/@?安安[，,\s]?/, ''))
  const bare = said.replace(APART, '')
  const clauses = said.split(APART)
  const found = ACTS_SAID.find(([form, { among }]) => form.test(bare) || (among && clauses.some((c) => form.test(c))))
  return found?.[1] ?? (saidReal(said) ? { ...REOPEN, from: ['false_alarm'], within: 60 } : undefined)
}
const APART = /[\s，,。.！!：:；;、]+/g

/** Undefined where nothing here is meant by it: then it is talk, or read as anything else. */
export function actedInWords(s: Situation, said: SaidAct, event: MessageEvent): Change[] | undefined {
  if (!s.person) return undefined
  const subject = s.need(SUBJECT)
  const all = s.need(ACTABLE).filter((r) => r.kind === said.kind)
  const [call] = callsIn(event.text)
  const named = subject?.kind === said.kind ? subject : call ? calledBy(all, call) : undefined
  if (!named && (call || event.replyTo)) return undefined
  // what is said of one that goes on is news of it
  if (named && said.act === REOPEN.act && !said.from.includes(named.state)) return undefined
  const any = isOfficer(s.person) && !said.owned
  const mine = (r: Rec) =>
    any ||
    (said.own.includes('owner') && r.ownerId === s.person!.id) ||
    (said.own.includes('reporter') && r.reporterId === s.person!.id)
  const lately = (r: Rec) => !said.within || r.updatedAt >= minutesAfter(s.now, -said.within)
  const open = all.filter((r) => said.from.includes(r.state) && mine(r) && lately(r))
  const real = open.filter((r) => !r.drill)
  const fits = named ? [named] : real.length ? real : open
  if (!fits.length) return undefined
  const [record, ...more] = fits
  if (more.length) return reply(s, { text: dialogWords.whichRecord(fits.slice(0, 5).map(lineOf), fits.length) })
  const changes = decidePress({
    ...s,
    need: (need) => (need.name === SUBJECT.name ? (record as never) : s.need(need)),
    event: { ...event, type: 'press', act: said.act, data: { id: record!.id, v: String(record!.version) } },
  })
  const moved = changes.some((c) => c.type === 'record.moved')
  const toMe = changes.some((c) => c.type === 'message.owed' && 'chat' in c.owed.to && c.owed.to.chat === event.chat.id)
  return moved && !toMe
    ? [...changes, ...reply(s, { text: `${record!.no} ${said.done}。`, drill: record!.drill })]
    : changes
}

/** YH-…（石岭村桥头 栏杆松动） */
const lineOf = ({ no, fields: { place, village, kind, description, restricted } }: Rec) =>
  `${no}${restricted ? '' : `（${[place ?? village, description ?? kind].filter(Boolean).join(' ').slice(0, 30)}）`}`
