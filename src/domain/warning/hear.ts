/** What a message means to the warnings that ask its sender. */

import type { AnyFact } from '../kernel/fact.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Hearing } from '../kernel/noun.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import type { Reading } from '../reading/reading.ts'
import { isSensitive, quietly } from '../record/filing.ts'
import { answersOnly, heardAnswer, heardOf, recordAction } from './acknowledge.ts'
import type { Change, ChangeOf } from './fact.ts'
import { ASKED, RETURNING, SHOWN, SUBJECT_WARNING, SUCCESSOR } from './needs.ts'
import { askReturn, asksReturn } from './returning.ts'
import { titleOf } from './warning.ts'
import { warningWords } from './words.ts'

export const answers: Hearing<Change> = {
  needs: ({ event }) => [
    ASKED,
    SHOWN,
    SUBJECT_WARNING,
    SUCCESSOR,
    ...(event.type === 'message' && asksReturn(event.text) ? [RETURNING] : []),
  ],
  drill: (s) => {
    if (s.need(SUBJECT_WARNING)?.warning.drill) return 'quoted'
    const asked = s.need(ASKED)
    return asked.length && asked.every((a) => a.warning.drill) ? 'asked' : undefined
  },
  hear,
}

/** Whatever it says to the warnings that ask its sender; besides, what it reports is filed, and what is neither is read on. */
function hear<G extends AnyFact>(
  s: Situation,
  rest: () => G[],
  { files, asks }: { files: boolean; asks: boolean },
): (Change | G)[] | undefined {
  const event = s.event as MessageEvent
  const heard = heardOf(s)
  const back = files ? undefined : askReturn(s)
  if (back) return [...(heard ? answersOnly(s, heard) : []), ...back]
  if (!heard) return undefined
  const changes = heardAnswer(s, heard, { asks, files })
  const filing = files && !(heard.said.trouble && saysLittle(s.reading!))
  if (filing || event.attachments.length || event.location) {
    const filed = rest()
    // an evacuation answers by itself, as a report
    const by = new Set(filed.flatMap((c) => (isAnswer(c) ? [c.warningId] : [])))
    // a difficulty that is a report is told once, as the report; its mark is the report's, not the warning's
    const once = s.reading?.intent === 'disaster_report' && heard.said.trouble === 'difficulty'
    const more = once ? changes.filter(isAnswer) : changes
    return [...filed, ...more.filter((c) => !isAnswer(c) || !by.has(c.warningId))]
  }
  // what else was said in an answer is for the officer to know
  if (heard.said.answers && isSensitive(s, event.text)) return [...changes, ...quietly(s, event)]
  if (changes.length || heard.said.answers) return changes
  const open = heard.left.length && s.reading?.intent === 'none' && event.chat.kind === 'p2p'
  return open
    ? reply(s, { text: warningWords.howToAnswer(heard.left.map((a) => titleOf(a.warning)).join('、')) })
    : rest()
}

/** What keeps somebody from acting on a warning, and is no event of its own: 停电了走不了, 有两户不肯走, 快来人. */
const OF_TROUBLE: ReadonlySet<string> = new Set([
  'power_status',
  'comm_status',
  'water_status',
  'need_help',
  'needs',
  'direction',
  'remaining_people',
  'remaining_households',
  'device',
  'result',
  'fault',
])
const saysLittle = ({ fields }: Reading): boolean =>
  Object.entries(fields).every(
    ([field, v]) => OF_TROUBLE.has(field) || (field === 'place' && /^\d+组$/.test(String(v))),
  )

const isAnswer = (fact: AnyFact): fact is ChangeOf<'obligation.answered'> => fact.type === 'obligation.answered'

/** People were moved: that answers the warning that asks their reporter, and is kept with it. */
export function movedIn(s: Situation, facts: readonly AnyFact[]): Change[] {
  const filed = facts.find((f) => f.type === 'record.filed') as ChangeOf<'record.filed'> | undefined
  const { person } = s
  if (!person || filed?.record.kind !== 'evacuation' || heardOf(s)?.said.trouble) return []
  const asked = s.need(ASKED).find((a) => a.warning.drill === filed.record.drill)
  return asked
    ? recordAction(s, { warning: asked.warning, obligations: [asked.obligation] }, person.id, filed.record)
    : []
}
