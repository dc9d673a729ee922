/** The labelled lines that the readers learn from. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyIntent, Fields, Intent } from '#domain/reading/reading.ts'

export interface Line {
  id: string
  author: string
  channel?: string
  chat?: 'group' | 'p2p'
  sender_role?: string
  sent_at: string
  text: string
  thread?: string
  /** What the line before it in its thread is for. */
  before?: AnyIntent
  expect: {
    intent: Intent
    drill: boolean
    fields: Fields
    alt_intents?: Intent[]
    opt?: string[]
    alt?: Record<string, unknown>
  }
}

const HERE = 'test/corpus'
const TRAIN = join(HERE, 'train')

/** Files of labelled lines by independent writers, one a writer. */
export const trainFiles = (): string[] =>
  readdirSync(TRAIN)
    .filter((f) => f.endsWith('.jsonl'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((f) => join(TRAIN, f))

/** The lines of a file, in order, each with what the one before it in its thread is for. */
export function linesOf(file: string): Line[] {
  let last: Line | undefined
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((json) => {
      const line = JSON.parse(json) as Line
      const before = line.thread && last?.thread === line.thread ? last.expect.intent : undefined
      last = { ...line, author: line.author ?? 'own', before }
      return last
    })
}

const OWN = ['own.jsonl', 'public.jsonl'].map((f) => join(HERE, f))
const TAUGHT = ['said.txt', 'plain.txt'].map((f) => join(HERE, f))

/** What people are taught to say and what once went wrong: intent | text | the intent before it. */
export const taughtLines = (): Line[] =>
  TAUGHT.flatMap((f) => readFileSync(f, 'utf8').split('\n'))
    .filter((line) => line && !line.startsWith('#'))
    .map((line, i) => {
      const [intent, text, before] = line.split('|') as [Intent, string, Intent?]
      return {
        id: `said-${i}`,
        author: 'said',
        chat: 'group',
        sent_at: '2026-11-24T20:00:00+08:00',
        text,
        before,
        expect: { intent, drill: false, fields: {} },
      }
    })

/** Our own examples and the public ones. */
export const ownLines = (): Line[] => OWN.flatMap(linesOf)

/** First digits of the SHA-256 of some files. */
function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
/** Of everything that what messages are for is learned from. */
export const intentsHash = (): string => hashOf([...trainFiles(), ...OWN, ...TAUGHT])
/** And what their fields say: of lines with fields. */
export const fieldsHash = (): string => hashOf([...trainFiles(), ...OWN])
