/** What came of a call, entered by API: only a call that reached the person answers for them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Door, openDoor } from './door.ts'

let d: Door
let no: string
let person: { id: string; name: string }
beforeEach(async () => {
  d = await openDoor()
  const { body } = await d.ask('/api/v1/warnings', {
    method: 'POST',
    token: await d.as('officer'),
    body: {
      original: '青溪县气象台11月24日9时发布暴雨红色预警信号：预计未来3小时石岭村有大暴雨，请立即转移。',
      villages: ['石岭村'],
      confirm: true,
    },
  })
  no = body.no
  person = d.world.person('grid_member', '石岭村', 1)
})
afterEach(() => d.world.close())

const call = async (body: unknown, more: { ref?: string; role?: 'officer' | 'reader' | 'feeder'; key?: string } = {}) =>
  d.ask(`/api/v1/warnings/${more.ref ?? no}/calls`, {
    method: 'POST',
    body,
    token: await d.as(more.role ?? 'officer'),
    headers: more.key ? { 'idempotency-key': more.key } : {},
  })
const calls = () => d.rows('calls')
const mine = (body: { obligations: { person: { id: string } }[] }) =>
  body.obligations.find((o) => o.person.id === person.id) as unknown as Record<string, unknown>

test('nobody picks up: kept as an attempt, still unanswered', async () => {
  const { status, body } = await call({ person: person.id, result: 'no_answer', note: '响了很久' })
  expect(status).toBe(201)
  expect(mine(body)).toMatchObject({ answered_at: null })
  expect(await calls()).toMatchObject([
    { how: 'phone', result: 'no_answer', note: '响了很久', calledBy: 'token:officer', personId: person.id },
  ])
})

test('the same key is the same call', async () => {
  const one = await call({ person: person.id, how: 'visit', result: 'unreachable' }, { key: 'k-1' })
  const again = await call({ person: person.id, how: 'visit', result: 'unreachable' }, { key: 'k-1' })
  expect(again.text).toBe(one.text)
  expect(await calls()).toHaveLength(1)
  expect((await call({ person: person.id, result: 'answered' }, { key: 'k-1' })).status).toBe(409)
})

test('reached, the person has answered, by call, and the ledger says who entered it', async () => {
  await call({ person: person.id, result: 'no_answer' })
  const { body } = await call({ person: person.id, result: 'answered', note: '已知道，正去后山' })
  expect(mine(body)).toMatchObject({ answered_how: 'call', answered_at: expect.stringContaining('+08:00') })
  const lines = (await d.rows('ledger')).filter(
    (l) => l.change === 'obligation.called' || l.change === 'obligation.answered',
  )
  expect(lines.at(-1)!.actor).toBe('token:officer')
  expect(lines.map((l) => l.change)).toEqual(['obligation.called', 'obligation.called', 'obligation.answered'])
})

test.each<[string, unknown, object, number, string]>([
  ['no person', { result: 'answered' }, {}, 400, 'person'],
  ['a person that is no id', { person: '张三', result: 'answered' }, {}, 400, 'person'],
  ['a result there is none of', { person: 'p', result: 'maybe' }, {}, 400, 'result'],
  ['a way there is none of', { person: 'p', result: 'answered', how: 'pigeon' }, {}, 400, 'how'],
  ['a note without end', { person: 'p', result: 'answered', note: '长'.repeat(201) }, {}, 400, 'note'],
  [
    'somebody who was not asked',
    { person: '019aa1b2-0000-7000-8000-000000000001', result: 'answered' },
    {},
    404,
    'person',
  ],
  ['a warning there is none of', { person: 'p', result: 'answered' }, { ref: 'YJ-20000101-001' }, 404, 'ref'],
  ['a role that may not', { person: 'p', result: 'answered' }, { role: 'feeder' }, 403, 'role'],
])('%s is refused by name, and nothing is kept', async (_, body, more, status, field) => {
  const before = (await calls()).length
  const said = body as Record<string, unknown>
  const got = await call(said.person === 'p' ? { ...said, person: person.id } : said, more)
  expect([got.status, got.body.field]).toEqual([status, field])
  if (status !== 404 || field === 'person') expect(got.body.example).toBeTruthy()
  expect(await calls()).toHaveLength(before)
})

test('once it is over nobody is called any more', async () => {
  await d.altered('warnings', { no }, { state: 'lifted' })
  const other = d.world.person('grid_member', '石岭村', 2)
  expect((await call({ person: other.id, result: 'answered' })).status).toBe(409)
})
