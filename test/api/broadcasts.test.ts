import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordingChannel } from '../world/world.ts'
import { type Door, type Json, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor([recordingChannel('broadcast').channel])
})
afterAll(() => d.close())

const TEXT = '请低洼处住户立即转移到村小学。'
const post = async (body: unknown, headers: Record<string, string> = {}, path = '/api/v1/broadcasts') => {
  const answer = await d.ask(path, { method: 'POST', body, headers, token: await d.as('officer') })
  await d.settle()
  return answer
}

test('a request by API waits for a leader, is made once per key, and is listed with its approval and its villages', async () => {
  const key = { 'idempotency-key': 'county-1' }
  const made = await post({ text: TEXT, villages: ['石岭村', '下坪村'], minutes: 20 }, key)
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ state: 'requested', text: TEXT, requested_by: 'token:officer', approval: null })
  expect((await post({ text: TEXT, villages: ['石岭村', '下坪村'], minutes: 20 }, key)).body).toEqual(made.body)
  const { items } = (await d.ask('/api/v1/broadcasts')).body
  expect(items.filter((b: Json) => b.text === TEXT)).toHaveLength(1)
  await d.presses(d.leader(), '同意播发')
  const now = await d.ask(`/api/v1/broadcasts/${made.body.no}`)
  expect(now.body).toMatchObject({
    state: 'approved',
    approval: { mode: 'signed', approver: { name: d.leader().name }, text_hash: made.body.hash },
    heard: [
      { village: { name: '石岭村' }, state: 'unreported', coverage: null },
      { village: { name: '下坪村' }, state: 'unreported', coverage: null },
    ],
  })
  expect(Date.parse(now.body.end_at) - Date.parse(now.body.start_at)).toBe(20 * 60_000)
  const stopped = await post({ reason: '水已退' }, {}, `/api/v1/broadcasts/${made.body.no}/stop`)
  expect(stopped.body.stop).toMatchObject({ by: 'token:officer', reason: '水已退' })
  expect((await post({ reason: '水已退' }, {}, `/api/v1/broadcasts/${made.body.no}/stop`)).status).toBe(409)
})

test.each([
  ['an area outside the station', { text: TEXT, villages: ['外乡村'] }, 'villages.0', expect.stringMatching(/村|社区/)],
  ['no area', { text: TEXT }, 'villages', ['石岭村']],
  ['neither text nor warning', { villages: ['石岭村'] }, 'text', TEXT],
  ['a drill', { text: '演练：请撤离。', villages: ['石岭村'] }, 'text', expect.stringContaining('广播 ')],
  ['an unknown warning', { warning: 'YJ-20200101-001' }, 'warning', 'YJ-20261124-001'],
  ['too long a time', { text: TEXT, villages: [], minutes: 5000 }, 'minutes', 30],
])('refused, naming the field and what would pass: %s', async (_what, body, field, example) => {
  const answer = await post(body)
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ field, example })
})

test('a leader’s or reader’s token may look and not ask; approving is no token’s business', async () => {
  for (const role of ['leader', 'reader'] as const) {
    const token = await d.as(role)
    expect((await d.ask('/api/v1/broadcasts', { token })).status).toBe(200)
    expect(
      (await d.ask('/api/v1/broadcasts', { token, method: 'POST', body: { text: TEXT, villages: [] } })).status,
    ).toBe(403)
  }
  expect((await d.ask('/api/v1/broadcasts', { token: await d.as('feeder') })).status).toBe(403)
  const { body } = await post({ text: '请关好门窗。', villages: ['石岭村'] })
  expect((await post({}, {}, `/api/v1/broadcasts/${body.no}/approve`)).status).toBe(404)
})
