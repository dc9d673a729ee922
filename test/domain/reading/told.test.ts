/** What is read of callouts, supplies, shelters, inspections, activities, changes of shifts and instructions where the intent is known. */
import { describe, expect, test } from 'vitest'
import { fieldsOf } from '#domain/reading/fields/of.ts'
import { normalise, withoutInjection } from '#domain/reading/normalise.ts'
import { compileGazetteer, whereIn } from '#domain/reading/places.ts'
import type { Fields, Intent } from '#domain/reading/reading.ts'

const places = compileGazetteer({
  villages: [{ name: '石岭村' }, { name: '李家村' }],
  people: ['梁建平', '赖德顺', '李丽娟', '孟书恒'],
})
const SENT = '2026-11-24T16:30:00+08:00'
const read = (intent: Intent, text: string): Fields => {
  const whole = withoutInjection(normalise(text))
  return fieldsOf(intent, { text: whole, whole, sentAt: SENT, where: whereIn(whole, places), places, note: () => {} })
    .fields
}
const reads = (intent: Intent, cases: [text: string, fields: Fields][]) =>
  test.each(cases)('%s', (text, fields) => expect(read(intent, text)).toMatchObject(fields))

describe('a team that was called out: how far it has come, with whom and what', () => {
  reads('callout', [
    [
      '镇应急救援队14人、2台车已从队部出发，前往石岭村，带冲锋舟1艘',
      { step: '出动', team: '镇应急救援队', people: 14, vehicles: 2, equipment: ['冲锋舟'], place: '石岭村' },
    ],
    ['【演练】民兵应急分队集结完毕，应到20人实到18人', { step: '集结', people: 18 }],
    [
      '救援队16:05到达石岭村3组，正在展开搜救',
      { step: '施救', village: '石岭村', place: '石岭村3组', time: '2026-11-24T16:05:00+08:00' },
    ],
    ['消防站8人1车已收队回营', { step: '结束', people: 8, vehicles: 1 }],
  ])
  test('who ought to come is not who came, and a number of vehicles is none of people', () => {
    expect(read('callout', '出发 6人1车')).toMatchObject({ people: 6, vehicles: 1 })
    expect(read('callout', '出发了')).not.toHaveProperty('people')
  })
})

describe('supplies: what became of which things', () => {
  const sandbags = { name: '沙袋', quantity: 200, unit: '条' }
  reads('supplies', [
    [
      '领用沙袋200条，去向李家村，经手人赖德顺',
      { action: '领用', items: [sandbags], to: '李家村', persons: ['赖德顺'] },
    ],
    [
      '给石岭村送去两顶帐篷、棉被40床',
      {
        items: [
          { name: '帐篷', quantity: 2 },
          { name: '棉被', quantity: 40 },
        ],
      },
    ],
    [
      '石岭村急需矿泉水50箱',
      { action: '需求', items: [{ name: '矿泉水', quantity: 50, unit: '箱' }], village: '石岭村' },
    ],
    ['新到编织袋3000条，存放在镇物资库，有效期到2028年6月30日', { store: '镇物资库', expiry: '2028-06-30' }],
    ['灭火弹过期60枚，已报废', { action: '报废', reason: '过期' }],
  ])
  test('of an inventory the number that is really there', () =>
    expect(read('supplies', '盘点：救生圈账面30只，实存28只；铁锹45把').items).toEqual([
      { name: '救生圈', quantity: 28, unit: '只' },
      { name: '铁锹', quantity: 45, unit: '把' },
    ]))
  test('of a table its rows', () =>
    expect(read('supplies', '品名|单位|数量\n雨衣|件|20\n手电|支|12').items).toEqual([
      { name: '雨衣', quantity: 20, unit: '件' },
      { name: '手电', quantity: 12, unit: '支' },
    ]))
  test('what is taken back is not read, with a name or without', () => {
    expect(read('supplies', '更正：沙袋不是200条，是300条')).toMatchObject({
      correction: true,
      items: [{ ...sandbags, quantity: 300 }],
    })
    expect(read('supplies', '不是20条是30条')).toMatchObject({
      correction: true,
      items: [{ quantity: 30, unit: '条' }],
    })
  })
})

