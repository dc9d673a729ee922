/** What platforms and peers send, broken at any place or grown beyond measure: read or refused, never an error of another kind. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, TarRefused, unpack } from '#bots/broadcast/tar.ts'
import { readXml } from '#bots/broadcast/xml.ts'
import { parse } from '#bots/feishu/parse.ts'
import { cleaned } from '#domain/kernel/wellformed.ts'

const bodies = readdirSync('test/bots/payloads')
  .filter((name) => name.endsWith('.json') && !name.startsWith('encrypted'))
  .map((name) => JSON.parse(readFileSync(`test/bots/payloads/${name}`, 'utf8')))
const context = { bot: 'ou_bot', now: new Date('2026-11-24T00:00:00Z') }

let slowest = { ms: 0, length: 0, said: '' }
function timed<T>(said: string, work: () => T): T {
  const from = performance.now()
  try {
    return work()
  } finally {
    const ms = performance.now() - from
    if (ms > slowest.ms) slowest = { ms, length: said.length, said: said.slice(0, 40) }
  }
}
const shown = (what: string) => {
  console.log(
    `${what}: slowest ${slowest.ms.toFixed(1)} ms, ${slowest.length} characters, ${JSON.stringify(slowest.said)}`,
  )
  slowest = { ms: 0, length: 0, said: '' }
}

/** A body with its leaves replaced here and there. */
function bent(value: unknown, next: () => unknown): unknown {
  if (Array.isArray(value)) return value.map((v) => bent(v, next))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, bent(v, next)]))
  const other = next()
  return other === undefined ? value : other
}

test('an event whose values are anything gives events or none', () => {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '@_user_1',
      '{"text":"@_all"}',
      '{',
      '9'.repeat(40),
      '@_user_'.repeat(3000),
      '{"text":"\\u0000\\ud800"}',
    ),
  )
  fc.assert(
    fc.property(fc.constantFrom(...bodies), fc.array(leaf, { minLength: 1, maxLength: 40 }), (body, leaves) => {
      let i = 0
      const one = bent(body, () => leaves[i++ % leaves.length])
      const said = JSON.stringify(one)
      const heard = timed(said, () => parse(one, context))
      expect(heard).toEqual(cleaned(heard))
    }),
    { numRuns: 1500 },
  )
  shown('events')
})

test('a packet damaged at any place is taken or refused with its reason', async () => {
  const ebdid = `1${'0'.repeat(34)}`
  const business = new TextEncoder().encode('<EBD><EBDID>1</EBDID></EBD>')
  const bytes = await pack({ ebdid, business })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.boolean(),
      async (at, put, cut) => {
        const damaged = Uint8Array.from(cut ? bytes.subarray(0, at) : bytes)
        if (!cut) damaged.set(put.subarray(0, damaged.length - at), at)
        const from = performance.now()
        const refused = await unpack(damaged).then(
          () => undefined,
          (error) => error,
        )
        const ms = performance.now() - from
        if (ms > slowest.ms) slowest = { ms, length: damaged.length, said: `damaged at ${at}` }
        if (refused) expect(refused).toBeInstanceOf(TarRefused)
      },
    ),
    { numRuns: 500 },
  )
  shown('packets')
})

test.each(['<a>', '<a/>', '<!--', '&', '<a b="', ']]>', '&#x41;', '字'])('XML of %s again and again', (piece) => {
  const of = (length: number) => new TextEncoder().encode(`<EBD>${piece.repeat(length / piece.length)}</EBD>`)
  const cost = (length: number) => {
    const [said, from] = [of(length), process.cpuUsage()]
    try {
      timed(piece.repeat(20), () => readXml(said))
    } catch (error) {
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(RangeError)
      expect(error).not.toBeInstanceOf(TypeError)
    }
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }
  const all = Math.min(cost(400_000), cost(400_000))
  expect(all < 300 || all < 9 * cost(100_000)).toBe(true)
  shown(`XML ${piece}`)
})
