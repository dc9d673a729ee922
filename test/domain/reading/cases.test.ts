/** Messages that were once read wrong, as they were handed to us: words that mislead, times, due dates. */
import { describe, expect, test } from 'vitest'
import { VILLAGES } from '#db/seed/town.ts'
import { SPOKEN } from '#domain/nouns.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import { handedLines } from '../../cases/handed.ts'

const FILES = ['HAND-01-veto-words.jsonl', 'HAND-02-drill-word.jsonl', 'HAND-04-times.jsonl', 'HAND-05-due-dates.jsonl']
const lines = FILES.flatMap(handedLines)

describe.each([
  ['whose villages are known', compileGazetteer({ villages: VILLAGES.map((name) => ({ name })) })],
  ['whose villages are found by their form', compileGazetteer({ villages: [] })],
])('at a station %s', (_where, places) => {
  test.each(lines)('$id: $text', ({ text, chat, sender_role: senderRole, sent_at: sentAt, expect: wanted }) => {
    const { intent, drill, fields } = read({ text, chat, senderRole, sentAt }, places, SPOKEN)
    expect({ intent, drill, fields }).toMatchObject(wanted)
    // the place stands where the village does, and what else is named beside it is no part of it
    const village = wanted.fields.village as string | undefined
    if (village) expect(String(fields.place).startsWith(village)).toBe(true)
    expect(Object.keys(fields)).not.toContain('extend_days')
  })
})
