/** How evidence is said, the same on the page and in the workbook. */
import type { Attempt, Happened } from '#domain/evidence.ts'
import { accountKey, type Roster } from '#domain/roster.ts'
import { stepWords } from './bits.tsx'

export const ANSWER_WORDS: Record<string, string> = {
  button: '点按钮',
  word: '回复',
  call: '电话或上门',
  report: '报情况',
}

const CHANNELS: Record<string, string> = { web: '网页', feishu: '飞书' }
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
}

/** 飞书 石岭村网格群 @本人, or 飞书 私聊. */
export function wayWords(a: Attempt, roster: Roster): string {
  const channel = CHANNELS[a.channel] ?? a.channel
  if (!a.chat) return `${channel}私聊${a.urgent ? '加急' : ''}`
  const chat = roster.chats.find((c) => accountKey(c.channel, c.chat) === accountKey(a.channel, a.chat!))
  return `${channel}“${chat?.name ?? '群'}”@本人`
}

export function attemptWords(a: Attempt): string {
  const tries = a.tries > 1 ? `，试了${a.tries}次` : ''
  const reason = a.state === 'sent' || !a.reason ? '' : `（${REASONS[a.reason] ?? a.reason}）`
  return `${SENT[a.state] ?? a.state}${reason}${tries}`
}

const HAPPENED: Record<string, (h: Happened) => string> = {
  'warning.drafted': () => '收到，等待确认',
  'warning.issued': () => '发出',
  'warning.ended': ({ data }) =>
    ({ lifted: '解除', superseded: '被替代', closed: '结束', discarded: '取消' })[String(data.state)] ?? '结束',
  'obligation.stepped': ({ data }) => `第${data.step}步：${stepWords(String(data.how))}`,
}
export const happenedWords = (h: Happened) => HAPPENED[h.change]?.(h) ?? h.change

/** 57%; nothing asked is nothing to share. */
export const percent = (part: number, whole: number) => (whole ? `${Math.round((part / whole) * 100)}%` : '—')
