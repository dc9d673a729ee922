/** How the warning pages and the evidence workbook say things: names, places, times, states. */

import { UNBUZZED } from '#domain/kernel/delivery.ts'
import { DRILL_MARK } from '#domain/kernel/message.ts'
import { maskText } from '#domain/kernel/privacy.ts'
import { accountKey, maskPhone, type Roster } from '#domain/kernel/roster.ts'
import { clockOf, dayOf, saidTime } from '#domain/kernel/time.ts'
import { CHANNEL_WORDS } from '#domain/kernel/words.ts'
import {
  type Attempt,
  type Evidence,
  type EvidenceFacts,
  evidenceOf,
  type Happened,
  outcomeOf,
  type StepOutcome,
} from '#domain/warning/evidence.ts'
import { STEPS } from '#domain/warning/step.ts'
import { areaWords, dutyWords, type Obligation, titleOf, type Warning } from '#domain/warning/warning.ts'

/** Sentences of the pages. */
export const pageWords = {
  drillBand: '【演练】这是演练，不是真的预警【演练】',
  whatCounts: '已发送、已读都不算应答；本人点“收到”、回复或接了电话才算。',
  over: (state: string) => `已经结束（${state}），不再叫应`,
  allAnswered: '全部已应答，不用再叫',
  stepsTaken: '各步都已做完，请打电话或上门',
  noSteps: '这一级只提醒，不逐级叫应',
  phonesHidden: '电话中间四位已隐去。完整电话只给值班员和带班领导看。',
  nobodyToCall: '全部已应答，不用打电话。',
  signatures: '打电话人：＿＿＿＿＿＿＿＿　　核对人：＿＿＿＿＿＿＿＿',
  forWhom: '这里给值班员、带班领导和镇领导看。请先登录。',
  choosePerson: '演示站：选一位人员',
  wallToken: '用 npm run token -- --name 大屏 --role wall 生成，只能看，不能操作。',
  agrees: (at: string) => `核对：该通知到的都有发送记录或应答（${at}）`,
  disagrees: (n: number) => `核对：有${n}处对不上`,
  callNow: '请马上打电话，并看看是哪个渠道没有发成。',
  altered: '与原文不一致，请查明',
  onlyReminded: '只提醒，不逐级叫应',
} as const

/** One warning as a page shows it. */
export interface Shown {
  evidence: Evidence
  roster: Roster
  now: Date
  tz: string
}

export const shown = (facts: EvidenceFacts, roster: Roster, now: Date, tz: string): Shown => ({
  evidence: evidenceOf(facts, roster),
  roster,
  now,
  tz,
})

/** 【演练】 stands first wherever a drill is named. */
export const nameOf = (w: Warning) => `${w.drill ? DRILL_MARK : ''}${titleOf(w)}`

export const stepWords = (how: string) => (STEPS as Record<string, { words: string }>)[how]?.words ?? how

/** What a page needs to name people and places; numbers in people's words are hidden. */
export function naming({ roster, tz, now }: Pick<Shown, 'roster' | 'tz' | 'now'>) {
  const village = (code: string | null) => roster.villages.find((v) => v.code === code)?.name ?? '镇里'
  const grids = new Map(roster.grids.map((g) => [g.id, g]))
  return {
    village,
    /** Somebody asked, as they were called when it was issued. */
    asked: (o: Obligation) => o.name || (roster.people.get(o.personId)?.name ?? '（已离开）'),
    person: (id: string) => roster.people.get(id)?.name ?? (id.startsWith('token:') ? id.slice(6) : '（已离开）'),
    actor: (id: string) => (id === 'anan' ? '安安' : (roster.people.get(id)?.name ?? id.replace(/^token:/, '接口 '))),
    role: dutyWords,
    /** Where in a village somebody stands: their grid, else what they are. */
    post: (o: Obligation) => o.grid ?? dutyWords(o.role),
    seq: (gridId: string | null) => grids.get(gridId ?? '')?.seq ?? 0,
    phone: (id: string) => maskPhone(roster.people.get(id)?.phone),
    area: (w: Warning) => areaWords({ roster }, w),
    words: (said: string | null) => (said ? maskText(said) : ''),
    /** The time of day, with its day where that is not today. */
    time: (at: Date | null | undefined) =>
      !at ? '' : dayOf(at, tz) === dayOf(now, tz) ? clockOf(at, tz) : saidTime(at, tz),
  }
}

