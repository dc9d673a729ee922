/** Which event a sentence is about: new harm alarms whichever report it joins, a place is set right, and a wrong joining has a way back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Here, villagesInTurn } from '../world/villages.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
const next = villagesInTurn(() => w, 1)
let { village, member, other, group } = {} as Here
let mark = 0
/** Which test it is: a number that no other has. */
let n = 0

beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
beforeEach(async () => {
  // what was told in the test before is over
  for (const r of await w.rows('records', { kind: 'disaster_report' }))
    if (r.state === 'raised')
      await w.presses(w.officer(), '办结', undefined, (s) => !!s.message.card?.title.includes(r.no))
  w.clock.forward(16)
  n += 1
  ;({ village, member, other, group } = next())
  mark = w.sent.length
})

const alone = (who: { id: string }) => `p2p:${who.id}`
const reports = () => w.rows('records', { kind: 'disaster_report' })
const told = async (who: typeof member, text: string, chat = group) => {
  const before = (await reports()).length
  await w.says(who, chat, text)
  const all = await reports()
  expect(all.length, `${text}: a report of its own`).toBe(before + 1)
  const { id, no } = all.at(-1)!
  mark = w.sent.length
  return { id, no, now: () => w.latest('records', { id }) }
}
/** Messages of their own, not cards that only change: what is heard. */
const heardBy = (who: { id: string }) =>
  w.sent
    .slice(mark)
    .filter((s) => s.account === who.id && !s.edit)
    .map((s) => s.message.card?.title ?? s.message.text)

const AGAIN = [
  '又塌了',
  '又下来一截',
  '刚才又垮了一大块',
  '又落石了，快叫他们莫走那边',
  '还在往下滚石头',
  '坎上又崩了一坨下来',
  '又滑下来好几方泥巴',
  '又溜下来一截',
  '后面又接着垮',
]

describe('new harm alarms', () => {
  test.each(AGAIN)('of a report that fits the officer and the leader hear at once: %s', async (text) => {
    const { no, now } = await told(member, `${village}2组路边滑坡，路断了`)
    const before = (await reports()).length
    await w.says(other, group, text)
    expect((await reports()).length).toBe(before)
    expect((await now()).text).toContain(text)
    for (const who of [w.officer(), w.leader()]) expect(heardBy(who)).toContain(`情况加重：${no}`)
    // also where its reporter says so
    mark = w.sent.length
    await w.says(member, group, `这边${text}，越来越大了，路上都是`)
    for (const who of [w.officer(), w.leader()]) expect(heardBy(who)).toContain(`情况加重：${no}`)
  })

  test.each(AGAIN)('of dead pigs it is no detail: %s', async (text) => {
    const pigs = await told(member, `${village}2组老周家猪死了4头`)
    const own = await told(member, text)
    expect((await pigs.now()).text).not.toContain(text)
    expect((await own.now()).state).toBe('raised')
    expect(w.to(w.officer().id).join()).toContain(`灾情险情 ${own.no}`)
    expect(w.to(w.leader().id).join()).toContain(`灾情险情 ${own.no}`)
  })

  test.each([
    ['3组老屋后面滑坡', '5组又塌了'],
    ['3组老屋后面滑坡', '7组那边也垮了'],
    ['1组停电了', '后山又下来一截'],
    ['4组老张家着火了', '又塌方了'],
    ['2组进水，淹了3户', '山上又冒烟了'],
    ['1组后山滑坡', '河里又涨大水了，漫到路上了'],
    ['村部旁边滑坡', '桥头那边又垮了'],
  ])('another group, place or nature is an event of its own: %s · %s', async (first, text) => {
    const one = await told(member, `${village}${first}`)
    await told(other, text)
    expect((await one.now()).text).not.toContain(text)
  })

  test('told long ago by another in the same village, it is still the same', async () => {
    const { now } = await told(member, `${village}2组河边涨水了，淹了路`)
    w.clock.forward(50)
    const before = (await reports()).length
    await w.says(other, group, '水还在往上涨')
    expect((await reports()).length).toBe(before)
    expect((await now()).text).toContain('水还在往上涨')
  })

  test('where two fit it is raised with a number of its own, and one press says which it is', async () => {
    const one = await told(member, `${village}1组后山滑坡`)
    await told(member, `${village}4组屋后滑坡`)
    await w.says(member, group, '又塌了')
    const third = (await reports()).at(-1)!
    expect(w.to(w.leader().id, mark).join()).toContain(`灾情险情 ${third.no}`)
    const card = w.sent.slice(mark).find((s) => s.message.card?.title.includes('是哪一起'))!.message.card!
    expect(card.buttons!.map((b) => b.label).at(-1)).toBe('另一起新的')
    await w.presses(member, card.buttons!.find((b) => b.label.startsWith(one.no))!.label)
    expect((await one.now()).text).toContain('又塌了')
    expect((await w.latest('records', { id: third.id })).state).toBe('merged')
  })

  test('where two fit and it is another, it stays what it is', async () => {
    await told(member, `${village}1组后山滑坡`)
    await told(member, `${village}4组屋后滑坡`)
    const third = await told(member, '又滑了一截下来')
    await w.presses(member, '另一起新的')
    expect((await third.now()).state).toBe('raised')
    expect((await third.now()).fields).not.toHaveProperty('same_as')
  })

  test.each([
    '又塌了没',
    '怕又要塌',
    '我心态又崩了',
    '物价又涨了',
    '没再塌了',
    '又通了',
    '老天又下雨了',
    '去年又塌过一回',
  ])('no new harm: %s', async (text) => {
    const { no } = await told(member, `${village}2组后山滑坡`)
    const before = (await reports()).length
    await w.says(other, group, text)
    expect((await reports()).length).toBe(before)
    expect(heardBy(w.officer())).not.toContain(`情况加重：${no}`)
  })
})

