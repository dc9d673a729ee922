/** Turning a read message into a record: what all kinds share. */

import type { Line, Location, MessageEvent, Outbound } from '../kernel/message.ts'
import { maskPhone, onDuty, type Roster, villagesOfChat, villagesOfPerson } from '../kernel/roster.ts'
import { type DecisionContext, officers, reach, type Situation, say, tell } from '../kernel/situation.ts'
import { monthDay, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { kindOf, kinds } from '../kinds.ts'
import { aboutWords, withoutLeast } from './about.ts'
import type { Change, ChangeOf } from './fact.ts'
import { LOOSE_ATTACHMENTS, ON_SHIFT } from './needs.ts'
import { isHere } from './presence.ts'
import { eventsOf, firstState, type Rec, type RecordKind, STATE_WORDS } from './record.ts'
import { isThing, thingWords } from './things.ts'
import { recordWords } from './words.ts'

/** The village code of a village name as people write it, with or without 村/社区. */
export function villageCodeOf(roster: Roster, name: unknown): string | null {
  if (typeof name !== 'string' || !name) return null
  return (
    roster.villages.find(
      (v) => v.name === name || bareVillage(v.name) === bareVillage(name) || v.aliases.includes(name),
    )?.code ?? null
  )
}

const bareVillage = (name: string) => name.replace(/(?:村民委员会|村|社区)$/, '')
/** 罗唐 for 罗塘: as long, and one character apart. */
const isAlike = (a: string, b: string): boolean =>
  a.length === b.length && [...a].filter((c, i) => c !== b[i]).length <= 1

/** A drill's records have numbers of their own, so that they can never stand in a real series. */
export const numberPrefix = (kind: RecordKind, drill: boolean) => (drill ? 'YL' : '') + kindOf(kind).prefix

/** 三组: the group of a village that a text names without the village. */
export const groupIn = (text: string): string =>
  /(?<![\d一二三四五六七八九十])(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民小组|组)(?![织长合建团])/.exec(
    text,
  )?.[0] ?? ''

/** Said in a village's own group, or of 我们村 by somebody who is of one village, and naming no other village that there is, it is about that one, however its name was typed. */
function placedByChat(s: Situation, kind: RecordKind, fields: Record<string, unknown>): Record<string, unknown> {
  const { placed } = kindOf(kind)
  const unknown = fields.village !== undefined && villageCodeOf(s.roster, fields.village) === null
  if (!placed || (fields.village && !unknown) || fields.stake || fields.events) return fields
  const { text } = s.event as MessageEvent
  const one = villagesOfChat(s.roster, s.chat).length === 1
  const [code, ...more] = new Set(one || OUR_VILLAGE.test(text) ? villagesHere(s) : [])
  const village = more.length ? undefined : s.roster.villages.find((v) => v.code === code)?.name
  if (!village) return fields
  if (unknown) {
    const said = bareVillage(String(fields.village))
    const alike = isAlike(said, bareVillage(village))
    const place =
      typeof fields.place === 'string' && alike ? fields.place.replace(said, bareVillage(village)) : fields.place
    return { ...fields, village, ...(placed === 'own' ? { place: place ?? village } : {}) }
  }
  const spot = typeof fields.place === 'string' ? fields.place.replace(OURS, '') : undefined
  const place = `${village}${spot ?? groupIn(text)}`
  return { ...fields, village, ...(placed === 'own' ? { place } : {}) }
}

const OUR_VILLAGE = /(?:我们?|本|咱们?|俺们?|这个?)村/
/** 村3组 of 我们村3组. */
const OURS = /^(?:我们?|本|咱们?|俺们?)?村(?=\d|[一二三四五六七八九十])/

/** The villages that words without a village may be of: the chat's own, else those that the sender is of. */
export function villagesHere({ roster, chat, person }: Pick<Situation, 'roster' | 'chat' | 'person'>): string[] {
  const [code, ...more] = villagesOfChat(roster, chat)
  return code && !more.length ? [code] : villagesOfPerson(person)
}

/** Secret or socially sensitive matter, by the station's own list: the duty officer's alone, whatever it is said in. */
export const isSensitive = (g: DecisionContext, text: string): boolean =>
  g.settings.sensitive_words.some((w) => text.includes(w))
export const restrictedBy = (g: DecisionContext, text: string) => (isSensitive(g, text) ? { restricted: true } : {})

/** Sensitive words that are no report: the duty officer hears of them, the group does not. */
export const quietly = (s: Situation, event: MessageEvent): Change[] =>
  toOfficersOnly(s, {
    title: recordWords.sensitiveIn(event.chat.kind),
    from: s.person?.name ?? s.roster.accounts.get(`${event.channel} ${s.account}`)?.name ?? '未绑定账号',
    where: s.chat?.name,
    text: event.text,
  })

/** Words that stand nowhere else are put before whoever is on duty. */
export function toOfficersOnly(
  g: DecisionContext,
  { title, from, where, text }: { title: string; from: string; where?: string; text: string },
  drill = false,
): Change[] {
  const card = cardMessage(
    {
      title,
      tone: 'warn',
      lines: known([
        ['来自', from],
        ['群', where],
      ]),
      original: { text: text.slice(0, 800), source: '原话' },
      note: recordWords.officersOnly,
    },
    drill,
  )
  return officers(g).flatMap((p) => tell(g, p.id, card, { priority: 'alert' }))
}

/** What every record has of the message it is made of: who, where, its words, when it came. */
export const asSaid = (s: Situation, event: MessageEvent) => ({
  reporterId: s.person?.id ?? null,
  channel: event.channel,
  account: s.account,
  chat: event.chat.id,
  text: event.text,
  sourceMessageIds: [event.messageId],
  ownerId: null,
  dueOn: null,
  ...point(event.location),
  receivedAt: s.now,
  updatedAt: s.now,
  version: 1,
})

/** A new record out of a message. A stranger's waits unverified and counts nowhere until an officer confirms it. */
export function draft(s: Situation, kind: RecordKind, read: Record<string, unknown>, drill: boolean): Rec {
  const event = s.event as MessageEvent
  const fields: Record<string, unknown> = {
    ...placedByChat(s, kind, withoutLeast(read)),
    ...restrictedBy(s, event.text),
  }
  const occurred = typeof fields.time === 'string' && fields.time.includes('T') ? new Date(fields.time) : null
  return {
    id: s.newId(),
    no: s.newNo(numberPrefix(kind, drill)),
    kind,
    drill,
    state: s.person ? firstState(kind) : 'unverified',
    fields,
    villageCode: villageCodeOf(s.roster, fields.village),
    ...asSaid(s, event),
    occurredAt: occurred && !Number.isNaN(occurred.getTime()) ? occurred : null,
    reportedAt: writtenAt(s, event),
    photos: event.attachments.length + s.need(LOOSE_ATTACHMENTS).length,
  }
}

/** When a message was written; a clock ahead of ours has not been there yet. */
export const writtenAt = ({ now }: DecisionContext, { at }: MessageEvent): Date =>
  new Date(Math.min(Date.parse(at), now.getTime()))

/** What takes longer on its way came late: its reader is told when it was written. */
const LATE_MINUTES = 3

/** When a record was written, where it came late: `11月24日 08:25，迟到1小时35分钟`; undefined where it came at once. */
export function writtenLate({ reportedAt, receivedAt }: Rec, tz: string): string | undefined {
  const minutes = Math.floor((receivedAt.getTime() - reportedAt.getTime()) / 60_000)
  if (minutes < LATE_MINUTES) return undefined
  const hours = Math.floor(minutes / 60)
  return `${saidTime(reportedAt, tz)}，迟到${hours ? `${hours}小时` : ''}${minutes % 60 ? `${minutes % 60}分钟` : ''}`
}

const point = (l: Location | undefined) => ({ lat: l?.lat ?? null, lon: l?.lon ?? null, datum: l?.datum ?? null })

/** The record with its photos, and a stranger's put before the duty officer. */
export function file(s: Situation, record: Rec): Change[] {
  const { messageId } = s.event as MessageEvent
  const attachmentIds = [...s.need(LOOSE_ATTACHMENTS)]
  return [
    { type: 'record.filed', record },
    ...attach(s, record.id),
    ...(attachmentIds.length ? [{ type: 'record.joined' as const, id: record.id, messageId, attachmentIds }] : []),
    ...(s.person ? presenceOf(s, record) : []),
  ]
}

/** The message's own attachments, kept with a record or loose until one comes. */
export function attach(s: Situation, recordId: string | null): Change[] {
  const event = s.event as MessageEvent
  return event.attachments.map((attachment) => ({
    type: 'attachment.received',
    id: s.newId(),
    recordId,
    channel: event.channel,
    messageId: event.messageId,
    attachment,
  }))
}

/** What a message says and where goes on in a record; what came with it to `attachTo`, null = loose until it is known what it is of. */
export function joins(s: Situation, record: Rec, attachTo: string | null): Change[] {
  const { messageId, text, location } = s.event as MessageEvent
  return [
    ...attach(s, attachTo),
    { type: 'record.joined', id: record.id, messageId, text: text || undefined, location },
  ]
}

/** Any valid report by a person on duty also counts as presence: nobody has to punch in (policy against 强制打卡). */
function presenceOf(s: Situation, record: Rec): Change[] {
  const shift = s.person && onDuty(s.roster, s.now).find((d) => d.person.id === s.person!.id)?.shift
  const { presence, remote } = kindOf(record.kind)
  if (!shift || record.drill || presence || remote) return []
  if (isHere(s.need(ON_SHIFT), s.person!, shift)) return []
  return [
    {
      type: 'record.filed',
      record: {
        ...record,
        id: s.newId(),
        no: s.newNo(kinds.check_in.prefix),
        kind: 'check_in',
        state: 'filed',
        fields: {
          lines: shift.lines,
          persons: [s.person!.name],
          presence_of: record.no,
          ...restrictedBy(s, record.text),
        },
        photos: 0,
      },
    },
  ]
}

/** Who is responsible from now on, and until when; what is not said stays. */
export const assign = (record: Rec, now: Partial<Pick<Rec, 'ownerId' | 'dueOn'>>): ChangeOf<'record.assigned'> => {
  const was = { ownerId: record.ownerId, dueOn: record.dueOn }
  return { type: 'record.assigned', id: record.id, ...was, ...now, was }
}

/** Field lines of a record in its kind's order and words: 「受伤 2人」. */
export function describe(kind: RecordKind, fields: Record<string, unknown>): Line[] {
  const events = eventsOf({ fields })
  const spec = kindOf(kind).fields
  return events.flatMap((event, i) => [
    ...(events.length > 1 ? [`第${i + 1}处`] : []),
    ...known(Object.entries(spec).map(([key, f]) => [f.label, valueWords(event, key, f.unit)])),
  ])
}

/** A record in one sentence: 「领用 沙袋200条，去向李家村」. */
export function sentenceOf({ kind, fields }: Pick<Rec, 'kind' | 'fields'>): string {
  const events = eventsOf({ fields })
  const spec = Object.entries(kindOf(kind).fields)
  return events
    .map((event) => {
      const said = spec.map(([key, f]) => [f, valueWords(event, key, f.unit)] as const).filter(([, value]) => value)
      const alone = said.filter(([f]) => f.alone).map(([, value]) => value)
      const labelled = said.filter(([f]) => !f.alone).map(([f, value]) => `${f.label}${value}`)
      return [alone.join(' '), ...labelled].filter(Boolean).join('，')
    })
    .filter(Boolean)
    .join('；')
}

/** What stands of a field, as people read it: a figure that is only known about in its own words. */
const valueWords = (fields: Record<string, unknown>, key: string, unit?: string): string | undefined =>
  fieldWords(fields[key], unit) ?? aboutWords(fields, key)

/** A value as people read it; numbers with their unit, yes/no as 是/否, phones masked. */
export function fieldWords(value: unknown, unit = ''): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map((v) => (isThing(v) ? thingWords(v) : v)).join('、') || undefined
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value))
    return `${monthDay(value)} ${value.slice(11, 16)}`
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return monthDay(value)
  if (typeof value === 'string' && /^1\d{10}$/.test(value)) return maskPhone(value)
  return `${value}${unit}`
}

