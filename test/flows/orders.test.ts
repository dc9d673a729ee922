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
