/** Cases that were handed to us as files, kept and run as they stand. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const handedFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
export const handedText = (name: string): string => readFileSync(handedFile(name), 'utf8')
export const handed = <T>(name: string): T => JSON.parse(handedText(name)) as T

/** A message and what must be read of it. */
export interface HandedLine {
  id: string
  chat: 'group' | 'p2p'
  sender_role: string
  sent_at: string
  text: string
  expect: { intent: string; drill: boolean; fields: Record<string, unknown> }
}
export const handedLines = (name: string): HandedLine[] =>
  handedText(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HandedLine)
