/** What outside trials found to say something false: figures by an officer, names, questions and corrections of hazards. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { peopleOf } from '../world/villages.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  await w?.close()
  w = await createWorld()
})
afterAll(() => w.close())

const { member, info, group, say } = peopleOf(() => w, '石岭村')
const alone = (who: { id: string }) => `p2p:${who.id}`
const report = (nth = -1) => w.rows('records', { kind: 'disaster_report' }).then((all) => all.at(nth)!)
const hazard = () => w.latest('records', { kind: 'hazard_report' })

describe('figures and names of a report', () => {
  test('受伤2人 死亡1人 by an officer is what stands, and nobody else dies of it', async () => {
    await say(member(), group(), '石岭村一组墙倒了，砸伤1人，死亡1人')
    const { no } = await report()
    const answer = await say(w.officer(), alone(w.officer()), `${no} 受伤2人 死亡1人`)
    expect(answer).not.toMatch(/undefined|遇难2人/)
    expect((await report()).fields).toMatchObject({ injured: 2, deaths: 1 })
  })
  test('who is found is of the report that names him, though another was told since', async () => {
    await say(member(), group(), '石岭村二组的李福根失踪了，失踪1人')
    await say(member(), group(), '石岭村四组有人摔了，腿断了')
    await say(member(), group(), '李福根找到了！人没事')
    expect((await report(-2)).fields.missing).toBe(0)
    expect((await report(-1)).fields).toMatchObject({ injured: 1 })
  })
  test('大车小车都能过 is open', async () => {
    await say(member(), group(), '石岭村三组后山塌方，路堵了，小车过不去')
    await say(member(), group(), '三组路通了 大车小车都能过了')
    expect((await report()).fields.road_status).toBe('恢复')
  })
  test('小车能过大车不行 is not', async () => {
    await say(member(), group(), '石岭村三组后山塌方，路堵了，小车过不去')
    await say(member(), group(), '三组小车能过了，大车不行')
    expect((await report()).fields.road_status).toBe('受限')
  })
  test('地点改成…: the words that say so are no part of the place', async () => {
    await say(member(), group(), '石岭村四组有人摔了，腿断了')
    const { no } = await report()
    await say(w.officer(), alone(w.officer()), `${no.slice(-3)}地点改成石岭村五组`)
    expect((await report()).fields.place).toBe('石岭村五组')
  })
})

describe('hazards', () => {
  beforeEach(() => say(member(), group(), '隐患：石岭村小学门口井盖没了'))
  test.each(['改成2个', '还剩几天'])('%s is no word on the mending', async (words) => {
    const { no } = await hazard()
    await say(w.officer(), alone(w.officer()), `${no} ${words}`)
    expect((await hazard()).state).toBe('registered')
  })
  test.each(['看错了 井盖好好的 是影子 那条撤掉', '石岭村没整改的'])('nor is “%s”', async (words) => {
    await say(member(), alone(member()), words)
    expect((await hazard()).state).toBe('registered')
  })
  test('改成2个 does not say of what: it is asked for by an example that works', async () => {
    const { no } = await hazard()
    expect(await say(w.officer(), alone(w.officer()), `${no} 改成2个`)).toContain(`${no} 没有改动`)
    await say(w.officer(), alone(w.officer()), `${no} 说错了，是疏散指示灯坏了2个`)
    expect((await hazard()).fields.description).toContain('疏散指示灯坏了2个')
  })
  test('杂物撤掉了 is one', async () => {
    const { no } = await hazard()
    await say(member(), group(), `${no} 围挡都撤掉了，井盖换好了`)
    // done, and waits for its photo
    expect((await hazard()).fields.awaiting_photo_from).toBe(member().id)
  })
  test('two numbers and 是同一个，合并 put them together', async () => {
    const { no: first } = await hazard()
    await say(info(), group(), '隐患：石岭村小学大门口的井盖没了')
    const { no: second } = await hazard()
    await say(w.officer(), alone(w.officer()), `${second} 和 ${first} 是同一个，合并`)
    expect((await hazard()).state).toBe('duplicate')
  })
  test('石岭村隐患还有几条没搞完 is of hazards, and never an all-clear of events', async () => {
    const answer = await say(w.leader(), alone(w.leader()), '石岭村隐患还有几条没搞完')
    expect(answer).toContain('没销号的隐患')
    expect(answer).not.toContain('没有未办结')
  })
})
