/** Questions of hazards are answered from the records: by grade, village, owner, thing, days; asking changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../../world/world.ts'

let w: World
let no: string
beforeAll(async () => {
  w = await createWorld()
  const member = w.person('grid_member', '石岭村')
  for (const text of [
    '隐患：石岭村二组电线杆歪了',
    '隐患：老街社区消防通道被堵，重大隐患',
    '隐患：石岭村榨油坊灭火器压力不够',
  ]) {
    await w.says(member, `p2p:${member.id}`, text)
    w.clock.forward(20)
  }
  no = (await w.rows('records', { kind: 'hazard_report' })).find((h) => h.text.includes('电线杆'))!.no
})
afterAll(async () => {
  await w.close()
})

const state = async () =>
  (await w.rows('records', {})).map((r) => `${r.no} ${r.kind} ${r.state} ${r.version} ${JSON.stringify(r.fields)}`)

async function asked(text: string, who = w.officer()) {
  w.clock.forward(20)
  const [before, from] = [await state(), w.sent.length]
  await w.says(who, `p2p:${who.id}`, text)
  expect(await state()).toEqual(before)
  return w.to(`p2p:${who.id}`, from).join('\n')
}
const called = () => ({ no, owner: w.person('info_officer', '石岭村').name })

describe('how many', () => {
  test.each<[text: string, says: RegExp]>([
    ['老街还有几条没改', /老街社区.*1条[\s\S]*消防通道/],
    ['石岭还有几条没改', /石岭村[\s\S]*电线杆/],
    ['石岭村还有几条没销号', /石岭村[\s\S]*电线杆/],
    ['石岭哪些条没整改', /石岭村[\s\S]*电线杆/],
    ['灭火器的还有几条没改', /灭火器[\s\S]*榨油坊/],
    ['消防隐患有几条', /（消防）/],
    ['重大有几条', /重大和疑似重大/],
    ['一般的有几条', /（一般）/],
    ['重大有几条？哪个在改', /重大和疑似重大）3条[\s\S]*消防通道.*负责/],
    ['重大的还有几条，谁在改', /重大和疑似重大[\s\S]*消防通道.*负责/],
    ['这周新报了几条隐患，改了几条', /本周.*新登记隐患\d+条，销号0条/],
    ['本月重大隐患销了几条', /本月.*重大.*销号0条/],
    ['上个月销了几条', /上月.*销号\d+条/],
    ['今天新登记了几条', /今天[\s\S]*隐患3件/],
    ['这个月石岭村报了几条隐患', /本月（石岭村）新登记隐患\d+条/],
    ['哪些是张三丰的', /没有记录到张三丰负责的隐患/],
  ])('“%s”', async (text, says) => {
    expect(await asked(text)).toMatch(says)
  })

  test('whose they are', async () => {
    const { owner } = called()
    expect(await asked(`哪些是${owner}的`)).toContain('电线杆')
    expect(await asked(`${owner}名下有哪些`)).toContain('电线杆')
    expect(await asked('哪些是我的')).toMatch(/您负责/)
  })

  test('我这边 is of the village of whoever asks', async () => {
    for (const text of ['我这边还有几条没销', '我们村还有几条没改', '我这里还有几条没整改'])
      expect(await asked(text, w.person('grid_member', '石岭村'))).toMatch(/石岭村[\s\S]*电线杆/)
  })

  test('late ones are as many by whatever words', async () => {
    const late = /超期(\d+)条/.exec(await asked('隐患怎么样了'))![1]
    for (const text of ['超期的有哪些', '超期的有几条', '哪些超期了', '隐患有多少条超期'])
      expect(await asked(text)).toContain(`（超期）${late}条`)
  })
})

describe('which, by whom and when', () => {
  test.each([
    (n: string) => `${n} 谁在改`,
    (n: string) => `谁在改${n}`,
    (n: string) => `${n}哪个在弄`,
    (n: string) => `${n} 哪天到期`,
    (n: string) => `${n} 什么时候复查的`,
    () => '电线杆谁在改，哪天到期',
    () => '石岭村电线杆哪天到期，谁在改',
    () => '谁在改电线杆',
    () => '石岭村电线杆有人去看过没得',
    () => '二组电线杆哪个去看过没得',
    () => '石岭村电线杆哪天复查的',
  ])('%# is answered with its owner and term, and moves nothing', async (of) => {
    const { owner } = called()
    const answer = await asked(of(no))
    expect(answer).toContain(no)
    expect(answer).toContain(`${owner}负责`)
    expect(answer).toContain('期限12月1日')
  })

  test('of none that is known it says so', async () => {
    expect(await asked('石狮子谁在修')).toContain('没有找到')
    expect(await asked('石狮子哪天复查的')).toContain('没有找到')
  })
})
