import { look, need } from '../kernel/need.ts'
import { withFiled } from '../record/after.ts'
import { inDoubt } from '../record/filing.ts'
import { isOpen, type Rec } from '../record/record.ts'

const isOpenReport = (r: Rec) => r.kind === 'disaster_report' && isOpen(r.state) && r.state !== 'unverified'

/** Open reports of the last hours about the place that a new one names, and those in doubt, whoever sent them: one may be the same event. */
export const NEAR = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => isOpenReport(r) || (r.kind === 'disaster_report' && inDoubt(r))),
)('near')
/** All open reports of the last days, the oldest first. */
export const OPEN_REPORTS = need<readonly Rec[]>([], (loaded, facts) => withFiled(loaded, facts, isOpenReport))(
  'open_reports',
)
/** All reports of the last days that were not withdrawn or refused, whatever has become of them, the oldest first. */
export const ALL_REPORTS = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => r.kind === 'disaster_report'),
)('all_reports')
/** Strangers' reports of days, and those in doubt, that nobody has judged, the oldest first. */
export const UNJUDGED = need<readonly Rec[]>([], (loaded, facts) =>
  withFiled(loaded, facts, (r) => r.kind === 'disaster_report' && r.state === 'unverified'),
)('unjudged')

/** Of a day's reports. */
export interface ReportsDay {
  raised: number
  open: number
  deaths: number
  missing: number
  injured: number
  trapped: number
  /** Reports that say nothing of casualties. */
  silentOnCasualties: number
  /** Casualties that nobody counted, as they were said and where; in no sum. */
  about?: string[]
  /** The latest, in a line each. */
  latest: string[]
}
export const REPORTS_DAY = look<string, { reports: ReportsDay }>()('reports_day')
