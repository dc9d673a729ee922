/** Who died: a person, by a verb of dying. 死 also says how firmly something is shut and how very much something is felt. */
import { describe, expect, test } from 'vitest'
import { nobodyDied } from '../../../src/domain/reading/dying.ts'
import { fatesIn } from '../../../src/domain/reading/fates.ts'
import { casualtiesIn, figures } from '../../../src/domain/reading/figures.ts'

const deathsIn = (text: string): number | undefined => {
  const said: Record<string, number> = {}
  figures(text, (field, n) => {
    said[field] = n
  })
  return said.deaths
}
const died = (text: string) => fatesIn(text).filter((f) => f.does === 'died')

describe('no death', () => {
  test.each([
    '才推开又下来一堆，又堵死了',
    '路口被石头堵死了，车进不来',
    '卷闸门卡死了打不开',
    '井盖焊死了',
    '大门锁死了，喊不应',
    '洞口封死了',
    '今天热死了，水送两件来',
    '笑死人了',
    '累死我了，歇一下',
    '婆婆吓死了，一直哭',
    '急死个人，电话打不通',
    '冻死我了',
    '忙死了，等下说',
    '挤死了，教室坐不下',
    '鱼死了一塘',
    '树都死了',
    '发动机熄死了',
    '车子开到半路就死火了',
    '螺丝拧死了',
    '手机死机了',
    '老人家死活不走',
    '守死路口',
    '差点压死人',
    '吵死了',
    '钉死在墙上',
    '盖死了揭不开',
  ])('%s', (text) => {
    expect(died(text)).toEqual([])
    expect(deathsIn(text) ?? 0).toBe(0)
    expect(nobodyDied(text)).toBe(true)
    expect(casualtiesIn(text).has('deaths')).toBe(false)
  })
})

describe('a death', () => {
  test.each([
    '老张没抢救过来',
    '挖出来时已经没气了',
    '李婆婆死了',
    '司机当场死了',
    '那个老人死了',
    '压死一个人',
    '老王被电死了',
    '一个娃淹死了',
    '送医院的那个死了',
    '死了两个',
    '住院的那个去世了',
  ])('%s', (text) => {
    expect(died(text)).toMatchObject([{ does: 'died', sure: true }])
  })
  test.each(['压死1人', '淹死一个小孩', '死了两个人', '冻死1人', '热死2人', '死亡1人'])('%s has its number', (text) => {
    expect(deathsIn(text)).toBeGreaterThan(0)
  })
  test('死了 of nobody in particular is not sure', () => {
    expect(died('死了')).toMatchObject([{ sure: false }])
  })
})

describe('no death after all', () => {
  test.each<[string, boolean]>([
    ['哪个说死人了？没死人，婆婆在县医院', true],
    ['没有死人，死亡0人，受伤1人', true],
    ['婆婆没死，死亡更正为0', true],
    ['没死，抢救过来了', true],
    ['谁讲死人了，人没死', true],
    ['没有人死亡，写错了', true],
    ['死亡人数改为0', true],
    ['老张没死，醒了', true],
    ['老张抢救过来了', false],
    ['人还活着', false],
  ])('%s', (text, sure) => {
    expect(fatesIn(text)).toMatchObject([{ does: 'alive', sure }])
  })
  test.each(['老张没抢救过来', '没救活', '老张没死，老李死了', '有没有死人？', '没死心，还在找'])(
    '%s is none',
    (text) => {
      expect(fatesIn(text).filter((f) => f.does === 'alive')).toEqual([])
    },
  )
})