/** Who reported, as shown to officers: name and role, or the chat name of a stranger. */
export function reporterWords(s: Pick<Situation, 'roster'>, record: Rec): string {
  const person = record.reporterId ? s.roster.people.get(record.reporterId) : undefined
  if (person) return person.name
  return `${s.roster.accounts.get(`${record.channel} ${record.account}`)?.name ?? '未绑定账号'}（未绑定）`
}

/** A report of which nobody can tell whether it is real: kept, asked about, counted nowhere until somebody says. */
export const inDoubt = (record: Pick<Rec, 'state' | 'fields'>): boolean =>
  record.state === 'unverified' && record.fields.in_doubt === true

/** What an officer is asked of it. */
export function whichMessage(g: Pick<Situation, 'roster'>, record: Rec): Outbound {
  const judge = (label: string, as: 'real' | 'drill') => ({ label, act: 'record.judge', data: { id: record.id, as } })
  return cardMessage({
    title: recordWords.eventOrDrill(record.no),
    tone: 'danger',
    lines: [
      recordWords.inDoubt,
      ...known([['来自', reporterWords(g, record)]]),
      ...describe(record.kind, record.fields),
    ],
    original: { text: record.text.slice(0, 800), source: '原话' },
    buttons: [
      { ...judge('真实', 'real'), style: 'primary' },
      judge('演练', 'drill'),
      ...(record.reporterId ? [] : [{ label: '不属实', act: 'stranger.refuse', data: { id: record.id } }]),
    ],
    note: recordWords.uncountedTillPressed,
  })
}

