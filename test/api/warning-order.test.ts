/** Order and identity of messages: what overtakes, what names the unknown, what contradicts itself; nobody is called falsely and an officer hears of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Door, type Json, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
})
afterAll(() => d.world.close())

interface Told {
  id: string
  type?: 'Alert' | 'Update' | 'Cancel'
  follows?: string
  event?: string
  severity?: string
  headline?: string
  code?: string
  sender?: string
  minute?: number
}
function xml({ id, type = 'Alert', follows, event = '暴雨', severity = 'Moderate', headline, code, ...t }: Told) {
  const references = follows ? `<references>qingxi,${follows},2026-11-24T08:00:00+08:00</references>` : ''
  const coded = code ? `<eventCode><valueName>GB</valueName><value>${code}</value></eventCode>` : ''
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>${t.sender ?? 'qingxi'}</sender><sent>2026-11-24T08:${String(t.minute ?? 0).padStart(2, '0')}:00+08:00</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope>${references}<info><language>zh-CN</language><category>Met</category><event>${event}</event><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty>${coded}<senderName>青溪县气象台</senderName><headline>${headline ?? `${event}预警`}</headline></info></alert>`
}
const cap = async (told: Told, query = '?confirm=true') =>
  d.ask(`/api/v1/warnings/cap${query}`, {
    method: 'POST',
    body: xml(told),
    token: await d.as('feeder'),
    headers: { 'content-type': 'application/cap+xml' },
  })
const say = async (original: string) =>
  (await d.ask('/api/v1/warnings', { method: 'POST', body: { original, confirm: true }, token: await d.as('feeder') }))
    .body
const now = async (no: string): Promise<Json> => (await d.ask(`/api/v1/warnings/${no}`)).body
/** What the officer was shown of a warning. */
const shown = async (no: string) => {
  await d.world.settle()
  return d.world.to(d.world.officer().id).filter((t) => t.includes(no))
}
const group = () => d.world.to(d.world.groupOf('石岭村'))

describe('a Cancel that comes before its Alert', () => {
  test('is remembered: the Alert calls nobody, and the officer is shown both', async () => {
    const before = group().length
    const { status, body: cancel } = await cap({ id: 'O-2', type: 'Cancel', follows: 'O-1', event: '大风', minute: 5 })
    expect([status, cancel.state, cancel.action]).toEqual([201, 'draft', 'lift'])
    expect((await shown(cancel.no)).join()).toContain('O-1')
    const { body: alert } = await cap({ id: 'O-1', event: '大风' })
    expect([alert.state, alert.obligations]).toEqual(['draft', []])
    expect((await shown(alert.no)).join()).toMatch(/已先收到取消或更新它的消息/)
    expect((await shown(alert.no)).join()).toContain(cancel.no)
    expect(group().length).toBe(before)
  })
  test('an Update that comes before its Alert is in force alone', async () => {
    const { body: update } = await cap({
      ...{ id: 'O-4', type: 'Update', follows: 'O-3', event: '大雾', severity: 'Severe', minute: 5 },
    })
    expect(update.state).toBe('open')
    const { body: alert } = await cap({ id: 'O-3', event: '大雾' })
    expect(alert.state).toBe('draft')
    expect((await now(update.no)).state).toBe('open')
  })
  test('an older signal in words, after a newer one, does not stand beside it', async () => {
    const newer = await say('青溪县气象台2026年11月24日7时将雷电黄色预警信号升级为雷电橙色预警信号。')
    expect(newer.state).toBe('open')
    const older = await say('青溪县气象台2026年11月24日6时发布雷电黄色预警信号：请注意防范。')
    expect(older.state).toBe('draft')
    expect((await now(newer.no)).state).toBe('open')
  })
})

describe('an Update is taken', () => {
  test('without a clock time', async () => {
    const first = await say('青溪县气象台2026年11月24日7时发布霾黄色预警信号：请注意防范。')
    const next = await say('青溪县气象台继续发布霾黄色预警信号：预计仍将持续，请注意防范。')
    expect(next.no).not.toBe(first.no)
    expect([next.state, (await now(first.no)).state]).toEqual(['open', 'superseded'])
  })
  test('with a new identifier and the same words, a minute later', async () => {
    const { body: first } = await cap({ id: 'U-1', event: '高温' })
    const { body: next } = await cap({ id: 'U-2', type: 'Update', follows: 'U-1', event: '高温', minute: 1 })
    expect(next.no).not.toBe(first.no)
    expect([next.state, (await now(first.no)).state]).toEqual(['open', 'superseded'])
  })
  test('the very same message again is the same warning', async () => {
    const first = await cap({ id: 'U-3', event: '寒潮' })
    const again = await cap({ id: 'U-3', event: '寒潮' })
    expect([again.status, again.body.no]).toEqual([201, first.body.no])
  })
})

describe('an identifier', () => {
  test('used again for other content is 409, which names it', async () => {
    await cap({ id: 'I-1', event: '冰雹' })
    const again = await cap({ id: 'I-1', event: '冰雹', severity: 'Extreme', minute: 9 })
    expect([again.status, again.body.field]).toEqual([409, 'alert/identifier'])
  })
  test('of another sender is another', async () => {
    const { status } = await cap({ id: 'I-1', event: '暴雪', sender: 'quannan' })
    expect(status).toBe(201)
  })
  test('nobody here knows is told of; what names it is taken all the same', async () => {
    const { body } = await cap({ id: 'I-9', type: 'Update', follows: 'I-none', event: '道路结冰' })
    expect(body.state).toBe('open')
    expect(body.doubts).toContainEqual({ flag: 'unknown_reference', said: 'I-none' })
    expect((await shown(body.no)).join()).toContain('I-none')
  })
})

describe('codes against words are shown on the officer’s card', () => {
  test('the event code against the words', async () => {
    const { body } = await cap({ id: 'K-1', event: '沙尘暴', code: '11B16' }, '')
    expect(body).toMatchObject({ event: '霜冻', code: '11B16' })
    expect((await shown(body.no)).join()).toContain('代码写的是霜冻，文字写的是沙尘暴')
  })
  test('the severity against the colour', async () => {
    const headline = '青溪县气象台发布干旱橙色预警信号'
    const { body } = await cap({ id: 'K-2', event: '干旱', severity: 'Extreme', headline }, '')
    expect(body.colour).toBe('red')
    expect((await shown(body.no)).join()).toContain('按红色，另有橙色')
  })
  test('an Alert that says it ends something calls nobody before an officer has looked', async () => {
    const { body } = await cap({ id: 'K-3', event: '台风', headline: '青溪县气象台解除台风蓝色预警信号' })
    expect(body.state).toBe('draft')
    expect((await shown(body.no)).join()).toContain('消息类型是发布，文字说的是解除')
  })
})
