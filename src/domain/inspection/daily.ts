/** What the leaders' daily summary says of checks. */
import { type Daily, warnIf } from '../kernel/daily.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { known } from '../kernel/words.ts'
import type { InspectionsDay, Planned } from './inspection.ts'
import { INSPECTIONS_DAY } from './needs.ts'
import { standingIn } from './plan.ts'
import { inspectionWords } from './words.ts'

export const dayOfInspections = (
  g: DecisionContext,
  planned: readonly Planned[],
  { checked, failed }: Pick<InspectionsDay, 'checked' | 'failed'>,
): InspectionsDay => ({
  checked,
  failed,
  late: standingIn(g, planned)
    .filter((u) => u.late)
    .map((u) => u.place.name),
})

const MOST_NAMES = 5

export const INSPECTION_DAILY: Daily<{ inspections: InspectionsDay }> = {
  figures: INSPECTIONS_DAY,
  rank: 55,
  lines: ({ inspections: { checked, failed, late } }) =>
    known([
      ['检查', inspectionWords.dayChecks(checked, failed)],
      ['到期未检查', late.length ? inspectionWords.dayLate(late.slice(0, MOST_NAMES), late.length) : ''],
    ]),
  tone: () => warnIf(false),
}
