/** Who has answered a warning, and what counts as an answer: what people really write, at the door. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { has } from '../../world/rows.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Row = { id: string; no: string }
type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
const MANY = '石岭村、下坪村、上坪村、梅坑村、罗塘村、沙洲村、柳湾村、云峰村、竹园村、大枫村'
const text = (kind: string, colour: '红' | '橙' | '黄' | '蓝', villages = '石岭村', hour = 10) =>
  `青溪县气象台11月24日${hour}时发布${kind}${colour}色预警信号：预计未来3小时${villages}将受影响，请注意防范。`

async function issued(original: string, command = '发布预警'): Promise<Row> {
  const officer = w.officer()
  await w.says(officer, p2p(officer), `${command} ${original}`)
  await w.presses(officer, '确认发布')
  return await w.latest('warnings')
}
const of = async (warning: Row, who: Who) => await w.obligation(warning, who)
const answered = async (warning: Row, who: Who) => !!(await of(warning, who)).answeredAt
const toOfficer = (from: number) => w.to(w.officer().id, from).join('\n')
/** Everybody asked by a warning, in order. */
const everybody = async (warning: Row): Promise<Who[]> =>
  [...(await w.owed(warning))].map((r) => w.roster.people.get(r.personId)!)

const NO_ANSWER_AND_TOLD = `没有收到
没收到
还没收到
没收到通知
我没有收到预警
家里没收到
王婶没有收到
王婶没收到
冇收到
没有通知到
3组还没通知到
都走不了了
马上要断电了
立即派人来
村里停电收不到
没信号，看不到
一直没收到啊
我这边根本没收到
联系不上李大爷
路断了，出不去
老人不肯走
我是他儿子，我爸在地里，我去喊他
机主不在，我是他爱人，收到了我转告
替老陈收到，他手机没电了`.split('\n')

const NO_ANSWER = `收到请回复
收到的请回复
请收到后回复
收到没有？
收到没
收到了吗
都收到了吗
大家收到没有
各组收到请回复
谁没收到
收到请扣1
看到的回个话
请各组马上转移
各村立即落实
王婶收到了
收到快递了`.split('\n')

/** Asked of the station, and no answer. */
const ASKED = `什么情况？
要不要转移`.split('\n')

const ANSWER = `收到
收到！
收到了
已收到
收到，马上去
收到马上去
好的
好嘞，这就去看
要得，马上去喊人
晓得了
晓得咯，这就去
明白，已转告各组组长
我们这就去喊人
我现在去敲门
已通知到户
全部通知到位
石岭村收到
1组收到，正在通知
收到，谢谢领导
收到，请领导放心
OK收到
okk
首到，马上通知
1
@安安 收到
👌
知悉，立即落实
收到预警
收到，没有异常
没问题，马上落实`.split('\n')

test.each([
  [
    'a denial or a difficulty is no answer, and the officer hears of it at once as such',
    NO_ANSWER_AND_TOLD,
    false,
    true,
  ],
  ['a question whether it arrived, an order or somebody else’s answer is none', NO_ANSWER, false, false],
  ['a question is none, and the officer hears it', ASKED, false, true],
  ['whatever says that it arrived or is being seen to is one', ANSWER, true, false],
] as const)('%s', async (_what, phrases, answers, told) => {
  const warning = await issued(text('暴雨', '红', MANY))
  const people = await everybody(warning)
  const wrong: string[] = []
  for (const [i, said] of phrases.entries()) {
    const who = people[i]!
    const from = w.sent.length
    await w.says(who, p2p(who), said)
    if ((await answered(warning, who)) !== answers)
      wrong.push(`${said}: ${answers ? 'no answer' : 'taken for an answer'}`)
    const heard = w.to(w.officer().id, from).some((t) => t.includes(said) && t.includes(who.name))
    if (heard !== told) wrong.push(`${said}: the officer ${told ? 'did not hear' : 'heard'}`)
  }
  expect(wrong).toEqual([])
})

test('收到，但是3组叫不到人 answers and tells of a difficulty, and so do others who answer and add something', async () => {
  const warning = await issued(text('暴雨', '红', MANY))
  const people = await everybody(warning)
  for (const [i, said] of [
    '收到，但是3组叫不到人',
    '收到，王婶没收到',
    '已通知12户，还有2户联系不上',
    '刚才没收到，现在收到了',
    '收到，请求支援',
  ].entries()) {
    const who = people[i]!
    const from = w.sent.length
    await w.says(who, p2p(who), said)
    expect([said, await answered(warning, who)]).toEqual([said, true])
    expect(toOfficer(from)).toContain(said)
    // in one reply: as told, or as the report it is filed as
    expect(w.to(p2p(who), from).join()).toMatch(/已告诉值班员|已记下并通知值班员/)
  }
})

