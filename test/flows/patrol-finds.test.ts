/** What a round came upon 巡查发现: before the officers at once, one press from a hazard or a report; well is well, however it is said. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
beforeEach(() => void w.errors.splice(0))
afterAll(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const ranger = () => w.person('grid_member', '石岭村')
const group = () => w.groupOf('石岭村')
const all = (kind: 'patrol' | 'hazard_report' | 'disaster_report') => w.rows('records', { kind })
/** A message of the ranger's: what it left, what the chat was answered, what officers were shown. */
async function told(text: string, minutes = 20, chat = group()) {
  w.clock.forward(minutes)
  const [from, rounds, hazards, reports] = [
    w.sent.length,
    (await all('patrol')).length,
    (await all('hazard_report')).length,
    (await all('disaster_report')).length,
  ]
  await w.says(ranger(), chat, text)
  const sent = w.sent.slice(from)
  return {
    round: (await all('patrol')).slice(rounds)[0],
    hazard: (await all('hazard_report')).slice(hazards)[0],
    report: (await all('disaster_report')).slice(reports)[0],
    answer: w.to(chat, from).join('\n'),
    officers: sent.filter((s) => s.account === w.officer().id),
  }
}
const labels = (s: { message: { card?: { buttons?: readonly { label: string }[] } } }) =>
  s.message.card?.buttons?.map((b) => b.label)
const standing = async ({ id }: { id: string }) => w.latest('records', { id })

describe('a find', () => {
  test.each([
    ['今天巡了水库，坝脚有点渗水', '渗水'],
    ['河堤三组段有裂缝，别的正常', '裂缝'],
    ['上午绕山塘转了一圈，都好，就是溢洪道堵了几根树枝，明天去清', '堵'],
    ['巡河完毕，水位正常，两处护栏松动，其余没问题', '护栏松动'],
    ['今日巡查村道，没有塌方，边沟堵了一段，其它正常', '边沟堵'],
    ['巡查青龙坑水库，放水闸门关不严，别处无异常', '关不严'],
    ['夜里巡堤，涵管边上冒出一小股清水，量不大', '冒出'],
    ['巡了后坡监测点，裂缝比上周大了3毫米，其他老样子', '裂缝'],
    ['今天巡山，防火牌倒了一块，没烟没火', '倒了'],
    ['早上走了一趟青龙坑水库，迎水面好的，背水坡有一块湿，巴掌大', '湿'],
    ['巡查发现有人在水库炸鱼', '炸鱼'],
  ])(
    '“%s” is before the officers at once, with what may become of it, and the ranger is told so',
    async (text, what) => {
      const { round, answer, officers, report } = await told(text)
      expect(round).toMatchObject({ state: 'found', fields: { result: '异常' } })
      expect(round!.fields.abnormal).toContain(what)
      expect(report).toBeUndefined()
      expect(answer).toContain('已报值班员')
      expect(officers).toHaveLength(1)
      expect(officers[0]!.message.card!.title).toContain(round!.no)
      expect(officers[0]!.message.card!.original!.text).toBe(text)
      expect(labels(officers[0]!)).toEqual(['登记隐患', '按险情上报', '不用另立'])
    },
  )

  test.each([
    '今日巡查小学围墙，没渗水，未见异常',
    '坝脚的渗水点已封堵，巡查正常',
    '巡坝一圈，无裂缝、塌陷、渗漏，水尺读数没超汛限',
    '巡查后坡，老裂缝没扩大，其余照旧',
    '护栏松了两根，已经绑好，河道巡完',
    '水库巡查：坝体：正常 渗漏：无 溢洪道：畅通',
    '下午巡山，有人烧纸，当场踩灭了，别的没事',
    '巡了西边几个点，没看到落石，没发现积水，安全',
  ])('“%s” is well, and disturbs nobody', async (text) => {
    const { round, officers, hazard, report } = await told(text)
    expect(round).toMatchObject({ state: 'filed' })
    expect([officers.length, hazard, report]).toEqual([0, undefined, undefined])
  })

  test.each([
    '巡完西堤，脚下有一处在冒浑水，其余正常',
    '刚巡到水库，背水坡管涌了，别处正常',
    '巡查后山，坡上的土正往下滑，其他点正常',
    '巡堤发现涵洞边塌了一块，其它没事',
  ])('“%s” is danger now: it is raised as such and waits for no press', async (text) => {
    const { report, officers } = await told(text)
    expect(report).toMatchObject({ state: 'raised' })
    expect(officers.some((s) => labels(s)?.includes('接警'))).toBe(true)
  })
})

