/** Lengths as the platform counts them, and how to be shorter without breaking a character. */
import type { Line } from '#domain/kernel/message.ts'
import { feishuWords } from './words.ts'

export const byteLength = (s: string) => Buffer.byteLength(s)

/** Bytes a text takes inside the JSON string inside the request. */
const wireBytes = (s: string) => byteLength(JSON.stringify(s))

/** The text within both limits, ending in a hint where something had to go. */
export function cut(s: string, maxChars: number, maxBytes: number): string {
  if (s.length <= maxChars && wireBytes(s) * 1.1 <= maxBytes) return s
  let keep = Math.min(s.length, Math.max(0, maxChars - feishuWords.cut.length))
  while (keep > 0 && wireBytes(s.slice(0, keep)) * 1.1 + 64 > maxBytes) keep = Math.floor(keep * 0.9)
  return (whole(s.slice(0, keep)) + feishuWords.cut).slice(0, Math.max(0, maxChars))
}

/** The text in pieces of at most so many bytes on the wire; joined they are the text again. */
export function chunks(s: string, maxBytes: number): string[] {
  const pieces: string[] = []
  let rest = s
  while (rest && wireBytes(rest) > maxBytes) {
    let keep = Math.min(rest.length, maxBytes)
    while (wireBytes(rest.slice(0, keep)) > maxBytes) keep = Math.floor(keep * 0.8)
    const piece = whole(rest.slice(0, keep))
    pieces.push(piece)
    rest = rest.slice(piece.length)
  }
  return [...pieces, rest]
}

/** A slice must not end in the first half of a surrogate pair. */
const whole = (s: string) => s.replace(/[\ud800-\udbff]$/, '')

/** The lines, then ever shorter versions of them: first each long line is cut, then lines are left out from the end. */
export function* shorter(lines: Line[]): Generator<Line[]> {
  yield lines
  for (const most of [500, 200, 80]) yield lines.map((l) => shortLine(l, most))
  for (const n of [100, 40, 15, 5, 0])
    if (n < lines.length) yield [...lines.slice(0, n).map((l) => shortLine(l, 80)), feishuWords.cut]
}

function shortLine(line: Line, most: number): Line {
  const short = (s: string) => (s.length > most ? whole(s.slice(0, most)) + feishuWords.cut : s)
  return typeof line === 'string' ? short(line) : { label: short(line.label), value: short(line.value) }
}
