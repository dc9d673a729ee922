/** Questions 问答: those of all rooms, and help. */
import type { Question } from '../kernel/question.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { type Change, QUESTIONS, type QuestionName } from '../nouns.ts'

/** Which question a text asks, or undefined when it is none of ours. */
export function questionIn(text: string): QuestionName | undefined {
  const bare = text.replace(/@安安/g, '').trim()
  if (bare.length > 20) return undefined
  return (Object.keys(QUESTIONS) as QuestionName[]).find((q) => QUESTIONS[q].forms.some((form) => form.test(bare)))
}

export const answered = (s: Situation, question: Question): Change[] => question.answer(s).flatMap((m) => reply(s, m))
