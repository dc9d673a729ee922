/** Places taken out of a warning hear once that it is over there, and nothing of it from then on. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Door, openDoor } from '../../api/door.ts'

let d: Door
beforeEach(async () => {
  d = await openDoor()
})
afterEach(() => d.world.close())

const say = async (original: string, more: object = {}) => {
  const { body } = await d.ask('/api/v1/warnings', {
    method: 'POST',
    body: { original, confirm: true, ...more },
    token: await d.as('officer'),
  })
  await d.world.settle()
  return body
}
const BOTH = '青溪县气象台2026年11月24日8时发布暴雨橙色预警信号：预计未来3小时石岭村、下坪村有暴雨，请注意防范。'
const ENDS = [
  ['a lift', '青溪县气象台2026年11月24日9时30分解除暴雨橙色预警信号。'],
  ['an upgrade', '青溪县气象台2026年11月24日9时30分将下坪村暴雨橙色预警信号升级为暴雨红色预警信号。'],
] as const

describe.each(ENDS)('a village taken out before, when the rest ends by %s', (_, end) => {
  test('its group and its people hear nothing more; the others do', async () => {
    await say(BOTH)
    await say('青溪县气象台2026年11月24日9时解除石岭村暴雨橙色预警信号。')
    expect(d.world.to(d.world.groupOf('石岭村')).at(-1)).toContain('解除')
    const from = d.world.sent.length
    await say(end)
    expect(d.world.to(d.world.groupOf('石岭村'), from)).toEqual([])
    expect(d.world.to(d.world.groupOf('下坪村'), from).join()).toMatch(/解除|替代|红色/)
  })
})

describe('whoever was told alone', () => {
  /** 石岭村's people have no group: each was written to. */
  const alone = () => d.world.changed('chats', { chat: d.world.groupOf('石岭村') }, { active: false })

  test('hears that it is over for their village, once', async () => {
    await alone()
    await say(BOTH)
    const member = d.world.person('grid_member', '石岭村')
    expect(d.world.to(member.id).join()).toContain('暴雨橙色预警')
    let from = d.world.sent.length
    await say('青溪县气象台2026年11月24日9时解除石岭村暴雨橙色预警信号。')
    expect(d.world.to(member.id, from).join()).toContain('石岭村的暴雨橙色预警已解除')
    from = d.world.sent.length
    await say('青溪县气象台2026年11月24日9时30分解除暴雨橙色预警信号。')
    expect(d.world.to(member.id, from)).toEqual([])
  })
  test('who answered before, too', async () => {
    await alone()
    await say(BOTH)
    const member = d.world.person('grid_member', '石岭村')
    await d.world.says(member, `p2p:${member.id}`, '收到')
    const from = d.world.sent.length
    await say('青溪县气象台2026年11月24日9时解除石岭村暴雨橙色预警信号。')
    await say('青溪县气象台2026年11月24日9时30分解除暴雨橙色预警信号。')
    expect(d.world.to(member.id, from).filter((t) => t.includes('解除'))).toHaveLength(1)
  })
})