describe('a place that was said wrongly', () => {
  const RIGHT: [string, string, string][] = [
    ['3组后山滑坡', '4组不是3组', '4组后山'],
    ['3组后山滑坡', '不是3组是4组', '4组后山'],
    ['三组后山滑坡', '说错了是4组', '4组'],
    ['3组后山滑坡', '3组写错了，是五组', '五组后山'],
    ['3组后山滑坡', '是四组的，不是三组', '四组后山'],
    ['3组后山滑坡', '应该是2组，不是3组', '2组后山'],
    ['桥头塌方', '不是桥头是桥尾', '桥尾'],
    ['李家屋场塌方', '是王家屋场不是李家屋场', '王家屋场'],
    ['学校旁边塌方', '地点错了，在卫生室旁边', '卫生室旁边'],
  ]
  test.each(RIGHT)('%s · %s: of one’s own it is changed', async (first, text, place) => {
    const { now } = await told(member, `${village}${first}`)
    const before = (await reports()).length
    await w.says(member, group, text)
    expect((await reports()).length).toBe(before)
    expect((await now()).fields.place).toBe(`${village}${place}`)
  })

  test.each(RIGHT)(
    '%s · %s: of another’s it is put before the officer, who says so by one press',
    async (first, text, place) => {
      const { no, now } = await told(member, `${village}${first}`)
      const [before, unsure] = [(await reports()).length, (await w.rows('records', { kind: 'unsure' })).length]
      await w.says(other, group, text)
      expect((await reports()).length).toBe(before)
      expect((await w.rows('records', { kind: 'unsure' })).length).toBe(unsure)
      expect(heardBy(w.officer()).join()).toContain(`${no} 又说了新情况`)
      await w.presses(w.officer(), `改为 ${village}${place}`)
      expect((await now()).fields.place).toBe(`${village}${place}`)
    },
  )

  test('half an hour later, and in private, it is still no event', async () => {
    const { now } = await told(member, `${village}3组后山滑坡`)
    w.clock.forward(30)
    const before = (await reports()).length
    await w.says(other, alone(other), `${village}那个滑坡是4组的，不是3组`)
    expect((await reports()).length).toBe(before)
    expect((await now()).text).toContain('不是3组')
  })

  test.each(['是3户不是2户', '是雾不是烟', '不是今天是明天'])('no place: %s', async (text) => {
    const { now } = await told(member, `${village}3组后山滑坡`)
    await w.says(member, group, text)
    expect((await now()).fields.place).toBe(`${village}3组后山`)
  })
})

