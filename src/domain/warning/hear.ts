/** What a message means to the warnings that ask its sender. */

import type { AnyFact } from '../kernel/fact.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Hearing } from '../kernel/noun.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { isMissed } from '../reading/fields/heard.ts'
import { EMERGENCY, type Reading } from '../reading/reading.ts'
import { isSensitive, quietly } from '../record/filing.ts'
import { RECENT, STORIES } from '../record/needs.ts'
import { isOfMissing, unreached } from '../record/story.ts'
import { SUSPECTED } from '../record/unsure.ts'
import { answersOnly, type Heard, heardAnswer, heardOf, recordAction } from './acknowledge.ts'
import { contested } from './contest.ts'
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
    ...(event.type === 'message' && unreached(event.text) ? [RECENT, STORIES] : []),
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
  means: { files: boolean; asks: boolean },
): (Change | G)[] | undefined {
  const event = s.event as MessageEvent
  const heard = ofEvent(s, heardOf(s))
  const contest = contested(s, heard?.about?.warning)
  if (contest) return contest
  const { asks } = means
  // 集合点是小学还是村部: what only asks leaves no record
  const files = means.files && !heard?.said.clauses.every((c) => c.sense === 'question')
  const back = files ? undefined : askReturn(s)
  if (back) return [...(heard ? answersOnly(s, heard) : []), ...back]
  if (!heard) return undefined
  const changes = heardAnswer(s, heard, { asks, files })
  const filing = files && !(heard.said.trouble && saysLittle(s.reading!, event.text))
  // what may be an emergency is read on, whatever it is to the warning besides
  const missed = isMissed(event.text)
  const suspected = (!heard.said.trouble || missed) && mayBeEmergency(s)
  if (filing || suspected || event.attachments.length || event.location) {
    const filed = rest()
    // an evacuation answers by itself, as a report
    const by = new Set(filed.flatMap((c) => (isAnswer(c) ? [c.warningId] : [])))
    // a difficulty that is a report is told once, as the report; its mark is the report's, not the warning's
    const once = (s.reading?.intent === 'disaster_report' || missed) && heard.said.trouble === 'difficulty'
    const more = once ? changes.filter(isAnswer) : changes
    return [...filed, ...more.filter((c) => !isAnswer(c) || !by.has(c.warningId))]
  }
  // what else was said in an answer is for the officer to know
  if (heard.said.answers && isSensitive(s, event.text)) return [...changes, ...quietly(s, event)]
  if (changes.length || heard.said.answers) return changes
  const open = heard.left.length && s.reading?.intent === 'none' && event.chat.kind === 'p2p'
  const read = rest()
  return open && !read.some((c) => c.type.startsWith('record.'))
    ? reply(s, { text: warningWords.howToAnswer(heard.left.map((a) => titleOf(a.warning)).join('、')) })
    : read
}

/** 打电话也不通 of somebody whom the sender reports as missing belongs to that report, and keeps nobody from acting. */
const ofEvent = (s: Situation, heard: Heard | undefined): Heard | undefined =>
  heard?.said.trouble === 'difficulty' && !heard.said.help && isOfMissing(s)
    ? { ...heard, said: { ...heard.said, trouble: null } }
    : heard

/** It was asked what it is, and an emergency is likely enough that the officers are shown it. */
const mayBeEmergency = ({ reading }: Situation): boolean =>
  !!reading?.ask.some((i) => EMERGENCY.has(i) && (reading.likely[i] ?? 0) >= SUSPECTED)

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
const saysLittle = ({ fields }: Reading, text: string): boolean =>
  !OF_ALL.test(text) &&
  !isMissed(text) &&
  Object.entries(fields).every(
    ([field, v]) => OF_TROUBLE.has(field) || (field === 'place' && /^\d+组$/.test(String(v))),
  )
/** 整个村都黑了: of a whole place it is an event, whoever else it troubles. */
const OF_ALL = /(?:整个?|全)(?:村|组|镇|片|寨|屯|湾|社区|小区|条街)|(?:到处|一片|都)(?:漆黑|黑)/

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
