/** Presses on the cards of a warning or a drill. */

import { OFFICERS, WATCHERS } from '../kernel/access.ts'
import type { KernelFact } from '../kernel/fact.ts'
import type { PressEvent } from '../kernel/message.ts'
import type { Need } from '../kernel/need.ts'
import type { Press, Presses } from '../kernel/press.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { recordWords } from '../record/words.ts'
import { answer, inForce } from './acknowledge.ts'
import { askCalls, enterPressedCall } from './call.ts'
import { statusMessage } from './card.ts'
import { asksSecond, draftMessage, forChosen, judgeWarning } from './draft.ts'
import { endDrill } from './drill.ts'
import { askAgain } from './escalate.ts'
import type { Change } from './fact.ts'
import { ASKED, ENDING_WARNING, RECENT_WARNINGS, SUBJECT_WARNING, SUCCESSOR, WHOLE_WARNING } from './needs.ts'
import { already, issueOver, lift } from './supersede.ts'
import { holdOf } from './validity.ts'
import { mayIssue, WARNING_STATES, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** On the warning that the card is of. @param as how much of it is looked at. @param more what else is. */
const onWarning = <C>(
  as: Need<string, WarningState | undefined>,
  then: (s: Situation, state: WarningState, press: PressEvent) => C[],
  more: readonly Need[] = [],
): Pick<Press<C | KernelFact>, 'needs' | 'run'> => ({
  needs: [as, ...more],
  run: (s, press) => {
    const state = s.need(as)
    return state ? then(s, state, press) : reply(s, { text: recordWords.alreadyDone })
  },
})

export const WARNING_PRESSES: Presses<Change> = {
  'warning.issue': {
    roles: WATCHERS,
    ...onWarning(
      WHOLE_WARNING,
      (s, state, press) => {
        if (state.warning.state === 'discarded')
          return reply(s, { text: warningWords.draftDiscarded(state.warning.no) })
        if (state.warning.state !== 'draft') return reply(s, { text: recordWords.alreadyDone })
        // in doubt nobody is called; past its time, or before it, only whoever was shown so and says so
        const hold = holdOf(s, state.warning)
        if (hold && (hold.why === 'doubt' || press.data.anyway !== hold.why))
          return reply(s, draftMessage(s, state.warning), { about: { kind: 'warning', id: state.warning.id } })
        if (!mayIssue(s.person, state.warning))
          return reply(s, {
            text: words.notAllowed(state.warning.unannounced ? '带班领导或镇领导' : '值班员或带班领导'),
          })
        if (asksSecond(s, state.warning) && state.warning.requestedBy === s.person?.id)
          return reply(s, { text: warningWords.secondPerson })
        // the same signal may wait for confirmation twice, by two people; it goes out once
        const issued = s.need(RECENT_WARNINGS).filter((r) => r.warning.state !== 'draft')
        const same = already(s, state.warning, issued)
        if (same)
          return reply(s, { text: warningWords.warningAlready(same.no, WARNING_STATES[same.state]), drill: same.drill })
        const area = press.form?.area
        const chosen = forChosen(s, state.warning, typeof area === 'string' ? area : undefined)
        return chosen ? issueOver(s, chosen, s.need(RECENT_WARNINGS)) : reply(s, { text: warningWords.areaFirst })
      },
      [RECENT_WARNINGS],
    ),
  },
  'warning.judge': {
    roles: WATCHERS,
    ...onWarning(WHOLE_WARNING, (s, { warning: w }, press) => {
      const as = press.data.as
      if (w.state !== 'draft' || (as !== 'real' && as !== 'drill')) return reply(s, { text: recordWords.alreadyDone })
      // somebody else said so first: their answer stands, and is shown
      if (w.drillBy !== 'doubt') return reply(s, draftMessage(s, w), { about: { kind: 'warning', id: w.id } })
      if (!mayIssue(s.person, { drill: as === 'drill', unannounced: w.unannounced }))
        return reply(s, { text: words.notAllowed('值班员或带班领导') })
      return judgeWarning(s, w, as === 'drill')
    }),
  },
  'warning.discard': {
    roles: WATCHERS,
    ...onWarning(WHOLE_WARNING, (s, { warning: w }) =>
      w.state === 'draft'
        ? [
            { type: 'warning.ended', id: w.id, state: 'discarded' },
            ...reply(s, { text: warningWords.warningDiscarded }),
          ]
        : reply(s, { text: w.state === 'open' ? warningWords.draftIssued(w.no) : recordWords.alreadyDone }),
    ),
  },
  'warning.ack': {
    roles: [],
    ...onWarning(
      SUBJECT_WARNING,
      (s, state) => {
        const answered = s.person ? answer(s, state, s.person.id, 'button', '收到') : []
        return answered.length ? answered : inForce(s, state)
      },
      [ASKED, SUCCESSOR],
    ),
  },
  'warning.again': {
    roles: OFFICERS,
    ...onWarning(WHOLE_WARNING, (s, state) => [
      ...askAgain(s, state),
      ...reply(s, statusMessage(s, state), { slot: `warning:${state.warning.id}` }),
    ]),
  },
  'warning.lift': {
    roles: WATCHERS,
    ...onWarning(ENDING_WARNING, (s, state) =>
      state.warning.state === 'open' ? lift(s, state) : reply(s, { text: recordWords.alreadyDone }),
    ),
  },
  'warning.calls': { roles: OFFICERS, ...onWarning(WHOLE_WARNING, askCalls) },
  'warning.called': { roles: [], ...onWarning(WHOLE_WARNING, enterPressedCall) },
  'drill.end': {
    roles: OFFICERS,
    ...onWarning(ENDING_WARNING, (s, state) =>
      state.warning.drill && state.warning.state === 'open'
        ? endDrill(s, state, state.sent ?? [])
        : reply(s, { text: recordWords.alreadyDone }),
    ),
  },
}
