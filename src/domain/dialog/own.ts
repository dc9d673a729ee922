import type { Situation } from '../kernel/situation.ts'
import { RECENT, SUBJECT } from '../record/needs.ts'
import { isOpen, isToldOf, type ToldOf } from '../record/record.ts'

/** The record that a sender speaks of without naming it: the one they quote, else their last one in this chat. */
export function ownOpen(s: Situation): ToldOf | undefined {
  const subject = s.need(SUBJECT)
  return subject && isOpen(subject.state) && subject.reporterId === s.person?.id && isToldOf(subject)
    ? subject
    : s
        .need(RECENT)
        .filter(isToldOf)
        .find((r) => isOpen(r.state))
}
