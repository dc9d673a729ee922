/** Questions 问答: answered only from the records, never from guesses. */
import type { Topic } from '../reading/lexicon/topics.ts'
import type { Outbound } from './message.ts'
import type { Need } from './need.ts'
import type { Situation } from './situation.ts'

/** What is asked of, and what is asked of it: a question that has both, in whatever order and with whatever beside, is this one. */
export interface Asked {
  of: RegExp
  asked: RegExp
}

export interface Question {
  /** The plain forms people are taught. */
  forms: readonly RegExp[]
  /** Other words for it, where Anan is spoken to: in private, by name, or under a number or a card. */
  spoken?: readonly RegExp[]
  /** Its own subject, where Anan is spoken to; of several questions the one of whose words the most are said. */
  about?: readonly Asked[]
  /** No record says it: a person has to. */
  byPerson?: true
  /** What longer questions are about that it answers. */
  topics?: readonly Topic[]
  needs: readonly Need[]
  /** `[]` = it turns out to be none of its own. */
  answer(s: Situation): Outbound[]
}
