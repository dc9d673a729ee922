/** More about a record that stands already: new figures replace old ones, and the old stay in the ledger. */

import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { kindOf } from '../kinds.ts'
import { casualtiesIn } from '../reading/figures.ts'
import { numberOf } from '../reading/numbers.ts'
import { amendment } from './confirm.ts'
import type { Change } from './fact.ts'
import { amendedBy } from './fields.ts'
import { attach, describe, groupIn, restrictedBy } from './filing.ts'
import type { Rec } from './record.ts'
import { recordWords } from './words.ts'

/** What the message adds to or changes of a record, the record after it, and the fields that differ. */
export function amend(s: Situation, record: Rec): { changes: Change[]; fields: Record<string, unknown>; after: Rec } {
  const event = s.event as MessageEvent
  const { correction: _, false_alarm: __, ...fresh } = s.reading!.fields
  const fields = changedOf(record, {
    ...unsaid(record, event.text),
    ...mended(record, fresh),
    ...placeSaid(s, record),
    ...restrictedBy(s, event.text),
  })
  return {
    changes: [amendment(s.roster, record, fields, event.text, event.messageId), ...attach(s, record.id)],
    fields,
    after: amendedBy(record, fields, event.text),
  }
}

/** Of fields that have a way of their own to be corrected, what comes of both values. */
const mended = (record: Rec, fresh: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fresh).map(([key, said]) => {
      const was = record.fields[key]
      const corrected = kindOf(record.kind).fields[key]?.corrected
      return [key, corrected && was !== undefined ? corrected(was, said) : said]
    }),
  )

/** 更正: changed and answered in one line; of kinds that nobody watches while they last. @param more what else follows. */
export function correct(s: Situation, record: Rec, more: (after: Rec) => Change[] = () => []): Change[] {
  const { changes, fields, after } = amend(s, record)
  return [
    ...changes,
    ...reply(s, {
      text: after.fields.restricted
        ? recordWords.keptQuietly
        : recordWords.reportCorrected(record.no, changedWords(record, fields)),
      drill: record.drill,
    }),
    ...more(after),
  ]
}

/** Which group of a village a record's place names, as a number. */
export const groupOf = (r: Rec): number | undefined => {
  const m = /(\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民小组|组|社)/.exec(String(r.fields.place ?? ''))
  return m ? numberOf(m[1]!) : undefined
}

/** 是四组: a place without its village is one of the report's village; a group alone completes or corrects the place. */
function placeSaid(s: Situation, record: Rec): Record<string, unknown> {
  const { village, place, correction } = s.reading!.fields
  const known = record.fields.village
  if (!known || village) return {}
  const group = correction || groupOf(record) === undefined ? groupIn((s.event as MessageEvent).text) : ''
  const said = place ?? group
  return said ? { place: `${known}${said}` } : {}
}

/** 0 was said, and now somebody is hurt but not counted: the figure is not known any more, and is asked for again. */
const unsaid = (record: Rec, text: string) =>
  Object.fromEntries([...casualtiesIn(text)].filter((f) => record.fields[f] === 0).map((f) => [f, null]))

const changedOf = (record: Rec, fresh: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fresh).filter(([k, v]) => JSON.stringify(v) !== JSON.stringify(record.fields[k])))

/** What was changed, in the kind's words: 「受伤2人，道路中断」. */
export const changedWords = (record: Rec, fields: Record<string, unknown>): string =>
  describe(record.kind, fields)
    .map((l) => (typeof l === 'string' ? l : `${l.label}${l.value}`))
    .join('，')
