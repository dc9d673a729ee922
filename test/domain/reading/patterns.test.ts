/** Patterns that can be read: words stand in lists of the lexicon, and what joins them is short. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const MOST = 120
const HERE = 'src/domain/reading'
/** Where longer ones still stand. */
const STILL: ReadonlySet<string> = new Set(['drill.ts', 'figures.ts', 'fields/disaster.ts'])

const files = readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'))

/** The patterns of a file: literals, and the pieces of text that a pattern is made of. */
function patternsIn(file: string): string[] {
  const found: string[] = []
  const look = (node: unknown, made: boolean): void => {
    if (typeof node !== 'object' || node === null) return
    const n = node as Record<string, unknown>
    if (n.type === 'Literal' && n.regex) found.push((n.regex as { pattern: string }).pattern)
    const inside = made || (n.type === 'NewExpression' && (n.callee as { name?: string }).name === 'RegExp')
    if (inside && n.type === 'TemplateElement') found.push((n.value as { raw: string }).raw)
    if (inside && n.type === 'Literal' && typeof n.value === 'string') found.push(n.value)
    for (const part of Object.values(n)) look(part, inside)
  }
  const path = join(HERE, file)
  look(parseSync(path, readFileSync(path, 'utf8')).program, false)
  return found
}

test('no pattern of the readers is longer than a line', () => {
  const long = files
    .filter((f) => !STILL.has(f))
    .flatMap((f) => patternsIn(f).flatMap((p) => (p.length > MOST ? [`${f}: ${p.slice(0, 60)}…`] : [])))
  expect(long).toEqual([])
})
