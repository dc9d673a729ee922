/** Deaths: none is made of words that tell of none, and one that was told wrongly is taken back. */
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
const alerts = (mark: number) => w.to(w.officer().id, mark).join('\n')

describe('words of no death', () => {
  test.each([
    ['3组滑坡，路断了，1人受伤', '才推开又下来一堆，又堵死了'],
    ['2组塌方，压住了2个人', '门卡死了，撬不开'],
    ['1组翻车，3人受伤', '急死个人，救护车还没到'],
    ['5组山洪，1个老人失踪', '热死了，送点水来'],
  ])('%s: %s', async (first, said) => {
    const { fields } = await told(first, said)
    expect((await fields()).deaths ?? 0).toBe(0)
  })
})

describe('a death that was told wrongly', () => {
  test.each(['没死人，婆婆在县医院', '哪个说死人了？没死人', '没死，抢救过来了', '死亡更正为0，婆婆没死'])(
    'is taken back at once by whoever told it: %s',
    async (said) => {
      const { fields, no } = await told('3组翻车，2人受伤送医院', '送医院的那个没抢救过来')
      expect(await fields()).toMatchObject({ deaths: 1, injured: 1 })
      const mark = w.sent.length
      await w.says(member, group, said)
      expect(await fields()).toMatchObject({ deaths: 0, injured: 2 })
      expect(w.to(group, mark).join('\n')).toContain('死亡 0人')
      expect(w.to(group, mark).join('\n')).toContain(no)
    },
  )

  test('is taken back by the officer, of the report whose number stands in the words', async () => {
    const first = await told('2组翻车，1人受伤送医院', '送医院的那个死了')
    expect(await first.fields()).toMatchObject({ deaths: 1 })
    w.clock.forward(20)
    const second = await told('5组滑坡，1人死亡')
    const officer = w.officer()
    const mark = w.sent.length
    await w.says(officer, `p2p:${officer.id}`, `${first.no.slice(-3)}没有死人，死亡0人，受伤1人`)
    expect(await first.fields()).toMatchObject({ deaths: 0, injured: 1 })
    expect(await second.fields()).toMatchObject({ deaths: 1 })
    expect(w.to(`p2p:${officer.id}`, mark).join('\n')).toContain('死亡 0人')
  })

  test('of another’s report the officer is asked', async () => {
    const { fields } = await told('4组翻车，1人受伤送医院', '送医院的那个没救过来')
    const mark = w.sent.length
    await w.says(other, group, '没死人，婆婆在县医院')
    expect(await fields()).toMatchObject({ deaths: 1 })
    expect(alerts(mark)).toContain('没死人')
    await w.presses(w.officer(), '改为遇难0人，受伤1人')
    expect(await fields()).toMatchObject({ deaths: 0, injured: 1 })
  })

  test('is no trouble with a warning', async () => {
    const { fields } = await told('4组塌方，1人被埋', '挖出来时已经没气了')
    expect(await fields()).toMatchObject({ deaths: 1 })
    const before = (await w.rows('records')).length
    await w.says(member, group, '哪个说死人了？没死人，婆婆在县医院')
    expect(await fields()).toMatchObject({ deaths: 0 })
    expect((await w.rows('records')).length).toBe(before)
  })
})

test('nothing was lost on the way', () => {
  expect(w.deadLetters).toEqual([])
})
