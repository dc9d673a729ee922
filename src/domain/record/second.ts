/** What the second reader is asked, and what of its answer can be believed. */
import { z } from 'zod'
import { INTENTS, type Intent } from '../reading/reading.ts'
import { MAY_BE, recordWords } from './words.ts'

const CHOICES = INTENTS.filter((i) => i !== 'none' && i !== 'ack' && i !== 'query')
const ANSWER = z.object({ intent: z.enum(INTENTS), quote: z.string().min(2).max(200) })

export const ASKED: string = recordWords.askSecond(CHOICES.map((i) => `${i}（${MAY_BE[i]}）`).join('、'))

/** One of ours, by words that are in the message; undefined for `none` and for whatever cannot be believed. Throws where it is no JSON. */
export function guessIn(said: unknown, text: string): Intent | undefined {
  const bare = String(said)
    .replace(/^```(?:json)?|```$/g, '')
    .trim()
  const { intent, quote } = ANSWER.parse(JSON.parse(bare))
  return (CHOICES as readonly string[]).includes(intent) && text.includes(quote) ? intent : undefined
}
