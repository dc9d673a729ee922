/** 一般 or 重大: an officer decides (domain facts §4); what is 重大 needs its 五落实 before anything begins. */
import type { Situation } from '../kernel/situation.ts'
import { saidDay } from '../kernel/time.ts'
import { amendment } from '../record/confirm.ts'
import { amendedBy } from '../record/fields.ts'
import { answerReporter, assign } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { shown, tellOwner } from './card.ts'
import type { Change } from './fact.ts'
import { answered } from './move.ts'
import { defaultDue } from './owner.ts'
import { hazardWords } from './words.ts'

/** A term that nobody asked for becomes that of the grade. */
export function gradeAs(s: Situation, hazard: Rec, severity: '一般' | '重大'): Change[] {
  const fields = { severity, graded_by: s.person!.id }
  const dueOn = hazard.fields.deadline ? hazard.dueOn : defaultDue(s, { ...hazard.fields, severity })
  const after: Rec = {
    ...amendedBy(hazard, fields, ''),
    state: hazard.state === 'suspected' ? 'registered' : hazard.state,
    dueOn,
  }
  const text = hazardWords.graded(hazard.no, severity, dueOn ? saidDay(dueOn, s) : '')
  return [
    { ...amendment(s.roster, hazard, fields), seen: hazard.version },
    ...(hazard.state === after.state
      ? []
      : ([
          { type: 'record.moved', id: hazard.id, from: hazard.state, to: after.state, note: s.person?.name },
        ] as const)),
    ...(dueOn === hazard.dueOn ? [] : [assign(hazard, { dueOn })]),
    ...shown(s, after),
    ...tellOwner(s, after),
    ...answerReporter(s, hazard, { text, drill: hazard.drill }),
    ...answered(s, hazard, { text, drill: hazard.drill }),
  ]
}
