/** The second reader: whatever it answers, a person decides; and it sees no names and no numbers. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { VILLAGES } from '#db/seed/town.ts'
import type { Reading } from '#domain/reading/reading.ts'
import { createSecondReader } from '#jobs/second-reader.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let n = 0
let url: string
const bodies: string[] = []
let answers: (response: ServerResponse) => void
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => (body += part))
  request.on('end', () => {
    bodies.push(body)
    answers(response)
  })
})
const says = (content: string) => (response: ServerResponse) =>
  void response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ choices: [{ message: { content } }] }))

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const unsure: Reading = {
    intent: 'patrol',
    sure: 0.4,
    ask: ['patrol', 'rectification'],
    likely: { patrol: 0.4, rectification: 0.3, none: 0.3 },
    drill: false,
    doubt: false,
    fields: {},
    questions: [],
    why: [],
  }
  w = await createWorld()
  w.intakeDeps.read = () => unsure
})
afterAll(async () => {
  await w.close()
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  w.clock.forward(13)
  bodies.length = 0
})

const unsure = async () => (await w.rows('records', { kind: 'unsure' })).at(-1)!
const TEXT = '上午去学校看了灭火器，找林晓明13800138000'

/** Somebody says something that is not understood, and the second reader looks at it. */
async function asked(withinMs = 2_000) {
  const who = w.person('grid_member', '石岭村', n++ % 5)
  await w.says(who, w.groupOf('石岭村'), TEXT)
  const from = w.sent.length
  const reader = createSecondReader({
    ...w.deps,
    reader: { url, model: 'any' },
    withinMs,
    log: { warn() {} },
  })
  reader.wake()
  await reader.idle()
  await w.settle()
  return { who, from, record: await unsure() }
}

test('what it takes for an emergency is shown to the officers; nothing is filed', async () => {
  answers = says('{"intent":"disaster_report","quote":"学校看了灭火器"}')
  const before = (await w.rows('records', { kind: 'disaster_report' })).length
  const { from, record } = await asked()
  expect(record.fields).toMatchObject({ may_be: expect.arrayContaining(['disaster_report']), suspected: true })
  expect(record.state).toBe('asked')
  expect(w.to(w.officer().id, from).join()).toContain('疑似险情待核实')
  expect((await w.rows('records', { kind: 'disaster_report' })).length).toBe(before)
})

test('neither names nor numbers leave the station', async () => {
  answers = says('{"intent":"none","quote":"上午"}')
  await asked()
  expect(bodies.join()).toContain('学校看了灭火器')
  expect(bodies.join()).not.toContain('林晓明')
  expect(bodies.join()).not.toContain('13800138000')
})

test.each<[string, (r: ServerResponse) => void]>([
  ['words that are not in the message', says('{"intent":"disaster_report","quote":"死了三个人"}')],
  ['a kind that there is none of', says('{"intent":"delete_everything","quote":"学校看了灭火器"}')],
  ['a casualty figure besides', says('[{"injured":5}]')],
  ['no JSON', says('好的，我认为这是险情。')],
  ['an error', (r) => void r.writeHead(500).end('no')],
  ['a redirect elsewhere', (r) => void r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['a flood', (r) => void r.writeHead(200).end('x'.repeat(200_000))],
  ['nothing, for ever', () => {}],
])('%s changes nothing', async (_, answer) => {
  answers = answer
  const { from, record } = await asked(300)
  expect(bodies).toHaveLength(1)
  const may = record.fields.may_be as string[]
  expect(may.length).toBeGreaterThan(1)
  expect(may).not.toContain('disaster_report')
  expect(record.fields.second).toBeUndefined()
  expect(w.sent.slice(from)).toEqual([])
})

test('what gave no answer hides nothing that came after it, also while it is being asked', async () => {
  answers = says('{"intent":"none","quote":"上午"}')
  const reader = createSecondReader({ ...w.deps, reader: { url, model: 'any' }, withinMs: 2_000, log: { warn() {} } })
  for (let i = 0; i < 7; i++) {
    const who = w.person('info_officer', VILLAGES[i])
    await w.says(who, w.groupOf(VILLAGES[i]!), `${TEXT}，第${i}处`)
    reader.wake()
  }
  await reader.idle()
  reader.wake()
  await reader.idle()
  expect(bodies.filter((body) => body.includes('第6处'))).toHaveLength(1)
  expect(new Set(bodies).size).toBe(7)
  expect(bodies).toHaveLength(7)
})
