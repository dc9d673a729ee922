import { OpenAPIHono } from '@hono/zod-openapi'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULTS, SETTINGS, type SettingName } from '#domain/settings.ts'
import type { ApiEnv } from '#src/http/auth.ts'
import { idempotent } from '#src/http/idempotent.ts'
import { Problem, problemJson } from '#src/http/problem.ts'
import { behindOf } from '../world/behind.ts'
import { ADMIN, type Door, type Json, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
})
afterAll(() => d.world.close())

/** What a test left is over when the next begins. */
afterEach(async () => {
  await d.world.settle()
  await d.world.allOver()
})

const put = (name: string, value: unknown) => d.ask(`/api/v1/settings/${name}`, { method: 'PUT', body: { value } })

describe('settings', () => {
  const unset = (name: string) => d.ask(`/api/v1/settings/${name}`, { method: 'DELETE' })

  test.each(Object.keys(SETTINGS) as SettingName[])(
    '%s: its default passes its own rule, is shown with its source, and is accepted back',
    async (name) => {
      const { status, body } = await d.ask(`/api/v1/settings/${name}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({ name, source: 'default', value: DEFAULTS[name], updated_by: null })
      expect(body.label).toMatch(/[\u4e00-\u9fff]/)
      expect(Object.values(body.sources).every((s) => s === 'default')).toBe(true)
      expect((await put(name, body.value)).status).toBe(200)
      expect((await unset(name)).body.source).toBe('default')
    },
  )

  test('a change is in force, says who made it and where each part comes from, and is in the ledger', async () => {
    const value = { ...DEFAULTS.quiet_hours, from: '23:00' }
    const { status, body } = await put('quiet_hours', value)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      value,
      source: 'station',
      sources: { from: 'station', to: 'default' },
      updated_by: 'token:ANAN_TOKEN',
    })
    expect((await d.world.deps.context()).settings.quiet_hours).toEqual(value)
    const { items } = (await d.ask('/api/v1/ledger?change=setting.changed&limit=1')).body
    expect(items[0]).toMatchObject({ actor: 'token:ANAN_TOKEN', data: { name: 'quiet_hours', value } })
    await unset('quiet_hours')
  })

  test.each([
    ['quiet_hours', { from: '25:00', to: '06:30' }, 'value.from', '22:00'],
    ['summary', { times: [], recipients: ['town_leader'] }, 'value.times', ['08:30', '18:00']],
    ['join_minutes', '十', 'value', 10],
    ['duty_lines', [''], 'value.0', undefined],
    [
      'call_and_response',
      {
        ...DEFAULTS.call_and_response,
        colours: { ...DEFAULTS.call_and_response.colours, red: { steps: [{ after_minutes: 5, how: 'shout' }] } },
      },
      'value.colours.red.steps.0.how',
      'urgent_phone',
    ],
    ['limits', {}, 'value.media_mb', 20],
  ])('%s refuses %j, names %s and gives an example', async (name, value, field, example) => {
    const { status, body } = await put(name, value)
    expect(status).toBe(400)
    expect(body.title).toMatch(/[\u4e00-\u9fff]/)
    expect(body.field).toBe(name === 'duty_lines' ? 'value.0' : field)
    if (example !== undefined) expect(body.example).toEqual(example)
    expect((await d.ask(`/api/v1/settings/${name}`)).body.value).not.toEqual(value)
  })

  test('a name that is none is 404 and lists those that are; a body that is no JSON is 400', async () => {
    expect((await d.ask('/api/v1/settings/nothing')).body).toMatchObject({ status: 404, field: 'name' })
    expect((await d.ask('/api/v1/settings/limits', { method: 'PUT', body: '{"value":' })).body).toMatchObject({
      status: 400,
      field: '正文',
    })
    expect((await d.ask('/api/v1/settings/limits', { method: 'PUT', body: '{}' })).status).toBe(400)
  })

  test('an override that no longer fits its rule is passed over', async () => {
    await d.planted('settings', { name: 'join_minutes', value: 'ten', updatedAt: d.clock.now(), updatedBy: 'old' })
    expect((await d.ask('/api/v1/settings/join_minutes')).body).toMatchObject({ value: 10, source: 'default' })
    await unset('join_minutes')
  })
})

describe('a write with an Idempotency-Key', () => {
  let ran = 0
  const api = new OpenAPIHono<ApiEnv>()
  api.use('*', async (c, next) => {
    c.set('caller', { id: c.req.header('x-caller') ?? 'one', name: 'n', role: 'admin' })
    await next()
  })
  api.onError((e, c) => (e instanceof Problem ? problemJson(c, e) : c.text(String(e), 500)))
  api.post('/things', (c) =>
    idempotent(c, d.clock.now(), (once) =>
      d.db.transaction(async (tx) => {
        await once.check(tx)
        ran += 1
        if (c.req.header('x-fail')) throw new Problem(422, '不行')
        await behindOf(tx as unknown as typeof d.db, d.clock.now).planted('counters', { name: uuidv7(), n: 1 })
        return once.keep(tx, { status: 201, body: { z: ran, a: await c.req.json() } })
      }),
    ),
  )
  const post = (key: string | undefined, body: unknown, headers: Record<string, string> = {}) =>
    api.request('/things', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}), ...headers },
    })

  test('runs once: the same key and body get the same answer to the byte', async () => {
    const before = ran
    const [first, second] = [await post('k1', { x: 1 }), await post('k1', { x: 1 })]
    expect([first.status, second.status, ran]).toEqual([201, 201, before + 1])
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('idempotency-replayed')).toBe('true')
  })
  test('another body under the same key is 409; another caller may use the key', async () => {
    expect((await post('k4', { x: 1 })).status).toBe(201)
    expect((await post('k4', { x: 2 })).status).toBe(409)
    expect((await post('k4', { x: 2 }, { 'x-caller': 'two' })).status).toBe(201)
  })
  test('many at once run once', async () => {
    const before = ran
    const answers = await Promise.all(Array.from({ length: 12 }, () => post('k2', { x: 3 })))
    expect(ran).toBe(before + 1)
    expect(new Set(await Promise.all(answers.map((a) => a.text()))).size).toBe(1)
  })
  test('a failed one keeps nothing and may be tried again', async () => {
    expect((await post('k3', { x: 4 }, { 'x-fail': '1' })).status).toBe(422)
    expect((await post('k3', { x: 4 })).status).toBe(201)
  })
  test('without a key every call runs; a key that is none is refused', async () => {
    const before = ran
    await post(undefined, { x: 5 })
    await post(undefined, { x: 5 })
    expect(ran).toBe(before + 2)
    expect((await post('a b', {})).status).toBe(400)
  })
})

describe('a warning fed in', () => {
  const original = '青溪县气象台11月24日9时发布暴雨黄色预警信号：预计未来6小时降雨量将达50毫米以上，请注意防范。'
  const post = async (path: string, body: unknown, key?: string, token?: string) =>
    d.ask(`/api/v1/${path}`, {
      method: 'POST',
      body,
      token: token ?? (await d.as('feeder')),
      headers: key ? { 'idempotency-key': key } : {},
    })

  test('goes out when it says so, word for word, to the villages named; a repeat sends nothing twice', async () => {
    const first = await post('warnings', { original, villages: ['石岭村'], task: '网格员到岗', confirm: true }, 'w1')
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      original,
      state: 'open',
      drill: false,
      task: '网格员到岗',
      villages: [{ name: '石岭村' }],
      requested_by: 'token:feeder',
    })
    expect(first.body.obligations.length).toBe(first.body.asked)
    expect(first.body.asked).toBeGreaterThan(0)
    await d.world.settle()
    const sent = d.world.sent.length
    expect(d.world.to(d.world.groupOf('石岭村')).at(-1)).toContain(original)
    const again = await post('warnings', { original, villages: ['石岭村'], task: '网格员到岗', confirm: true }, 'w1')
    expect([again.status, again.text]).toEqual([201, first.text])
    await d.world.settle()
    expect(d.world.sent.length).toBe(sent)
    expect((await post('warnings', { original: `${original}！` }, 'w1')).status).toBe(409)
  })
  test('waits for the officer when not confirmed', async () => {
    const { body } = await post('warnings', { original: original.replace('黄色', '蓝色') })
    expect(body).toMatchObject({ state: 'draft', asked: 0 })
    await d.world.settle()
    expect(d.world.to(d.world.officer().id).at(-1)).toContain('待确认')
  })
  test('the same signal by another way is the same warning; a draft of it goes out when this way may send it', async () => {
    const other = '【暴雨橙色预警】县气象台11月24日9时20分发布：预计未来3小时降雨量将达50毫米以上，请注意防范。'
    const draft = await post('warnings', { original: other })
    const again = await post('warnings', {
      original: '青溪县气象台11月24日9时20分发布暴雨橙色预警信号：预计未来3小时降雨量将达50毫米以上，请注意防范。',
      confirm: true,
    })
    expect([again.body.id, again.body.state, again.body.original]).toEqual([draft.body.id, 'open', other])
    expect((await post('warnings', { original: other })).body.id).toBe(draft.body.id)
  })
  test('that reads as a drill is kept and asked, since a real one may be misread; nobody is called', async () => {
    const from = d.world.sent.length
    const text = `【演练】青溪县气象台11月24日9时发布暴雨红色预警信号：预计未来3小时全县有大暴雨。`
    const { status, body } = await post('warnings', { original: text, confirm: true })
    await d.world.settle()
    expect([status, body.state, body.original]).toEqual([201, 'draft', text])
    const told = d.world.sent.slice(from)
    expect(told.filter((m) => m.chat?.startsWith('group:'))).toEqual([])
    const card = told.find((m) => m.message.card)?.message.card
    expect(card?.title).toContain('是真实预警还是演练')
    expect(card?.buttons?.map((b) => b.label)).toEqual(expect.arrayContaining(['真实', '演练']))
    // sent once more, it is the same one
    expect((await post('warnings', { original: text, confirm: true })).body.id).toBe(body.id)
  })
  test('that is a drill is sent to the drills by who may', async () => {
    expect((await post('drills', { original: '上午9时开展山洪避险演练，请各网格员到岗。' })).status).toBe(403)
    const { status, body } = await post(
      'drills',
      { original: '上午9时开展山洪避险演练，请各网格员到岗。' },
      undefined,
      await d.as('officer'),
    )
    expect([status, body.drill, body.state]).toEqual([201, true, 'open'])
    expect((await d.ask('/api/v1/drills')).body.items[0].id).toBe(body.id)
    expect((await d.ask('/api/v1/warnings')).body.items.some((w: Json) => w.id === body.id)).toBe(false)
  })
  test.each([
    [{}, 'original'],
    [{ original: ' ' }, 'original'],
    [{ original, villages: ['不存在村'] }, 'villages.0'],
    [{ original, villages: '石岭村' }, 'villages'],
    [{ original, confirm: '是' }, 'confirm'],
  ])('%j is refused, naming %s', async (body, field) => {
    const refused = await post('warnings', body)
    expect(refused.body).toMatchObject({ status: 400, field })
    expect(refused.body.example).toBeDefined()
  })
  test('needs the right', async () =>
    expect((await post('warnings', { original }, undefined, await d.as('reader'))).status).toBe(403))
})

describe('the documentation', () => {
  test('lists every route under /api/v1, each with a summary, its scope and its refusals', async () => {
    const { status, body } = await d.ask('/openapi.json', { token: null })
    expect(status).toBe(200)
    expect(body.openapi).toMatch(/^3\.1/)
    const routed = d.app.routes
      .filter((r) => r.path.startsWith('/api/v1/') && r.method !== 'ALL')
      .map((r) => `${r.method} ${r.path.replace(/:(\w+)/g, '{$1}')}`)
    const written = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((m) => `${m.toUpperCase()} ${path}`),
    )
    expect(new Set(routed)).toEqual(new Set(written))
    for (const [path, methods] of Object.entries<Record<string, Json>>(body.paths))
      for (const [method, op] of Object.entries(methods)) {
        expect(op.summary, path).toMatch(/[\u4e00-\u9fff]/)
        expect(Object.keys(op.responses), `${method} ${path}`).toEqual(expect.arrayContaining(['400', '401', '403']))
        for (const name of path.match(/\{(\w+)\}/g) ?? [])
          expect(op.parameters.some((p: Json) => p.in === 'path' && `{${p.name}}` === name)).toBe(true)
      }
    for (const ref of JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(body.components.schemas).toHaveProperty(ref[1]!)
    expect(body.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' })
  })
  test('is a page that asks nothing of anybody else', async () => {
    const { status, text, headers } = await d.ask('/docs', { token: null })
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).not.toMatch(/<script|(?:src|href)="https?:|@import|url\(/)
    for (const path of ['/api/v1/hazards', '/api/v1/warnings/{ref}', '/api/v1/settings/{name}'])
      expect(text).toContain(path)
  })
})

test('an unknown address under /api/v1 is 401 without a token and 404 with one', async () => {
  expect((await d.ask('/api/v1/nothing', { token: null })).status).toBe(401)
  expect((await d.ask('/api/v1/nothing', { token: ADMIN })).status).toBe(404)
})
