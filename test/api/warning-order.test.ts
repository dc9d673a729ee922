/** Order and identity of messages: what overtakes, what names the unknown, what contradicts itself; nobody is called falsely and an officer hears of it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Door, type Json, openDoor } from './door.ts'

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
  areas?: string[]
}
function xml({ id, type = 'Alert', follows, event = '暴雨', severity = 'Moderate', headline, code, ...t }: Told) {
  const references = follows ? `<references>qingxi,${follows},2026-11-24T08:00:00+08:00</references>` : ''
  const coded = code ? `<eventCode><valueName>GB</valueName><value>${code}</value></eventCode>` : ''
  const geocodes = (t.areas ?? [])
    .map((c) => `<geocode><valueName>AREACODE</valueName><value>${c}</value></geocode>`)
    .join('')
  const area = geocodes ? `<area><areaDesc>范围</areaDesc>${geocodes}</area>` : ''
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>${t.sender ?? 'qingxi'}</sender><sent>2026-11-24T08:${String(t.minute ?? 0).padStart(2, '0')}:00+08:00</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope>${references}<info><language>zh-CN</language><category>Met</category><event>${event}</event><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty>${coded}<senderName>青溪县气象台</senderName><headline>${headline ?? `${event}预警`}</headline>${area}</info></alert>`
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

describe('two ways, and places in part the same', () => {
  const colours = async (event: string, village: string) => {
    const { items } = (await d.ask('/api/v1/warnings?state=open&limit=500')).body
    const here = (v: Json) => v.name === village
    return items.filter((i: Json) => i.event === event && i.villages.some(here)).map((i: Json) => i.colour)
  }
  test('each place is under one warning, of the same colour too', async () => {
    await say('青溪县气象台2026年11月24日8时发布沙尘暴黄色预警信号：预计未来6小时石岭村、下坪村有沙尘暴。')
    const areas = ['石岭村', '云峰村'].map((v) => d.world.roster.villages.find((x) => x.name === v)!.code)
    await cap({ id: 'W-1', event: '沙尘暴', areas, minute: 5 })
    for (const village of ['石岭村', '下坪村', '云峰村']) expect(await colours('沙尘暴', village)).toEqual(['yellow'])
    await say('青溪县气象台2026年11月24日8时10分发布沙尘暴黄色预警信号：预计未来6小时云峰村、竹园村有沙尘暴。')
    for (const village of ['石岭村', '云峰村', '竹园村']) expect(await colours('沙尘暴', village)).toEqual(['yellow'])
  })
  test('a Cancel of what is unknown is not the lift in words of just before: what it names is held when it comes', async () => {
    await say('青溪县气象台2026年11月24日7时30分发布干旱橙色预警信号：请节约用水。')
    await say('青溪县气象台2026年11月24日8时解除干旱橙色预警信号。')
    const { body: cancel } = await cap({
      ...{ id: 'W-3', type: 'Cancel', follows: 'W-2', event: '干旱', severity: 'Severe', minute: 4 },
    })
    expect([cancel.identifier, cancel.state]).toEqual(['W-3', 'draft'])
    const { body: alert } = await cap({ id: 'W-2', event: '干旱', severity: 'Severe', minute: 3 })
    expect([alert.state, alert.obligations]).toEqual(['draft', []])
  })
  test('a lift in words just after a kept Cancel ends what stands', async () => {
    await cap({ id: 'W-5', type: 'Cancel', follows: 'W-4', event: '冰雹', severity: 'Severe', minute: 5 })
    const stands = await say('青溪县气象台2026年11月24日8时6分发布冰雹橙色预警信号：预计未来6小时我县有冰雹。')
    expect(stands.state).toBe('open')
    await say('青溪县气象台2026年11月24日8时10分解除冰雹橙色预警信号。')
    expect((await now(stands.no)).state).toBe('lifted')
  })
})

describe('the same again by another way, after something else has come', () => {
  test('is no repeat to be dropped and no change to be made: its officer is asked', async () => {
    await say('青溪县气象台2026年11月24日7时40分发布雷雨大风黄色预警信号：预计未来6小时我县有雷雨大风。')
    const end = await say('青溪县气象台2026年11月24日7时50分解除雷雨大风黄色预警信号。')
    expect(end.state).toBe('closed')
    const { body } = await cap({ id: 'R-1', event: '雷雨大风' })
    expect([body.identifier, body.state]).toEqual(['R-1', 'draft'])
    expect((await shown(body.no)).join()).toContain('另一份')
    await d.world.presses(d.world.officer(), '确认发布')
    expect((await now(body.no)).state).toBe('open')
  })
})

describe('an Update of several signals', () => {
  test('leaves a kind it does not speak of in force, and the card says so', async () => {
    const two = async (id: string, type: 'Alert' | 'Update', kinds: string[], minute: number) => {
      const [a, b] = kinds.map((event) =>
        xml({ id, type, event, minute, ...(type === 'Update' ? { follows: 'Z-1' } : {}) }),
      )
      const info = /<info>.*<\/info>/.exec(b!)![0]
      return d.ask('/api/v1/warnings/cap?confirm=true', {
        method: 'POST',
        body: a!.replace('</alert>', `${info}</alert>`),
        token: await d.as('feeder'),
        headers: { 'content-type': 'application/cap+xml' },
      })
    }
    const { body: first } = await two('Z-1', 'Alert', ['森林火险', '台风'], 1)
    const { body: next } = await two('Z-2', 'Update', ['台风', '空间天气'], 5)
    expect([next.state, next.also[0].state]).toEqual(['open', 'open'])
    expect((await now(first.also[0].no)).state).toBe('superseded')
    expect((await now(first.no)).state).toBe('open')
    expect(next.doubts).toContainEqual({ flag: 'kind_unsaid', taken: '森林火险黄色预警', said: first.no })
  })
})

describe('an identifier', () => {
  test('used again for other content is 409, which names it', async () => {
    await cap({ id: 'I-1', event: '冰雹' })
    const again = await cap({ id: 'I-1', event: '冰雹', severity: 'Extreme', minute: 9 })
    expect([again.status, again.body.field]).toEqual([409, 'alert/identifier'])
  })
  test('of another sender is another', async () => {
    await cap({ id: 'I-2', event: '冰雹' })
    const { status } = await cap({ id: 'I-2', event: '暴雪', sender: 'quannan' })
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

test('said again by another way after a newer word, and confirmed by its officer: each place stands in one colour once', async () => {
  const { world } = d
  const old = (await cap({ id: 'O-90', event: '雷电', severity: 'Severe', minute: 2, areas: ['350599'] })).body
  const newer = await say('青溪县气象台2026年11月24日8时4分发布石岭村雷电蓝色预警信号，请注意防范。')
  expect((await now(old.no)).state).toBe('open')
  const officer = world.officer()
  const from = world.sent.length
  const again = '青溪县气象台2026年11月24日8时6分发布我县雷电橙色预警信号，请注意防范。'
  await world.says(officer, `p2p:${officer.id}`, `发布预警 ${again}`)
  await world.presses(officer, '确认发布', undefined, (s) => world.sent.indexOf(s) >= from)
  const { items } = (await d.ask('/api/v1/warnings?state=open&limit=100')).body
  const open = items.filter((i: Json) => i.event === '雷电')
  expect(open.map((i: Json) => i.colour)).toEqual(['orange'])
  expect((await now(old.no)).state).toBe('superseded')
  expect((await now(newer.no)).state).toBe('superseded')
})
