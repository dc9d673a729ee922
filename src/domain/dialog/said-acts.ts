/**
 * What the buttons of a report do, said in words: 接警, ZQ-… 办结, 到了 under its card. The number or the quoted
 * card says which is meant; else the one open record that fits whoever says it. Several are asked for, none is guessed.
 */

import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import type { Change } from '../nouns.ts'
import { ACTABLE, SUBJECT } from '../record/needs.ts'
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
  /** What has been done, said back to whoever says it where no other message tells them. */
  done: string
}

const ACTS_SAID: [RegExp, SaidAct][] = [
  [
    /^(?:我来?|我们|已经?|这边)?(?:已经?)?接警了?$/,
    { act: 'report.receive', kind: 'disaster_report', from: ['raised'], own: [], done: '已由您接警' },
  ],
  [
    /^(?:已经?|可以)?办结了?$/,
    { act: 'report.close', kind: 'disaster_report', from: ['received', 'handling'], own: ['owner'], done: '已办结' },
  ],
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

const NUMBER = /[A-Z]{2,8}-\d{8}-\d{3,5}/i

/** Which act a whole message says, or undefined. */
export function actSaid(text: string): SaidAct | undefined {
  if (text.length > 60) return undefined
  const bare = text
    .replace(/@?安安[，,\s]?/, '')
    .replace(NUMBER, '')
    .replace(/[\s，,。.！!：:]+/g, '')
  return ACTS_SAID.find(([form]) => form.test(bare))?.[1]
}

/** Undefined where nothing here is meant by it: then it is talk, or read as anything else. */
export function actedInWords(s: Situation, said: SaidAct, event: MessageEvent): Change[] | undefined {
  if (!s.person) return undefined
  const subject = s.need(SUBJECT)
  const named = subject?.kind === said.kind ? subject : undefined
  if (!named && (NUMBER.test(event.text) || event.replyTo)) return undefined
  const any = isOfficer(s.person) && !said.owned
  const mine = (r: Rec) =>
    any ||
    (said.own.includes('owner') && r.ownerId === s.person!.id) ||
    (said.own.includes('reporter') && r.reporterId === s.person!.id)
  const open = s.need(ACTABLE).filter((r) => r.kind === said.kind && said.from.includes(r.state) && mine(r))
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
