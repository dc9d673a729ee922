import type { Situation } from '../kernel/situation.ts'
import { RECENT, SUBJECT } from '../record/needs.ts'
import { isOpen, type Rec } from '../record/record.ts'

/** Bare words, and what is not understood, say nothing to go on with. */
export const isToldOf = (r: Rec) => r.kind !== 'aside' && r.kind !== 'unsure'

/** The record that a sender speaks of without naming it: the one they quote, else their last one in this chat. */
export function ownOpen(s: Situation): Rec | undefined {
  const subject = s.need(SUBJECT)
  return subject && isOpen(subject.state) && subject.reporterId === s.person?.id && isToldOf(subject)
    ? subject
    : s.need(RECENT).find((r) => isOpen(r.state) && isToldOf(r))
}
