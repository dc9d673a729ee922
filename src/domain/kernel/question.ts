/** Questions 问答: answered only from the records, never from guesses. */
import type { Outbound } from './message.ts'
import type { Need } from './need.ts'
import type { Situation } from './situation.ts'

export interface Question {
  /** The plain forms people are taught; longer questions come through the reading's topic. */
  forms: readonly RegExp[]
  needs: readonly Need[]
  answer(s: Situation): Outbound[]
}
