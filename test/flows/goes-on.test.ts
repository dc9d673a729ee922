/** Only what really goes on with a report changes it: talk stays talk, and a few words find the thing that they belong to. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { type Here, villagesInTurn } from '../world/villages.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
const next = villagesInTurn(() => w)
let { village, member, other, group } = {} as Here

beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
beforeEach(() => {
  w.clock.forward(31)
  ;({ village, member, other, group } = next())
})

const alone = (who: { id: string }) => `p2p:${who.id}`
const count = async (kind: RecordKind) => (await w.rows('records', { kind })).length
const everything = async () => (await w.rows('records')).length
const told = async (who: typeof member, text: string, kind: RecordKind = 'disaster_report', chat = group) => {
  await w.says(who, chat, text)
  const { id, no } = (await w.rows('records', { kind })).at(-1)!
  return { id, no, now: () => w.latest('records', { id }) }
}
/** All that the officer was shown since, as text. */
const officersSince = (mark: number) => w.to(w.officer().id, mark).join('\n')

describe('talk after an own report changes nothing of it', () => {
  test.each([
    ['后山滑坡，路断了', '老街那边堵车堵得跟泥石流一样'],
    ['3组山上着火了', '我家那口子发起火来比山火还凶'],
    ['3组山上着火了', '老板今天又发火了，吓死人'],
    ['2组进水了，水到膝盖', '哈哈今天这雨下得我家鸭子都高兴疯了🦆'],
    ['4组塌方，埋了2人，快来救人', '水库垮坝啦哈哈哈哈开玩笑的'],
    ['2组滑坡，伤了1个人', '我妈的血压又爆了,真是红色预警😂'],
    ['2组滑坡，伤了1个人', '我家崽考试考砸了，全家都地震了'],
    ['1组电线杆倒了，停电', '我手机又没电了'],
    ['1组停电了', '这两天涨工资比涨水还慢'],
  ])('%s · %s', async (story, talk) => {
    const { now } = await told(member, `${village}${story}`)
    const was = (await now()).fields
    const reports = await count('disaster_report')
    const mark = w.sent.length
    await w.says(member, group, talk)
    const is = await now()
    expect(is.fields).toEqual(was)
    expect(is.state).toBe('raised')
    expect(is.text).not.toContain(talk)
    expect(await count('disaster_report')).toBe(reports)
    expect(w.to(group, mark)).toEqual([])
  })

  test('where and what stay as they were first told, unless the words take them back or say more', async () => {
    const { now } = await told(member, `${village}后山滑坡`)
    await w.says(member, group, '3组')
    expect((await now()).fields).toMatchObject({ place: `${village}3组后山`, kind: '滑坡崩塌' })
    await w.says(member, group, '我家门口的路也断了')
    expect((await now()).fields).toMatchObject({ place: `${village}3组后山`, road_status: '中断' })
    await w.says(member, group, '更正：是5组')
    expect((await now()).fields).toMatchObject({ place: `${village}5组` })
  })
})

describe('a few words belong to what was told before', () => {
  test.each([
    ['不是后山,是牛栏坑那边,2组的', { place: '2组牛栏坑' }],
    ['不对，不是后山，是在石灰窑旁边', { place: '石灰窑' }],
  ])('what stands in place of a spot: %s', async (text, { place }) => {
    const { now } = await told(member, `${village}后山着火了`)
    const reports = await count('disaster_report')
    await w.says(member, group, text)
    expect(String((await now()).fields.place)).toContain(`${village}${place}`)
    expect((await now()).fields.kind).toBe('森林火情')
    expect(await count('disaster_report')).toBe(reports)
  })

  test('of another’s report in the same group: they are added to it, and raise no alarm of their own', async () => {
    const { no, now } = await told(member, `${village}后山塌方了`)
    const all = await everything()
    const mark = w.sent.length
    const parts = ['3组', '就是老曾屋后头那里', '20方', '不对 30方', '大概有3米高']
    for (const part of parts) {
      await w.says(other, group, part)
      expect((await now()).text).toContain(`补充（${other.name}）：${part}`)
      expect(w.to(group, mark).at(-1)).toContain(`已补充到 ${no}`)
    }
    expect(await everything()).toBe(all)
    expect((await now()).fields).toMatchObject({ place: `${village}后山` })
    expect(officersSince(mark)).not.toContain('疑似险情')
  })

  test('how another’s report ended, and a figure of it that was wrong, too', async () => {
    const { now } = await told(member, `${village}1组老李家着火了，死了1个人`)
    const reports = await count('disaster_report')
    await w.says(other, group, '火灭了')
    await w.says(other, group, '死的不是1个，是2个')
    expect((await now()).text).toContain('火灭了')
    expect((await now()).text).toContain('是2个')
    expect((await now()).fields).toMatchObject({ deaths: 1 })
    expect(await count('disaster_report')).toBe(reports)
  })

  test('of what waits undecided: a correction waits with it', async () => {
    await w.says(member, group, '我们村3组那个塌方')
    const unsure = (await w.rows('records', { kind: 'unsure' })).at(-1)!
    expect(unsure).toMatchObject({ state: 'asked', text: '我们村3组那个塌方' })
    await w.says(member, group, '错了,是1米5')
    expect((await w.latest('records', { id: unsure.id })).text).toContain('1米5')
    expect(w.to(group).at(-1)).toBe(`已补充到 ${unsure.no}。`)
  })

  test('what has been done about it leaves a trace in the open report', async () => {
    const { now } = await told(member, `${village}3组山上着火了`)
    const reports = await count('disaster_report')
    for (const text of ['已经拉警戒线', '火场余火清干净了,人都撤了', '路口有人守着了']) {
      await w.says(member, group, text)
      expect((await now()).text).toContain(text)
    }
    expect(await count('disaster_report')).toBe(reports)
  })

  test('another’s report of the same group by a homophone is asked about: the same event?', async () => {
    const { no } = await told(member, `${village}3组后山踏方了,泥巴把路糊到了`)
    expect((await w.latest('records', { no })).fields).toMatchObject({
      place: `${village}3组后山`,
      road_status: '中断',
    })
    const mark = w.sent.length
    const info = w.person('info_officer', village)
    const theirs = await told(info, '我们村3组那个塌方,压到一辆三轮车,人没事', 'disaster_report', alone(info))
    expect((await theirs.now()).fields).toMatchObject({ place: `${village}3组`, village })
    expect(officersSince(mark)).toContain(`可能与 ${no} 是一件事`)
  })
})

