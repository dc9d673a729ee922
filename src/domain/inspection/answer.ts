/** What is said or pressed of a check's items: kept at once, each 不合格 a hazard, and the check over once nothing is left. */

import { foundMore, registerFound } from '../hazard/found.ts'
import type { MessageEvent, PressEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { amendment } from '../record/confirm.ts'
import { isSensitive, quietly } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { nextWords, shown } from './card.ts'
import type { Change } from './fact.ts'
import { waitOn } from './idle.ts'
import { type Answer, type Check, failedOf, type Item, leftOf, resultOf } from './inspection.ts'
import { inspectionWords } from './words.ts'

/** A press said as a message: what is filed by it has somebody's words and a source. */
export function asMessage(s: Situation, text: string): Situation {
  if (s.event.type !== 'press') return s
  const { eventId, channel, at, sender, chat } = s.event as PressEvent
  const event: MessageEvent = {
    ...{ type: 'message', channel, eventId, at, sender, chat, messageId: eventId, text },
    ...{ attachments: [], mentionsBot: false, mentionsAll: false },
  }
  return { ...s, event }
}

/** What a change came from. */
export const sourceOf = (s: Situation): string => (asMessage(s, '').event as MessageEvent).messageId

/** What the hazard of an item says: where, of which unit, what is wrong, from which check. */
export function foundOf(s: Situation, check: Pick<Check, 'unit' | 'no' | 'villageCode'>, what: string) {
  const village = s.roster.villages.find((v) => v.code === check.villageCode)?.name
  const { kind, deadline } = s.again({ as: 'hazard_report', text: `${check.unit} ${what}` }).fields as Record<
    string,
    string | undefined
  >
  return {
    description: what,
    unit: check.unit,
    place: check.unit,
    inspection: check.no,
    ...(village ? { village } : {}),
    ...(kind ? { kind } : {}),
    ...(deadline ? { deadline } : {}),
  }
}

const wrongOf = ({ item, wrong }: Pick<Item, 'item' | 'wrong'>): string => (wrong ? wrong : `${item}：不合格`)

/** The answers kept, their hazards registered, the check as it then is; nothing is said yet but the hazards' own cards. */
function kept(s: Situation, check: Check, answers: readonly Answer[]): { changes: Change[]; after: Check } {
  const event = s.event as MessageEvent
  const items = answers.map((a) => {
    const was = check.items.find((i) => i.seq === a.seq)
    const item = was ?? {
      seq: a.seq,
      item: a.item ?? `第${a.seq}项`,
      hazardId: null,
      hazardNo: null,
      result: null,
      wrong: null,
    }
    return { was: item, now: { ...item, result: a.result, wrong: a.wrong ?? null } }
  })
  // one that is a hazard already is told more of, not registered twice
  const fresh = items.filter(({ was, now }) => now.result === '不合格' && !was.hazardId)
  const { changes, hazards } = registerFound(
    s,
    fresh.map(({ now }) => foundOf(s, check, wrongOf(now))),
    check.drill,
  )
  const withHazards = items.map(({ was, now }) => {
    const hazard: Rec | undefined = hazards[fresh.findIndex((f) => f.was.seq === was.seq)]
    return { was, now: hazard ? { ...now, hazardId: hazard.id, hazardNo: hazard.no } : now, hazard }
  })
  const answered: Change[] = withHazards.map(({ was, now }) => ({
    type: 'inspection.answered',
    id: check.id,
    seq: now.seq,
    item: now.item,
    was: was.result,
    result: now.result,
    wrong: now.wrong,
    hazardId: now.hazardId,
    hazardNo: now.hazardNo,
    by: s.person!.id,
    messageId: event.messageId,
  }))
  const left = check.items.map((i) => withHazards.find(({ now }) => now.seq === i.seq)?.now ?? i)
  const added = withHazards.map(({ now }) => now).filter((now) => !check.items.some((i) => i.seq === now.seq))
  const last = withHazards.at(-1)
  const unsaid = last?.hazard && !last.now.wrong ? { seq: last.now.seq, at: s.now, hazard: last.hazard } : undefined
  const { unsaid: _, ...rest } = check
  return {
    changes: [...changes, ...answered],
    after: { ...rest, touchedAt: s.now, items: [...left, ...added], ...(unsaid ? { unsaid } : {}) },
  }
}

/** What the record says of it as a whole. */
function concluded(s: Situation, check: Check): Change {
  const findings = failedOf(check).map(wrongOf)
  const fields = { result: resultOf(check), ...(findings.length ? { findings } : {}) }
  return { type: 'record.amended', id: check.id, fields, was: {}, text: '', messageId: sourceOf(s) }
}

/** Nothing is left: the check is filed. */
const finished = (s: Situation, check: Check): Change[] => [
  { type: 'record.moved', id: check.id, from: 'checking', to: 'filed' },
  concluded(s, check),
  { type: 'inspection.ended', id: check.id, at: s.now },
  { type: 'deadlines.cleared', subjectId: check.id },
]

/** Somebody else was first with that item: whoever wrote this could not know of it, and takes nothing of it back. */
function firstBy(s: Situation, { items }: Check, { seq }: Answer): Item | undefined {
  const item = items.find((i) => i.seq === seq)
  const since = s.event.type === 'message' ? Date.parse(s.event.at) : Number.POSITIVE_INFINITY
  return item?.answered && item.answered.by !== s.person!.id && item.answered.at.getTime() >= since ? item : undefined
}

/** Answers of a check that is being done: kept, told back with the numbers of their hazards, and what comes next. */
export function answered(s: Situation, check: Check, all: readonly Answer[]): Change[] {
  const late = all.flatMap((a) => firstBy(s, check, a) ?? [])
  const answers = all.filter((a) => !late.some((i) => i.seq === a.seq))
  const told = late.map((i) =>
    inspectionWords.firstBy(i.item, i.result!, s.roster.people.get(i.answered!.by)?.name ?? '', i.seq),
  )
  if (!answers.length)
    return [...reply(s, { text: told.join('\n'), drill: check.drill }), ...(check.restricted ? [] : shown(s, check))]
  const said = asMessage(s, answers.map((a) => `${a.seq} ${a.result}`).join('，'))
  const event = said.event as MessageEvent
  const quiet = check.restricted || isSensitive(s, event.text)
  const { changes, after } = kept(said, check, answers)
  const now: Check = { ...after, restricted: quiet, state: leftOf(after).length ? 'checking' : 'filed' }
  const lines = answers.map((a) => {
    const item = after.items.find((i) => i.seq === a.seq)!
    return inspectionWords.answer(item.item, item.result!, item.hazardNo)
  })
  const stands = answers.flatMap((a) => {
    const item = after.items.find((i) => i.seq === a.seq)!
    return a.result === '合格' && item.hazardNo ? [inspectionWords.stillHazard(item.hazardNo)] : []
  })
  return [
    ...(told.length ? reply(s, { text: told.join('\n'), drill: check.drill }) : []),
    ...(quiet && !check.restricted ? marked(s, check, event) : []),
    ...changes,
    ...(now.state === 'filed' ? finished(s, now) : [waitOn(s, now)]),
    ...(quiet
      ? s.event.type === 'message' && !changes.some((c) => c.type === 'message.owed')
        ? reply(s, { text: recordWords.keptQuietly, drill: check.drill })
        : []
      : [
          ...shown(s, now),
          ...(s.event.type === 'message' || stands.length
            ? reply(s, {
                text: [inspectionWords.answered(lines, nextWords(now)), ...stands].join('\n'),
                drill: check.drill,
              })
            : []),
        ]),
  ]
}

/** Sensitive words mark the check: it is shown to those alone who may see it. */
const marked = (s: Situation, check: Check, event: MessageEvent): Change[] => [
  amendment(s.roster, { id: check.id, fields: {} } as Rec, { restricted: true }, '', event.messageId),
  ...quietly(s, event),
]

/** What is wrong with the item last found so, said after it was pressed. */
export function saidWrong(s: Situation, check: Check, unsaid: NonNullable<Check['unsaid']>): Change[] {
  const event = s.event as MessageEvent
  const item = check.items.find((i) => i.seq === unsaid.seq)!
  const { unsaid: _, ...rest } = check
  const now: Check = {
    ...rest,
    items: check.items.map((i) => (i.seq === unsaid.seq ? { ...i, wrong: event.text } : i)),
  }
  return [
    ...foundMore(s, unsaid.hazard, event.text),
    {
      type: 'inspection.answered',
      id: check.id,
      seq: item.seq,
      item: item.item,
      was: item.result,
      result: '不合格',
      wrong: event.text.slice(0, 200),
      hazardId: item.hazardId,
      hazardNo: item.hazardNo,
      by: s.person!.id,
      messageId: event.messageId,
    },
    ...(check.state === 'checking' ? [waitOn(s, check)] : []),
    ...shown(s, now),
  ]
}
