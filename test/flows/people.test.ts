/** The people of an event: what is said after a report moves its figures, what is not sure is asked, and nothing is guessed. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Here, reportTold, villagesInTurn } from '../world/villages.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
const next = villagesInTurn(() => w)
let { village, member, other, group } = {} as Here

beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
beforeEach(() => {
  w.clock.forward(45)
  ;({ village, member, other, group } = next())
})

const told = (text: string, ...more: string[]) => reportTold(w, { village, member, other, group }, text, ...more)
const officer = () => w.officer()
const officerHears = (mark: number) => [...w.to(officer().id, mark), ...w.to(`p2p:${officer().id}`, mark)].join('\n')

describe('a few words after a report are about its people', () => {
  test.each<[string[], Record<string, unknown>]>([
    [['2组塌方，压住了4个人', '不对，是5个'], { trapped: 5 }],
    [['2组塌方，压住了4个人', '拉出来两个了', '还差两个'], { trapped: 2 }],
    [['5组矿洞塌了，困了3个人', '上来两个，还差一个', '最后一个也上来了'], { trapped: 0 }],
    [['1组山洪，1个老人失踪', '老人找着了，在亲戚家'], { missing: 0 }],
    [['3组翻车，3个轻伤', '包扎完都回家了'], { injured: 3 }],
    [['3组翻车，3人受伤', '漏报了一个'], { injured: 4 }],
  ])('%j', async (texts, figures) => {
    const [first, ...more] = texts as [string, ...string[]]
    const records = (await w.rows('records')).length
    const report = await told(first, ...more)
    expect(await report.fields()).toMatchObject(figures)
    // no second event, no move, nothing left to be asked
    expect((await w.rows('records')).length).toBe(records + 1)
  })
})

describe('what is not sure is asked by one press', () => {
  test('somebody who was taken to hospital may have died: the officer says so before it counts', async () => {
    const { fields } = await told('3组翻车，3人受伤送医院')
    const mark = w.sent.length
    await w.says(member, group, '送医院的那个没了')
    expect(await fields()).toMatchObject({ injured: 3 })
    expect(await fields()).not.toHaveProperty('deaths')
    expect(officerHears(mark)).toContain('请核实人数')
    await w.presses(officer(), '遇难1人，受伤2人')
    expect(await fields()).toMatchObject({ injured: 2, deaths: 1 })
  })

  test('nobody hurt, said by another, erases nobody: both stand before the officer', async () => {
    const { fields } = await told('3组翻车，2人受伤')
    const mark = w.sent.length
    await w.says(other, group, '没有人受伤')
    expect(await fields()).toMatchObject({ injured: 2 })
    expect(officerHears(mark)).toContain('没有人受伤')
    await w.presses(officer(), '改为受伤0人')
    expect(await fields()).toMatchObject({ injured: 0 })
  })

  test('the same said by whoever told of them is asked of them', async () => {
    const { fields } = await told('3组翻车，2人受伤', '没有人受伤')
    expect(await fields()).toMatchObject({ injured: 2 })
    await w.presses(member, '还是受伤2人')
    expect(await fields()).toMatchObject({ injured: 2 })
    expect(w.to(group).at(-1)).toContain('登记的人数没有改')
  })
})

describe('who was not counted', () => {
  test('is shown as it was said, and named apart in what is added up', async () => {
    const { fields } = await told('河边涨水，十几个人困在河心洲')
    expect(await fields()).toMatchObject({ trapped_about: '十几人' })
    expect(await fields()).not.toHaveProperty('trapped')
    const mark = w.sent.length
    await w.says(officer(), `p2p:${officer().id}`, '有没有人被困')
    expect(officerHears(mark)).toContain('被困约十几人')
    await w.says(member, group, '都救上来了')
    expect(await fields()).toMatchObject({ trapped: 0 })
    expect(await fields()).not.toHaveProperty('trapped_about')
  })

  test('the day’s summary is that of now', async () => {
    const { no } = await told('3组后山滑坡，2人受伤')
    const mark = w.sent.length
    await w.says(officer(), `p2p:${officer().id}`, '日报')
    expect(officerHears(mark)).toContain(no)
  })
})

test('nothing was lost on the way', () => {
  expect(w.deadLetters).toEqual([])
})
