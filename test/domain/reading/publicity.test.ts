/** What is said about disasters without one: publicity, drills to come and drills that were held, small words, questions. */
import { describe, expect, test } from 'vitest'
import { SPOKEN } from '#domain/nouns.ts'
import { compileGazetteer, read } from '#domain/reading/read.ts'
import { EMERGENCY } from '#domain/reading/reading.ts'

const places = compileGazetteer({ villages: [{ name: '石岭村' }] })
const of = (text: string, chat: 'group' | 'p2p' = 'group') =>
  read({ text, sentAt: '2026-11-30T16:00:00+08:00', chat, senderRole: 'info_officer' }, places, SPOKEN)

describe('neither a hazard nor an emergency, nor asked whether it is one', () => {
  test.each([
    // publicity
    '安全宣传：电动车进楼道充电一旦起火，3分钟浓烟就能充满整栋楼，请大家不要把电动车推进楼',
    '森林防火宣传：一个烟头就可能引发一场山火，请勿带火种上山',
    '温馨提示：冬季取暖注意通风，一氧化碳中毒会致人死亡',
    '案例警示：某地一小区电动车充电起火，造成3人死亡，大家引以为戒',
    '防汛知识：发现山体裂缝、落石要马上撤离并上报',
    '台风天请不要外出，远离广告牌，砸伤人可不是小事',
    // drills to come
    '明天上午10点组织消防演练，模拟老街社区厂房起火、2人被困，请各单位准时参加',
    '定于12月3日下午3点在镇政府开展应急演练，模拟山体滑坡压埋3人',
    '下周二搞山洪演练，模拟2组被淹，被困5人，请各村派3人观摩',
    // and drills that were held
    '11月29日下午石岭村开展地质灾害避险演练，模拟村后山发生滑坡，转移35户126人，演练取得圆满成功',
    '昨天的防汛演练总结：模拟河水漫堤，转移群众50人，圆满完成',
    '上周的地灾演练，模拟滑坡埋了2户，大家配合很好',
    '昨天下午的消防演练很成功，模拟起火点在二楼，疏散师生320人',
  ])('%s', (text) => {
    const { intent, ask, drill } = of(text)
    expect(['none', 'activity']).toContain(intent)
    expect(ask.filter((i) => EMERGENCY.has(i) || i === 'hazard_report')).toEqual([])
    expect(drill).toBe(false)
  })

  test('a drill that is played is still one, and what happens during one is still asked about', () => {
    expect(of('【演练】石岭村3组后山滑坡，2人被困')).toMatchObject({ intent: 'disaster_report', drill: true })
    expect(of('演练：石岭村3组后山滑坡，转移12户')).toMatchObject({ drill: true })
    expect(of('石岭村3组后山真的滑坡了，压了2个人，不是演练')).toMatchObject({
      intent: 'disaster_report',
      drill: false,
    })
    expect(of('昨天演练模拟的那个坡刚才滑了，埋了2个人').intent).toBe('disaster_report')
  })
})

describe('small words tell nothing and are never asked about', () => {
  test.each([
    '同意',
    '辛苦了',
    '辛苦各位，注意安全🙏',
    '没问题',
    '赞成',
    '大家辛苦了，注意休息',
    '好的，同意',
    '谢谢大家',
  ])('%s', (text) => {
    for (const chat of ['group', 'p2p'] as const) expect(of(text, chat)).toMatchObject({ intent: 'none', ask: [] })
  })
  test('that something is done, or that one takes note, is still an answer', () => {
    expect(of('收到').intent).toBe('ack')
    expect(of('已全部妥善安置').intent).toBe('ack')
  })
})

describe('a question is asked, and tells of nothing', () => {
  test.each(['有没有伤亡', '有人受伤吗', '石岭村有没有人受伤', '演练的没算进去吧', '有没有人被困'])('%s', (text) => {
    expect(of(text)).toMatchObject({ intent: 'query', ask: [] })
  })
})

describe('that nothing has happened is no report', () => {
  test.each([
    ['石岭村目前在安置点13户40人，无伤亡，无新增险情', 'shelter'],
    ['截至18时，石岭村无人员伤亡，无房屋倒塌，一切平稳', 'patrol'],
    ['石岭村：险情0起，伤亡0人', 'patrol'],
    ['石岭村平安无事', 'patrol'],
  ])('%s', (text, kind) => {
    const { intent, calm, ask } = of(text)
    expect(calm ?? intent).toBe(kind)
    expect(ask).toEqual([])
  })
  test.each([
    '石岭村三组塌了一处，其他组没有险情',
    '石岭村3组滑坡，压了1间房，无人员伤亡',
    '人没事，车子被石头砸扁了',
    '石岭村被淹了8户，暂无伤亡',
  ])('but harm told beside it is: %s', (text) => {
    const { intent, calm, ask } = of(text)
    expect(calm).toBeUndefined()
    expect([intent, ...ask]).toContain('disaster_report')
  })
})
