/** Warnings as CAP 1.2 through the API: in with codes, out with the original unchanged. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { buildCap } from '#domain/cap/build.ts'
import { parseCap } from '#domain/cap/parse.ts'
import { readWarning } from '#domain/cap/text.ts'
import { alertOf } from '#domain/cap/to-cap.ts'
import { SEEDED_AT } from '../world/clock.ts'
import { type Door, openDoor } from './door.ts'

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
  expect((await post(xml({ identifier: 'QX-3', drill: true }))).status).toBe(403)
  const { body } = await post(xml({ identifier: 'QX-3', drill: true }), '?confirm=true', 'officer')
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
    body: { original, villages: ['石岭村'], task: '网格员到岗', confirm: true },
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

/** A follow-up as a county sends it: by hand, since ours names what it follows by our own numbers. */
const followUp = (identifier: string, msgType: 'Update' | 'Cancel', follows: string, info = '') =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>qingxi</sender><sent>2026-11-24T10:40:00+08:00</sent><status>Actual</status><msgType>${msgType}</msgType><scope>Public</scope><references>qingxi,${follows},2026-11-24T09:31:00+08:00</references>${info}</alert>`
const infoOf = (event: string, headline: string) =>
  `<info><language>zh-CN</language><category>Met</category><event>${event}</event><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Likely</certainty><senderName>青溪县气象台</senderName><headline>${headline}</headline><area><areaDesc>石岭村</areaDesc></area></info>`
const stateOf = async (no: string) =>
  (await d.ask(`/api/v1/warnings/${no}`, { token: await d.as('reader') })).body.state as string

describe('what a message follows, by its official identifier', () => {
  // what others send is of the morning, and is in force then
  afterAll(() => d.clock.to(SEEDED_AT))
  const send = async (identifier: string, hour: number) => {
    const sentAt = new Date(`2026-11-24T${hour}:31:00+08:00`)
    // it comes when it is sent, not before
    if (d.clock.now() < sentAt) d.clock.to(sentAt)
    const said = `青溪县气象台2026年11月24日${hour}时${hour}分发布大风黄色预警信号：预计未来6小时石岭村阵风8级，请注意防范。`
    const read = readWarning(said, { sentAt, tz: TZ }).signals
    const { body } = await post(
      buildCap(
        alertOf({
          identifier,
          sender: 'qingxi',
          sentAt,
          tz: TZ,
          drill: false,
          signals: read,
          original: said,
          hash: 'h',
          areas: [{ name: '石岭村', code: null }],
        }),
      ),
      '?confirm=true',
    )
    expect(body.state).toBe('open')
    return body.no as string
  }

  test('a Cancel without a word of text ends what it names, and those who had been told are told', async () => {
    const first = await send('QX-11', 10)
    const { status, body } = await post(followUp('QX-12', 'Cancel', 'QX-11'), '?confirm=true')
    expect(status).toBe(201)
    expect(body).toMatchObject({ action: 'lift', original: '取消预警：QX-11' })
    expect(await stateOf(first)).toBe('lifted')
  })
  test('a Cancel that repeats the words of the warning is no repeat of it', async () => {
    const first = await send('QX-13', 11)
    const again = infoOf('大风', '青溪县气象台2026年11月24日11时11分发布大风黄色预警信号')
    const { body } = await post(followUp('QX-14', 'Cancel', 'QX-13', again), '?confirm=true')
    expect(body.no).not.toBe(first)
    expect(await stateOf(first)).toBe('lifted')
  })
  test('an Update of a kind that no text names takes the place of what it names', async () => {
    const strange = infoOf('山洪风险', '山洪风险提示')
    const { body: old } = await post(followUp('QX-15', 'Update', 'XX-0', strange), '?confirm=true')
    expect(old.state).toBe('open')
    const { body } = await post(
      followUp('QX-16', 'Update', 'QX-15', infoOf('山洪风险', '山洪风险提示（二）')),
      '?confirm=true',
    )
    expect(body.state).toBe('open')
    expect(await stateOf(old.no)).toBe('superseded')
  })
  test('an identifier used again for other content is refused, and what it stood for stays as it was', async () => {
    const first = await send('QX-17', 13)
    const red = infoOf('大风', '青溪县气象台2026年11月24日13时50分将大风黄色预警升级为大风红色预警')
    const again = await post(followUp('QX-17', 'Update', 'QX-17', red), '?confirm=true')
    expect([again.status, again.body.field]).toEqual([409, 'alert/identifier'])
    expect(again.body.example).toBeTruthy()
    expect(again.body.title).toContain('QX-17')
    expect(await stateOf(first)).toBe('open')
    const { body } = await post(followUp('QX-18', 'Update', 'QX-17', red), '?confirm=true')
    expect(body).toMatchObject({ colour: 'red', state: 'open' })
    expect(await stateOf(first)).toBe('superseded')
  })
})

test('in GB 18030 it is decoded, and what reads as nothing is refused, never drafted', async () => {
  const send = async (bytes: Uint8Array) => {
    const response = await d.app.request('/api/v1/warnings/cap', {
      method: 'POST',
      body: bytes,
      headers: { authorization: `Bearer ${await d.as('feeder')}`, 'content-type': 'application/cap+xml' },
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const broken = Buffer.from(xml({ identifier: 'QX-GBK-1' })).map((b) => (b > 0x7f ? 0xff : b))
  expect(await send(broken)).toMatchObject({ status: 400, body: { field: '正文' } })
  const lost = await d.ask('/api/v1/warnings', {
    method: 'POST',
    body: { original: '��Ϫ��������̨����暴雨红色预警', confirm: false },
  })
  expect([lost.status, lost.body.field]).toEqual([400, 'original'])
})
