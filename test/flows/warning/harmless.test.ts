/** While a warning is open: jokes, thanks, help that came and what is over make no card of trouble; a need still does. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import { openWarned } from '../../world/villages.ts'
import type { World } from '../../world/world.ts'

let w: World
let from = 0
let somebody: Awaited<ReturnType<typeof openWarned>>['somebody']
beforeAll(async () => {
  ;({ w, somebody } = await openWarned())
})
afterAll(() => w.close())
beforeEach(() => {
  from = w.sent.length
})
afterEach(() => expect(w.errors).toEqual([]))

const TROUBLE = /有困难|有疑问|求助/
const cards = () =>
  w.sent
    .slice(from)
    .filter((s) => s.account === w.officer().id && s.message.card)
    .map((s) => asText(s.message))

describe('no card of trouble', () => {
  test.each([
    '刚在田里放水冇听到，收到收到',
    '刚才在睡觉没看到，收到',
    '我崽说学校停电了，作业不用写了😂',
    '捡鱼的快来😂',
    '来人啊，三缺一😂',
    '作业太多了，救命啊哈哈哈',
    '感谢派来支援的同志，辛苦了',
    '救援队真给力，谢谢你们',
    '救援队到了，路上的土推开了一半，摩托能过',
    '支援的人到了，在清淤',
    '不用派人来了，我们自己弄好了',
    '险情排除了，可以走了',
    '刚才没信号，现在好了',
    '家里没人了，都转移到小学了',
  ])('“%s”', async (text) => {
    const { who, group } = somebody()
    await w.says(who, group, text)
    expect(cards().filter((t) => t.includes(text) && TROUBLE.test(t))).toEqual([])
  })
})

describe('a need is raised all the same', () => {
  test.each([
    '我人在广东打工回不来',
    '家里老人生病走不开',
    '有两户老人不肯走',
    '收到，但是3组叫不到人',
    '救援队还没到，水又涨了，快派人来',
    '路还没通，车子过不去',
    '谢谢，但是人手不够，请派人来',
    '刚才电话打不通，现在还是打不通',
  ])('“%s”', async (text) => {
    const { who, group } = somebody()
    await w.says(who, group, text)
    expect(cards().filter((t) => t.includes(text)).length).toBeGreaterThan(0)
  })
})

describe('what is over', () => {
  const reports = async () => (await w.rows('records', { kind: 'disaster_report' })).filter((r) => r.state !== 'closed')
  test.each<[string, string, string]>([
    ['柳湾村', '停电了，整个村都黑了', '来电了'],
    ['云峰村', '村口的路断了，塌了一大片', '路通了'],
    ['竹园村', '水漫到村口桥面了，进水好几户', '水退了'],
  ])(
    '%s: “%s”, then “%s” by somebody else of the village: told with what is open, and no new one',
    async (village, told, over) => {
      const [one, two] = [w.person('grid_member', village, 0), w.person('grid_member', village, 1)]
      await w.says(one, w.groupOf(village), told)
      const open = await reports()
      const mark = w.sent.length
      await w.says(two, w.groupOf(village), over)
      const after = await reports()
      expect(after.map((r) => r.id)).toEqual(open.map((r) => r.id))
      expect(after.at(-1)!.text).toContain(over)
      expect(w.to(w.groupOf(village), mark).join()).toContain(open.at(-1)!.no)
      expect(w.to(w.officer().id, mark).join()).toContain(over)
    },
  )

  test('by its own reporter it changes what is open', async () => {
    const who = w.person('grid_member', '大枫村', 0)
    await w.says(who, w.groupOf('大枫村'), '停电了，全村都黑了')
    const open = (await reports()).at(-1)!
    w.clock.forward(90)
    await w.says(who, w.groupOf('大枫村'), '来电了')
    expect((await reports()).at(-1)).toMatchObject({ id: open.id, fields: { power_status: '恢复' } })
  })

  test.each(['来电了', '路通了', '水退了', '电来了，大家放心'])(
    'where nothing is open, “%s” opens nothing',
    async (text) => {
      const who = w.person('grid_member', '双溪村', 2)
      const open = await reports()
      await w.says(who, w.groupOf('双溪村'), text)
      expect((await reports()).length).toBe(open.length)
      expect(cards().filter((t) => t.includes('待接警'))).toEqual([])
    },
  )

  test('what is worse is news all the same: 路通了又断了', async () => {
    const who = w.person('grid_member', '双溪村', 3)
    const open = await reports()
    await w.says(who, w.groupOf('双溪村'), '路通了一会又断了，山上还在掉石头')
    expect((await reports()).length).toBe(open.length + 1)
  })
})