test('whoever says that nothing arrived is shown the warning itself, and is still asked', async () => {
  const warning = await issued(text('暴雨', '红'))
  const who = w.person('grid_member', '石岭村', 0)
  const from = w.sent.length
  await w.says(who, p2p(who), '我没收到')
  const shown = w.to(p2p(who), from).join()
  expect(shown).toContain('已告诉值班员')
  expect(shown).toContain('青溪县气象台11月24日10时发布暴雨红色预警信号')
  await w.presses(who, '收到', undefined, (s) => s.chat === p2p(who))
  expect(await answered(warning, who)).toBe(true)
})

test('a denial or a difficulty stands in the ledger and in the evidence', async () => {
  const warning = await issued(text('暴雨', '红'))
  const who = w.person('grid_member', '石岭村', 0)
  await w.says(who, w.groupOf('石岭村'), '我们组没收到')
  const lines = await w.rows('ledger', { subjectId: warning.id, change: 'obligation.troubled' })
  expect([...lines]).toMatchObject([
    { actor: who.id, data: { personId: who.id, what: 'denial', text: '我们组没收到' } },
  ])
})

test('what is reported with an answer is filed, and answers', async () => {
  const warning = await issued(text('暴雨', '红'))
  const who = w.person('grid_member', '石岭村', 0)
  await w.says(who, w.groupOf('石岭村'), '收到，石岭村3组后山滑坡，路断了')
  expect(await answered(warning, who)).toBe(true)
  expect(await w.rows('records', { kind: 'disaster_report', text: has('收到，石岭村3组后山滑坡') })).toHaveLength(1)
})

test('还有3户没转移 is not acted upon, and the officer hears', async () => {
  const warning = await issued(text('暴雨', '红'))
  const who = w.person('grid_member', '石岭村', 0)
  const from = w.sent.length
  await w.says(who, w.groupOf('石岭村'), '石岭村还有3户没转移')
  expect(await of(warning, who)).toMatchObject({ answeredAt: null, actedAt: null })
  expect(toOfficer(from)).toContain('还有3户没转移')
})

test('with nothing to answer, people talk among themselves and nobody is told', async () => {
  const from = w.sent.length
  const who = w.person('grid_member', '石岭村', 0)
  for (const said of ['没收到', '收到', '都走不了了']) await w.says(who, w.groupOf('石岭村'), said)
  // what may be anything is asked of whoever said it, and of nobody else
  expect(w.sent.slice(from).filter((s) => s.account !== who.id)).toEqual([])
})

test('words that are neither are met with how to answer, in private', async () => {
  await issued(text('暴雨', '红'))
  const who = w.person('grid_member', '石岭村', 0)
  const from = w.sent.length
  await w.says(who, p2p(who), '嗯哪个事情')
  expect(w.to(p2p(who), from).join()).toContain('回复“收到”')
})

