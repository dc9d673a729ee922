/** Records that nobody acts on: kept as said, answered in one line. */

import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { correct } from './amend.ts'
import type { Change } from './fact.ts'
import { draft, file, quietly, tellStranger, writtenLate } from './filing.ts'
import { RECENT, SUBJECT } from './needs.ts'
import { isOpen, type Rec, type RecordKind } from './record.ts'
import { recordWords } from './words.ts'

/** @param said the answer. @param more what else follows from a known person's, as it stands from now on. */
export function keep<C = never>(
  s: Situation,
  kind: RecordKind,
  said: (r: Rec) => string,
  more: (r: Rec) => C[] = () => [],
): (Change | C)[] {
  const { fields, drill } = s.reading!
  const wrong = fields.correction === true && s.person ? mistaken(s, kind) : undefined
  if (wrong) return correct(s, wrong, more)
  const record = draft(s, kind, fields, drill)
  if (!s.person)
    return [...file(s, record), ...tellStranger(s, record), ...reply(s, { text: recordWords.strangerKept, drill })]
  const late = writtenLate(record, s.tz)
  return [
    ...file(s, record),
    ...(record.fields.restricted ? quietly(s, s.event as MessageEvent) : []),
    ...reply(s, {
      text: record.fields.restricted
        ? recordWords.keptQuietly
        : [said(record), late && recordWords.writtenLate(late)].filter(Boolean).join('\n'),
      drill,
    }),
    ...more(record),
  ]
}

/** 更正: the sender's own record that a correction speaks of, of the same kind and, where both name one, village. */
const mistaken = (s: Situation, kind: RecordKind): Rec | undefined => {
  const { village } = s.reading!.fields
  const fits = (r: Rec) =>
    r.kind === kind &&
    isOpen(r.state) &&
    r.drill === s.reading!.drill &&
    (!village || !r.fields.village || r.fields.village === village)
  const subject = s.need(SUBJECT)
  return subject && subject.reporterId === s.person?.id && fits(subject) ? subject : s.need(RECENT).find(fits)
}
