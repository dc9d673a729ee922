/** Where a message and what stands here do not fit together, the officer's card says so and nothing is dropped or kept in silence. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isoIn } from '#domain/kernel/time.ts'
import { pollFeed } from '#jobs/feed.ts'
import { startFeed } from '../fakes/feed.ts'
import { type Door, type Json, openDoor } from './door.ts'

let d: Door
beforeEach(async () => {
  d = await openDoor()
})
afterEach(() => d.world.close())

const say = async (original: string, confirm = true): Promise<Json> => {
  const { body } = await d.ask('/api/v1/warnings', {
    method: 'POST',
    body: { original, confirm },
    token: await d.as('officer'),
  })
  await d.world.settle()
  return body
}
interface Told {
  id: string
  type?: string
  follows?: string
  severity?: string
  codes: string[]
  minute?: number
}
async function cap({ id, type = 'Alert', follows, severity = 'Moderate', codes, minute = 0 }: Told): Promise<Json> {
  const code = (name: string) => d.world.roster.villages.find((v) => v.name === name)?.code ?? name
  const at = (m: number) => `2026-11-24T09:${String(m).padStart(2, '0')}:00+08:00`
  const references = follows ? `<references>qingxi,${follows},${at(0)}</references>` : ''
  const geocodes = codes
    .map((c) => `<geocode><valueName>AREACODE</valueName><value>${code(c)}</value></geocode>`)
    .join('')
  const { body } = await d.ask('/api/v1/warnings/cap?confirm=true', {
    method: 'POST',
    body: `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>qingxi</sender><sent>${at(minute)}</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope>${references}<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty><senderName>青溪县气象台</senderName><headline>暴雨预警</headline>${geocodes && `<area><areaDesc>范围</areaDesc>${geocodes}</area>`}</info></alert>`,
    token: await d.as('feeder'),
    headers: { 'content-type': 'application/cap+xml' },
  })
  await d.world.settle()
  return body
}
const stateOf = async (no: string) => (await d.ask(`/api/v1/warnings/${no}`)).body.state
const card = (from: number) => d.world.to(d.world.officer().id, from).join('\n')

describe('an Update that names fewer places than what it changes', () => {
  test('changes those; the card asks about the others, which stay as they were until somebody says', async () => {
    const old = await cap({ id: 'S-1', codes: ['石岭村', '下坪村', '上坪村'] })
    const from = d.world.sent.length
    const next = await cap({
      ...{ id: 'S-2', type: 'Update', follows: 'S-1', severity: 'Severe', codes: ['石岭村'], minute: 20 },
    })
    expect(next.state).toBe('open')
    expect(next.doubts).toContainEqual({ flag: 'area_smaller', said: old.no, taken: '下坪村、上坪村' })
    expect(card(from)).toMatch(new RegExp(`没有再提到下坪村、上坪村.*${old.no}.*仍然有效.*解除`))
    expect((await d.ask(`/api/v1/warnings/${old.no}`)).body.villages.map((v: Json) => v.name)).toEqual([
      '下坪村',
      '上坪村',
    ])
  })
  test('in words too', async () => {
    const old = await say('青溪县气象台2026年11月24日8时发布暴雨橙色预警信号：预计未来3小时石岭村、下坪村有暴雨。')
    const next = await say('青溪县气象台2026年11月24日9时继续发布暴雨橙色预警信号：预计未来3小时石岭村仍有暴雨。')
    expect(next.doubts).toContainEqual({ flag: 'area_smaller', said: old.no, taken: '下坪村' })
  })
  test('a change that says it is for a part asks nothing', async () => {
    await say('青溪县气象台2026年11月24日8时发布暴雨橙色预警信号：预计未来3小时石岭村、下坪村有暴雨。')
    const next = await say('青溪县气象台2026年11月24日9时将石岭村暴雨橙色预警信号升级为暴雨红色预警信号。')
    expect(next.doubts).toEqual([])
  })
})

describe('an end that ends nothing, while the same kind stands in another colour', () => {
  const stands = () => say('青溪县气象台2026年11月24日8时发布暴雨橙色预警信号：预计未来3小时石岭村、下坪村有暴雨。')
  test('is told to nobody before its officer has looked', async () => {
    const old = await stands()
    const from = d.world.sent.length
    const lift = await say('青溪县气象台2026年11月24日9时解除暴雨黄色预警信号。')
    expect([lift.state, await stateOf(old.no)]).toEqual(['draft', 'open'])
    expect(d.world.to(d.world.groupOf('石岭村'), from)).toEqual([])
    expect(card(from)).toContain(`暴雨橙色预警（${old.no}）仍然有效`)
  })
  test('of another kind it goes out as ever', async () => {
    await stands()
    expect((await say('青溪县气象台2026年11月24日9时解除大风黄色预警信号。')).state).toBe('closed')
  })
})

describe('an end that names no place', () => {
  test('ends what its issuer issued of the kind, and the card says what that is', async () => {
    const part = await say('青溪县气象台2026年11月24日8时发布暴雨橙色预警信号：预计未来3小时石岭村、下坪村有暴雨。')
    const from = d.world.sent.length
    const lift = await say('青溪县气象台2026年11月24日9时解除暴雨橙色预警信号。')
    expect([lift.state, await stateOf(part.no)]).toEqual(['closed', 'lifted'])
    expect(lift.doubts).toContainEqual({ flag: 'area_unsaid', taken: `暴雨橙色预警（${part.no}，石岭村、下坪村）` })
    expect(card(from)).toMatch(new RegExp(`没有写明范围.*${part.no}.*石岭村、下坪村`))
  })
  test('sent as a draft, the card says what it will end, and after 确认发布 what it ended, also where that changed', async () => {
    const { world } = d
    const officer = world.officer()
    const shown = (from: number) => [card(from), ...world.to(`p2p:${officer.id}`, from)].join('\n')
    const [one, other] = [
      await cap({ id: 'M-1', codes: ['石岭村'] }),
      await cap({ id: 'M-2', codes: ['下坪村'], severity: 'Severe' }),
    ]
    const before = world.sent.length
    await world.says(officer, `p2p:${officer.id}`, '发布预警 青溪县气象台2026年11月24日10时30分解除暴雨预警信号。')
    for (const w of [one, other]) expect(shown(before)).toMatch(new RegExp(`没有写明范围.*${w.no}，`))
    const third = await cap({ id: 'M-3', codes: ['双溪村'], severity: 'Minor', minute: 10 })
    const from = world.sent.length
    await world.presses(officer, '确认发布')
    for (const w of [one, other, third]) {
      expect(await stateOf(w.no)).toBe('lifted')
      expect(shown(from)).toMatch(new RegExp(`没有写明范围.*${w.no}，`))
    }
  })
  test('of another issuer it ends nothing: the officer is asked', async () => {
    const ours = await say('青溪县气象台2026年11月24日8时发布暴雨橙色预警信号：预计未来3小时我县有暴雨。')
    const lift = await say('泉南市气象台2026年11月24日9时解除暴雨橙色预警信号。')
    expect([lift.state, await stateOf(ours.no)]).toEqual(['draft', 'open'])
  })
  test('by the identifier it names, whoever issued that, and only there', async () => {
    const [one, other] = [
      await cap({ id: 'N-1', codes: ['石岭村'] }),
      await cap({ id: 'N-2', codes: ['下坪村'], severity: 'Severe' }),
    ]
    await cap({ id: 'N-3', type: 'Cancel', follows: 'N-1', codes: [], minute: 20 })
    expect([await stateOf(one.no), await stateOf(other.no)]).toEqual(['lifted', 'open'])
  })
})

describe('an unknown identifier', () => {
  test('of a Cancel that fits what was issued here by hand ends that, and the card says by what it was matched', async () => {
    const old = await say('青溪县气象台2026年11月24日8时发布暴雨黄色预警信号：预计未来6小时我县有暴雨。')
    const from = d.world.sent.length
    const cancel = await cap({ id: 'M-2', type: 'Cancel', follows: 'county-9', codes: ['350599'], minute: 20 })
    expect([cancel.state, await stateOf(old.no)]).toEqual(['closed', 'lifted'])
    expect(card(from)).toMatch(new RegExp(`county-9.*${old.no}`))
  })
  test('of a Cancel, where what stands has another identifier of the same sender, waits for the officer', async () => {
    const old = await cap({ id: 'M-3', codes: ['350599'] })
    const cancel = await cap({ id: 'M-4', type: 'Cancel', follows: 'M-none', codes: ['350599'], minute: 20 })
    expect([cancel.state, await stateOf(old.no)]).toEqual(['draft', 'open'])
    await d.world.presses(d.world.officer(), '确认发布')
    expect(await stateOf(old.no)).toBe('lifted')
  })
})

test('an identifier of the list used again for other content is drafted, and the card says so, however old the first is', async () => {
  const feed = await startFeed()
  try {
    const poll = async (entry: object) => {
      feed.entries = [entry]
      await pollFeed({ ...d.world.deps, url: feed.url, areas: [], log: { warn() {} } })
      await d.world.settle()
    }
    const entry = (text: string) => ({
      identifier: '35059941600000_20261124093000',
      headline: '青溪县气象台发布大风预警',
      description: text,
      sendTime: isoIn(new Date(d.clock.now().getTime() - 300_000), 'Asia/Shanghai')
        .slice(0, 19)
        .replace('T', ' '),
    })
    await poll(entry('青溪县气象台11月24日9时30分发布大风黄色预警信号：预计未来6小时全县有大风。'))
    d.clock.forward(26 * 60)
    const from = d.world.sent.length
    await poll(entry('青溪县气象台11月25日11时30分发布大风红色预警信号：预计未来6小时全县有大风。'))
    expect(card(from)).toContain('编号 35059941600000_20261124093000 以前用于另一份内容')
  } finally {
    await feed.stop()
  }
})
