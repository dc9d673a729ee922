/** How well messages are read, by the corpus' own scorer: the floors that the station may rely on. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SPOKEN } from '#domain/nouns.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import type { AnyIntent } from '#domain/reading/reading.ts'

interface Line {
  id: string
  chat: 'group' | 'p2p'
  sent_at: string
  sender_role: string
  text: string
  thread?: string
}

/** What the reader makes of a file of messages, scored. The gazetteer is empty: names are found by their form alone. */
function score(file: string): Record<string, number> {
  const places = compileGazetteer({ villages: [] })
  const threads = new Map<string, { text: string; sentAt: string; intent: AnyIntent }[]>()
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const read1 = (m: Line) => {
    const earlier = m.thread ? (threads.get(m.thread) ?? []) : []
    const { intent, drill, fields } = read(
      { text: m.text, chat: m.chat, senderRole: m.sender_role, sentAt: m.sent_at, earlier },
      places,
      SPOKEN,
    )
    if (m.thread) threads.set(m.thread, [...earlier, { text: m.text, sentAt: m.sent_at, intent }])
    return JSON.stringify({ id: m.id, intent, drill, fields })
  }
  const folder = mkdtempSync(join(tmpdir(), 'anan-corpus-'))
  try {
    const predictions = join(folder, 'predictions.jsonl')
    writeFileSync(predictions, lines.map((l) => read1(JSON.parse(l))).join('\n'))
    return JSON.parse(
      execFileSync(process.execPath, ['test/corpus/score.mjs', predictions, file, '--json'], { encoding: 'utf8' }),
    ).summary
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.each([
  ['the public development set', 'test/corpus/public.jsonl', 120],
  ['our own examples', 'test/corpus/own.jsonl', 250],
])('%s: intents, fields, and nothing that must never happen', (_name, file, least) => {
  const s = score(file)
  expect(s.lines).toBeGreaterThanOrEqual(least)
  expect(s.intent_accuracy).toBeGreaterThanOrEqual(0.98)
  expect(s.field_f1).toBeGreaterThanOrEqual(0.96)
  expect(s.drill_leakage).toBe(0)
  expect(s.real_marked_as_drill).toBe(0)
  expect(s.false_record_rate_on_none).toBe(0)
  expect(s.missed_emergencies).toBe(0)
  expect(s.casualty_wrong_or_missing).toBe(0)
  expect(s.casualty_hallucinated_positive).toBe(0)
})
