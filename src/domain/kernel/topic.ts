/** Questions that the records answer, by the topic that the reading found in them. */
import type { Situation } from './situation.ts'

/** Topics that a question may be about, and the question it is. */
export const TOPICS = { 值班: 'duty', 隐患进度: 'my_hazards', 灾情: 'reports' } as const
export type Topic = (typeof TOPICS)[keyof typeof TOPICS]

/** A question the reading recognised by topic; undefined when the records hold no answer to it. */
export function topicQuestion(s: Pick<Situation, 'reading'>): Topic | undefined {
  const { topic, lines } = s.reading!.fields as { topic?: string; lines?: string[] }
  if (lines?.length && topic === undefined) return 'duty'
  return topic !== undefined && Object.hasOwn(TOPICS, topic) ? TOPICS[topic as keyof typeof TOPICS] : undefined
}
