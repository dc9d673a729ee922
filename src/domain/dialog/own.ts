import type { Situation } from '../kernel/situation.ts'
import { RECENT, SUBJECT } from '../record/needs.ts'
import { isOpen, type Rec } from '../record/record.ts'

/** The record that a sender speaks of without naming it: the one they quote, else their last one in this chat; never bare words, which say nothing to go on with. */
export function ownOpen(s: Situation): Rec | undefined {
  const subject = s.need(SUBJECT)
  return subject && isOpen(subject.state) && subject.reporterId === s.person?.id && subject.kind !== 'aside'
    ? subject
    : s.need(RECENT).find((r) => isOpen(r.state) && r.kind !== 'aside')
}
