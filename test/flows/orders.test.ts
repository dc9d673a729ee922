/** An order to a village is kept, told to its people, and what they answer goes back to whoever gave it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { orderIn } from '#domain/instruction/order.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let from = 0
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
beforeEach(() => {
  w.clock.forward(13)
  from = w.sent.length
})
afterEach(() => expect(w.errors).toEqual([]))

const p2p = (who: { id: string }) => `p2p:${who.id}`
const info = (village: string) => w.person('info_officer', village)
const newest = () => w.latest('records', { kind: 'instruction' })
const count = async () => (await w.rows('records', { kind: 'instruction' })).length
const toOfficer = () => w.to(w.officer().id, from).join('\n')

describe('what is an order', () => {
  const villages = ['罗塘村', '沙洲村', '石岭村'].map((name, i) => ({ code: String(i), name, aliases: [] }))
  test.each([
    '罗塘村马上派人守桥，10分钟回话',
    '沙洲村立即安排人到渡口拉警戒线',
    '石岭赶紧把3组的路封了，弄好了报我',
    '请罗塘村今晚加强巡查，10点前反馈',
    '@安安 石岭村派两个人盯住后山',
    '沙洲村信息员现在去敲门，一户不漏',
    '罗塘桥两头拉绳子，不准人过',
  ])('“%s”', (text) => expect(orderIn(text, villages)?.who).toBeDefined())

  test.each([
    '罗塘村情况怎么样，回个话',
    '罗塘村2组后山滑坡，路断了',
    '罗塘村已派人守桥',
    '请各村注意防范',
    '大家辛苦了，注意安全',
    '我马上派人去罗塘村',
    '石岭村平安',
    '罗塘村派出所说路通了',
  ])('“%s” is none', (text) => expect(orderIn(text, villages)).toBeUndefined())

  test('in a village’s own group it is that village’s', () =>
    expect(orderIn('马上派人守桥，10分钟回话', villages, villages[0])?.who?.name).toBe('罗塘村'))
})

describe('given, told and answered', () => {
  test.each([
    ['罗塘村', () => w.groupOf('罗塘村'), '马上派人守桥，10分钟回话', 10],
    ['沙洲村', () => p2p(w.officer()), '沙洲村立即安排人到渡口拉警戒线，半小时内报我', 30],
  ])('%s', async (village, chat, text, minutes) => {
    await w.says(w.officer(), chat(), text)
    const order = await newest()
    const due = new Date(w.clock.now().getTime() + minutes * 60_000)
    expect(order).toMatchObject({ villageCode: info(village).roles.find((r) => r.villageCode)!.villageCode })
    expect(Math.abs(new Date(String(order.fields.deadline)).getTime() - due.getTime())).toBeLessThan(60_000)
    expect(w.to(chat(), from).join()).toContain(order.no)
    expect(w.to(info(village).id, from).join()).toContain(text)

    const mark = w.sent.length
    await w.says(info(village), w.groupOf(village), village === '罗塘村' ? '已派人守桥了' : '警戒线拉好了，两个人守着')
    expect(w.to(w.officer().id, mark).join()).toContain(`${village}回话（${order.no}）`)
    expect((await newest()).text).toMatch(/守桥了|拉好了/)
  })

  test('while a warning is open the answer answers the warning as well', async () => {
    const hour = new Date(w.clock.now().getTime() + 8 * 3600_000).getUTCHours()
    await w.says(
      w.officer(),
      p2p(w.officer()),
      `发布预警 青溪县气象台11月24日${hour}时发布暴雨红色预警信号：预计未来3小时柳湾村将受影响，请注意防范。`,
    )
    await w.presses(w.officer(), '确认发布')
    await w.says(w.officer(), w.groupOf('柳湾村'), '柳湾村马上派人守山塘，15分钟回话')
    const who = info('柳湾村')
    const mark = w.sent.length
    await w.says(who, w.groupOf('柳湾村'), '收到，已派人守山塘')
    expect(await w.hasAnswered(who)).toBe(true)
    expect(w.to(w.officer().id, mark).join()).toContain('柳湾村回话')
  })

  test('an order that names no village is asked about, and not passed over', async () => {
    await w.says(w.officer(), p2p(w.officer()), '马上派人守桥，10分钟回话')
    expect(w.to(p2p(w.officer()), from).join()).toContain('哪个村')
  })

  test('whoever is in charge of nothing gives no orders', async () => {
    const before = await count()
    await w.says(w.person('grid_member', '石岭村', 1), w.groupOf('石岭村'), '石岭村马上派人守桥，10分钟回话')
    expect(await count()).toBe(before)
  })

  test('what people say that answers nothing is left alone', async () => {
    await w.says(w.officer(), w.groupOf('云峰村'), '云峰村马上派人守桥，10分钟回话')
    const order = await newest()
    await w.says(info('云峰村'), w.groupOf('云峰村'), '今天好热啊')
    expect((await newest()).fields.answer).toBeUndefined()
    expect((await newest()).id).toBe(order.id)
    expect(toOfficer()).not.toContain('云峰村回话')
  })
})

describe('given to people by name, by post, or to all villages', () => {
  const leader = () => w.person('town_leader')
  const member = () => w.person('grid_member', '石岭村')
  const personal = (who: { id: string }) => w.sent.slice(from).filter((s) => s.account === who.id)

  test.each<[string, (name: string) => string]>([
    ['a mention', (name) => `@${name} 石岭村5组挡土墙今天之内安排人拉警戒线`],
    ['let somebody', (name) => `石岭村3组的事让${name}去牵头处置，晚上8点前报结果`],
    ['called by name', (name) => `${name}，明天上午把隐患清单送我`],
    ['said of whom', (name) => `${name}今晚守在现场，不要离开`],
  ])('%s: kept as an order, told to them, and no hazard', async (_, text) => {
    const [orders, hazards] = [await count(), (await w.rows('records', { kind: 'hazard_report' })).length]
    const who = member()
    await w.says(leader(), p2p(leader()), text(who.name))
    expect(await count()).toBe(orders + 1)
    expect((await w.rows('records', { kind: 'hazard_report' })).length).toBe(hazards)
    const order = await newest()
    expect(order).toMatchObject({ ownerId: who.id, fields: { to: [who.name] } })
    expect(
      personal(who)
        .map((s) => s.message.text)
        .join(),
    ).toContain(order.no)
    expect(w.to(p2p(leader()), from).at(-1)).toContain(`已记交办 ${order.no}：${who.name}`)
  })

  test('until when, with the hour', async () => {
    const who = member()
    await w.says(leader(), p2p(leader()), `3组的事让${who.name}去牵头处置，晚上8点前报结果`)
    expect(String((await newest()).fields.deadline)).toContain('T20:00')
    expect(w.to(p2p(leader()), from).at(-1)).toContain('20:00')
    expect(
      personal(who)
        .map((s) => JSON.stringify(s.message))
        .join(),
    ).toContain('20:00')
  })

  test('王主任: whoever of that name is at the station; where several are, it is asked', async () => {
    const staff = w.person('station_staff')
    const title = `${staff.name[0]}主任`
    await w.says(leader(), p2p(leader()), `${title}马上带人去现场`)
    const answer = w.to(p2p(leader()), from).at(-1)!
    expect(answer.includes(staff.name)).toBe(true)
  })

  test.each([
    '各村今天下午5点前把转移人数报给我',
    '明天起有强降雨，各村要把危险区的人转移到位',
    '请各村今晚再查一遍地灾点',
  ])('%s: to the responsible people of all villages', async (text) => {
    const orders = await count()
    await w.says(leader(), p2p(leader()), text)
    expect(await count()).toBe(orders + 1)
    const order = await newest()
    expect(order.fields.to).toEqual(['各村'])
    for (const village of ['石岭村', '下坪村', '罗塘村'])
      expect(
        personal(info(village))
          .map((s) => s.message.text)
          .join(),
      ).toContain(order.no)
  })

  test('each answers for themselves, and whoever ordered asks how it stands', async () => {
    const who = member()
    await w.says(leader(), p2p(leader()), `@${who.name} 今晚把3组的老人转移到村部`)
    const order = await newest()
    await w.says(leader(), p2p(leader()), '我交代的事办得怎么样了')
    expect(w.to(p2p(leader()), from).at(-1)).toMatch(new RegExp(`${order.no}[^\n]*${who.name}[^\n]*还没有回话`))
    from = w.sent.length
    await w.says(who, p2p(who), '已安排好，老人都接到村部了')
    expect(w.to(leader().id, from).join()).toContain(order.no)
    from = w.sent.length
    await w.says(leader(), p2p(leader()), '我交办的几件事落实了没有')
    expect(w.to(p2p(leader()), from).at(-1)).toContain('老人都接到村部')
  })

  test.each([
    (name: string) => `${name}报告，3组后山有落石`,
    (name: string) => `${name}已到现场`,
    (name: string) => `${name}辛苦了`,
    () => '请各村注意防范，保持警惕',
    () => '各村已经报上来了',
  ])('what only tells of somebody, or is to be heeded, is no order', async (text) => {
    const orders = await count()
    await w.says(leader(), p2p(leader()), text(member().name))
    expect(await count()).toBe(orders)
  })

  test('nor is what anybody else says', async () => {
    const orders = await count()
    await w.says(member(), w.groupOf('石岭村'), `让${info('石岭村').name}去看一下3组的水沟`)
    expect(await count()).toBe(orders)
  })
})