describe('which warning is answered', () => {
  const two = async () => {
    const older = await issued(text('暴雨', '橙'))
    w.clock.forward(10)
    const newer = await issued(text('大风', '红'))
    return { older, newer, who: w.person('info_officer', '石岭村') }
  }

  test.each([
    ['两条预警都收到了，马上去叫人', true, true],
    ['两条都收到', true, true],
    ['都收到了', true, true],
    ['收到大风预警', false, true],
    ['暴雨预警收到', true, false],
    ['收到暴雨和大风预警', true, true],
    ['收到', false, true],
    ['第一条收到', true, false],
    ['第二条收到', false, true],
    ['前面那条收到了', true, false],
    ['红的那条收到了，马上撤人', false, true],
    ['橙的收到', true, false],
    ['收到，两条', true, true],
    ['暴雨收到，大风也收到', true, true],
    ['暴雨的收到了，大风那条没看到', true, false],
    ['大风的没收到，暴雨的收到了', true, false],
  ])('of two open ones, “%s”', async (said, first, second) => {
    const { older, newer, who } = await two()
    await w.says(who, p2p(who), said)
    expect([await answered(older, who), await answered(newer, who)]).toEqual([first, second])
  })

  test('a bare 收到 says in one line which it took and that another is open', async () => {
    const { older, who } = await two()
    const from = w.sent.length
    await w.says(who, p2p(who), '收到')
    const [line] = w.to(p2p(who), from)
    expect(line).toContain('大风红色预警')
    expect(line).toContain('暴雨橙色预警')
    expect(line).toContain(older.no)
    expect(line).not.toContain('\n')
    await w.says(who, p2p(who), '暴雨的也收到了')
    expect(await answered(older, who)).toBe(true)
  })

  test('a bare 收到 answers what stands above it: the one that was just asked again', async () => {
    const older = await issued(text('暴雨', '橙'))
    await w.fastForward(4)
    const newer = await issued(text('大风', '蓝'))
    const silent = w.person('grid_member', '石岭村', 0)
    // the orange one is stepped up, in private; the blue one, newer, is not
    await w.fastForward(30)
    const last = w.sent.filter((s) => s.account === silent.id && s.message.card?.original).at(-1)!
    expect(last.message.text).toContain('暴雨橙色')
    await w.says(silent, p2p(silent), '收到')
    expect([await answered(older, silent), await answered(newer, silent)]).toEqual([true, false])
  })

  test('收到 in the thread under a warning answers that one, whomever in the thread it is said to', async () => {
    const { older, newer, who } = await two()
    const relay = w.sent.find((s) => s.chat === w.groupOf('石岭村') && s.message.text.includes('暴雨橙色'))!
    await w.says(who, w.groupOf('石岭村'), '收到', { replyTo: 'a-colleague-s-message', thread: `sent-${relay.id}` })
    expect([await answered(older, who), await answered(newer, who)]).toEqual([true, false])
  })

  test('a warning that is named and not open is answered by nobody, and the sender hears which are', async () => {
    const { older, newer, who } = await two()
    const from = w.sent.length
    await w.says(who, p2p(who), '收到台风预警')
    expect([await answered(older, who), await answered(newer, who)]).toEqual([false, false])
    expect(w.to(p2p(who), from).join()).toContain('大风红色预警')
  })

  test('【演练】收到 never answers a real warning, and a bare 收到 below a drill says that the real one is open', async () => {
    const real = await issued(text('暴雨', '红'))
    const who = w.person('grid_member', '石岭村', 0)
    const from = w.sent.length
    await w.says(who, p2p(who), '【演练】收到')
    await w.says(who, w.groupOf('石岭村'), '演练收到')
    expect(await answered(real, who)).toBe(false)
    expect(w.to(p2p(who), from).join()).toContain('暴雨红色预警')
    const drill = await issued('上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。', '发布演练')
    await w.says(who, p2p(who), '【演练】收到，马上到位')
    expect([await answered(real, who), await answered(drill, who)]).toEqual([false, true])
    const other = w.person('grid_member', '石岭村', 1)
    const mark = w.sent.length
    await w.says(other, p2p(other), '收到')
    expect([await answered(real, other), await answered(drill, other)]).toEqual([false, true])
    expect(w.to(p2p(other), mark).join()).toContain('暴雨红色预警')
  })

  test.each([
    ['演练的收到，真预警也收到', true, true],
    ['参加演练收到，暴雨预警我们也在落实', true, true],
    ['真的那个收到了', true, false],
    ['演练那个收到了', false, true],
    ['【演练】收到暴雨预警', false, true],
  ])('beside a drill, “%s” answers each by what is said of it', async (said, first, second) => {
    const real = await issued(text('暴雨', '红'))
    const drill = await issued('上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。', '发布演练')
    const who = w.person('grid_member', '石岭村', 0)
    await w.says(who, w.groupOf('石岭村'), said)
    expect([await answered(real, who), await answered(drill, who)]).toEqual([first, second])
  })

  test('收到升级后的… answers what took the place of the one before', async () => {
    await issued(text('暴雨', '橙', '石岭村', 9))
    const now = await issued('青溪县气象台11月24日10时将石岭村暴雨橙色预警信号升级为暴雨红色预警信号，请注意防范。')
    const who = w.person('grid_member', '石岭村', 0)
    await w.says(who, w.groupOf('石岭村'), '收到升级后的红色预警')
    expect(await answered(now, who)).toBe(true)
  })
})

test('what is said in private to a warning and cannot be read goes to the officer as it stands, and the sender hears so', async () => {
  const warning = await issued(text('暴雨', '红', MANY))
  const people = await everybody(warning)
  for (const [i, said] of ['桥过不克了，水都漫起来了', '喇叭坏球了，喊不响', '那个坝头有点不得行'].entries()) {
    const who = people[i]!
    const from = w.sent.length
    await w.says(who, p2p(who), said)
    expect([said, await answered(warning, who)]).toEqual([said, false])
    expect(toOfficer(from)).toContain(said)
    // gear that is broken is kept as a fault, and the officer has its card
    expect(w.to(p2p(who), from).join()).toMatch(/值班员|已记故障/)
  }
})

test('of a person’s answer in the middle of a drill, nothing that speaks of the drill makes the message unreadable', async () => {
  await issued('上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。', '发布演练')
  const who = w.person('grid_member', '石岭村', 0)
  for (const said of ['参加演练收到，暴雨预警我们也在落实', '演练我参加不了，家里进水了', '演练要来真的吗，收到'])
    await w.says(who, w.groupOf('石岭村'), said)
  expect(w.errors).toEqual([])
})

