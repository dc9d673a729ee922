/** What the buttons do: every act, who may press it, and what follows. A press from an old card is refused kindly. */

import { BROADCAST_ACTS } from '../broadcast/command.ts'
import * as hazard from '../hazard/hazard.ts'
import { OFFICERS } from '../kernel/access.ts'
import type { Change } from '../kernel/fact.ts'
import type { PressEvent } from '../kernel/message.ts'
import { hasRole, ROLES, type Role } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { seenTo } from '../record/aside.ts'
import { judged as judgedRecord } from '../record/doubt.ts'
import { inDoubt, stateWords } from '../record/filing.ts'
import { mayMove, type Rec, type RecordState } from '../record/record.ts'
import { confirmed, refused } from '../record/strangers.ts'
import * as report from '../report/report.ts'
import { releasePressed, sessionsEnded } from '../roster/accounts.ts'
import { answer, inForce } from '../warning/acknowledge.ts'
import { callPressed, callsAsked } from '../warning/call.ts'
import { statusMessage } from '../warning/card.ts'
import { asksSecond, draftMessage, forChosen, judged } from '../warning/draft.ts'
import { endDrill } from '../warning/drill.ts'
import { askAgain } from '../warning/escalate.ts'
import { already, issueOver, lift } from '../warning/supersede.ts'
import { holdOf } from '../warning/validity.ts'
import { mayIssue, WARNING_STATES } from '../warning/warning.ts'

export interface Act {
  /** Roles that may; the record's owner always may where `owner` is set; empty = anyone known. */
  roles: Role[]
  owner?: boolean
  /** Whoever reported the record always may. */
  reporter?: boolean
  run(s: Situation, press: PressEvent): Change[]
}

/** An act on a record that moves it to a state, when it still may; where the states it starts from are named, only from these. */
const move =
  (to: RecordState, then: (s: Situation, record: Rec, press: PressEvent) => Change[], from?: RecordState[]) =>
  (s: Situation, press: PressEvent): Change[] =>
    s.subject && mayMove(s.subject.kind, s.subject.state, to) && (from?.includes(s.subject.state) ?? true)
      ? then(s, s.subject, press)
      : tooLate(s)

/** Somebody was first: what it is now, and who has it. */
const tooLate = (s: Situation): Change[] => {
  const record = s.subject
  if (!record) return reply(s, { text: words.alreadyDone })
  const owner = record.ownerId ? s.roster.people.get(record.ownerId)?.name : undefined
  return reply(s, { text: words.movedMeanwhile(record.no, stateWords(record), owner), drill: record.drill })
}

const onRecord =
  (then: (s: Situation, record: Rec, press: PressEvent) => Change[]) =>
  (s: Situation, press: PressEvent): Change[] =>
    s.subject ? then(s, s.subject, press) : reply(s, { text: words.alreadyDone })

const onWarning =
  (then: (s: Situation, state: NonNullable<Situation['subjectWarning']>, press: PressEvent) => Change[]) =>
  (s: Situation, press: PressEvent): Change[] =>
    s.subjectWarning ? then(s, s.subjectWarning, press) : reply(s, { text: words.alreadyDone })