describe('the opposite of what was read', () => {
  test('nobody caught is a figure of the report', async () => {
    const { now } = await told(member, `${village}2组桥垮了`)
    await w.says(member, group, '没有人受困')
    expect((await now()).fields).toMatchObject({ trapped: 0 })
  })

  test('what somebody was not hurt by is no false alarm of the report', async () => {
    const { now } = await told(member, `${village}3组后山塌方`)
    await w.says(member, group, '对了 张婆婆是在屋门口摔的,不是塌方压的')
    expect((await now()).state).toBe('raised')
  })

  test('an own report that was no earnest is a false alarm', async () => {
    const { now } = await told(member, `${village}1组老王家着火了`)
    await w.says(member, group, '开玩笑的，没着火')
    expect((await now()).state).toBe('false_alarm')
  })

  test.each(['石岭村的人都回去了没', '3组的人都撤了没有', '路通了没', '火灭了没得？'])(
    'a question leaves no record: %s',
    async (text) => {
      await told(member, `${village}3组后山塌方，路断了`)
      const all = await everything()
      await w.says(member, group, text)
      expect((await w.rows('records')).slice(all).map((r) => `${r.kind} ${r.text}`)).toEqual([])
    },
  )
})

describe('an event of its own', () => {
  test.each(['张婆婆摔倒了,脚杆断了,快来人', '老周晕倒在屋里了，快来人', '有个娃儿被狗咬了'])(
    'somebody hurt at home, while a landslide is being told: %s',
    async (text) => {
      const { now } = await told(member, `${village}3组后山塌方`)
      const reports = await count('disaster_report')
      await w.says(member, group, text)
      expect((await now()).text).not.toContain(text)
      expect(await count('disaster_report')).toBe(reports + 1)
      expect((await w.rows('records', { kind: 'disaster_report' })).at(-1)!.fields.needs ?? []).not.toContain('人')
    },
  )

  test('muddy water seeping from a dam that has no name: which one is asked, and leaving is advised', async () => {
    const mark = w.sent.length
    await w.says(member, alone(member), '大坝背水坡有点渗水,浑的')
    expect(w.to(alone(member), mark).join()).toContain('哪个水库')
    expect(officersSince(mark)).toContain('建议立即转移')
  })
})

describe('no yellow card where no number was said', () => {
  test.each(['现场有人守着', '已经拉警戒线'])('%s', async (text) => {
    await told(member, `${village}3组后山塌方`)
    const mark = w.sent.length
    await w.says(member, group, text)
    expect(officersSince(mark)).not.toContain('没有读出数字')
  })
})

describe('small words', () => {
  test.each(['改回1组 6户 21人', '更正：1组那6户是转出去，不是返回'])('no return: %s', async (text) => {
    const { no, now } = await told(member, '1组6户21人已经转移', 'evacuation')
    await w.says(member, group, `${no} ${text}`)
    expect((await now()).fields).toMatchObject({ direction: '转出' })
  })

  test.each(['是我发错了,老街没有泥石流', '发错了', '取消了吧'])('an own report is taken back: %s', async (text) => {
    const { no, now } = await told(member, `${village}1组后山泥石流`)
    await w.says(member, group, `${no} ${text}`)
    expect((await now()).state).toBe('withdrawn')
  })

  test('报错了 with what is right is a correction, and takes nothing back', async () => {
    const { no, now } = await told(member, `${village}1组后山滑坡`)
    await w.says(member, group, `${no} 报错了，是3组`)
    expect(await now()).toMatchObject({ state: 'raised', fields: { place: `${village}3组` } })
  })

  test('我报的火那条结了没 tells of the fire alone; 今天我报了几条 counts one’s own', async () => {
    const fire = await told(member, `${village}3组老李家着火了`, 'disaster_report', alone(member))
    const slide = await told(member, `${village}1组后山滑坡`, 'disaster_report', alone(member))
    await told(other, `${village}5组路断了`)
    const mark = w.sent.length
    await w.says(member, alone(member), '我报的火那条结了没')
    const answer = w.to(alone(member), mark).at(-1)
    expect(answer).toContain(fire.no)
    expect(answer).not.toContain(slide.no)
    await w.says(member, alone(member), '今天我报了几条')
    expect(w.to(alone(member), mark).at(-1)).toContain('灾情险情')
    const mine = (await w.rows('records', { kind: 'disaster_report' })).filter((r) => r.reporterId === member.id)
    expect(w.to(alone(member), mark).at(-1)).not.toContain(`灾情险情${mine.length + 1}件`)
  })
})

test('nothing was lost on the way', () => {
  expect(w.errors).toEqual([])
  expect(w.deadLetters).toEqual([])
})
