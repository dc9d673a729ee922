/** Short questions of leaders and officers: answered from the records, and never taken for a report, a suspicion or an answer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
let slide: { no: string }
let cave: { no: string }
let crash: { no: string }
let officer: ReturnType<World['person']>
let leader: ReturnType<World['person']>

const alone = (who: { id: string }) => `p2p:${who.id}`
const member = (village: string) => w.person('grid_member', village)
const last = async () => (await w.rows('records', { kind: 'disaster_report' })).at(-1)!
const tells = async (village: string, text: string) => {
  await w.says(member(village), w.groupOf(village), text)
  w.clock.forward(13)
}

/** An evening: people hurt and trapped, a road closed and open again, people moved and some of them back. */
beforeAll(async () => {
  w = await createWorld()
  officer = w.officer()
  leader = w.person('town_leader')
  await tells('石岭村', '石岭村3组后山滑坡，路断了，伤了2个人，3个人被困')
  slide = await last()
  await tells('下坪村', '下坪村1组房子塌了，有人被埋，多少人不清楚')
  cave = await last()
  await tells('竹园村', '竹园村路口两车相撞，1人死亡，1人失踪，停电了')
  crash = await last()
  await w.presses(officer, '接警', undefined, (s) => !!s.message.card?.title.includes(crash.no))
  await w.presses(officer, '办结', undefined, (s) => !!s.message.card?.title.includes(crash.no))
  await tells('石岭村', '石岭村转移6户20人到村委会')
  await tells('石岭村', '石岭村2户7人已经回家了')
  await tells('下坪村', '下坪村转移3户9人到小学')
  await tells('云峰村', '隐患：云峰村小学围墙裂了')
  w.clock.forward(13)
})
afterAll(() => w.close())

const filled = (text: string) =>
  text.replace('{slide}', slide.no).replace('{cave}', cave.no).replace('{crash}', crash.no)
const asks = async (who: typeof officer, chat: string, text: string, more = {}) => {
  const mark = w.sent.length
  const kept = (await w.rows('records')).length
  await w.says(who, chat, filled(text), more)
  w.clock.forward(2)
  expect((await w.rows('records')).length, `${text}: a question leaves no record`).toBe(kept)
  return w.to(chat, mark).join('\n')
}

/** What is asked, what the answer says, and what it does not. */
const ASKED: readonly [question: string, says: string[], not?: string[]][] = [
  // who is trapped
  ['几个人困着', ['被困3人', '{slide}', '石岭村3组后山', '{cave}', '人数不明']],
  ['困了几个', ['被困3人', '{slide}', '人数不明']],
  ['现在还有几个人被困', ['被困3人', '{slide}', '{cave}']],
  ['还困着几个人', ['被困3人', '{slide}']],
  ['被困的有多少人', ['被困3人', '{cave}']],
  ['石岭困了几个', ['石岭村', '被困3人', '{slide}'], ['{cave}']],
  ['里面还埋着几个', ['{slide}', '{cave}']],
  // the hurt, the dead, the missing, of what is over too
  ['伤了几个', ['受伤2人', '{slide}'], ['被困']],
  ['石岭那个伤了几个', ['受伤2人', '{slide}'], ['{crash}']],
  ['石岭村三组受伤几个人', ['受伤2人', '{slide}']],
  ['{slide} 伤了几个', ['受伤2人', '{slide}'], ['{crash}']],
  ['有没有人受伤', ['受伤2人', '{slide}']],
  ['今晚死人没有', ['遇难1人', '{crash}', '已办结']],
  ['死了几个', ['遇难1人', '{crash}'], ['受伤']],
  ['还有谁没找到', ['失踪1人', '{crash}']],
  ['还有几个没找到', ['失踪1人', '{crash}']],
  ['竹园失踪几个', ['失踪1人', '{crash}']],
  ['一共伤了多少人', ['受伤2人']],
  ['云峰伤了几个', ['今天没有记录到云峰村的灾情险情']],
  // moved, back, still out
  ['一共转了几个', ['已转移9户29人', '已返回2户7人', '还没回家7户22人', '石岭村', '下坪村']],
  ['石岭转了几个', ['石岭村已转移6户20人', '还没回家4户13人'], ['下坪村']],
  ['还有几个没回家', ['还没回家7户22人']],
  ['转移了多少', ['已转移9户29人']],
  ['下坪村撤了几户', ['下坪村已转移3户9人']],
  ['还有谁没回去', ['还没回家7户22人']],
  // what is open
  ['还有几件没完', ['没办结的灾情险情 2起', '{slide}', '{cave}', '隐患另算'], ['{crash}']],
  ['还有几件没办完', ['没办结的灾情险情 2起', '{slide}']],
  ['哪些没办结', ['没办结的灾情险情 2起', '{cave}']],
  ['几件没结', ['没办结的灾情险情 2起']],
  ['今晚还有几件没处理完', ['没办结的灾情险情 2起']],
  ['还有多少没完成', ['没办结的灾情险情 2起']],
  // roads and power
  ['石岭路到底通没', ['石岭村3组后山：道路中断', '{slide}', '报', '更新']],
  ['路通没', ['道路中断', '{slide}']],
  ['路通了没', ['道路中断', '{slide}']],
  ['路现在能走不', ['道路中断']],
  ['电来没', ['供电中断', '{crash}'], ['道路']],
  ['竹园来电了没有', ['供电中断', '{crash}']],
  ['下坪路通没', ['没有记录到下坪村道路']],
  // a village
  ['石岭呢', ['{slide}', '受伤2人', '被困3人', '道路中断', '6户']],
  ['石岭什么情况', ['{slide}', '道路中断'], ['{cave}']],
  ['下坪怎么样', ['{cave}'], ['{slide}']],
  ['下坪那边呢', ['{cave}']],
  ['竹园村啥情况', ['{crash}', '已办结']],
  ['竹园呢', ['{crash}']],
  // the whole station
  ['怎么样了', ['{slide}', '{cave}'], ['{crash}']],
  ['现在怎么样', ['{slide}', '{cave}']],
  // what nothing fits
  ['县里来了几个人', ['安安答不了', '可以问']],
  ['食堂还有多少饭', ['安安答不了', '可以问']],
]

