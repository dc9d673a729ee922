/** What has happened to warnings and to the obligations to answer them, and what the auditor found. */
import type { DeadlineFact, FactOf } from '../kernel/fact.ts'
import type { LedgerTable, Subject } from '../kernel/ledgered.ts'
import type { Change as Below } from '../record/fact.ts'
import type { Trouble } from './answer-said.ts'
import type { FindingKind } from './finding.ts'
import type { AnswerHow, CallHow, CallResult, Obligation, Warning, WarningArea } from './warning.ts'

/** How the asking of a list goes. */
export interface Feed {
  source: string
  /** What the source said of its last answer, given back so that an unchanged list is not sent again. */
  etag: string | null
  lastModified: string | null
  checkedAt: Date
  /** The last good answer; null = there never was one. */
  okAt: Date | null
  /** The first failure since. */
  failingSince: Date | null
  error: string | null
  /** When officers were told that it is silent; null once it answers again. */
  toldAt: Date | null
}

export type FeedOutcome = 'drafted' | 'known' | 'elsewhere' | 'old' | 'broken'
/** An entry of the list that was looked at. */
export interface FeedEntry {
  /** SHA-256 of its identifier and words. */
  hash: string
  identifier: string
  outcome: FeedOutcome
  /** The warning it became, or already was. */
  warningId: string | null
}

export type WarningFact =
  | { type: 'warning.drafted'; warning: Warning }
  /** An officer said whether it is real or a drill; a drill has a number of its own series. */
  | { type: 'warning.judged'; id: string; drill: boolean; no: string; was: string }
  | { type: 'warning.issued'; warning: Warning; obligations: Obligation[] }
  | { type: 'warning.ended'; id: string; state: 'superseded' | 'lifted' | 'closed' | 'discarded'; note?: string }
  /** `was` is where it stood when this was decided: another decision may have narrowed it in the same moment. */
  | {
      type: 'warning.narrowed'
      id: string
      villages: string[]
      area: WarningArea
      was: Pick<Warning, 'villages' | 'area'>
      note: string
    }
  | { type: 'obligation.answered'; warningId: string; personId: string; how: AnswerHow; answer: string }
  | {
      type: 'obligation.troubled'
      warningId: string
      personId: string
      what: Trouble
      text: string
    }
  | { type: 'obligation.unreached'; warningId: string; personIds: string[]; reach: 'unbound' | 'refused' }
  /** Told alone from now on, since their group takes nothing. */
  | { type: 'obligation.alone'; warningId: string; personIds: string[] }
  | { type: 'obligation.stepped'; warningId: string; personIds: string[]; step: number; how: string }
  | { type: 'obligation.acted'; warningId: string; personId: string; recordId: string }
  /** By a step of the table; 0 = outside of it, at once. */
  | { type: 'obligation.handed'; warningId: string; contactId: string; personIds: string[]; step: number }
  | { type: 'obligation.ended'; warningId: string; personIds: string[]; note: string }
  | {
      type: 'obligation.called'
      id: string
      warningId: string
      personId: string
      calledBy: string
      how: CallHow
      result: CallResult
      note: string | null
    }
  // the auditor
  | { type: 'audit.found'; id: string; key: string; kind: FindingKind; warningId: string | null; text: string }
  | { type: 'audit.cleared'; key: string; warningId: string | null }
  | { type: 'audit.clean'; name: string }
  // the polled list of the platform: how the asking went, and which entries were looked at
  | { type: 'feed.asked'; feed: Feed; listed: readonly string[]; looked: readonly FeedEntry[] }

export type Change =
  | Below
  | WarningFact
  | DeadlineFact<'warning.step' | 'warning.card' | 'warning.reach' | 'warning.close' | 'drill.end'>
export type ChangeOf<T extends Change['type']> = FactOf<Change, T>

const warning = (c: { id: string }): Subject => ({ id: c.id, of: 'warnings' })
const ofWarning = (c: { warningId: string | null }): Subject => ({ id: c.warningId, of: 'warnings' })

export const WARNING_LEDGER: LedgerTable<WarningFact> = {
  'warning.drafted': (c) => ({ ...warning(c.warning), drill: c.warning.drill }),
  'warning.judged': (c) => ({ ...warning(c), drill: c.drill }),
  'warning.issued': (c) => ({ ...warning(c.warning), drill: c.warning.drill }),
  'warning.ended': warning,
  'warning.narrowed': warning,
  'obligation.answered': ofWarning,
  'obligation.troubled': ofWarning,
  'obligation.unreached': ofWarning,
  'obligation.alone': ofWarning,
  'obligation.stepped': ofWarning,
  'obligation.acted': ofWarning,
  'obligation.handed': ofWarning,
  'obligation.ended': ofWarning,
  'obligation.called': ofWarning,
  'audit.found': ofWarning,
  'audit.cleared': ofWarning,
  'audit.clean': null,
  // what became of an entry is a warning's own fact
  'feed.asked': null,
}
