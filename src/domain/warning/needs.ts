import type { AnyFact } from '../kernel/fact.ts'
import type { Needing } from '../kernel/need.ts'
import { look, need, ofType } from '../kernel/need.ts'
import type { Change, Feed } from './fact.ts'
import type { Audited, Finding } from './finding.ts'
import { isOwed, type Obligation, type Standing, type Warning, type WarningState } from './warning.ts'

export interface Asked {
  obligation: Obligation
  warning: Warning
}

/** A duty to answer, after the answers of earlier decisions of the batch: the first stands. */
function answeredIn(o: Obligation, facts: readonly AnyFact[], now: Date): Obligation {
  if (o.answeredAt) return o
  const answer = ofType<Change>(facts)('obligation.answered').find(
    (f) => f.warningId === o.warningId && f.personId === o.personId,
  )
  return answer ? { ...o, answeredAt: now, answer: answer.answer, answeredHow: answer.how } : o
}

const stateAfter = (w: WarningState, facts: readonly AnyFact[], now: Date): WarningState => ({
  ...w,
  obligations: w.obligations.map((o) => answeredIn(o, facts, now)),
})
const oneAfter = (w: WarningState | undefined, facts: readonly AnyFact[], _: unknown, now: Date) =>
  w && stateAfter(w, facts, now)

/** The warning that the quoted or pressed message speaks of, with the sender's own obligation alone. */
export const SUBJECT_WARNING = need<WarningState | undefined>(undefined, oneAfter)('subject_warning')
/** The same with everybody's obligations. */
export const WHOLE_WARNING = need<WarningState | undefined>(undefined, oneAfter)('whole_warning')
/** The same with what was sent of it, and who is recorded as trapped or moved: for what may end it. */
export const ENDING_WARNING = need<WarningState | undefined>(undefined, oneAfter)('ending_warning')
/** Obligations of the sender in open warnings, answered or not, the newest warning first. */
export const ASKED = need<readonly Asked[]>([], (loaded, facts, _, now) =>
  loaded.map((a) => ({ ...a, obligation: answeredIn(a.obligation, facts, now) })),
)('asked')
/** When each of several open warnings was last shown to the sender or in this chat, by id. */
export const SHOWN = need<ReadonlyMap<string, Date>>(new Map())('shown')
/** What took the place of the quoted or pressed warning, where that is over. */
export const SUCCESSOR = need<Warning | undefined>(undefined)('successor')
/** Open warnings with all obligations, newest first. */
export const OPEN_WARNINGS = need<readonly WarningState[]>([], (loaded, facts, _, now) =>
  loaded.map((w) => stateAfter(w, facts, now)),
)('open_warnings')
/** Drills that run, with everybody's obligations and what was sent of them. */
export const OPEN_DRILLS = need<readonly WarningState[]>([])('open_drills')
/** Warnings of the last day and all open ones, newest first, under the counters' lock: nobody issues meanwhile. */
export const RECENT_WARNINGS = need<WarningState[]>([])('recent_warnings')
/** Warnings that the recalled message drafted, as drafts still or in force. */
export const RECALLED_WARNINGS = need<readonly Warning[]>([])('recalled_warnings')

/** Of those that ask the sender, the ones still unanswered. */
export const owesOf = (s: Needing): Asked[] => s.need(ASKED).filter((a) => isOwed(a.obligation))

/** What a question on returning is looked at beside: warnings that went out in the last days, and who was moved since. */
export interface Returning {
  warnings: Pick<Warning, 'id' | 'drill' | 'villages' | 'area'>[]
  standing: readonly Standing[]
}

/** Of a message that asks whether people may go back. */
export const RETURNING = need<Returning | undefined>(undefined)('returning')

/** One by id with everybody's obligations, held until it is decided. */
export const WARNING = look<string, WarningState | undefined>()('warning')
/** Warnings of the last day, all open ones, and those of these official identifiers, newest first; nobody issues meanwhile. */
export const RECENT_OR_NAMED = look<readonly string[], WarningState[]>()('recent_or_named')
/** One by id with everything that became of it, held so that no step is half taken. */
export const AUDITED = look<string, Audited | undefined>()('audited')
/** What the auditor found amiss before, of one warning or (null) of the station. */
export const FINDINGS = look<string | null, Finding[]>()('findings')
/** How much of it stands open, of everything; one process counts at a time. */
export const STANDING_FINDINGS = look<null, number>()('standing_findings')
/** When the longest-waiting message was owed. */
export const OLDEST_UNSENT = look<null, Date | null>()('oldest_unsent')
/** How the asking of a list goes, and which of these entries, by hash, were not looked at before; one process at a time. */
export const FEED = look<{ source: string; hashes: readonly string[] }, FeedKnown>()('feed')
export interface FeedKnown {
  before: Feed | undefined
  unseen: ReadonlySet<string>
}

/** Of a day's warnings. */
export interface WarningsDay {
  issued: number
  open: number
  asked: number
  answered: number
  /** Names of whoever owes an answer to any that is open. */
  silent: string[]
}
export const WARNINGS_DAY = look<string, { warnings: WarningsDay }>()('warnings_day')
