/** What a question is about, as the reading found it; a room's question names the topics that it answers. */
import type { Topic } from '../reading/lexicon/topics.ts'
import type { Reading } from '../reading/reading.ts'

/** Lines named without a topic are lines on duty. Undefined = of nothing that has a name. */
export function topicOf(reading: Reading): Topic | undefined {
  const { topic, lines } = reading.fields as { topic?: Topic; lines?: string[] }
  return topic ?? (lines?.length ? '值班' : undefined)
}
