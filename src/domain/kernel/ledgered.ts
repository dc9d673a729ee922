/**
 * What the ledger keeps of each change: its subject, and which row says whether that is a drill. Complete by type: a change
 * that is not in the table does not compile, so that none can lose its drill mark.
 */
import type { Change, ChangeOf } from './fact.ts'

/** The tables whose rows may be drills. */
export type DrillTable = 'records' | 'warnings' | 'broadcasts'

export interface Subject {
  id: string | null
  /** The table of the row that is a drill or none; none for what can be no drill: accounts, chats, the link. */
  of?: DrillTable
  /** Carried by the change itself, which makes or remakes the row. */
  drill?: boolean
}

const record = (c: { id: string }): Subject => ({ id: c.id, of: 'records' })
const warning = (c: { id: string }): Subject => ({ id: c.id, of: 'warnings' })
const broadcast = (c: { id: string }): Subject => ({ id: c.id, of: 'broadcasts' })
const ofWarning = (c: { warningId: string | null }): Subject => ({ id: c.warningId, of: 'warnings' })
const person = (c: { personId: string | null }): Subject => ({ id: c.personId })
const nothing = (): Subject => ({ id: null })

/** null: our own means and no facts of the station. Owed messages and receipts have rows of their own, deadlines follow from the facts. */
export const LEDGERED: { [T in Change['type']]: ((c: ChangeOf<T>) => Subject) | null } = {
  'record.filed': (c) => ({ ...record(c.record), drill: c.record.drill }),
  'record.amended': record,
  'record.joined': record,
  'record.moved': record,
  'record.assigned': record,
  'record.judged': (c) => ({ ...record(c), drill: c.drill }),
  'record.noted': record,
  'phones.shown': (c) => ({ id: c.reader, drill: c.drill }),
  'attachment.received': (c) => ({ id: c.recordId, of: 'records' }),
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
  'broadcast.requested': (c) => ({ ...broadcast(c.broadcast), drill: c.broadcast.drill }),
  'broadcast.approved': (c) => ({ ...broadcast(c.broadcast), drill: c.broadcast.drill }),
  'broadcast.signed': broadcast,
  'broadcast.moved': broadcast,
  'broadcast.stopped': (c) => ({ ...broadcast(c.broadcast), drill: c.broadcast.drill }),
  'broadcast.told': broadcast,
  'link.tested': null,
  'link.heard': null,
  'link.lost': nothing,
  'link.back': nothing,
  'code.made': person,
  'code.spent': person,
  'code.refused': person,
  'codes.voided': nothing,
  'session.opened': person,
  'session.ended': person,
  'account.bound': person,
  'account.seen': nothing,
  'account.revoked': person,
  'chat.joined': nothing,
  'chat.left': nothing,
  'deadline.set': null,
  'deadlines.cleared': null,
  'clock.moved': nothing,
  'summary.made': person,
  'message.read': null,
  'message.owed': null,
}

/** The subject of a change, or null where the ledger keeps nothing of it. */
export const subjectOf = (c: Change): Subject | null =>
  (LEDGERED[c.type] as ((c: Change) => Subject) | null)?.(c) ?? null

/** What the ledger keeps of a change: all of it but what opens doors. The hash of six digits is as good as the digits. */
export const dataOf = (c: Change): unknown =>
  c.type === 'code.made' || c.type === 'session.opened' ? { ...c, hash: undefined } : c