describe('a shelter: open, closed, who is in it and what they want', () => {
  reads('shelter', [
    ['石岭村小学避灾点今晚8点开放', { action: '开放', shelter: '石岭村小学避灾点', time: '2026-11-24T20:00:00+08:00' }],
    ['村部安置点现住12户38人，还缺被子和奶粉', { action: '在住', people: 38, households: 12, needs: ['被子', '奶粉'] }],
    ['文化礼堂避灾点关闭，人全部回家', { action: '关闭', shelter: '文化礼堂避灾点' }],
    ['不是38人是36人', { correction: true, people: 36 }],
  ])
  test('how many would fit is not how many are in it', () =>
    expect(read('shelter', '村小学避灾点开放，可容纳120人')).not.toHaveProperty('people'))
})

describe('an inspection: which unit, by whom, what was found, what follows', () => {
  reads('inspection', [
    [
      '今天应急站和派出所检查了永旺超市，消防通道堵塞、灭火器过期，责令三日内整改',
      {
        unit: '永旺超市',
        inspectors: ['应急站', '派出所'],
        findings: ['消防通道堵塞', '灭火器过期'],
        action: '责令整改',
        deadline: '2026-11-27',
      },
    ],
    [
      '检查记录\n被检查单位：红星木材厂\n检查人员：梁建平、李丽娟\n发现问题：1.电线私拉乱接 2.粉尘没有清扫\n处理意见：11月30日前改完',
      {
        unit: '红星木材厂',
        inspectors: ['梁建平', '李丽娟'],
        findings: ['电线私拉乱接', '粉尘没有清扫'],
        deadline: '2026-11-30',
      },
    ],
  ])
  test('where nothing was found there is no finding', () => {
    const fields = read('inspection', '检查兴隆酒店，未发现问题，合格')
    expect(fields).toMatchObject({ unit: '兴隆酒店', result: '合格' })
    expect(fields).not.toHaveProperty('findings')
  })
})

describe('an activity: what kind, what about, where, for how many', () => {
  reads('activity', [
    [
      '今天上午在石岭村小学开展防溺水宣传，参加学生126人',
      { kind: '宣传', place: '石岭村小学', people: 126, date: '2026-11-24' },
    ],
    ['防汛演练结束，参演58人，用时25分钟', { kind: '演练', people: 58 }],
    ['会商结束，决定维持四级响应', { kind: '会商' }],
    ['防汛预案修订完成', { kind: '预案' }],
  ])
})

describe('a change of shifts: whose, who takes it, when, why, and whether it is settled', () => {
  reads('duty_change', [
    [
      '申请换班：11月28日夜班由赖德顺替李丽娟，孩子发烧',
      { from: ['李丽娟'], to: ['赖德顺'], date: '2026-11-28', shift: '夜班', reason: '孩子发烧', status: '申请' },
    ],
    ['明天白班我请假，家里有事', { date: '2026-11-25', shift: '白班', status: '申请' }],
    ['同意，李丽娟12月3日的夜班换成赖德顺', { from: ['李丽娟'], to: ['赖德顺'], date: '2026-12-03', status: '已定' }],
  ])
})

describe('an instruction: who is to do it, until when, about what', () => {
  reads('instruction', [
    [
      '批示：请水利站三天内把溢洪道清出来',
      { to: ['水利站'], deadline: '2026-11-27', text: '请水利站三天内把溢洪道清出来' },
    ],
    [
      '交办：YH-20261124-003 让梁建平周五前盯着改完',
      { to: ['梁建平'], deadline: '2026-11-27', about: 'YH-20261124-003' },
    ],
  ])
})