describe('a wrong joining has a way back', () => {
  const APART = [
    '不是同一起',
    '这是另一起',
    '分开记',
    '这两个不是一回事',
    '刚才那条是另外一起，请单独登记',
    '搞混了，那是两码事',
    '跟前面那个不是一件事',
    '别并在一起',
  ]
  test.each(APART)('its sender says so: %s', async (text) => {
    const first = await told(member, `${village}2组滑坡，路断了`)
    await w.says(member, group, '后山又垮了，伤了2个人')
    expect((await first.now()).fields).toMatchObject({ injured: 2 })
    mark = w.sent.length
    const before = (await reports()).length
    await w.says(member, group, text)
    const was = await first.now()
    expect(was.text).not.toContain('又垮了')
    expect(was.fields).not.toHaveProperty('injured')
    expect(was.fields).toMatchObject({ place: `${village}2组`, road_status: '中断' })
    const own = (await reports()).slice(before)
    expect(own).toMatchObject([{ state: 'raised', reporterId: member.id, text: '后山又垮了，伤了2个人' }])
    expect(own[0]!.fields).toMatchObject({ injured: 2, village })
    for (const who of [w.officer(), w.leader()]) expect(heardBy(who)).toContain(`灾情险情 ${own[0]!.no}`)
  })

  test('one press below the short answer, once', async () => {
    const first = await told(member, `${village}2组滑坡`)
    await w.says(other, group, '又塌了一块')
    const before = (await reports()).length
    await w.presses(other, '这是另一起')
    await w.presses(other, '这是另一起')
    expect((await reports()).slice(before)).toMatchObject([{ reporterId: other.id, text: '又塌了一块' }])
    expect((await first.now()).text).not.toContain('又塌了一块')
  })

  test('an officer quotes the alarm', async () => {
    const first = await told(member, `${village}2组滑坡`)
    await w.says(other, group, '又塌了一块')
    const officer = w.officer()
    const card = w.sent.slice(mark).find((s) => s.account === officer.id && s.message.card?.title.includes('加重'))!
    const before = (await reports()).length
    await w.says(officer, alone(officer), '这条是另一起，分开登记', { replyTo: `sent-${card.id}` })
    const own = (await reports()).slice(before)
    expect(own).toMatchObject([{ reporterId: other.id, state: 'raised' }])
    expect(w.to(alone(officer), mark).at(-1)).toBe(`好的，已从 ${first.no} 里分出来，另记为 ${own[0]!.no}。`)
  })

  test('its photo goes with it, and what was changed since stays', async () => {
    const first = await told(member, `${village}2组滑坡`)
    await w.says(member, group, '后山又垮了，伤了2个人', { attachments: [{ kind: 'image', key: `apart-${n}` }] })
    await w.says(w.officer(), alone(w.officer()), `${first.no} 受伤3人`)
    await w.presses(member, '这是另一起')
    const own = (await reports()).at(-1)!
    expect((await first.now()).fields).toMatchObject({ injured: 3 })
    const photo = (await w.rows('attachments')).find((a) => a.key === `apart-${n}`)!
    expect(photo.recordId).toBe(own.id)
  })

  test('whoever has no say in it puts it before the officers', async () => {
    const first = await told(member, `${village}2组滑坡`)
    const mine = await w.says(member, group, '后山又垮了一截')
    await w.says(other, group, '不是同一起', { replyTo: mine })
    expect((await first.now()).text).toContain('又垮了一截')
    const before = (await reports()).length
    await w.presses(w.officer(), '这是另一起')
    expect((await reports()).slice(before)).toMatchObject([{ reporterId: member.id }])
  })

  test('told as another with its own words, it joins nothing', async () => {
    await told(member, `${village}2组后山滑坡`)
    await told(member, '这是另一起，桥头那边也塌了')
    await told(member, '另外一处，后山也垮了')
  })

  test('two reports that were put together by mistake stand apart again', async () => {
    const one = await told(member, `${village}1组后山滑坡`)
    const two = await told(other, `${village}4组屋后滑坡，伤了1个人`)
    const officer = w.officer()
    await w.says(officer, alone(officer), `${two.no}并到${one.no}`)
    expect((await one.now()).fields).toMatchObject({ injured: 1 })
    await w.presses(officer, '这是另一起')
    expect((await two.now()).state).toBe('raised')
    expect((await one.now()).fields).not.toHaveProperty('injured')
    expect((await one.now()).text).not.toContain('4组')
  })
})

describe('over in part is not over', () => {
  test.each([
    '路通了一半',
    '通了半幅',
    '抢通单车道',
    '先抢通了一条车道',
    '半边路能过车了',
    '路清出来一半',
    '单边放行，能过',
    '路推通一半了',
    '只通了小车',
  ])('%s', async (text) => {
    const { now } = await told(member, `${village}2组塌方，路断了`)
    const before = (await w.rows('records')).length
    await w.says(member, group, text)
    expect((await w.rows('records')).length).toBe(before)
    const is = await now()
    expect(is.fields.road_status).toMatch(/中断|受限/)
    expect(is.state).toBe('raised')
    expect(is.text).toContain(text)
    expect(heardBy(w.officer()).join()).not.toContain('可以办结吗')
  })

  test.each([
    ['3组山上着火了', '火小了'],
    ['3组山上着火了', '火势小些了，还在打'],
    ['2组进水了，水到膝盖', '水退了一点'],
    ['2组进水了，水到膝盖', '水在慢慢退了点'],
    ['1组停电了', '电来了一半'],
    ['1组停电了', '有一半的户来电了'],
  ])('%s · %s: it stands with the report, and nothing is closed', async (first, text) => {
    const { now } = await told(member, `${village}${first}`)
    const before = (await w.rows('records')).length
    await w.says(member, group, text)
    expect((await w.rows('records')).length).toBe(before)
    const is = await now()
    expect(is).toMatchObject({ state: 'raised' })
    expect(is.text).toContain(text)
    expect(is.fields.fire_out).not.toBe(true)
    expect(is.fields.power_status).not.toBe('恢复')
  })

  test.each(['路通了', '路全通了', '双向通车了'])('what is over wholly is: %s', async (text) => {
    const { now } = await told(member, `${village}2组塌方，路断了`)
    await w.says(member, group, text)
    expect((await now()).fields.road_status).toBe('恢复')
  })
})

test('nothing was lost on the way', () => {
  expect(w.errors).toEqual([])
  expect(w.deadLetters).toEqual([])
})
