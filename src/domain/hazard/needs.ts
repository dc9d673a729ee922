import { look, need } from '../kernel/need.ts'
import { afterAll, withFiled } from '../record/after.ts'
import { isOpen, type Rec } from '../record/record.ts'
import type { Counted } from './asked.ts'

const isOpenHazard = (r: Rec) => r.kind === 'hazard_report' && isOpen(r.state) && r.state !== 'unverified'

/** The sender's open hazards: responsible for, or waited for with a photo. */
export const OWN_HAZARDS = need<readonly Rec[]>([], (loaded, facts, { person }) =>
  withFiled(loaded, facts, (r) => isOpenHazard(r) && !!person && r.ownerId === person.id),
)('own_hazards')
/**
 * Hazards that words may mean which bring no number: of the villages that are named, spoken in or lived in, one's own, and for
 * officers the newest of each state; those that are over lately too. The oldest first, so many at most.
 */
export const MEANT = need<readonly Rec[]>([], (loaded, facts) => withFiled(loaded, facts, isOpenHazard))(
  'meant_hazards',
)

const NONE: Counted = { filter: { states: [], words: [] }, counts: {}, late: 0, some: [] }
/** How many of those that a question asks for are not over, by state, and the first of them. */
export const COUNTED = need<Counted>(NONE)('hazards_counted')

export interface HazardsDay {
  found: number
  cleared: number
  open: number
  overdue: number
  awaitingRecheck: number
}
/** Of a day's hazards. */
export const HAZARDS_DAY = look<string, { hazards: HazardsDay }>()('hazards_day')

/** Open hazards of the villages that a message names or is said in, and those around its point: what may be the same. */
export const NEAR_HAZARDS = need<readonly Rec[]>([], (loaded, facts) => withFiled(loaded, facts, isOpenHazard))(
  'near_hazards',
)
/** Hazards whose numbers a message names, or that a press brings along as the other one. */
export const MENTIONED = need<readonly Rec[]>([], (loaded, facts) => loaded.map((r) => afterAll(r, facts)))(
  'mentioned_hazards',
)
