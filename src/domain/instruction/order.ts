/**
 * An order to a village: 罗塘村马上派人守桥，10分钟回话. By an officer or a leader, in the village's group or naming it. It is kept
 * with who is to do it and until when, told to the village's own people, and what they answer goes back to whoever gave it.
 */

import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import { hasRole, type Person, type Village, villagesOfChat } from '../kernel/roster.ts'
import { type DecisionContext, reach, reply, type Situation, tell } from '../kernel/situation.ts'
import { clockOf, isoIn, minutesAfter, saidDay, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { ANSWER_WANTED, ANSWERS_ORDER, LEADS_TO_ORDER, NO_ORDER, TO_BE_DONE } from '../reading/lexicon/ordering.ts'
import { anyOf, withoutLead } from '../reading/lexicon/words.ts'
import { NUM, numberOf } from '../reading/numbers.ts'
import { pairsOf } from '../reading/pairs.ts'
import type { AnyIntent } from '../reading/reading.ts'
import { timesIn } from '../reading/times.ts'
import { amendment } from '../record/confirm.ts'
import type { Change } from '../record/fact.ts'
import { draft, file, isSensitive } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { type Charged, chargedIn } from './charged.ts'
import { ORDERS } from './needs.ts'
import { instructionWords } from './words.ts'

const MOST_LETTERS = 120
const DO = new RegExp(`^${anyOf(TO_BE_DONE)}`)
const WANTED = new RegExp(anyOf(ANSWER_WANTED))
const NONE = new RegExp(`^${anyOf(NO_ORDER)}`)
const ASKS = /[?？]|[吗呢]$|怎么样|什么情况|多少|几[个户人]/
/** 各村, 全镇: to all, which is a notice. */
const TO_ALL = /^(?:各|全镇|所有|大家)/

/** What is ordered of which village; `who` undefined = an order that names none. */
export interface Order {
  who?: Village
  what: string
}

/** Undefined = it is no order. @param here the village of the chat, where it is of one. */
export function orderIn(text: string, villages: readonly Village[], here?: Village): Order | undefined {
  const said = text.replace(/^@?安安[，,：:\s]*/, '').trim()
  if (said.length > MOST_LETTERS || ASKS.test(said) || TO_ALL.test(said)) return undefined
  const names = villages.flatMap((v) =>
    [v.name, v.name.replace(/(?:村|社区)$/, ''), ...v.aliases].map((name) => ({ v, name })),
  )
  const named = names
    .filter(({ name }) => name.length > 1 && withoutLead(said, ['请', '@']).startsWith(name))
    .sort((a, b) => b.name.length - a.name.length)[0]
  const behind = named ? withoutLead(said, ['请', '@']).slice(named.name.length) : said
  const bare = withoutLead(behind.replace(/^[，,：:、\s]+/, ''), [...LEADS_TO_ORDER, ' ', '，'])
  if (NONE.test(bare) || NONE.test(said)) return undefined
  const wanted = WANTED.test(said)
  const who = named?.v ?? here
  if (!(DO.test(bare) && (who || wanted)) && !(wanted && named)) return undefined
  return { ...(who ? { who } : {}), what: behind.replace(/^[，,：:、\s]+/, '') }
}

const IN_MINUTES = new RegExp(`(半|${NUM})\\s?个?(分钟|小时|钟头)(?:之?内|后|以内)?`)
/** By when: 10分钟内, 半小时, 21点前. */
function dueIn({ now, tz }: DecisionContext, text: string): string | undefined {
  const m = IN_MINUTES.exec(text)
  if (m) {
    const n = m[1] === '半' ? 0.5 : numberOf(m[1]!)
    if (n) return isoIn(minutesAfter(now, n * (m[2] === '分钟' ? 1 : 60)), tz)
  }
  const at = timesIn(text, isoIn(now, tz), 'due').find((t) => t.hasClock)?.value
  return at && at > isoIn(now, tz) ? at : undefined
}

/** Whoever sees to things in a village: its information officers, else its grid members. */
function peopleOf({ roster }: DecisionContext, code: string): Person[] {
  const holding = (role: 'info_officer' | 'grid_member') =>
    [...roster.people.values()].filter(
      (p) => p.active && p.roles.some((r) => r.role === role && r.villageCode === code),
    )
  const first = holding('info_officer')
  return first.length ? first : holding('grid_member')
}

/** Whoever is named in these is told of, and told to do nothing: 李火旺带班签到, 李火旺打电话来说后山滑坡. */
const TELLS_OF: ReadonlySet<AnyIntent> = new Set<AnyIntent>([
  'check_in',
  'check_out',
  'handover',
  'duty_change',
  'disaster_report',
])

/** Undefined = the message orders nothing of anybody. */
export function ordered(s: Situation): Change[] | undefined {
  const event = s.event as MessageEvent
  if (!s.person || !isOfficer(s.person) || event.replyTo || event.meant) return undefined
  const codes = villagesOfChat(s.roster, s.chat)
  const here = codes.length === 1 ? s.roster.villages.find((v) => v.code === codes[0]) : undefined
  const { intent, ask } = s.reading!
  const charged = TELLS_OF.has(intent) && !ask.length ? undefined : chargedIn(event.text, s.roster, s.person)
  if (charged) return given(s, s.person, charged)
  const order = orderIn(event.text, s.roster.villages, here)
  if (!order) return undefined
  if (!order.who) return reply(s, { text: instructionWords.whichVillage })
  const by = dueIn(s, event.text)
  const drill = s.reading!.drill
  const fields = { text: order.what, to: [order.who.name], village: order.who.name, ...(by ? { deadline: by } : {}) }
  const bare = draft(s, 'instruction', fields, drill)
  const { village: _, ...kept } = bare.fields
  const record: Rec = { ...bare, fields: kept, villageCode: order.who.code }
  const told = record.fields.restricted ? [] : peopleOf(s, order.who.code).filter((p) => p.id !== s.person!.id)
  return [
    ...file(s, record),
    ...told.flatMap((p) => tell(s, p.id, orderMessage(s, record), { priority: 'alert', about: aboutOf(record) })),
    ...reply(
      s,
      {
        text: instructionWords.orderKept(
          record.no,
          order.who.name,
          by && clockOf(new Date(by), s.tz),
          told.map((p) => p.name),
        ),
        drill,
      },
      { about: aboutOf(record) },
    ),
  ]
}

/** To people by name or post, and to all villages: kept, told to each of them, answered in one line. */
function given(s: Situation, by: Person, { people, villages, several }: Charged): Change[] {
  const event = s.event as MessageEvent
  const whom = [...people.map((p) => p.name), ...(villages.length ? [instructionWords.allVillages] : [])]
  if (!whom.length) return reply(s, { text: instructionWords.whoIsMeant(several[0]!.said, several[0]!.names) })
  const term = dueIn(s, event.text) ?? s.again({ as: 'instruction' }).fields.deadline
  const fields = { text: orderText(event.text), to: whom, ...(term ? { deadline: term } : {}) }
  const record: Rec = {
    ...draft(s, 'instruction', fields, s.reading!.drill),
    ownerId: people[0]?.id ?? null,
  }
  const all = [...people, ...villages.flatMap((v) => peopleOf(s, v.code))].filter((p) => p.id !== by.id)
  const told = record.fields.restricted ? [] : [...new Map(all.map((p) => [p.id, p])).values()]
  const reached = told.filter((p) => reach(s.roster, p.id))
  const missed = people.filter((p) => !reach(s.roster, p.id)).map((p) => p.name)
  const when = dueWords(s, term) || undefined
  return [
    ...file(s, record),
    ...reached.flatMap((p) => tell(s, p.id, orderMessage(s, record), { priority: 'alert', about: aboutOf(record) })),
    ...reply(
      s,
      {
        text: [
          instructionWords.givenKept(record.no, whom, when, villages.length ? reached.length : 0),
          ...(missed.length ? [instructionWords.notReached(missed)] : []),
          ...several.map(({ said, names }) => instructionWords.whoIsMeant(said, names)),
        ].join('\n'),
        drill: record.drill,
      },
      { about: aboutOf(record) },
    ),
  ]
}

const MOST_TOLD = 120
const orderText = (text: string) =>
  text
    .replace(/^@?安安[，,：:\s]*/, '')
    .trim()
    .slice(0, MOST_TOLD)

const aboutOf = (record: Rec) => ({ kind: 'record', id: record.id }) as const

const orderMessage = (s: Situation, record: Rec) =>
  cardMessage(
    {
      title: instructionWords.orderTitle(record.no),
      tone: 'warn',
      lines: known([
        ['来自', s.person?.name],
        ['要求', record.fields.text],
        ['期限', dueWords(s, record.fields.deadline)],
      ]),
      original: { text: record.text.slice(0, 800), source: '原话' },
      note: instructionWords.answerHere,
    },
    record.drill,
  )

/** A moment, or a day. */
const dueWords = (s: Situation, term: unknown): string =>
  typeof term !== 'string' ? '' : term.includes('T') ? saidTime(new Date(term), s.tz) : saidDay(term, s)

const ANSWERS = new RegExp(`^(?:@?安安[，,\\s]{0,3})?${anyOf(ANSWERS_ORDER)}`)
const MOST_OF_ANSWER = 80

/** The order that a message of the village's people answers: the latest that is not answered yet, or of which it speaks. */
export function answeredOrder(s: Situation): Rec | undefined {
  const { text } = s.event as MessageEvent
  const { person } = s
  if (!person || text.length > MOST_OF_ANSWER || ASKS.test(text) || isSensitive(s, text)) return undefined
  const mine = s.need(ORDERS).filter((r) => r.reporterId !== person.id && isFor(r, person))
  const spoken = mine.findLast((r) => shares(text, String(r.fields.text ?? '')))
  if (spoken && (ANSWERS.test(text) || s.reading?.intent === 'ack')) return spoken
  return ANSWERS.test(text) ? mine.findLast((r) => !hasAnswered(r, person)) : undefined
}

/** To their village, to all villages, or to themselves by name. */
const isFor = ({ villageCode, ownerId, fields: { to } }: Rec, person: Person): boolean =>
  villageCode
    ? person.roles.some((held) => held.villageCode === villageCode)
    : ownerId === person.id ||
      (Array.isArray(to) &&
        (to.includes(person.name) ||
          (to.includes(instructionWords.allVillages) && hasRole(person, 'info_officer', 'grid_member'))))

/** Of a village one answers for all; of several people each for themselves. */
const hasAnswered = ({ villageCode, fields: { answer } }: Rec, { name }: Person): boolean =>
  villageCode ? !!answer : String(answer ?? '').includes(`${name}：`)

const shares = (said: string, order: string) => pairsOf(order).some((pair) => said.includes(pair))

/** It stands with the order, and whoever gave it hears of it. */
export function takeAnswer(s: Situation, order: Rec): Change[] {
  const event = s.event as MessageEvent
  const name = s.person!.name
  const message = {
    text: instructionWords.answered(order.no, villageOf(s, order) || instructionWords.somebody, name, event.text),
    drill: order.drill,
  }
  return [
    amendment(
      s.roster,
      order,
      { answer: [order.fields.answer, `${name}：${event.text}`].filter(Boolean).join('；') },
      event.text,
      event.messageId,
    ),
    ...(order.reporterId ? tell(s, order.reporterId, message, { priority: 'alert', about: aboutOf(order) }) : []),
    ...reply(s, { text: instructionWords.answerPassedOn(order.no), drill: order.drill }, { about: aboutOf(order) }),
  ]
}

const villageOf = ({ roster }: DecisionContext, { villageCode }: Rec) =>
  roster.villages.find((v) => v.code === villageCode)?.name ?? ''

/** Whether somebody may be answering an order at all: anybody may be told by name, who answers in words for it. */
export const mayBeOrdered = (person: Person | undefined, text: string): boolean =>
  hasRole(person, 'info_officer', 'grid_member', 'forest_ranger') ||
  (!!person && text.length <= MOST_OF_ANSWER && ANSWERS.test(text))
