/** Questions 问答: answered only from the records, never from guesses. */
import type { Topic } from '../reading/lexicon/topics.ts'
import type { Outbound } from './message.ts'
import type { Need } from './need.ts'
import type { Situation } from './situation.ts'

export interface Question {
  /** The plain forms people are taught. */
  forms: readonly RegExp[]
  /** Other words for it, where Anan is spoken to: in private, by name, or under a number or a card. */
  spoken?: readonly RegExp[]
  /** What longer questions are about that it answers. */
  topics?: readonly Topic[]
  needs: readonly Need[]
  answer(s: Situation): Outbound[]
}