const shows = (said: string, says: string[], not: string[] = []) => {
  for (const word of says) expect(said).toContain(filled(word))
  for (const word of not) expect(said).not.toContain(filled(word))
}

test.each(ASKED)('in private: %s', async (question, says, not) => {
  shows(await asks(officer, alone(officer), question), says, not)
})

test.each(ASKED.filter((_, i) => i % 3 === 0))('a leader, named in a group: %s', async (question, says, not) => {
  const group = w.groupOf('石岭村')
  shows(await asks(leader, group, `@安安 ${question}`, { mentionsBot: true }), says, not)
})

test.each(ASKED.filter(([q], i) => i % 2 === 0 && !q.includes('{')))(
  'in a group not said to Anan it is left to people: %s',
  async (question) => {
    expect(await asks(leader, w.groupOf('石岭村'), question)).toBe('')
  },
)

describe('who is on the scene', () => {
  test('asks of their own, and of what nobody has taken over there', async () => {
    const said = await asks(member('石岭村'), alone(member('石岭村')), '怎么样了')
    shows(said, ['{slide}'], ['{cave}'])
  })

  test.each(['下坪村2组翻车了，伤了两个', '下坪村2组翻车，有几个人困在车里', '云峰村塌方了，伤了几个人'])(
    '%s: tells, and is filed',
    async (text) => {
      const village = text.slice(0, 3)
      const before = (await w.rows('records')).length
      await w.says(member(village), w.groupOf(village), text)
      w.clock.forward(13)
      expect((await w.rows('records')).length).toBe(before + 1)
    },
  )
})

describe('what an officer tells is no question', () => {
  test.each([
    '竹园村4组滑坡，伤了两个',
    '云峰村2组塌方了伤了几个人',
    '下坪村5组着火了，有几个人困在屋里',
    '沙洲村河边不知道多少人落水了',
  ])('%s', async (text) => {
    const before = (await w.rows('records')).length
    await w.says(officer, alone(officer), text)
    w.clock.forward(13)
    expect((await w.rows('records')).length).toBeGreaterThan(before)
  })

  test.each(['困了', '困死了，眯一会', '几个人一起吃饭吧', '好几个人说过了'])('%s leaves no report', async (text) => {
    const before = (await w.rows('records', { kind: 'disaster_report' })).length
    await w.says(officer, alone(officer), text)
    expect((await w.rows('records', { kind: 'disaster_report' })).length).toBe(before)
  })
})

test('under an open warning a question is no answer to it', async () => {
  const text = '青溪县气象台11月24日13时发布暴雨橙色预警信号：预计未来12小时石岭村将受影响，请注意防范。'
  await w.says(officer, alone(officer), `发布预警 ${text}`)
  await w.presses(officer, '确认发布')
  const answered = async () => (await w.rows('obligations')).filter((o) => o.answeredAt).length
  const before = await answered()
  for (const question of ['几个人困着', '路通没', '还有几件没完', '县里来了几个人'])
    await asks(officer, alone(officer), question)
  expect(await answered()).toBe(before)
})

test('nothing was lost on the way', () => {
  expect(w.errors).toEqual([])
  expect(w.deadLetters).toEqual([])
})
