/** 隐患上报: one record per hazard named, each with its number, owner and due date (station plan H2.2). */
import type { MessageEvent } from '../kernel/message.ts'
import { type DecisionContext, officers, reply, type Situation, say, tell } from '../kernel/situation.ts'
import { NOT_UNDERSTOOD } from '../reading/reading.ts'
import { amend, changedLine } from '../record/amend.ts'
import { amendment } from '../record/confirm.ts'
import { evacuationSign, MAY_GIVE_WAY } from '../record/danger.ts'
import { amendedBy } from '../record/fields.ts'
import { assign, draft, file, isSensitive, quietly, tellStranger } from '../record/filing.ts'
import { RECENT } from '../record/needs.ts'
import { eventsOf, isOpen, type Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { alikeTo } from './alike.ts'
import { hazardMessage, ofRecord, shown, tellOwner, toOfficers } from './card.ts'
import { isReason, openRequest } from './extension.ts'
import type { Change } from './fact.ts'
import { dueOf, isMajor, ownerByRule, SUSPECTED } from './owner.ts'
import { roundSet } from './round.ts'
import { hazardWords } from './words.ts'

export function submitHazard(s: Situation): Change[] {
  const { fields, drill } = s.reading!
  const wrong =
    fields.correction === true && s.person
      ? s.need(RECENT).find((r) => r.kind === 'hazard_report' && isOpen(r.state) && r.drill === drill)
      : undefined
  if (wrong) return amendHazard(s, wrong)
  const each = eventsOf({ fields })
  const drafts = each.map((one) => draft(s, 'hazard_report', { ...one, ...unreadTerm(s, one) }, drill))
  if (!s.person)
    return drafts
      .flatMap((r) => [...file(s, r), ...tellStranger(s, r)])
      .concat(reply(s, { text: recordWords.strangerKept, drill }))
  return registered(s, drafts)
}

/** New hazards of somebody known: filed at once with owner and term, shown where they were told, put before whoever acts next. */
function registered(s: Situation, drafts: readonly Rec[]): Change[] {
  const event = s.event as MessageEvent
  const quiet = isSensitive(s, event.text)
  const all = drafts.map((record) => {
    const graded = { ...record, ...gradedAs(record) }
    const same = alikeTo(s, graded)
    return {
      ...graded,
      fields: same ? { ...graded.fields, alike: same.no } : graded.fields,
      ownerId: ownerByRule(s, graded),
      dueOn: dueOf(s, graded.fields),
    }
  })
  const [first, ...rest] = all.map((r) => [
    ...file(s, r),
    ...(quiet ? [] : tellOwner(s, r)),
    ...(r.state === 'suspected' && !quiet ? toOfficers(s, r, hazardWords.toGrade(r.no)) : []),
    ...warnOfDanger(s, r, quiet),
  ])
  // Photos belong to the first hazard of a message; the others name it by their shared source message.
  return [
    ...(first ?? []),
    ...rest.flat().filter((c) => c.type !== 'attachment.received' && !(c.type === 'record.joined')),
    ...roundSet(s),
    ...(quiet ? reply(s, { text: recordWords.keptQuietly, drill: all[0]?.drill }) : []),
    ...(quiet ? [] : all).map((r) =>
      say(s, event.channel, event.chat.id, hazardMessage(s, r), { ...ofRecord(r), replyTo: event.messageId }),
    ),
  ]
}

/** What is said to be 重大 is 疑似重大 until an officer decides. */
const gradedAs = ({ fields, state }: Rec): Pick<Rec, 'fields' | 'state'> =>
  fields.severity === '重大' ? { fields: { ...fields, severity: SUSPECTED }, state: 'suspected' } : { fields, state }

/** A stranger's that was found true: it has an owner, a term and a round from now on, like any other. */
export function countsFromNow(g: DecisionContext, record: Rec): Change[] {
  const graded = { ...record, ...gradedAs(record) }
  const after: Rec = { ...graded, ownerId: ownerByRule(g, graded), dueOn: dueOf(g, graded.fields) }
  return [
    ...(isMajor(graded)
      ? ([
          amendment(g.roster, record, { severity: SUSPECTED }),
          { type: 'record.moved', id: record.id, from: record.state, to: 'suspected' },
        ] as const)
      : []),
    assign(record, { ownerId: after.ownerId, dueOn: after.dueOn }),
    ...tellOwner(g, after),
    ...(after.state === 'suspected' ? toOfficers(g, after, hazardWords.toGrade(after.no)) : []),
    ...roundSet(g),
  ]
}

/** The words of a term that named no day which could be read. */
const unreadIn = (s: Situation, field: string): string | undefined =>
  s.reading!.why.find((w) => w.what === field && w.rule === NOT_UNDERSTOOD)?.from
const unreadTerm = (s: Situation, { deadline }: Record<string, unknown>): { deadline_said?: string } => {
  const said = deadline ? undefined : unreadIn(s, 'deadline')
  return said ? { deadline_said: said } : {}
}

/** More about one that stands already: its cards follow, and what is a danger only now goes to the officers. */
export function amendHazard(s: Situation, hazard: Rec): Change[] {
  const { changes, fields, after } = amend(s, hazard)
  const quiet = !!after.fields.restricted
  if (!quiet && isReason(s, hazard, fields)) return openRequest(s, hazard, { reason: (s.event as MessageEvent).text })
  const grave = fields.severity === '重大' && hazard.state === 'registered'
  const graded = grave ? amendedBy({ ...after, state: 'suspected' }, { severity: SUSPECTED }, '') : after
  return [
    ...changes,
    ...(grave
      ? ([
          amendment(s.roster, after, { severity: SUSPECTED }),
          { type: 'record.moved', id: hazard.id, from: 'registered', to: 'suspected' },
          ...toOfficers(s, graded, hazardWords.toGrade(hazard.no)),
        ] as Change[])
      : []),
    ...(quiet ? quietly(s, s.event as MessageEvent) : [...shown(s, graded), ...tellOwner(s, graded)]),
    ...(quiet || evacuationSign(hazard) ? [] : warnOfDanger(s, graded, false)),
    ...reply(
      s,
      { text: quiet ? recordWords.keptQuietly : changedLine(after, fields), drill: hazard.drill },
      { about: { kind: 'record', id: hazard.id } },
    ),
  ]
}

/** Signs that call for leaving at once, or matter that only the duty officer may read: the officer gets the card. */
function warnOfDanger(s: Situation, record: Rec, quiet: boolean): Change[] {
  const sign = MAY_GIVE_WAY.has(record.fields.kind) ? evacuationSign(record) : null
  if (!sign && !quiet) return []
  const message = hazardMessage(s, record)
  const lead = quiet ? recordWords.restricted : recordWords.leaveNow(sign!)
  const card = {
    ...message,
    card: { ...message.card!, tone: 'danger' as const, lines: [lead, ...message.card!.lines] },
  }
  return officers(s).flatMap((p) => tell(s, p.id, card, { ...ofRecord(record), priority: 'alert' }))
}
