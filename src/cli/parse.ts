/**
 * `npm run -s parse`: JSONL in (id, text, sent_at …), JSONL out (id, intent, drill, fields; `ask` and `questions` where
 * something is open), in the same order. `--explain "文本"` shows what it may be and how likely, which pieces of it say so,
 * what decided, and the words of each field.
 */
import { createInterface } from 'node:readline'
import { VILLAGES } from '#db/seed/town.ts'
import { SPOKEN } from '#domain/nouns.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import type { AnyIntent } from '#domain/reading/reading.ts'
import { explained } from './explain.ts'

/** The demo station's villages; names that are not among them are found by their form. */
const places = compileGazetteer({ villages: VILLAGES.map((name) => ({ name })) })
const [flag, text] = process.argv.slice(2)

if (flag === '--explain') {
  const now = new Date().toISOString()
  for (const line of explained({ text: text ?? '', chat: 'group', sentAt: now }, places)) console.log(line)
} else {
  const threads = new Map<string, { text: string; sentAt: string; intent: AnyIntent }[]>()
  let line = 0
  for await (const json of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1
    if (!json.trim()) continue
    try {
      const m = JSON.parse(json)
      if (typeof m.text !== 'string' || typeof m.sent_at !== 'string')
        throw new Error('text 和 sent_at 都要有，例如 {"id":"1","text":"收到","sent_at":"2026-07-01T08:00:00+08:00"}')
      const earlier = m.thread ? (threads.get(m.thread) ?? []) : []
      const { intent, drill, fields, ask, questions } = read(
        { text: m.text, channel: m.channel, chat: m.chat, senderRole: m.sender_role, sentAt: m.sent_at, earlier },
        places,
        SPOKEN,
      )
      if (m.thread) threads.set(m.thread, [...earlier, { text: m.text, sentAt: m.sent_at, intent }])
      const open = { ...(ask.length ? { ask } : {}), ...(questions.length ? { questions } : {}) }
      process.stdout.write(`${JSON.stringify({ id: m.id, intent, drill, fields, ...open })}\n`)
    } catch (error) {
      console.error(`第${line}行读不了：${(error as Error).message}`)
      process.exitCode = 1
    }
  }
}