describe('by one press', () => {
  const find = async () => (await told('今天巡查牛头山塘，坝脚有点渗水，其余正常')).round!

  test('it is a hazard of whoever was there, in their words; pressed once, by the first of two', async () => {
    const round = await find()
    const had = (await all('hazard_report')).length
    await w.presses(w.officer(), '登记隐患')
    const [hazard, ...more] = (await all('hazard_report')).slice(had)
    expect(more).toEqual([])
    expect(hazard).toMatchObject({ state: 'registered', reporterId: ranger().id, fields: { village: '石岭村' } })
    expect(hazard!.text).toContain('坝脚有点渗水')
    expect(await standing(round)).toMatchObject({ state: 'filed', fields: { result: '异常' } })
    const other = [...w.roster.people.values()].find(
      (p) => p.id !== w.officer().id && p.roles.some((r) => r.role === 'duty_officer'),
    )!
    await w.presses(other, '按险情上报', undefined, (s) => !!s.message.card?.title.includes(round.no))
    expect((await all('hazard_report')).length).toBe(had + 1)
    expect(w.sent.at(-1)!.message.text).toContain('已有人处理')
  })

  test('it is a report, raised like any', async () => {
    await find()
    const had = (await all('disaster_report')).length
    await w.presses(w.officer(), '按险情上报')
    expect((await all('disaster_report')).slice(had)).toMatchObject([{ state: 'raised', reporterId: ranger().id }])
  })

  test('or it stays what it is; and the ranger’s own correction takes it from the officers’ hands', async () => {
    const one = await find()
    await w.presses(w.officer(), '不用另立')
    expect(await standing(one)).toMatchObject({ state: 'filed', fields: { result: '异常' } })
    const two = await find()
    await told('更正：今天巡查牛头山塘，坝脚没渗水，正常', 1)
    expect(await standing(two)).toMatchObject({ state: 'filed', fields: { result: '正常', abnormal: '无' } })
    expect(w.sent.filter((s) => s.account === w.officer().id).at(-1)!.message.card!.title).toContain('已更正为正常')
  })

  test('of a drill it is marked, and what becomes of it is of the drill', async () => {
    const { round, officers } = await told('【演练】今日巡查水库，坝脚渗水')
    expect(round).toMatchObject({ drill: true, state: 'found' })
    expect(officers[0]!.message.card!.title + officers[0]!.message.text).toContain('演练')
    const had = (await all('hazard_report')).length
    await w.presses(w.officer(), '登记隐患')
    expect((await all('hazard_report')).slice(had)).toMatchObject([{ drill: true }])
  })

  test('of a stranger it waits for who they are, and is judged once it is true', async () => {
    const from = w.sent.length
    await w.says({ id: 'nobody-known', name: '过路人' }, group(), '今天巡了水库，坝脚有点渗水')
    expect(await w.latest('records', { kind: 'patrol' })).toMatchObject({ state: 'unverified' })
    await w.presses(w.officer(), '属实，登记')
    expect(await w.latest('records', { kind: 'patrol' })).toMatchObject({ state: 'found' })
    expect(w.sent.slice(from).some((s) => labels(s)?.includes('登记隐患'))).toBe(true)
  })

  test('the day’s summary counts what rounds found', async () => {
    await find()
    await w.digest()
    expect(JSON.stringify(w.sent.map((s) => s.message.card))).toMatch(/巡查.{0,30}\d+次，发现情况\d+次/)
  })
})

describe('no round', () => {
  test.each([
    '今天没去巡查',
    '下雨，今天没去巡',
    '我今天没巡查，明天补',
    '昨天的巡查还没补录',
    '这两天家里有事没去巡河',
    '今天还没去水库看',
    '巡查明天再去',
  ])('“%s” leaves none', async (text) => {
    const { round, officers } = await told(text)
    expect([round, officers.length]).toEqual([undefined, 0])
  })

  test.each([
    ['补录昨天的巡查：河堤正常', '2026-11-23'],
    ['补录：昨天巡查了青龙坑水库，一切正常', '2026-11-23'],
    ['昨天忘了报，巡了一遍河道，没发现问题', '2026-11-23'],
  ])('“%s” is one of that day', async (text, date) => {
    const { round } = await told(text)
    expect(round).toMatchObject({ kind: 'patrol', state: 'filed', fields: { date } })
  })
})
