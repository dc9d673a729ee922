/** What was noted is taken back by its number or by what it is called; words between officers and members on terms, moves and returns. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { peopleOf } from '../world/villages.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  await w?.close()
  w = await createWorld()
})
afterAll(async () => {
  await w.close()
})

const { member, info, group, say } = peopleOf(() => w, '石岭村')
const alone = (who: { id: string }) => `p2p:${who.id}`
type Kind = 'inspection' | 'evacuation' | 'patrol' | 'disaster_report' | 'hazard_report'
const record = (kind: Kind) => w.latest('records', { kind })

describe('noted and taken back', () => {
  test('an inspection by its number, by whoever noted it', async () => {
    await say(info(), alone(info()), '检查了石岭村小学，灭火器过期两具')
    const { no } = await record('inspection')
    expect(await say(info(), alone(info()), `${no} 作废，写错了`)).toContain(`${no} 已撤回`)
    expect((await record('inspection')).state).toBe('withdrawn')
  })
  test('by an officer as well; by nobody else', async () => {
    await say(info(), alone(info()), '检查了石岭村小学，灭火器过期两具')
    const { no } = await record('inspection')
    await say(w.person('grid_member', '沙洲村'), alone(w.person('grid_member', '沙洲村')), `${no} 作废`)
    expect((await record('inspection')).state).toBe('filed')
    await say(w.officer(), alone(w.officer()), `${no} 作废`)
    expect((await record('inspection')).state).toBe('withdrawn')
  })
  test('a number that nothing has is said not to be there', async () => {
    expect(await say(info(), alone(info()), 'JC-20261124-009 作废')).toContain('没有记录到 JC-20261124-009')
  })
  test('a move by what it is called, though something else was told since', async () => {
    await say(member(), group(), '石岭村2组转移了5户18人到村小学')
    await say(member(), group(), '今日巡查石岭村河堤，一切正常')
    expect(await say(member(), group(), '刚才转移那条作废，登记错了')).toContain('已撤回')
    expect((await record('evacuation')).state).toBe('withdrawn')
    expect((await record('patrol')).state).not.toBe('withdrawn')
  })
})

describe('moves and returns', () => {
  test('whoever would not go and was carried out has moved', async () => {
    await say(member(), group(), '两个老人不肯走，背出来了')
    const { fields } = await record('evacuation')
    expect(fields.evacuated_people).toBe(2)
    expect(fields.remaining_people).toBeUndefined()
  })
  test('喊回来哒: who was missing is found, and nobody moved', async () => {
    await say(member(), group(), '刘爹不见哒，早上出去到现在没回')
    expect((await record('disaster_report')).fields.missing).toBe(1)
    await say(member(), group(), '喊回来哒，在他女儿家')
    expect((await record('disaster_report')).fields.missing).toBe(0)
    expect(await w.rows('records', { kind: 'evacuation' })).toEqual([])
  })
  test('of what nobody knows the kind of, one village makes no one event', async () => {
    await say(member(), group(), '刘爹不见哒，早上出去到现在没回')
    expect(await say(info(), group(), '2组公路路基掏空了一米多，车还在过')).not.toContain('同一事件')
  })
})

describe('a later term', () => {
  test('退回 of what waits for no re-check is the answer to who asks for it', async () => {
    await say(member(), group(), '隐患：石岭村小学门口井盖没了')
    await say(info(), group(), '井盖那条来不及，申请延期到12月20日，厂家没货')
    expect(await say(w.officer(), alone(w.officer()), '井盖那条退回，理由：没放警示牌')).toContain(
      '没有同意延期：没放警示牌',
    )
    const { state, fields } = await record('hazard_report')
    expect([state, fields.extension]).toEqual(['registered', undefined])
    // with nothing asked for it is no word on the mending either
    await say(w.officer(), alone(w.officer()), '井盖那条退回，理由：没放警示牌')
    expect((await record('hazard_report')).state).toBe('registered')
  })
  test.each(['我那条怎么样了', '什么时候到期', '期限是哪天'])('%s: of one’s own, with its term', async (text) => {
    await say(member(), group(), '隐患：石岭村小学门口井盖没了')
    const { no } = await record('hazard_report')
    expect(await say(member(), alone(member()), text)).toMatch(new RegExp(`${no}.*期限12月1日`))
  })
})