/** The question, to the officers on duty. */
export const askWhich = (g: DecisionContext, record: Rec): Change[] =>
  officers(g).flatMap((p) =>
    tell(g, p.id, whichMessage(g, record), {
      priority: 'alert',
      slot: `record:${record.id}`,
      about: { kind: 'record', id: record.id },
    }),
  )

/** What is asked of a stranger's report: nothing is counted until 属实 is pressed. */
export const strangerMessage = (g: Pick<Situation, 'roster'>, record: Rec): Outbound =>
  cardMessage(
    {
      title: `待核实：${kindOf(record.kind).noun} ${record.no}`,
      tone: 'warn',
      lines: [...known([['来自', reporterWords(g, record)]]), ...describe(record.kind, record.fields)],
      original: { text: record.text.slice(0, 800), source: '原话' },
      buttons: [
        { label: '属实，登记', act: 'stranger.confirm', data: { id: record.id }, style: 'primary' },
        { label: '不属实', act: 'stranger.refuse', data: { id: record.id } },
      ],
      note: recordWords.uncountedTillConfirmed,
    },
    record.drill,
  )

/** It, to the duty officers. */
export function tellStranger(s: Situation, record: Rec): Change[] {
  const card = strangerMessage(s, record)
  return officers(s).flatMap((p) =>
    tell(s, p.id, card, { priority: 'alert', slot: `record:${record.id}`, about: { kind: 'record', id: record.id } }),
  )
}

/** ZQ-… 石岭村1组后山 滑坡崩塌 08:30, as a button; of sensitive matter when it was told alone. */
export function eventLine({ tz }: Pick<DecisionContext, 'tz'>, { no, fields, receivedAt }: Rec): string {
  const { place, village, kind, restricted } = fields
  const what = restricted ? [] : [place ?? village, kind]
  return [no, ...what, saidTime(receivedAt, tz)].filter(Boolean).join(' ').slice(0, 40)
}

export const stateWords = (record: Rec) => STATE_WORDS[record.state]

/** Tells the reporter where they spoke; [] when the place is not known any more. */
export function answerReporter(s: Situation, record: Rec, message: Outbound): Change[] {
  if (record.chat)
    return [say(s, record.channel, record.chat, message, { priority: 'reply', replyTo: record.sourceMessageIds[0] })]
  return record.reporterId && reach(s.roster, record.reporterId)
    ? tell(s, record.reporterId, message, { priority: 'reply' })
    : []
}
