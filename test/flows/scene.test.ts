/** What is said from the scene of a report belongs to that report, whoever says it; what tells of no harm alarms nobody. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let member: ReturnType<World['person']>
let group: string
let mark = 0

beforeAll(async () => {
  w = await createWorld()
  member = w.person('grid_member', '石岭村')
  group = w.groupOf('石岭村')
})
afterAll(() => w.close())
beforeEach(() => {
  // what was said in the test before is over
  w.clock.forward(13)
  mark = w.sent.length
})

const alone = (who: { id: string }) => `p2p:${who.id}`
const all = (kind: RecordKind) => w.rows('records', { kind })
const count = async (kind: RecordKind) => (await all(kind)).length
const alerts = () => w.sent.slice(mark).filter((s) => s.account && !s.chat && s.message.card?.tone === 'danger')
const report = async (text: string, who = member, chat = group) => {
  await w.says(who, chat, text)
  const { id, no } = (await all('disaster_report')).at(-1)!
  mark = w.sent.length
  return { id, no, now: () => w.latest('records', { id }) }
}
const close = async ({ no }: { no: string }) =>
  w.presses(w.officer(), '办结', undefined, (s) => !!s.message.card?.title.includes(no))

describe('a line on how things stand that tells of no harm', () => {
  test.each([
    '石岭村目前在安置点13户40人，无伤亡，无新增险情',
    '石岭村一切正常',
    '全村平安',
    '截至18时，石岭村无人员伤亡，无房屋倒塌，一切平稳',
    '石岭村安置点秩序良好，没有人员受伤',
    '石岭村：险情0起，伤亡0人',
    '目前全村平稳，没有新情况',
    '转移的群众都安顿好了，没有人受伤',
  ])('%s: alarms nobody and opens no report', async (text) => {
    const [reports, unsure] = [
      await count('disaster_report'),
      (await w.rows('records', { kind: 'unsure', state: 'asked' })).length,
    ]
    await w.says(member, group, text)
    expect(await count('disaster_report')).toBe(reports)
    expect((await w.rows('records', { kind: 'unsure', state: 'asked' })).length).toBe(unsure)
    expect(alerts()).toEqual([])
  })

  test('people in a shelter are kept as that', async () => {
    w.clock.forward(60)
    await w.says(member, group, '石岭村目前在安置点9户27人，无伤亡，无新增险情')
    expect((await all('shelter')).at(-1)!.fields).toMatchObject({ village: '石岭村', people: 27 })
  })

  test('harm that is told eight minutes later is an event of its own', async () => {
    w.clock.forward(60)
    await w.says(member, group, '石岭村目前在安置点13户41人，无伤亡，无新增险情')
    w.clock.forward(8)
    const reports = await count('disaster_report')
    await w.says(member, group, '3组老刘家后山掉石头下来，砸坏一间柴房，人没事')
    const now = await all('disaster_report')
    expect(now.length).toBe(reports + 1)
    expect(now.at(-1)!.text).not.toContain('安置点')
    expect(alerts().length).toBeGreaterThan(0)
    await close(now.at(-1)!)
  })

  test('of a report that is open it answers what was asked', async () => {
    w.clock.forward(60)
    const { now, no } = await report('石岭村4组屋后滑坡，路断了')
    await w.says(member, group, '石岭村没有人员受伤')
    expect((await now()).fields).toMatchObject({ injured: 0 })
    await close({ no })
  })
})

describe('words from the scene', () => {
  test('by whoever was sent there belong to the only open report: no second one, and nobody is alarmed anew', async () => {
    w.clock.forward(60)
    const { now, no } = await report('石岭村3组老刘家后山掉石头下来，砸坏一间柴房，人没事')
    const reports = await count('disaster_report')
    const staff = w.person('station_staff')
    await w.says(staff, alone(staff), '已到现场，老刘家3口人转移到村委会，柴房倒了半边，已拉警戒线')
    expect(await count('disaster_report')).toBe(reports)
    expect((await now()).text).toContain('柴房倒了半边')
    expect(w.to(alone(staff), mark).join()).toContain(no)
    await close({ no })
  })

  test.each([
    '石岭村3组已处置到位，落石清完了，路通的',
    '石岭村3组险情已解除',
    '3组落石处置完毕，可以通行',
    '现场已处置完毕，警戒线撤了',
    '情况已控制，险情消除，人员安全',
  ])('%s: goes to the report, and the officer may close it by one press', async (text) => {
    w.clock.forward(60)
    const { now, no } = await report('石岭村3组屋后掉石头下来，路堵了一半')
    const reports = await count('disaster_report')
    const leader = w.leader()
    await w.says(leader, alone(leader), text)
    expect(await count('disaster_report')).toBe(reports)
    expect((await now()).text).toContain(text)
    const officer = w.officer()
    const asked = w.sent.slice(mark).find((s) => s.account === officer.id && s.message.text.includes('可以办结吗'))
    expect(asked?.message.card?.title).toContain(no)
    // nobody is told any more that nobody has taken it over
    mark = w.sent.length
    w.clock.forward(12)
    await w.settle()
    expect(w.sent.slice(mark).filter((s) => s.message.text.includes('无人接警'))).toEqual([])
    await w.presses(officer, '办结', undefined, (s) => !!s.message.card?.title.includes('可以办结吗'))
    expect((await now()).state).toBe('closed')
  })

  test('what else they tell is kept besides: the people in the shelter, and that it is over', async () => {
    w.clock.forward(60)
    const { now, no } = await report('石岭村2组屋后掉石头下来，砸坏一间柴房')
    await w.says(member, group, '现场处置完毕，险情解除，3人暂住村委会')
    expect((await now()).text).toContain('险情解除')
    expect(w.to(w.officer().id, mark).join()).toContain(`现场说险情已解除：${no}`)
    await close({ no })
  })

  test('they are about the place that they name, and about nothing elsewhere', async () => {
    w.clock.forward(60)
    const other = w.person('grid_member', '下坪村', 1)
    const here = await report('石岭村1组后山滑坡，路断了')
    const there = await report('下坪村2组河边塌了一段路', other, w.groupOf('下坪村'))
    const leader = w.leader()
    await w.says(leader, alone(leader), '下坪村2组已处置到位，路通了')
    expect((await there.now()).text).toContain('已处置到位')
    expect((await here.now()).text).not.toContain('已处置到位')
    await w.says(other, w.groupOf('下坪村'), '现场清理完毕，警戒线已撤')
    expect((await there.now()).text).toContain('警戒线已撤')
    // two are open, and none is named: one press says which
    const before = await count('disaster_report')
    const officer = w.officer()
    await w.says(officer, alone(officer), '现场已处置完毕')
    expect(w.to(alone(officer), mark).join()).toContain('哪一条')
    expect(await count('disaster_report')).toBe(before)
    for (const r of [here, there]) await close(r)
  })

  test('that something is over of which nobody told is no new event', async () => {
    w.clock.forward(60)
    const reports = await count('disaster_report')
    const leader = w.leader()
    await w.says(leader, alone(leader), '竹园村1组险情已解除')
    expect(await count('disaster_report')).toBe(reports)
    expect(alerts()).toEqual([])
    expect(w.to(alone(leader), mark).join()).toContain('没有找到对应')
  })

  test('跟…是同一起: the second report goes into the first', async () => {
    w.clock.forward(60)
    const first = await report('石岭村3组屋后掉石头下来，路堵了')
    const staff = w.person('station_staff')
    const second = await report('老刘家柴房被石头砸塌了，路上全是土', staff, alone(staff))
    expect(second.no).not.toBe(first.no)
    await w.says(staff, alone(staff), '这条是现场情况补充，跟石岭村3组是同一起')
    expect((await second.now()).state).toBe('merged')
    expect((await first.now()).text).toContain('柴房被石头砸塌')
    await close(first)
  })

  test('not yet, or still to come, is not over', async () => {
    w.clock.forward(60)
    const { now, no } = await report('石岭村3组屋后掉石头下来，路又堵了')
    for (const text of ['险情还没解除', '石岭村3组险情什么时候解除', '正在处置，还没清理完'])
      await w.says(member, group, text)
    expect(w.sent.slice(mark).filter((s) => s.message.text.includes('可以办结吗'))).toEqual([])
    expect((await now()).state).toBe('raised')
    await close({ no })
  })
})

test('that something was publicity is no news of a report', async () => {
  w.clock.forward(60)
  const { now, no } = await report('石岭村5组屋后塌方，路断了')
  await w.says(member, group, '刚才那个电动车的是宣传，不是隐患，撤掉')
  expect((await now()).text).not.toContain('宣传')
  await close({ no })
})

test('nothing was lost on the way', () => {
  expect(w.errors).toEqual([])
  expect(w.deadLetters).toEqual([])
})
