/** 交接班: who leaves, who comes, what is left to do; names are people, and what is agreed for tomorrow is not done today. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
const officer = () => w.officer()
const other = () =>
  [...w.roster.people.values()].find(
    (p) => p.id !== officer().id && p.roles.some((r) => r.role === 'duty_officer') && p.name !== officer().name,
  )!
const said = (who: { id: string }) => w.to(p2p(who), from).join('\n')
const newest = (kind: 'handover' | 'duty_change') => w.latest('records', { kind })

describe('names are people', () => {
  test.each([
    (a: string, b: string) => `${a}下班，${b}接班，白天石岭卫星电话试过，滑坡那边还要盯`,
    (a: string, b: string) => `交班：白天接到石岭滑坡一起，卫星电话已充电。${a}交给${b}，请继续关注后山`,
    (a: string, b: string) => `我下班了，${b}接班。石岭村3组滑坡还没办结，罗塘桥封着要盯，其他正常${a ? '' : ''}`,
    (a: string, b: string) => `${a} → ${b}，水库水位正常，平安无事`,
  ])('form %#', async (say) => {
    const [a, b] = [officer(), other()]
    await w.says(a, p2p(a), say(a.name, b.name))
    const { fields } = await newest('handover')
    expect(fields).toMatchObject({ from: [a.name], to: [b.name] })
  })

  test('what is open is kept as 待办, in its own words', async () => {
    const [a, b] = [officer(), other()]
    await w.says(a, p2p(a), `我下班了，${b.name}接班。石岭村3组滑坡还没办结，罗塘桥封着要盯，其他正常`)
    expect(said(a)).toContain('待办：石岭村3组滑坡还没办结，罗塘桥封着要盯')
    expect(String((await newest('handover')).fields.pending)).toContain('滑坡')
  })
})

describe('bare words', () => {
  test.each(['接班', '接班，情况收到', '我来接班了'])('“%s” takes over from whoever is on', async (text) => {
    const taking = other()
    await w.says(taking, p2p(taking), text)
    expect((await newest('handover')).fields).toMatchObject({ from: [officer().name], to: [taking.name] })
    expect(said(taking)).not.toContain('—')
  })

  test('接班 after somebody who leaves is named: the speaker comes', async () => {
    const taking = other()
    await w.says(taking, p2p(taking), `${officer().name}下班，我接班`)
    expect((await newest('handover')).fields).toMatchObject({ from: [officer().name], to: [taking.name] })
  })
})

describe('a change of shifts', () => {
  test.each([(given: string) => `${given}哥家里有事，他的班我顶`, (given: string) => `${given}请假了，今晚的班我来值`])(
    'whoever says 我顶 stands in: form %#',
    async (say) => {
      const taking = other()
      await w.says(taking, p2p(taking), say(officer().name.slice(1)))
      expect((await newest('duty_change')).fields).toMatchObject({ from: [officer().name], to: [taking.name] })
    },
  )

  test.each([
    (b: string) => `明天早上8点${b}接我的班`,
    (b: string) => `${b}接我的班，明天早上8点`,
    (b: string) => `后天白天${b}来接我的班`,
  ])('for a time to come it is a plan and not done now: form %#', async (say) => {
    const [a, b] = [officer(), other()]
    const before = (await w.rows('records', { kind: 'handover' })).length
    const left = (await w.rows('records', { kind: 'check_out' })).length
    await w.says(a, p2p(a), say(b.name))
    expect((await newest('duty_change')).fields).toMatchObject({ from: [a.name], to: [b.name] })
    expect((await w.rows('records', { kind: 'handover' })).length).toBe(before)
    expect((await w.rows('records', { kind: 'check_out' })).length).toBe(left)
    expect(said(a)).toContain('已记换班')
  })

  test('something to be done tomorrow is no plan of shifts', async () => {
    const [a, b] = [officer(), other()]
    await w.says(a, p2p(a), `我交班给${b.name}，明天9点前要报水库数据`)
    expect((await newest('handover')).fields).toMatchObject({ from: [a.name], to: [b.name] })
  })
})
