/**
 * What a round came upon is before the officers at once (station plan H2.2, H2.8): by one press its words become a hazard or a
 * report of whoever was there, or it stays what it is. Nobody decides that for them, and the round is kept whatever is pressed.
 */
import { OFFICERS } from '../kernel/access.ts'
import type { Outbound } from '../kernel/message.ts'
import type { Presses } from '../kernel/press.ts'
import { type DecisionContext, officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Intent } from '../reading/reading.ts'
import { describe, reporterWords } from '../record/filing.ts'
import { onRecord, tooLate } from '../record/press.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { patrolWords } from './words.ts'

/** What a find may become, and what it is called then. */
const BECOMES = { hazard_report: '隐患', disaster_report: '险情' } as const satisfies Partial<Record<Intent, string>>
const isKnown = (as: string | undefined): as is keyof typeof BECOMES => !!as && as in BECOMES

const isFind = ({ kind, fields }: Rec): boolean => kind === 'patrol' && fields.result === '异常'
const whatOf = ({ fields }: Rec): string => (typeof fields.abnormal === 'string' ? fields.abnormal : '')

/** Corrected to 正常, what was wrong is wrong no more. */
export function asCorrected(s: Situation): Situation {
  const { fields } = s.reading!
  if (!fields.correction || fields.result !== '正常') return s
  return { ...s, reading: { ...s.reading!, fields: { ...fields, abnormal: patrolWords.nothingWrong } } }
}

/** What is answered to whoever was there. */
export const keptWords = (r: Rec): string =>
  isFind(r) ? patrolWords.foundKept(r.no, whatOf(r)) : patrolWords.patrolKept(r.no)

/** A round that found something waits for an officer; corrected while it does, they hear what it found now, or that it was nothing. */
export function toBeJudged(g: DecisionContext, r: Rec): Change[] {
  if (!isFind(r))
    return r.state === 'found'
      ? [
          { type: 'record.moved', id: r.id, from: 'found', to: 'filed' },
          ...shown(g, { ...r, state: 'filed' }, 'reply', patrolWords.takenBack(r.no)),
        ]
      : []
  if (r.state !== 'filed' && r.state !== 'found') return []
  return [
    ...(r.state === 'filed' ? ([{ type: 'record.moved', id: r.id, from: 'filed', to: 'found' }] as const) : []),
    ...shown(g, { ...r, state: 'found' }, 'alert'),
  ]
}

/** One card an officer and round: it changes. */
const shown = (g: DecisionContext, r: Rec, priority: 'alert' | 'reply', done?: string): Change[] =>
  officers(g).flatMap((p) =>
    tell(g, p.id, foundMessage(g, r, done), { priority, slot: `record:${r.id}`, about: { kind: 'record', id: r.id } }),
  )

function foundMessage(g: DecisionContext, r: Rec, done?: string): Outbound {
  const open = r.state === 'found'
  const as = (label: string, as: keyof typeof BECOMES) => ({ label, act: 'patrol.as', data: { id: r.id, as } })
  return cardMessage(
    {
      title: open ? patrolWords.found(r.no) : (done ?? patrolWords.foundSettled(r.no)),
      tone: open ? 'warn' : 'info',
      lines: [...known([['巡查人', reporterWords(g, r)]]), ...describe('patrol', r.fields)],
      original: { text: r.text.slice(0, 800), source: '原话' },
      buttons: open
        ? [
            { ...as(patrolWords.asHazard, 'hazard_report'), style: 'primary' },
            as(patrolWords.asReport, 'disaster_report'),
            { label: patrolWords.leaveIt, act: 'patrol.leave', data: { id: r.id } },
          ]
        : [],
      ...(open ? { note: patrolWords.judge } : {}),
    },
    r.drill,
  )
}

/** On a round whose find nobody has judged yet, by an officer. */
const onFind = (then: (s: Situation, r: Rec, as: string | undefined) => Change[]) => ({
  roles: OFFICERS,
  ...onRecord<Change>((s, r, { data }) =>
    r.kind === 'patrol' && r.state === 'found' ? then(s, r, data.as) : tooLate(s, r),
  ),
})

export const PATROL_PRESSES: Presses<Change> = {
  'patrol.as': onFind((s, r, as) =>
    isKnown(as)
      ? [
          ...settled(s, r, as, patrolWords.becomes(r.no, BECOMES[as])),
          {
            type: 'message.meant',
            id: r.id,
            inboxId: s.newId(),
            ...{ drill: r.drill, as, channel: r.channel, chat: r.chat!, messages: r.sourceMessageIds, text: r.text },
          },
        ]
      : tooLate(s, r),
  ),
  'patrol.leave': onFind((s, r) => settled(s, r, 'patrol', patrolWords.foundSettled(r.no))),
}

/** Judged: the round stands as filed, and the officers' cards say what became of it. */
const settled = (s: Situation, r: Rec, note: string, title: string): Change[] => [
  { type: 'record.moved', id: r.id, from: 'found', to: 'filed', note },
  ...shown(s, { ...r, state: 'filed' }, 'reply', title),
  ...reply(s, { text: title, drill: r.drill }),
]
