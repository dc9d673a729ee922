/** What is said while a check is being done: what its items came to, and what is wrong. Whatever is graver is read as ever. */

import { FOUND_NEEDS } from '../hazard/found.ts'
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Need } from '../kernel/need.ts'
import type { Hearing } from '../kernel/noun.ts'
import { placesIn } from '../kernel/places.ts'
import type { Situation } from '../kernel/situation.ts'
import { casualtiesIn } from '../reading/figures.ts'
import { type AnyIntent, EMERGENCY } from '../reading/reading.ts'
import { SUBJECT } from '../record/needs.ts'
import { RECORD_NUMBER } from '../record/numbers.ts'
import { answered, saidWrong } from './answer.ts'
import { mayCheck, ownChecks } from './begin.ts'
import type { Change } from './fact.ts'
import type { Answer, Check } from './inspection.ts'
import { CHECKS } from './needs.ts'
import { answersIn, judgesFirst, onlyJudges } from './spoken.ts'
import { toldAtOnce } from './told.ts'

/** Longer than this it is no answer, nor what is wrong with one item. */
const LONGEST = 2000
const LONGEST_WRONG = 60
/** What is wrong is said within this time of the press. */
const WRONG_MS = 10 * 60_000

const HAS_NUMBER = new RegExp(RECORD_NUMBER, 'i')
const OWN_HEADING = /^(?:@?安安[，,\s]{0,3})?(?:隐患|巡查|更正|撤回)/
/** Words that judge, so that mere talk of a thing on the list is none. */
const JUDGES = /合格|正常|完好|畅通|齐全|不涉及|没问题|[√✓✔×✗✘]|^\s*第?\d{1,2}(?:项|[\s.、：:])/

const TELLS: ReadonlySet<AnyIntent> = new Set<AnyIntent>(['inspection', 'hazard_report'])
const MAY_TELL: ReadonlySet<AnyIntent> = new Set<AnyIntent>([...TELLS, 'patrol', 'none', 'ack', 'supplies'])

/** Asked what is wrong, these are words of their own still. */
const OWN_WORDS: ReadonlySet<AnyIntent> = new Set<AnyIntent>([
  ...['query', 'check_in', 'check_out', 'handover', 'duty_change', 'instruction', 'extension_request'],
] as AnyIntent[])

const mayAnswer = (heard: Pick<Heard, 'event' | 'person'>): boolean =>
  heard.event.type === 'message' &&
  !!heard.event.text.trim() &&
  heard.event.text.length <= LONGEST &&
  mayCheck(heard.person)

/** The check that a message is of: the one it quotes, else the sender's in this chat. */
function checkOf(s: Situation, event: MessageEvent): Check | undefined {
  const subject = s.need(SUBJECT)
  const own = ownChecks(s)
  if (subject) return own.find((c) => c.id === subject.id || c.unsaid?.hazard.id === subject.id)
  const check = own.find((c) => c.chat === event.chat.id)
  const named = check ? placesIn(s.roster, event.text) : []
  return named.length && !named.some((p) => p.id === check!.placeId) ? undefined : check
}

/** Whoever judges items by their numbers answers, whatever the words are like; people who came to harm are no item. */
function intentOf(s: Situation, text: string): AnyIntent {
  const read = s.reading?.intent ?? 'none'
  if (casualtiesIn(text).size) return read
  return onlyJudges(text) || (judgesFirst(text) && !EMERGENCY.has(read)) ? 'inspection' : read
}

/** Of what was said those that are of the list; what is wrong besides counts only where the message tells of something wrong. */
const meantOf = (s: Situation, check: Check, text: string): Answer[] => {
  const intent = intentOf(s, text)
  if (!MAY_TELL.has(intent)) return []
  const answers = answersIn(check, text)
  if (TELLS.has(intent)) return answers
  return JUDGES.test(text) ? answers.filter((a) => a.seq <= check.items.length) : []
}

export const INSPECTION_HEARS: Hearing<Change> = {
  needs: (heard): readonly Need[] => (mayAnswer(heard) ? [CHECKS, ...FOUND_NEEDS] : []),
  drill: () => undefined,
  hear(s) {
    if (!mayAnswer(s)) return undefined
    const event = s.event as MessageEvent
    const intent = intentOf(s, event.text)
    if (EMERGENCY.has(intent) || OWN_WORDS.has(intent)) return undefined
    if (HAS_NUMBER.test(event.text) || OWN_HEADING.test(event.text)) return undefined
    const check = checkOf(s, event)
    if (!check) return s.need(SUBJECT) ? undefined : toldAtOnce(s)
    const answers = meantOf(s, check, event.text)
    const { unsaid } = check
    if (unsaid && isWrongOf(s, unsaid, event.text, answers)) return saidWrong(s, check, unsaid)
    return answers.length ? answered(s, check, answers) : undefined
  },
}

/** Short words soon after the press say what is wrong, unless they judge other items. */
const isWrongOf = (s: Situation, { seq, at }: NonNullable<Check['unsaid']>, text: string, answers: Answer[]): boolean =>
  s.now.getTime() - at.getTime() <= WRONG_MS &&
  text.length <= LONGEST_WRONG &&
  !JUDGES.test(text) &&
  !(s.reading?.intent === 'inspection' && answers.some((a) => a.seq !== seq))
