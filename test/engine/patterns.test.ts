/** No text makes a pattern work longer than in proportion to its length: every regular expression there is, looked at one by one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { check } from 'recheck'
import { beforeAll, describe, expect, test } from 'vitest'
import { made, type Pattern, written } from './patterns.ts'

/** Ways in which one stretch of text may be tried from one place, at most: what a bounded pattern costs a character. */
const MOST_WAYS = 2_000
/** The longest text that is read. */
const LONGEST = 20_000

const parser = new RegExpParser()

/** A number too large to say stays one; only what has no bound is without bound. */
const limitOf = (...counts: number[]) =>
  counts.includes(Number.POSITIVE_INFINITY) ? Number.POSITIVE_INFINITY : Number.MAX_VALUE

/** In how many ways an element may match from one place; Infinity where that grows with the text. */
function ways(node: AST.Element | AST.Alternative): number {
  switch (node.type) {
    case 'Alternative':
      return node.elements.reduce((n, e) => Math.min(n * ways(e), limitOf(n, ways(e))), 1)
    case 'Group':
    case 'CapturingGroup':
    case 'Assertion':
      return 'alternatives' in node ? node.alternatives.reduce((n, a) => n + ways(a), 0) : 1
    case 'Quantifier': {
      if (node.max === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
      const each = ways(node.element)
      let sum = 0
      for (let k = node.min; k <= node.max; k++) sum += each ** k
      return Math.min(sum, Number.MAX_VALUE)
    }
    case 'Backreference':
      return LONGEST
    default:
      return 1
  }
}

/** The alternatives of a whole pattern are tried one after another: each is looked at by itself. */
const alternatives = ({ source, flags, file }: Pattern) =>
  parser
    .parsePattern(source, 0, source.length, { unicode: flags.includes('u') })
    .alternatives.map((a) => ({ file, source: a.raw, flags, ways: ways(a) }))

/** Milliseconds of this process's own work, so that a busy machine is no fault of a pattern. */
function costOf(work: () => unknown): number {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

/** Whether the longest text, made of repetitions of each piece, is done in a moment, or costs four times what a quarter of it does. */
function growsAsTheText(pattern: Pattern, pieces: string[]): boolean {
  const regexp = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
  return pieces.every((piece) => {
    const text = piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST)
    const cost = (length: number) => costOf(() => regexp.test(text.slice(0, length)))
    return cost(LONGEST) < 50 || cost(LONGEST) < 200 || cost(LONGEST) < 10 * cost(LONGEST / 4)
  })
}

/** The words of a pattern and pairs of them, as what may lead it on. */
function piecesOf({ source }: Pattern): string[] {
  const words = [...new Set(source.match(/[\u4e00-\u9fa5]{1,6}|[\w@]/g) ?? [])].slice(0, 30)
  return [...words, ...words.slice(0, 8).flatMap((a) => words.slice(0, 8).map((b) => a + b)), ' ', '\n', '一1', '@a ']
}

describe('regular expressions', () => {
  let literals: ReturnType<typeof written>
  let constructed: Pattern[]
  beforeAll(async () => {
    literals = written(['src', 'bots', 'jobs', 'db'])
    constructed = await made(async () => {
      for (const file of literals.makers.keys()) await import(join(process.cwd(), file))
      const { compileGazetteer, read } = await import('#domain/reading/read.ts')
      const places = compileGazetteer({ villages: [{ name: '石岭村' }] })
      for (const file of readdirSync('test/corpus').filter((f) => f.endsWith('.jsonl')))
        for (const line of readFileSync(`test/corpus/${file}`, 'utf8').trim().split('\n')) {
          const { text, sent_at } = JSON.parse(line) as { text: string; sent_at?: string }
          read({ text, sentAt: sent_at ?? '2026-07-08T08:00:00+08:00' }, places)
        }
    })
  })

  test('each place that makes one has been seen to make one', () => {
    const seen = new Set(constructed.map((p) => p.file))
    expect([...literals.makers.keys()].filter((file) => existsSync(file) && !seen.has(file))).toEqual([])
    expect(literals.patterns.length).toBeGreaterThan(500)
  })

  test('costs no more than in proportion to the text', { timeout: 300_000 }, async () => {
    const all = new Map(
      [...literals.patterns, ...constructed].flatMap(alternatives).map((a) => [`${a.source}/${a.flags}`, a]),
    )
    const wrong: string[] = []
    let checked = 0
    for (const a of all.values()) {
      if (a.ways <= MOST_WAYS) continue
      checked += 1
      const bounded = a.ways !== Number.POSITIVE_INFINITY
      const found = await check(a.source, a.flags, { timeout: bounded ? 500 : 20_000 })
      if (found.status === 'safe') continue
      const pumps = found.status === 'vulnerable' ? found.attack.pumps.map((p) => p.pump) : []
      if (bounded && growsAsTheText(a, [...pumps, pumps.join(''), ...piecesOf(a)].filter(Boolean))) continue
      wrong.push(`${a.file}: ${found.status} ${bounded ? 'in steps' : 'without bound'}: ${a.source}`)
    }
    console.log(`${all.size} alternatives, ${checked} of them beyond plain counting`)
    expect(wrong).toEqual([])
  })
})
