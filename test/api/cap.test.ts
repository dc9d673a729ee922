/** Warnings as CAP 1.2 through the API: in with codes, out with the original unchanged. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { buildCap } from '#domain/cap/build.ts'
import { parseCap } from '#domain/cap/parse.ts'
import { readWarning } from '#domain/cap/text.ts'
import { alertOf } from '#domain/cap/to-cap.ts'
import { type Door, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
})
afterAll(() => d.world.close())

const TZ = 'Asia/Shanghai'
const original =
  '青溪县气象台2026年11月24日9时30分发布暴雨红色预警信号：预计未来3小时，石岭村、双溪村降雨量将达100毫米以上，可能引发山洪，请立即转移危险区群众。'
const xml = (more: { drill?: boolean; identifier?: string } = {}) => {
  const sentAt = new Date('2026-11-24T09:31:00+08:00')
  return buildCap(
    alertOf({
      identifier: more.identifier ?? 'QX-1',
      sender: 'qingxi',
      sentAt,
      tz: TZ,
      drill: more.drill ?? false,
      signals: readWarning(original, { sentAt, tz: TZ }).signals,
      original,
      hash: 'h',
      areas: [{ name: '石岭村', code: null }],
    }),
  )
}
const post = async (body: string, query = '', role: 'feeder' | 'officer' | 'reader' = 'feeder', key?: string) =>
  d.ask(`/api/v1/warnings/cap${query}`, {
    method: 'POST',
    body,
    token: await d.as(role),
    headers: { 'content-type': 'application/cap+xml', ...(key ? { 'idempotency-key': key } : {}) },
  })

test('comes in as a draft for the officer, with what its codes state', async () => {
  const { status, body } = await post(xml())
  expect(status).toBe(201)
  expect(body).toMatchObject({
    state: 'draft',
    drill: false,
    event: '暴雨',
    colour: 'red',
    issuer: '青溪县气象台',
    villages: [{ name: '石岭村' }],
  })
  expect(body.original).toContain(original)
  await d.world.settle()
  expect(d.world.to(d.world.officer().id).at(-1)).toContain('待确认')
})

test('goes out at once when asked to, once per key', async () => {
  const first = await post(xml({ identifier: 'QX-2' }), '?confirm=true', 'feeder', 'k1')
  expect(first.body.state).toBe('open')
  const again = await post(xml({ identifier: 'QX-2' }), '?confirm=true', 'feeder', 'k1')
  expect(again.text).toBe(first.text)
})

test('an Exercise is a drill: refused to who may not send one, marked when it comes', async () => {
  expect((await post(xml({ drill: true }))).status).toBe(403)
  const { body } = await post(xml({ drill: true }), '?confirm=true', 'officer')
  expect(body).toMatchObject({ drill: true, state: 'open' })
})

test.each([
  ['<alert/>', 'alert'],
  ['no xml at all', 'alert'],
  ['<!DOCTYPE a [<!ENTITY x "y">]><alert>&x;</alert>', 'alert'],
])('%s is refused with the element and an example', async (bad, element) => {
  const { status, body } = await post(bad)
  expect(status).toBe(400)
  expect(body.field).toBe(element)
  expect(body.example).toBeDefined()
})

test('every warning and drill goes out as CAP that the OASIS schema finds valid; a drill is an Exercise', async () => {
  const schema = readFileSync('test/domain/cap/CAP-v1.2.xsd', 'utf8')
  const real = await d.ask('/api/v1/warnings', {
    method: 'POST',
    body: { original, villages: ['石岭村'], task: '网格员到岗' },
    token: await d.as('feeder'),
  })
  const drill = await d.ask('/api/v1/drills', {
    method: 'POST',
    body: { original: '上午10时开展山洪避险演练，请各网格员到岗。' },
    token: await d.as('officer'),
  })
  for (const [{ body }, status] of [
    [real, 'Actual'],
    [drill, 'Exercise'],
  ] as const) {
    const got = await d.ask(`/api/v1/warnings/${body.no}/cap`, { token: await d.as('reader') })
    expect(got.status).toBe(200)
    const checked = await validateXML({ xml: [{ fileName: 'w.xml', contents: got.text }], schema: [schema] })
    expect(checked.errors).toEqual([])
    const parsed = parseCap(got.text)
    expect(parsed).toMatchObject({ ok: true, alert: { status, identifier: body.no } })
    if (parsed.ok) expect(parsed.alert.info![0]!.description).toBe(body.original)
  }
})
