/** The message of an emergency was taken back: that says nothing of the emergency. It stays open until an officer has asked. */

import { mayCall } from '../kernel/access.ts'
import { type DecisionContext, officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Change } from '../record/fact.ts'
import { describe, reporterWords, stateWords } from '../record/filing.ts'
import { tellOwner } from '../record/owner.ts'
import type { Rec } from '../record/record.ts'
import { raise } from './report.ts'
import { reportWords } from './words.ts'

/** What nobody has taken over waits to be checked; what somebody sees to goes on, and they hear of it. */
export function recalled(s: Situation, record: Rec): Change[] {
  const after: Rec =
    record.state === 'raised' ? { ...record, state: 'unverified', version: record.version + 1 } : record
  const about = { kind: 'record', id: record.id } as const
  return [
    after === record
      ? { type: 'record.noted', id: record.id, note: 'recalled', data: { by: s.person?.id ?? null } }
      : { type: 'record.moved', id: record.id, from: record.state, to: 'unverified', note: 'recalled' },
    ...raise(s, after),
    ...officers(s).flatMap((p) => {
      const phone = mayCall(s.roster, p, s.now) ? phoneOf(s, record) : undefined
      return [
        // a card that changes is not heard: this one is a message of its own
        ...tell(s, p.id, toCheck(s, after, phone), { priority: 'alert', about }),
        ...(phone
          ? [{ type: 'phones.shown', what: `card ${record.no}`, subject: { id: p.id, drill: record.drill } } as const]
          : []),
      ]
    }),
    ...tellOwner(s, record, reportWords.takenBackCheck),
    ...reply(
      s,
      { text: reportWords.recalledStays(record.no, s.settings.duty_room.phone), drill: record.drill },
      { about },
    ),
  ]
}

const phoneOf = (g: DecisionContext, { reporterId }: Rec) =>
  (reporterId ? g.roster.people.get(reporterId)?.phone : undefined) ?? undefined

const toCheck = (g: DecisionContext, record: Rec, phone: string | undefined) =>
  cardMessage(
    {
      title: reportWords.recalledTitle(record.no),
      tone: 'danger',
      lines: [
        ...known([
          ['报告人', [reporterWords(g, record), phone].filter(Boolean).join(' ')],
          ['状态', stateWords(record)],
        ]),
        ...describe(record.kind, record.fields),
      ],
      original: { text: record.text.slice(0, 800), source: '原话' },
      buttons:
        record.state === 'unverified'
          ? [
              { label: '属实，登记', act: 'stranger.confirm', data: { id: record.id }, style: 'primary' },
              { label: '不属实', act: 'stranger.refuse', data: { id: record.id } },
            ]
          : [],
      note: reportWords.recalledNext,
    },
    record.drill,
  )