describe('a press or a word on a warning that is over', () => {
  let presses = 0
  const press = (who: Who, warning: Row) =>
    w.event({
      type: 'press',
      channel: 'web',
      eventId: `late-${++presses}-${warning.id}`,
      at: w.clock.now().toISOString(),
      chat: { id: p2p(who), kind: 'p2p' },
      sender: { account: who.id },
      messageId: 'old-card',
      act: 'warning.ack',
      data: { id: warning.id },
    })

  test('is told what is in force now, and can answer it there', async () => {
    const old = await issued(text('暴雨', '橙', '石岭村', 9))
    const now = await issued('青溪县气象台11月24日10时将石岭村暴雨橙色预警信号升级为暴雨红色预警信号，请注意防范。')
    const who = w.person('grid_member', '石岭村', 0)
    const from = w.sent.length
    await press(who, old)
    expect(w.to(p2p(who), from).join()).toContain('暴雨橙色预警已被替代')
    expect(w.to(p2p(who), from).join()).toContain('暴雨红色预警')
    expect(await answered(now, who)).toBe(false)
    await w.presses(who, '收到', undefined, (s) => s.chat === p2p(who))
    expect(await answered(now, who)).toBe(true)
  })

  test('of one that was lifted hears that it was', async () => {
    const old = await issued(text('暴雨', '橙'))
    await w.presses(w.officer(), '解除')
    const who = w.person('grid_member', '石岭村', 0)
    const from = w.sent.length
    await press(who, old)
    expect(w.to(p2p(who), from).join()).toContain('暴雨橙色预警已解除')
  })

  test('of one that was never issued, still a draft or given up, hears that nothing was issued', async () => {
    const officer = w.officer()
    const who = w.person('grid_member', '石岭村', 0)
    await w.says(officer, p2p(officer), `发布预警 ${text('暴雨', '橙')}`)
    const draft = await w.latest('warnings', { state: 'draft' })
    const heard = async () => {
      const from = w.sent.length
      await press(who, draft)
      return w.to(p2p(who), from).join()
    }
    expect(await heard()).toMatch(/没有发布/)
    expect(await heard()).not.toMatch(/替代|结束|解除|暴雨/)
    await w.presses(officer, '取消')
    expect(await heard()).toMatch(/没有发布/)
    expect(await heard()).not.toMatch(/替代|结束|解除/)
  })

  test('whom it does not ask hears that nothing is asked', async () => {
    const old = await issued(text('暴雨', '橙'))
    const who = w.person('grid_member', '下坪村', 0)
    const from = w.sent.length
    await press(who, old)
    expect(w.to(p2p(who), from).join()).toContain('不用您应答')
  })
})

describe('what a second trial read wrongly', () => {
  test('answers in a group: for one’s group, and to the warning that is pointed at', async () => {
    const rain = await issued(text('暴雨', '红'))
    const [a, b, c, d] = (await everybody(rain)) as [Who, Who, Who, Who]
    for (const [who, said] of [
      [a, '代表三组收到'],
      [b, '大雨那个知道了'],
      [c, '正挨家喊呢别催'],
    ] as const) {
      await w.says(who, w.groupOf('石岭村'), said)
      expect([said, await answered(rain, who)]).toEqual([said, true])
    }
    const wind = await issued(text('大风', '黄'))
    await w.says(d, w.groupOf('石岭村'), '大雨那个知道了')
    expect([await answered(rain, d), await answered(wind, d)]).toEqual([true, false])
  })

  test.each(['车子陷泥里头了', '我已经调到县里了'])(
    '%s in the group goes to the officer and answers nothing',
    async (said) => {
      const warning = await issued(text('暴雨', '红'))
      const who = (await everybody(warning))[0]!
      const from = w.sent.length
      await w.says(who, w.groupOf('石岭村'), said)
      expect(await answered(warning, who)).toBe(false)
      expect(toOfficer(from)).toContain(said)
    },
  )

  test('全员到岗 is a check-in and answers', async () => {
    const warning = await issued(text('暴雨', '红'))
    const who = (await everybody(warning))[0]!
    await w.says(who, w.groupOf('石岭村'), '全员到岗')
    expect(await answered(warning, who)).toBe(true)
    expect(await w.rows('records', { kind: 'check_in', reporterId: who.id })).toHaveLength(1)
  })

  test('a list of two others is no answer of whoever passes it on', async () => {
    const warning = await issued(text('暴雨', '红'))
    const [a, b, c] = (await everybody(warning)) as [Who, Who, Who]
    await w.says(a, w.groupOf('石岭村'), `接龙\n1. ${b.name}\n2. ${c.name}`)
    for (const who of [a, b, c]) expect(await answered(warning, who)).toBe(false)
    await w.says(b, w.groupOf('石岭村'), `接龙\n1. ${c.name}\n2. ${b.name}`)
    expect(await answered(warning, b)).toBe(true)
    expect(await answered(warning, c)).toBe(false)
  })
})