/** Rows by a key, keys in the order they first come. */
export function grouped<R>(rows: R[], keyOf: (row: R) => string): [string, R[]][] {
  const groups = new Map<string, R[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups]
}

export const ANSWER_WORDS: Record<string, string> = {
  button: '点按钮',
  word: '回复',
  call: '电话或上门',
  report: '报情况',
}

const SENT: Record<string, string> = {
  queued: '等待发送',
  leased: '正在发送',
  sent: '已发送',
  settled: '不用再发',
  refused: '平台拒收',
  unknown: '结果不明',
}
/** Why a message was settled unsent. */
const REASONS: Record<string, string> = {
  answered: '本人已应答',
  lifted: '已解除',
  superseded: '已被替代',
  closed: '已结束',
  expired: '已过期',
  unbound: '账号已解绑',
}

/** 飞书 石岭村网格群 @本人, or 飞书 私聊. */
export function wayWords(a: Attempt, roster: Roster): string {
  const channel = CHANNEL_WORDS[a.channel] ?? a.channel
  if (!a.chat) return `${channel}私聊${a.urgent ? '加急' : ''}`
  const chat = roster.chats.find((c) => accountKey(c.channel, c.chat) === accountKey(a.channel, a.chat!))
  return `${channel}“${chat?.name ?? '群'}”@本人`
}

export function attemptWords(a: Attempt): string {
  const tries = a.tries > 1 ? `，试了${a.tries}次` : ''
  const reason = a.state === 'sent' || !a.reason ? '' : `（${REASONS[a.reason] ?? a.reason}）`
  const unbuzzed = a.state === 'sent' && a.reason?.startsWith(UNBUZZED) ? '，加急没打出去' : ''
  return `${SENT[a.state] ?? a.state}${unbuzzed}${reason}${tries}`
}

/**
 * What became of a step: 已做 only where it was. Undefined outcome = not taken, ''.
 * @param counted say how many also where nothing went wrong.
 */
export function outcomeWords(o: StepOutcome | undefined, counted = false): string {
  if (!o) return ''
  if (!o.done && !o.unbuzzed && !o.failed && !o.waiting) return o.spared ? '都已应答，没有再打扰' : '没有可通知的人'
  const parts = [
    o.done && (counted || o.unbuzzed || o.failed || o.waiting) ? `${o.done}人已做` : o.done ? '已做' : '',
    o.waiting ? '正在做' : '',
    o.unbuzzed ? `${o.unbuzzed}人没打出去` : '',
    o.failed ? `${o.failed}人没发出去` : '',
    o.unbuzzed || o.failed ? '请打电话' : '',
  ]
  return parts.filter(Boolean).join('，')
}

const HAPPENED: Record<string, (h: Happened, e: EvidenceFacts) => string> = {
  'warning.drafted': () => '收到，等待确认',
  'warning.issued': () => '发出',
  'warning.narrowed': () => '部分范围由新的预警接替',
  'warning.ended': ({ data }) =>
    ({ lifted: '解除', superseded: '被替代', closed: '结束', discarded: '取消' })[String(data.state)] ?? '结束',
  'obligation.troubled': ({ data }) =>
    `${{ denial: '说没收到', question: '有疑问', unclear: '说' }[String(data.what)] ?? '说有困难'}：“${maskText(String(data.text))}”`,
  'obligation.stepped': ({ data }, e) =>
    `第${data.step}步：${stepWords(String(data.how))}：${outcomeWords(outcomeOf(e, Number(data.step)), true)}`,
}
export const happenedWords = (h: Happened, e: EvidenceFacts) => HAPPENED[h.change]?.(h, e) ?? h.change

/** 57%; nothing asked is nothing to share. */
export const percent = (part: number, whole: number) => (whole ? `${Math.round((part / whole) * 100)}%` : '—')
