/** What a change, a lift or a CAP Update names ends or changes exactly there, by whatever door it comes; the rest stays in force. */
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import type { Sent } from '../world/world.ts'
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

/** Texts of the early morning come then, while they are in force. */
function atDawn() {
  beforeAll(() => d.clock.to(new Date('2026-11-24T06:30:00+08:00')))
  afterAll(() => d.clock.to(new Date('2026-11-24T10:00:00+08:00')))
}

const TOWN = '350599128000'
const code = (village: string) => d.world.roster.villages.find((v) => v.name === village)!.code

interface Told {
  identifier: string
  msgType?: 'Alert' | 'Update' | 'Cancel'
  /** Identifiers of what it follows. */
  follows?: string[]
  event?: string
  severity?: string
  hour?: number
  minute?: number
  /** Area codes, or words where `words` is given. */
  codes?: string[]
  words?: string
  headline?: string
  sender?: string
  more?: string
}
const two = (n: number) => String(n).padStart(2, '0')
/** A message as a county sends it, by hand. */
function xml({ identifier, msgType = 'Alert', follows = [], event = '暴雨', severity = 'Moderate', ...t }: Told) {
  const sent = `2026-11-24T${two(t.hour ?? 8)}:${two(t.minute ?? 0)}:00+08:00`
  const references = follows.map((f) => `qingxi,${f},2026-11-24T08:00:00+08:00`).join(' ')
  const geocode = (t.codes ?? [])
    .map((c) => `<geocode><valueName>AREACODE</valueName><value>${c}</value></geocode>`)
    .join('')
  const area = t.codes || t.words ? `<area><areaDesc>${t.words ?? '范围'}</areaDesc>${geocode}</area>` : ''
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>${t.sender ?? 'qingxi'}</sender><sent>${sent}</sent><status>Actual</status><msgType>${msgType}</msgType><scope>Public</scope>${references ? `<references>${references}</references>` : ''}<info><language>zh-CN</language><category>Met</category><event>${event}</event><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty><senderName>青溪县气象台</senderName><headline>${t.headline ?? `${event}预警`}</headline>${t.more ?? ''}${area}</info></alert>`
}
const cap = async (told: Told, query = '?confirm=true') =>
  d.ask(`/api/v1/warnings/cap${query}`, {
    method: 'POST',
    body: xml(told),
    token: await d.as('feeder'),
    headers: { 'content-type': 'application/cap+xml' },
  })
const say = async (original: string, more: object = {}) =>
  d.ask('/api/v1/warnings', { method: 'POST', body: { original, confirm: true, ...more }, token: await d.as('feeder') })
const now = async (no: string): Promise<Json> =>
  (await d.ask(`/api/v1/warnings/${no}`, { token: await d.as('reader') })).body
const names = (w: Json): string[] => w.villages.map((v: Json) => v.name)

describe('words that name the whole township are about all of it', () => {
  atDawn()
  const issued = async (kind: string, hour: number) =>
    (
      await say(
        `青溪县气象台2026年11月24日${hour}时发布${kind}橙色预警信号：预计未来6小时石岭村、下坪村将受影响，请注意防范。`,
      )
    ).body

  test('解除青溪镇…, where the warning was for two of its villages', async () => {
    const old = await issued('大风', 1)
    expect(names(old)).toEqual(['石岭村', '下坪村'])
    const { body } = await say('青溪县气象台2026年11月24日2时解除青溪镇大风橙色预警信号。')
    expect(body.state).toBe('closed')
    expect((await now(old.no)).state).toBe('lifted')
  })
  test('a downgrade of 青溪镇 takes the place of what covered it', async () => {
    const old = await issued('雷电', 1)
    await say('青溪县气象台2026年11月24日2时将青溪镇雷电橙色预警信号降级为黄色。')
    expect((await now(old.no)).state).toBe('superseded')
  })
  test('解除 of a neighbour township ends nothing here, and nobody here is told that anything ended', async () => {
    const old = await issued('冰雹', 1)
    const { body } = await say('青溪县气象台2026年11月24日2时解除白石乡冰雹橙色预警信号。')
    expect(body.state).toBe('draft')
    expect((await now(old.no)).state).toBe('open')
  })
  test('白石乡降级、青溪镇继续 leaves the colour of 青溪镇 as it was', async () => {
    const old = await issued('高温', 1)
    const { body } = await say(
      '青溪县气象台2026年11月24日2时将白石乡高温橙色预警信号降级为黄色，青溪镇继续发布高温橙色预警信号。',
    )
    expect(body).toMatchObject({ colour: 'orange', action: 'update', villages: [] })
    expect((await now(old.no)).state).toBe('superseded')
    const open = (await d.ask('/api/v1/warnings?state=open&limit=500')).body.items as Json[]
    expect(open.filter((w) => w.event === '高温').map((w) => w.colour)).toEqual(['orange'])
  })
})

describe('a CAP Update changes what its area covers', () => {
  test('the township’s code: all of what it follows', async () => {
    const { body: old } = await cap({ identifier: 'A-1', event: '霾', codes: [code('石岭村'), code('梅坑村')] })
    expect(names(old)).toEqual(['石岭村', '梅坑村'])
    const { body } = await cap({
      ...{ identifier: 'A-2', msgType: 'Update', follows: ['A-1'], event: '霾', severity: 'Severe' },
      ...{ codes: [TOWN], minute: 30 },
    })
    expect(body).toMatchObject({ state: 'open', villages: [], colour: 'orange' })
    expect((await now(old.no)).state).toBe('superseded')
  })
  test('one village of three: the two others stay as they were, and only its people owe the new answer instead', async () => {
    const all = ['石岭村', '下坪村', '上坪村']
    const { body: old } = await cap({ identifier: 'B-1', event: '大雾', codes: all.map(code) })
    const { body } = await cap({
      ...{ identifier: 'B-2', msgType: 'Update', follows: ['B-1'], event: '大雾', severity: 'Severe' },
      ...{ codes: [code('下坪村')], minute: 30 },
    })
    expect(names(body)).toEqual(['下坪村'])
    const left = await now(old.no)
    expect([left.state, names(left)]).toEqual(['open', ['石岭村', '上坪村']])
    for (const o of left.obligations as Json[]) expect(!!o.ended_at).toBe(o.village.name === '下坪村')
  })
  test('a Cancel for one village ends it there alone; one for the county’s code ends the rest', async () => {
    const { body: old } = await cap({ identifier: 'C-1', event: '霜冻', codes: ['石岭村', '云峰村'].map(code) })
    await cap({
      ...{ identifier: 'C-2', msgType: 'Cancel', follows: ['C-1'], event: '霜冻', codes: [code('石岭村')] },
      minute: 20,
    })
    expect(names(await now(old.no))).toEqual(['云峰村'])
    await cap({
      ...{ identifier: 'C-3', msgType: 'Cancel', follows: ['C-1'], event: '霜冻', codes: ['350599'] },
      minute: 30,
    })
    expect((await now(old.no)).state).toBe('lifted')
  })
  test('all villages one by one are the whole: nothing of the old is left open', async () => {
    const { body: old } = await cap({ identifier: 'D-1', event: '寒潮', codes: [TOWN] })
    await cap({
      ...{ identifier: 'D-2', msgType: 'Update', follows: ['D-1'], event: '寒潮', severity: 'Severe' },
      ...{ codes: d.world.roster.villages.map((v) => v.code), minute: 30 },
    })
    expect((await now(old.no)).state).toBe('superseded')
  })
  test('a grid’s warning ends when its village is named', async () => {
    const grid = d.world.roster.grids.find((g) => g.name === '石岭村第三网格')!
    const { body: old } = await say('青溪县气象台2026年11月24日3时发布地质灾害气象风险黄色预警：请注意防范。', {
      grids: [grid.name],
    })
    expect(old.area.grids).toEqual([grid.id])
    await say('青溪县气象台2026年11月24日4时解除石岭村地质灾害气象风险黄色预警。')
    expect((await now(old.no)).state).toBe('lifted')
  })
  test('a village’s warning goes on for its other grids when one of them is taken over', async () => {
    const { body: old } = await say('青溪县气象台2026年11月24日3时发布山洪灾害气象风险黄色预警：请注意防范。', {
      villages: ['柳湾村'],
    })
    await say('青溪县气象台2026年11月24日4时发布山洪灾害气象风险橙色预警：请立即转移。', {
      grids: ['柳湾村第二网格'],
    })
    const left = await now(old.no)
    const ids = d.world.roster.grids.filter((g) => g.villageCode === code('柳湾村') && g.seq !== 2).map((g) => g.id)
    expect([left.state, left.villages, new Set(left.area.grids)]).toEqual(['open', [], new Set(ids)])
  })
})

describe('an area is what is warned of', () => {
  atDawn()
  const areaOf = async (original: string) => {
    const { body } = await say(original, { confirm: false })
    return body.villages.length ? names(body) : body.area.nowhere ? 'nowhere' : 'all'
  }
  test.each([
    [
      'an observation is no area',
      '青溪县气象台2026年11月24日5时10分发布雷电黄色预警信号：过去1小时石岭村出现强雷电，预计未来2小时我县仍有雷电活动。',
      'all',
    ],
    [
      'other townships only',
      '青溪县气象台2026年11月24日5时15分发布沙尘暴黄色预警信号：预计未来3小时官桥镇、白石乡有沙尘暴。',
      'nowhere',
    ],
    [
      'a village of the same name elsewhere',
      '青溪县气象台2026年11月24日5时16分发布道路结冰黄色预警信号：预计未来3小时白石乡石岭村道路结冰。',
      'nowhere',
    ],
    [
      'a village by its full name',
      '青溪县气象台2026年11月24日5时17分发布道路结冰橙色预警信号：预计未来3小时青溪镇石岭村道路结冰。',
      ['石岭村'],
    ],
    ['nothing named: the issuer’s own', '青溪县气象台2026年11月24日5时18分发布干旱橙色预警信号：请节约用水。', 'all'],
  ])('%s', async (_, original, where) => expect(await areaOf(original)).toEqual(where))

  test('what lies only elsewhere is not sent to the whole township: a draft that asks where', async () => {
    const { body } = await say(
      '青溪县气象台2026年11月24日5时30分发布霜冻橙色预警信号：预计未来3小时官桥镇、白石乡有霜冻。',
    )
    expect([body.state, body.obligations]).toEqual(['draft', []])
    const mine = (s: Sent) => asText(s.message).includes(body.no)
    await d.world.settle()
    const card = d.world.to(d.world.officer().id).find((t) => t.includes('没有本镇') && t.includes(body.no))!
    expect(card).toContain('霜冻橙色预警')
    await d.world.presses(d.world.officer(), '确认发布', undefined, mine)
    expect(asText(d.world.sent.at(-1)!.message)).toContain('请先选好范围')
    expect((await now(body.no)).state).toBe('draft')
    await d.world.presses(d.world.officer(), '确认发布', { area: code('石岭村') }, mine)
    const open = await now(body.no)
    expect([open.state, names(open)]).toEqual(['open', ['石岭村']])
  })
  test('CAP in words nobody here knows, without a code, asks too', async () => {
    const { status, body } = await cap({ identifier: 'F-1', event: '台风', words: 'Shanbei Township' })
    expect([status, body.state, body.area.nowhere]).toEqual([201, 'draft', true])
  })
})

describe('several signals in one message', () => {
  const text =
    '青溪县气象台2026年11月24日6时发布高温黄色预警信号：预计今天白天全县最高气温将达35℃以上。青溪县自然资源局和青溪县气象局2026年11月24日6时联合发布石岭村地质灾害气象风险红色预警：发生地质灾害的风险很高，请立即转移。'
  test('are several warnings, each with its own colour, area and steps', async () => {
    const { body } = await say(text)
    const ours = (await d.ask('/api/v1/warnings?limit=500')).body.items.filter((w: Json) => w.original === text)
    expect(ours).toHaveLength(2)
    expect([body.no, ...body.also.map((w: Json) => w.no)].sort()).toEqual(ours.map((w: Json) => w.no).sort())
    const heat = await now(ours.find((w: Json) => w.event === '高温').no)
    const slope = await now(ours.find((w: Json) => w.event === '地质灾害气象风险').no)
    expect([heat.colour, heat.villages, heat.state]).toEqual(['yellow', [], 'open'])
    expect([slope.colour, names(slope), slope.state]).toEqual(['red', ['石岭村'], 'open'])
    expect(slope.policy).not.toEqual(heat.policy)
    expect(new Set(slope.obligations.map((o: Json) => o.village.name))).toEqual(new Set(['石岭村']))
    expect((await say(text)).body.no).toBe(body.no)
    expect(
      (await d.ask('/api/v1/warnings?limit=500')).body.items.filter((w: Json) => w.original === text),
    ).toHaveLength(2)
  })
  test('one of several infos may be for another place: only ours is told, each with its own words', async () => {
    const one = xml({ identifier: 'G-1', event: '干旱', severity: 'Severe', codes: [code('石岭村')] })
    const other = xml({ identifier: 'G-1', event: '冰雹', severity: 'Extreme', codes: ['350599129000'] })
    const info = /<info>.*<\/info>/.exec(other)![0]
    const { body } = await d.ask('/api/v1/warnings/cap?confirm=true', {
      method: 'POST',
      body: one.replace('</alert>', `${info}</alert>`),
      token: await d.as('feeder'),
      headers: { 'content-type': 'application/cap+xml' },
    })
    expect([body.event, body.colour, names(body), body.also]).toEqual(['干旱', 'orange', ['石岭村'], []])
  })
})

describe('each signal of a message is for the places its own words name', () => {
  atDawn()
  let minute = 0
  const all = () => d.world.roster.villages.map((v) => v.name)
  const but = (...gone: string[]) => all().filter((name) => !gone.includes(name))
  const where = (w: Json) =>
    w.area.nowhere
      ? 'nowhere'
      : w.villages.length || w.area.grids.length
        ? [...names(w), ...d.world.roster.grids.filter((x) => w.area.grids.includes(x.id)).map((x) => x.name)]
        : 'all'
  /** A text of the county's station, a minute after the one before. */
  const timed = (words: string) => words.replace('县气象台', `青溪县气象台2026年11月24日5时${two(minute++)}分`)
  /** What a text of 青溪县气象台 becomes: kind, colour and places of each warning. */
  const read = async (words: string) => {
    const original = timed(words)
    await say(original, { confirm: false })
    const items = (await d.ask('/api/v1/warnings?limit=500')).body.items as Json[]
    const ours = await Promise.all(items.filter((w) => w.original === original).map((w) => now(w.no)))
    return ours.map((w) => `${w.event} ${w.colour} ${[where(w)].flat().join('、')}`).sort()
  }
  const each = (...lines: string[]) => lines.sort()

  test.each([
    '县气象台发布暴雨黄色预警信号：预计未来6小时我县有强降雨。同时发布地质灾害气象风险红色：云峰村',
    '县气象台发布暴雨黄色预警信号：预计未来6小时我县有强降雨。同时发布地质灾害气象风险红色预警信号：预计未来6小时云峰村风险很高。',
    '县气象台发布暴雨黄色预警信号。同时发布地质灾害气象风险红色预警信号：云峰村。',
  ])('red is for the village named with it alone: %s', async (words) =>
    expect(await read(words)).toEqual(each('暴雨 yellow all', '地质灾害气象风险 red 云峰村')),
  )
  test('what both signals share goes for both', async () => {
    expect(
      await read('县气象台发布雷电黄色预警信号。同时发布冰雹橙色预警信号。预计未来6小时云峰村、石岭村将受影响。'),
    ).toEqual(each('雷电 yellow 石岭村、云峰村', '冰雹 orange 石岭村、云峰村'))
  })

  test.each([
    '县气象台发布暴雨预警信号：石岭村发布红色，其余各村发布橙色',
    '县气象台发布暴雨预警信号：石岭村红色；其他各村橙色。',
    '县气象台发布暴雨预警信号：石岭村为红色，其余村为橙色。',
  ])('a colour for one village, another for the rest: %s', async (words) =>
    expect(await read(words)).toEqual(each('暴雨 red 石岭村', `暴雨 orange ${but('石岭村').join('、')}`)),
  )

  test.each([
    ['青溪镇除石岭村外各村', ['石岭村']],
    ['除石岭村、下坪村以外的各村', ['石岭村', '下坪村']],
    ['除石岭、下坪外的其余各村', ['石岭村', '下坪村']],
    ['青溪镇（不含石岭村）', ['石岭村']],
    ['我县不包括石岭村和下坪村', ['石岭村', '下坪村']],
    ['全镇（石岭村除外）', ['石岭村']],
  ])('all but what is excepted: %s', async (area, gone) => {
    const words = `县气象台发布渍涝风险橙色预警：预计未来6小时${area}将有渍涝。`
    expect(await read(words)).toEqual([`渍涝风险 orange ${but(...gone).join('、')}`])
  })
  test.each(['青溪镇各村', '我县'])('%s is all of it', async (area) =>
    expect(await read(`县气象台发布霾橙色预警信号：预计未来6小时${area}有霾。`)).toEqual(['霾 orange all']),
  )

  test.each([
    ['石岭村第三网格', '石岭村第三网格'],
    ['石岭村第3网格', '石岭村第三网格'],
    ['石岭村第一网格、第三网格', '石岭村第一网格、石岭村第三网格'],
    ['石岭村第一、第三网格', '石岭村第一网格、石岭村第三网格'],
    ['青溪镇石岭村第三网格和下坪村', '下坪村、石岭村第三网格'],
    ['石岭村各网格', '石岭村'],
  ])('a grid named in words is that grid: %s', async (area, grids) =>
    expect(
      await read(`县气象台发布山洪灾害气象风险橙色预警：预计未来6小时${area}可能发生山洪，请网格员注意。`),
    ).toEqual([`山洪灾害气象风险 orange ${grids}`]),
  )

  test.each([
    ['县气象台解除其余各村雷雨大风橙色预警信号，石岭村雷雨大风橙色预警信号继续有效。', ['石岭村']],
    ['石岭村气温仍低，县气象台解除其他各村雷雨大风橙色预警信号。', ['石岭村']],
    ['县气象台解除青溪镇除石岭村外各村雷雨大风橙色预警信号。', ['石岭村']],
  ])('the rest is what the standing warning covers less what is named: %s', async (words, stays) => {
    const { body: old } = await say(
      timed(`县气象台发布雷雨大风橙色预警信号：预计未来6小时石岭村、下坪村、云峰村有雷雨大风。`),
    )
    await say(timed(words))
    const left = await now(old.no)
    expect([left.state, names(left)]).toEqual(['open', stays])
    await say(timed(`县气象台解除雷雨大风橙色预警信号。`))
  })

  test.each(['解除暴雨、雷电黄色预警', '解除暴雨和雷电黄色预警信号'])(
    'kinds that share a colour end together: %s',
    async (words) => {
      const olds = await Promise.all(
        ['暴雨', '雷电'].map((kind) => say(timed(`县气象台发布${kind}黄色预警信号：请注意防范。`))),
      )
      await say(timed(`县气象台${words}。`))
      for (const { body } of olds) expect((await now(body.no)).state).toBe('lifted')
    },
  )
  test('kinds that share a colour share the place before them', async () => {
    expect(await read('县气象台发布石岭村沙尘暴、霜冻和干旱橙色预警信号，请注意防范。')).toEqual(
      each('沙尘暴 orange 石岭村', '霜冻 orange 石岭村', '干旱 orange 石岭村'),
    )
  })
})

test('after any sequence of alerts, updates and cancels every village and grid is covered by exactly what the sequence leaves in force', async () => {
  const all = d.world.roster.villages.slice(0, 3)
  const grids = d.world.roster.grids.filter((g) => g.villageCode === all[0]!.code)
  const gridCode = new Map(grids.map((g) => [`${g.villageCode}${String(g.seq).padStart(3, '0')}`, g.id]))
  await d.world.gridCodes(all[0]!.code)
  const parts = [...gridCode.keys(), all[1]!.code, all[2]!.code]
  const places = fc.uniqueArray(fc.constantFrom(...parts, all[0]!.code), { minLength: 1, maxLength: 4 })
  const step = fc.record({
    does: fc.constantFrom('Alert', 'Update', 'Cancel' as const),
    codes: places,
    severity: fc.constantFrom('Minor', 'Moderate', 'Severe', 'Extreme'),
  })
  const inside = (codes: string[], part: string) => codes.includes(part) || codes.includes(part.slice(0, 12))
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const event = `测试天气${++run}`
      const inForce = new Map<string, string>()
      const sent: string[] = []
      for (const [i, { does, codes, severity }] of steps.entries()) {
        const identifier = `P-${run}-${i}`
        const msgType = sent.length ? does : 'Alert'
        await cap({
          ...{ identifier, msgType, event, severity, codes, hour: 0, minute: i },
          follows: msgType === 'Alert' ? [] : sent,
        })
        sent.push(identifier)
        for (const part of parts.filter((p) => inside(codes, p)))
          if (msgType === 'Cancel') inForce.delete(part)
          else inForce.set(part, identifier)
      }
      const open = (await d.ask('/api/v1/warnings?state=open&limit=500')).body.items.filter(
        (w: Json) => w.event === event,
      )
      const covered = parts.flatMap((part) =>
        open
          .filter(
            (w: Json) =>
              w.villages.some((v: Json) => v.code === part.slice(0, 12)) || w.area.grids.includes(gridCode.get(part)),
          )
          .map((w: Json) => [part, w.identifier]),
      )
      expect(covered).toEqual(parts.filter((p) => inForce.has(p)).map((p) => [p, inForce.get(p)]))
    }),
    { numRuns: 25 },
  )
}, 120_000)