export const ACTS: Record<string, Act> = {
  ...BROADCAST_ACTS,
  'report.receive': { roles: OFFICERS, run: move('received', (s, r) => report.moved(s, r, 'received')) },
  'report.transfer': {
    roles: OFFICERS,
    owner: true,
    run: onRecord((s, r, press) => {
      const to = s.roster.people.get(String(press.form?.to ?? ''))
      return to ? report.transferred(s, r, to) : reply(s, { text: '请选择转派给谁。' })
    }),
  },
  'record.check': {
    roles: OFFICERS,
    reporter: true,
    run: onRecord((s, r, press) =>
      press.data.v === String(r.version)
        ? report.checked(s, r, press.form ?? {})
        : reply(s, { text: words.alreadyDone }),
    ),
  },
  'report.merge': {
    roles: OFFICERS,
    run: onRecord((s, r, press) => {
      const into = s.near.find((n) => n.id === press.data.into)
      return into && mayMove(r.kind, r.state, 'merged') ? report.merged(s, r, into) : tooLate(s)
    }),
  },
  'report.escalate': { roles: OFFICERS, owner: true, run: onRecord((s, r) => report.escalated(s, r)) },
  'report.close': { roles: OFFICERS, owner: true, run: move('closed', (s, r) => report.moved(s, r, 'closed')) },
  'report.false_alarm': { roles: OFFICERS, run: move('false_alarm', (s, r) => report.moved(s, r, 'false_alarm')) },
  'hazard.start': {
    roles: OFFICERS,
    owner: true,
    run: move('rectifying', (s, r) => hazard.moved(s, r, 'rectifying'), ['registered']),
  },
  'hazard.pass': {
    roles: OFFICERS,
    run: move(
      'cleared',
      hazard.judged((s, r) => hazard.moved(s, r, 'cleared')),
    ),
  },
  'hazard.back': {
    roles: OFFICERS,
    run: move('rectifying', (s, r) => hazard.moved(s, r, 'rectifying'), ['recheck', 'cleared']),
  },
  // said in words by whoever reported it or answers for it too: to look at it once more harms nobody
  'hazard.again': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    run: move('rectifying', (s, r) => hazard.moved(s, r, 'rectifying'), ['cleared']),
  },
  'hazard.extend': {
    roles: OFFICERS,
    run: onRecord(hazard.judged((s, r, press) => hazard.extended(s, r, press.data.until ?? ''))),
  },
  'record.judge': {
    roles: OFFICERS,
    run: onRecord((s, r, press) =>
      inDoubt(r) && (press.data.as === 'real' || press.data.as === 'drill')
        ? judgedRecord(s, r, press.data.as === 'drill')
        : tooLate(s),
    ),
  },
  'stranger.confirm': {
    roles: OFFICERS,
    run: onRecord((s, r) => (r.state === 'unverified' ? confirmed(s, r) : tooLate(s))),
  },
  'stranger.refuse': {
    roles: OFFICERS,
    run: onRecord((s, r) => (r.state === 'unverified' ? refused(s, r) : tooLate(s))),
  },
  'aside.done': { roles: OFFICERS, run: move('closed', seenTo) },
  'account.release': { roles: [], run: releasePressed },
  'sessions.end': { roles: [], run: sessionsEnded },
  'warning.issue': {
    roles: [...OFFICERS, 'broadcaster'],
    run: onWarning((s, state, press) => {
      if (state.warning.state === 'discarded') return reply(s, { text: words.draftDiscarded(state.warning.no) })
      if (state.warning.state !== 'draft') return reply(s, { text: words.alreadyDone })
      // in doubt nobody is called; past its time, or before it, only whoever was shown so and says so
      const hold = holdOf(s, state.warning)
      if (hold && (hold.why === 'doubt' || press.data.anyway !== hold.why))
        return reply(s, draftMessage(s, state.warning), { about: { kind: 'warning', id: state.warning.id } })
      if (!mayIssue(s.person, state.warning))
        return reply(s, { text: words.notAllowed(state.warning.unannounced ? '带班领导或镇领导' : '值班员或带班领导') })
      if (asksSecond(s, state.warning) && state.warning.requestedBy === s.person?.id)
        return reply(s, { text: words.secondPerson })
      // the same signal may wait for confirmation twice, by two people; it goes out once
      const issued = s.recentWarnings.filter((r) => r.warning.state !== 'draft')
      const same = already(s, state.warning, issued)
      if (same) return reply(s, { text: words.warningAlready(same.no, WARNING_STATES[same.state]), drill: same.drill })
      const area = press.form?.area
      const chosen = forChosen(s, state.warning, typeof area === 'string' ? area : undefined)
      return chosen ? issueOver(s, chosen, s.recentWarnings) : reply(s, { text: words.areaFirst })
    }),
  },
  'warning.judge': {
    roles: [...OFFICERS, 'broadcaster'],
    run: onWarning((s, { warning: w }, press) => {
      const as = press.data.as
      if (w.state !== 'draft' || (as !== 'real' && as !== 'drill')) return reply(s, { text: words.alreadyDone })
      // somebody else said so first: their answer stands, and is shown
      if (w.drillBy !== 'doubt') return reply(s, draftMessage(s, w), { about: { kind: 'warning', id: w.id } })
      if (!mayIssue(s.person, { drill: as === 'drill', unannounced: w.unannounced }))
        return reply(s, { text: words.notAllowed('值班员或带班领导') })
      return judged(s, w, as === 'drill')
    }),
  },
  'warning.discard': {
    roles: [...OFFICERS, 'broadcaster'],
    run: onWarning((s, { warning: w }) =>
      w.state === 'draft'
        ? [{ type: 'warning.ended', id: w.id, state: 'discarded' }, ...reply(s, { text: words.warningDiscarded })]
        : reply(s, { text: w.state === 'open' ? words.draftIssued(w.no) : words.alreadyDone }),
    ),
  },
  'warning.ack': {
    roles: [],
    run: onWarning((s, state) => {
      const answered = s.person ? answer(s, state, s.person.id, 'button', '收到') : []
      return answered.length ? answered : inForce(s, state)
    }),
  },
  'warning.again': {
    roles: OFFICERS,
    run: onWarning((s, state) => [
      ...askAgain(s, state),
      ...reply(s, statusMessage(s, state), { slot: `warning:${state.warning.id}` }),
    ]),
  },
  'warning.lift': {
    roles: [...OFFICERS, 'broadcaster'],
    run: onWarning((s, state) =>
      state.warning.state === 'open' ? lift(s, state) : reply(s, { text: words.alreadyDone }),
    ),
  },
  'warning.calls': { roles: OFFICERS, run: onWarning(callsAsked) },
  // who may enter a result depends on whom they were asked to reach
  'warning.called': { roles: [], run: onWarning(callPressed) },
  'drill.end': {
    roles: OFFICERS,
    run: onWarning((s, state) =>
      state.warning.drill && state.warning.state === 'open'
        ? endDrill(s, state, state.sent ?? [])
        : reply(s, { text: words.alreadyDone }),
    ),
  },
}

/** A press: known act, allowed person, then what it does. Strangers may press nothing. */
export function pressed(s: Situation): Change[] {
  const press = s.event as PressEvent
  const act = Object.hasOwn(ACTS, press.act) ? ACTS[press.act] : undefined
  if (!act) return reply(s, { text: words.alreadyDone })
  const owner = act.owner && s.person && s.subject?.ownerId === s.person.id
  const reporter = act.reporter && s.person && s.subject?.reporterId === s.person.id
  const allowed = s.person && (!act.roles.length || owner || reporter || hasRole(s.person, ...act.roles))
  if (!allowed)
    return reply(s, {
      text: s.person
        ? words.notAllowed(
            act.roles
              .slice(0, 2)
              .map((r) => ROLES[r])
              .join('或') || '本人',
          )
        : words.strangerPress,
    })
  return act.run(s, press)
}
