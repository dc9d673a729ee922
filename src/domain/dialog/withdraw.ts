import { reply, type Situation } from '../kernel/situation.ts'
import { type Change, RECORDS } from '../nouns.ts'
import { SUBJECT } from '../record/needs.ts'
import { tellOwner } from '../record/owner.ts'
import { mayMove, type Rec } from '../record/record.ts'
import { dialogWords } from './words.ts'

/** 撤回: the sender takes back what they reported; it stays in the ledger. */
export function withdraw(s: Situation, record: Rec, note: string): Change[] {
  return [
    { type: 'record.moved', id: record.id, from: record.state, to: 'withdrawn', note },
    { type: 'deadlines.cleared', subjectId: record.id },
    ...(RECORDS[record.kind].shown?.(s, { ...record, state: 'withdrawn' }) ?? []),
    ...tellOwner(s, record, dialogWords.takenBack),
    ...reply(s, { text: dialogWords.withdrawn(record.no), drill: record.drill }),
  ]
}

/** A message was taken back: the record that stands on it alone is withdrawn, kept in the ledger; an emergency is to be checked. */
export function recallRecord(s: Situation): Change[] {
  const record = s.need(SUBJECT)
  if (
    !record ||
    s.event.type !== 'recall' ||
    record.sourceMessageIds[0] !== s.event.messageId ||
    !mayMove(record.kind, record.state, 'withdrawn')
  )
    return []
  return RECORDS[record.kind].recalled?.(s, record) ?? withdraw(s, record, 'recalled')
}
