/**
 * What Anan could make nothing of and a person must: kept as a record with its bare words and files, answered to whoever sent
 * it, and put before the duty officers until one of them says that it is done. Nothing received ends in silence.
 */

import type { Attachment, MessageEvent, Outbound } from '../kernel/message.ts'
import { type DecisionContext, officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Change } from './fact.ts'
import { asSaid, attach, numberPrefix, reporterWords, restrictedBy } from './filing.ts'
import type { Rec } from './record.ts'
import { ASIDE_WORDS, recordWords } from './words.ts'

/** Why it was set aside. */
export type AsideReason = keyof typeof ASIDE_WORDS

/** @param answer what the sender is told, by the record's number. */
export function setAside(
  s: Situation,
  reason: AsideReason,
  answer: (no: string, phone: string) => string,
  about?: Rec,
): Change[] {
  const event = s.event as MessageEvent
  const drill = about?.drill ?? s.reading?.drill ?? false
  const said = new Date(event.at)
  const record: Rec = {
    id: s.newId(),
    no: s.newNo(numberPrefix('aside', drill)),
    kind: 'aside',
    drill,
    state: s.person ? 'filed' : 'unverified',
    fields: { reason, ...(about ? { about: about.no } : {}), ...restrictedBy(s, event.text) },
    villageCode: about?.villageCode ?? null,
    ...asSaid(s, event),
    occurredAt: null,
    // whatever else is wrong with it, it is known when it came
    reportedAt: Number.isNaN(said.getTime()) ? s.now : said,
    photos: event.attachments.length,
  }
  const heard = event.attachments.some((a) => a.kind === 'audio')
  const card: Outbound = {
    ...asideMessage(s, record, event.attachments),
    ...(heard ? { forwards: { channel: event.channel, messageId: event.messageId } } : {}),
  }
  const about1 = { kind: 'record', id: record.id } as const
  return [
    { type: 'record.filed', record },
    ...attach(s, record.id),
    ...officers(s).flatMap((p) =>
      tell(s, p.id, card, { priority: 'alert', slot: `record:${record.id}`, about: about1 }),
    ),
    ...reply(s, { text: answer(record.no, s.settings.duty_room.phone), drill }, { about: about1 }),
  ]
}

const FILES: Record<Attachment['kind'], string> = { image: '照片', file: '文件', audio: '语音', video: '视频' }

/** 照片2个、语音1个 */
const filesWords = (files: readonly Attachment[]): string =>
  (Object.keys(FILES) as Attachment['kind'][])
    .map((kind) => [FILES[kind], files.filter((f) => f.kind === kind).length] as const)
    .filter(([, n]) => n)
    .map(([word, n]) => `${word}${n}个`)
    .join('、')

/** The officers' card: whose words, why, what came with them. */
function asideMessage(
  g: DecisionContext & { chat?: Situation['chat'] },
  record: Rec,
  files: readonly Attachment[] = [],
): Outbound {
  const done = record.state === 'closed'
  return cardMessage(
    {
      title: `${done ? '已处理' : '请人工处理'}：${record.no}`,
      tone: done ? 'good' : 'warn',
      lines: known([
        ['来自', reporterWords(g, record)],
        ['群', g.chat?.kind === 'group' ? g.chat.name : ''],
        ['原因', ASIDE_WORDS[record.fields.reason as AsideReason]],
        ['关于', record.fields.about],
        ['附件', filesWords(files)],
      ]),
      original: record.text ? { text: record.text.slice(0, 1200), source: '原话' } : undefined,
      buttons: done ? [] : [{ label: '已处理', act: 'aside.done', data: { id: record.id }, style: 'primary' }],
      note: done ? undefined : recordWords.askThem,
    },
    record.drill,
  )
}

/** An officer has seen to it: the cards of all who hold one follow. */
export function seenTo(s: Situation, record: Rec): Change[] {
  const after: Rec = { ...record, state: 'closed', version: record.version + 1 }
  const about = { kind: 'record', id: record.id } as const
  return [
    { type: 'record.moved', id: record.id, from: record.state, to: 'closed', note: s.person?.name },
    ...officers(s).flatMap((p) =>
      tell(s, p.id, asideMessage(s, after), { priority: 'reply', slot: `record:${record.id}`, about }),
    ),
  ]
}

/**
 * An event given up on after its last try. A message is set aside; whoever pressed or asked for anything else is told that it
 * was not done; the officers hear of all of it.
 * @param filed false where filing the words failed as well: then they stand on the officers' card alone.
 */
export function givenUp(s: Situation, filed = true): Change[] {
  if (s.event.type === 'message' && filed) return setAside(s, 'failed', recordWords.setAside)
  const { event } = s
  const text = event.type === 'message' ? event.text : ''
  const card = cardMessage({
    title: `没有办成：${EVENT_WORDS[event.type]}`,
    tone: 'danger',
    lines: known([
      ['来自', s.person?.name ?? (s.account ? '未绑定账号' : '')],
      ['群', s.chat?.kind === 'group' ? s.chat.name : ''],
      ['操作', event.type === 'press' ? event.act : ''],
    ]),
    original: text ? { text: text.slice(0, 1200), source: '原话' } : undefined,
    note: recordWords.triedFiveTimes,
  })
  return [
    ...officers(s).flatMap((p) => tell(s, p.id, card, { priority: 'alert' })),
    ...(event.type === 'press' || event.type === 'message'
      ? reply(s, { text: recordWords.notDone(s.settings.duty_room.phone) })
      : []),
  ]
}

const EVENT_WORDS: Record<Situation['event']['type'], string> = {
  message: '一条消息',
  press: '一次按钮操作',
  recall: '一次撤回',
  joined: '入群',
  left: '退群',
  read: '已读回执',
  air: '应急广播平台的回报',
}
