/** The door for what others find: a check's 不合格 becomes a hazard as if it had been reported, with owner, term and card. */
import type { Situation } from '../kernel/situation.ts'
import { COPIES } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { NEAR_HAZARDS } from './needs.ts'
import { amendHazard, submitHazard } from './submit.ts'

/** What was found wrong, in the fields of a hazard. */
export interface Found {
  description: string
  unit?: string
  place?: string
  village?: string
  kind?: string
  deadline?: string
  /** The number of the check that found it. */
  inspection?: string
}

/** What is looked at for it. */
export const FOUND_NEEDS = [COPIES, NEAR_HAZARDS]

/** Each by itself, in order; said in one message, which is the event of the situation. @returns the hazards beside what follows. */
export function registerFound(
  s: Situation,
  found: readonly Found[],
  drill: boolean,
): { changes: Change[]; hazards: Rec[] } {
  if (!found.length) return { changes: [], hazards: [] }
  // whoever checks is at their post by the check itself
  const changes = submitHazard({ ...s, reading: readingOf(s, { events: found }, drill) }).filter(
    (c) => !(c.type === 'record.filed' && c.record.kind === 'check_in'),
  )
  const hazards = changes.flatMap((c) =>
    c.type === 'record.filed' && c.record.kind === 'hazard_report' ? [c.record] : [],
  )
  return { changes, hazards }
}

/** What is wrong is said only now. */
export const foundMore = (s: Situation, hazard: Rec, description: string): Change[] =>
  amendHazard({ ...s, reading: readingOf(s, { description, correction: true }, hazard.drill) }, hazard)

const readingOf = (
  s: Situation,
  fields: Record<string, unknown>,
  drill: boolean,
): NonNullable<Situation['reading']> => ({
  ...{ sure: 1, ask: [], likely: {}, questions: [], why: [], doubt: false },
  ...s.reading,
  intent: 'hazard_report',
  drill,
  fields,
})
