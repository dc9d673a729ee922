/** Command and communication gear 设备: tests by word and by plan, faults until they are mended, the list, the sheet, the question. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keepUp } from '#jobs/upkeep.ts'
import { exportFile } from '#src/cli/export.ts'
import { readSheets } from '#src/sheets/workbook.ts'
import { type Door, openDoor } from '../api/door.ts'
import { openFolder } from '../people/books.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(() => void w?.errors.splice(0))

type Who = { id: string; name: string }
const p2p = (who: { id: string }) => `p2p:${who.id}`
const group = () => w.groupOf('石岭村')
/** An officer of any day: on the sheet of the first days or not. */
const officer = () => w.person('duty_officer')
const member = (nth = 0) => w.person('grid_member', '石岭村', nth)
const tests = () => w.rows('equipmentTests')
const upkeep = async () => {
  await keepUp({ ...w.deps, log: { error: (fields) => void w.errors.push({ fields, message: 'upkeep' }) } })
  await w.settle()
}
/** What somebody says, and what came of it. */
async function said(text: string, who: Who = officer(), chat = group(), more: object = {}) {
  w.clock.forward(20)
  const before = (await tests()).length
  const from = w.sent.length
  const messageId = await w.says(who, chat, text, more)
  return {
    messageId,
    answer: w.to(chat, from).join('\n'),
    sent: w.sent.slice(from),
    made: (await tests()).slice(before),
    test: (await tests()).slice(before)[0],
  }
}

describe('by word', () => {
  beforeAll(async () => {
    w = await createWorld()
  })
  afterAll(async () => {
    expect(w.errors).toEqual([])
    await w.close()
  })

  test.each([
    ['卫星电话测试正常', 'satellite_phone'],
    ['卫星电话。试了。通。', 'satellite_phone'],
    ['卫星电话试咗,声清', 'satellite_phone'],
    ['视频会商系统联调正常，图像声音都清楚', 'video_link'],
    ['视频会议试过了，没得问题', 'video_link'],
    ['应急广播试音完毕，各村都听得到', 'broadcast'],
    ['大喇叭试了，蛮响', 'broadcast'],
    ['发电机试机正常，电压稳', 'generator'],
    ['测试一下发电机，拉着了，好使', 'generator'],
  ])('“%s” is a test that went well', async (text, device) => {
    const { test: made, answer } = await said(text)
    expect(made).toMatchObject({ device, state: 'passed', fault: null, drill: false, personId: officer().id, text })
    expect(made!.no).toMatch(/^SB-20261124-\d{3}$/)
    expect(answer).toContain(`编号：${made!.no}`)
    expect(answer).toContain('测试正常')
  })

  test.each([
    ['应急广播测试有故障，没声音', 'broadcast', '没声音'],
    ['卫星电话打不通', 'satellite_phone', '打不通'],
    ['村委喇叭哑咗', 'broadcast', '哑咗'],
    ['发电机怎么都打不着火，估计是火花塞', 'generator', '打不着火'],
    ['视频会议测试，听不见县里', 'video_link', '听不见县里'],
    ['卫星电话第二部充不进电，已报修', 'satellite_phone', '充不进'],
  ])('“%s” is a fault that stands', async (text, device, fault) => {
    const { test: made, answer } = await said(text, member())
    expect(made).toMatchObject({ device, state: 'faulty', drill: false })
    expect(made!.fault).toContain(fault)
    expect(answer).toContain('已记故障')
  })

  test('the officers hear of a fault with the very words; what goes well is told to nobody but where it was said', async () => {
    const officer = w.officer()
    const fault = await said('发电机坏了，漏油，三个人抬都抬不动', member())
    expect(fault.sent.filter((s) => s.account === officer.id).map((s) => s.message.card?.original?.text)).toEqual([
      '发电机坏了，漏油，三个人抬都抬不动',
    ])
    const fine = await said('视频会商测试正常', member())
    expect(fine.sent.map((s) => s.chat)).toEqual([group()])
  })

  test('several of one message are several tests, each with its own result', async () => {
    const { made } = await said('月度测试：\n卫星电话A机 通\n发电机 打不着\n视频会议正常')
    expect(made.map((t) => [t.device, t.unit, t.state])).toEqual([
      ['satellite_phone', 'A机', 'passed'],
      ['generator', null, 'faulty'],
      ['video_link', null, 'passed'],
    ])
  })

  test('what was got over within the same words is no fault', async () => {
    const { test: made } = await said('视频会商系统联调，画面卡顿，声音不同步，重启后恢复正常')
    expect(made).toMatchObject({ device: 'video_link', state: 'passed', fault: null })
  })

  test('tried, and not said how it went: it is asked, and one press says so', async () => {
    const { test: made, answer } = await said('卫星电话试过了')
    expect(made).toMatchObject({ state: 'asked' })
    expect(answer).toContain('结果怎么样')
    await w.presses(officer(), '正常')
    expect((await w.latest('equipmentTests', { id: made!.id })).state).toBe('passed')
  })

  test('what a button does is done by its words, said after it or quoting it; anything told meanwhile is not meant', async () => {
    const one = await said('视频会商试过了')
    w.clock.forward(-19)
    await said('正常')
    expect((await w.latest('equipmentTests', { id: one.test!.id })).state).toBe('passed')
    w.clock.forward(-19)
    expect((await said('记错了')).answer).toContain('已撤回')
    expect((await w.latest('equipmentTests', { id: one.test!.id })).state).toBe('withdrawn')
    const two = await said('视频会商测试正常，都清楚')
    await said('石岭村3组河边巡查，一切正常')
    w.clock.forward(-19)
    await said('撤回')
    expect((await w.latest('equipmentTests', { id: two.test!.id })).state).toBe('passed')
    await said('记错了', officer(), group(), { replyTo: two.messageId })
    expect((await w.latest('equipmentTests', { id: two.test!.id })).state).toBe('withdrawn')
  })

  test('“正常” to nothing of the gear is no test', async () => {
    expect((await said('正常')).made).toEqual([])
  })

  test('the same words again are one test', async () => {
    const first = await said('卫星电话测试正常，信号满格')
    w.clock.forward(-15)
    const again = await said('卫星电话测试正常，信号满格')
    expect(again.made).toEqual([])
    expect(again.answer).toContain(`这条已登记过，编号 ${first.test!.no}`)
  })

  test('a test that was told by mistake is taken back by its button, or with its message', async () => {
    const one = await said('发电机试机正常')
    await w.presses(officer(), '记错了')
    expect((await w.latest('equipmentTests', { id: one.test!.id })).state).toBe('withdrawn')
    const two = await said('发电机试机正常，都好')
    await w.event({
      type: 'recall',
      channel: 'web',
      eventId: 'r1',
      at: w.clock.now().toISOString(),
      chat: { id: group(), kind: 'group' },
      messageId: two.messageId,
    })
    expect((await w.latest('equipmentTests', { id: two.test!.id })).state).toBe('withdrawn')
    expect((await w.ledgerOf(two.test!)).map((l) => l.change)).toEqual(['equipment.tested', 'equipment.moved'])
  })

  test('a stranger’s word of the gear is put before the officers, and stands in no log', async () => {
    const stranger = { id: 'nobody', name: '路人' }
    const { made, sent } = await said('发电机坏了', stranger)
    expect(made).toEqual([])
    expect(sent.some((s) => s.account === w.officer().id && s.message.card?.original?.text === '发电机坏了')).toBe(true)
  })

  test('a photo sent with it is kept', async () => {
    const { messageId } = await said('卫星电话测试正常，见图', officer(), group(), {
      attachments: [{ kind: 'image', key: 'f'.repeat(64) }],
    })
    expect(await w.rows('attachments', { messageId })).toHaveLength(1)
  })

  test('two at once in one chat are both read', async () => {
    const before = (await tests()).length
    await Promise.all([
      w.says(member(0), group(), '卫星电话测试正常喔'),
      w.says(member(1), group(), '发电机试机正常喔'),
    ])
    expect((await tests()).length).toBe(before + 2)
  })
})

describe('gear of any other name', () => {
  beforeAll(async () => {
    w = await createWorld()
    await upkeep()
  })
  afterAll(async () => {
    expect(w.errors).toEqual([])
    await w.close()
  })

  test.each([
    ['对讲机测试正常', '对讲机', 'passed'],
    ['手摇报警器试了，响得很', '手摇报警器', 'passed'],
    ['水位计坏了，没有数据', '水位计', 'faulty'],
    ['值班电话打不通，听筒没声音', '值班电话', 'faulty'],
  ])('“%s” is kept under the name %s', async (text, name, state) => {
    const { test: made, answer } = await said(text, member())
    expect(made).toMatchObject({ device: 'other', name, state })
    expect(answer).toContain(name)
  })

  test('the officers hear of its fault; it is mended by name, and only what has that name', async () => {
    const fault = await said('雨量计坏了，没有数据', member())
    expect(fault.sent.some((s) => s.account === w.officer().id)).toBe(true)
    await said('对讲机修好了')
    expect((await w.latest('equipmentTests', { id: fault.test!.id })).state).toBe('faulty')
    await said('雨量计修好了')
    expect((await w.latest('equipmentTests', { id: fault.test!.id })).state).toBe('mended')
  })

  test('it stands under no plan: nobody is reminded of it', async () => {
    await upkeep()
    expect(await w.rows('equipment')).toHaveLength(4)
  })

  test('asked about, it is answered from the log, and the question is no test', async () => {
    await said('对讲机试了，声音清楚')
    const { answer, made } = await said('对讲机正常吗', member())
    expect(made).toEqual([])
    expect(answer).toMatch(/对讲机：11月24日 \d\d:\d\d测过/)
    expect(answer).not.toContain('卫星电话：')
  })
})

describe('what is no test', () => {
  beforeAll(async () => {
    w = await createWorld('demo', ['broadcast'])
  })
  afterAll(async () => {
    expect(w.errors).toEqual([])
    await w.close()
  })

  test.each([
    ['广播坏了,水涨上来了', 'disaster_report'],
    ['石岭村3组滑坡，路断了，卫星电话也打不通', 'disaster_report'],
    ['发电机坏了，石岭村3组全村没电，水进屋了', 'disaster_report'],
    ['石岭村3组塌方，发电机已经搬上来了', 'disaster_report'],
    ['大喇叭喊了，石岭村3组12人已转移到村部，人员正常', 'evacuation'],
    ['今日巡查石岭村水库，大喇叭正常，一切正常', 'patrol'],
  ])('“%s” stays %s', async (text, kind) => {
    const { made } = await said(text, member())
    expect(made).toEqual([])
    expect((await w.latest('records', { text })).kind).toBe(kind)
  })

  test.each([
    '想要发电机一台，送去美昌卫生站',
    '发电机汽油库里还剩几桶啊 心里有个数',
    '盘点结果：发电机3台能转2台',
    '请各村明天测试大喇叭，不响的马上报',
    '晚八点视频会商，研判雨情',
    '下午测试卫星电话',
    '卖二手柴油发电机，好用',
    '已用广播通知大家',
    '应急分队带上卫星电话',
  ])('“%s” is none', async (text) => {
    expect((await said(text, member())).made).toEqual([])
  })

  test('a video meeting that nobody hears is a fault of gear', async () => {
    const { made } = await said('视频会议声音听不到', member())
    expect(made).toMatchObject([{ state: 'faulty' }])
  })

  test('an order to broadcast, whatever it says of tests, goes its own way; a test told of airs nothing', async () => {
    const broadcaster = w.person('broadcaster')
    const order = await said('广播 石岭村：大喇叭有故障，请互相转告', broadcaster, p2p(broadcaster))
    expect(order.made).toEqual([])
    expect(await w.rows('broadcasts')).toHaveLength(1)
    const told = await said('应急广播测试正常')
    expect(told.made).toHaveLength(1)
    expect(await w.rows('broadcasts')).toHaveLength(1)
    expect(told.sent.filter((s) => s.message.air)).toEqual([])
  })
})

describe('a fault stands until it is mended', () => {
  beforeEach(async () => {
    w = await createWorld()
    await upkeep()
    return async () => {
      expect(w.errors).toEqual([])
      await w.close()
    }
  })
  const fault = async (text = '应急广播测试有故障，没声音', who: Who = member()) => (await said(text, who)).test!
  const state = async (t: { id: string }) => (await w.latest('equipmentTests', { id: t.id })).state

  test.each(['应急广播修好了', '广播已修复', '大喇叭好了'])('by name: “%s”', async (text) => {
    const t = await fault()
    const { answer } = await said(text)
    expect(await w.latest('equipmentTests', { id: t.id })).toMatchObject({ state: 'mended', mendedBy: officer().id })
    expect(answer).toContain('故障已销')
  })

  test('by quoting what was said, or our card of it, or with its number', async () => {
    const one = await said('卫星电话不通', member())
    await said('修好了', officer(), group(), { replyTo: one.messageId })
    expect(await state(one.test!)).toBe('mended')
    const two = await said('发电机打不着火', member())
    const card = two.sent.find((s) => s.chat === group())!
    await said('已修复', officer(), group(), { replyTo: `sent-${card.id}` })
    expect(await state(two.test!)).toBe('mended')
    const three = await fault()
    await said(`${three.no} 修好了`, officer(), p2p(officer()))
    expect(await state(three)).toBe('mended')
  })

  test.each([
    ['发电机打不着火', '修好了', '故障已销'],
    ['发电机打不着火', '记错了', '已撤回'],
    ['发电机试过了', '有故障', '已记故障'],
    ['发电机试过了', '正常', '已记'],
  ])(
    '“%s”, then “%s”: whoever writes is answered where they wrote, and the card changes besides',
    async (told, text, says) => {
      const { test: t, messageId } = await said(told, member())
      const { sent } = await said(text, member(), group(), { replyTo: messageId })
      const here = sent.filter((s) => s.chat === group())
      expect(here.filter((s) => s.edit).map((s) => s.message.card?.title)).toEqual([expect.stringContaining(says)])
      expect(here.filter((s) => !s.edit)).toMatchObject([{ message: { text: expect.stringContaining(t!.no) } }])
      expect(here.find((s) => !s.edit)!.message.text).toContain(says)
    },
  )

  test('whoever presses in the chat of the fault sees the card change, and nothing more is said there', async () => {
    const t = await fault('发电机打不着火')
    const from = w.sent.length
    await w.presses(member(), '已修复', undefined, (s) => s.chat === group())
    expect(await state(t)).toBe('mended')
    expect(w.sent.slice(from).filter((s) => s.chat === group())).toMatchObject([{ edit: expect.anything() }])
  })

  test('by the button, and only once', async () => {
    const t = await fault()
    await w.presses(officer(), '已修复')
    expect(await state(t)).toBe('mended')
    expect((await w.ledgerOf(t)).map((l) => [l.change, l.drill])).toEqual([
      ['equipment.tested', false],
      ['equipment.moved', false],
    ])
  })

  test('whoever told of it may end it, an officer too, and nobody else', async () => {
    const t = await fault('应急广播测试有故障，没声音', member(0))
    const other = await said('广播修好了', member(1))
    expect(other.answer).toContain('要由值班员、保管人或报告人来做')
    expect(await state(t)).toBe('faulty')
    await said('广播修好了', member(0))
    expect(await state(t)).toBe('mended')
  })

  test('a test that goes well ends no fault, and says that it stands', async () => {
    const t = await fault()
    const { answer } = await said('应急广播测试正常')
    expect(await state(t)).toBe('faulty')
    expect(answer).toContain('故障未销')
    expect(answer).toContain(t.no)
  })

  test('of several it is asked which; a place or a number tells', async () => {
    const one = await fault('石岭村大喇叭不响')
    const two = await fault('下坪村大喇叭没声音')
    const { answer } = await said('大喇叭修好了')
    expect(answer).toContain('说的是哪一处')
    expect(answer).toContain(one.no)
    expect(answer).toContain(two.no)
    await said('下坪村大喇叭修好了')
    expect([await state(one), await state(two)]).toEqual(['faulty', 'mended'])
  })

  test('mended and tried in one breath is both', async () => {
    const t = await fault('发电机打不着')
    const { made } = await said('发电机修好了，试机正常')
    expect(await state(t)).toBe('mended')
    expect(made.map((m) => m.state)).toEqual(['passed'])
  })

  test('the day of a fault is said whole, also where it has few digits', async () => {
    w.clock.forward(42 * 24 * 60)
    await fault('石岭村大喇叭不响')
    await fault('下坪村大喇叭没声音')
    const { answer } = await said('大喇叭修好了')
    expect(answer.match(/，1月5日）/g)).toHaveLength(2)
  })

  test('with nothing in the log there is nothing to end', async () => {
    const { made, answer } = await said('发电机修好了')
    expect(made).toEqual([])
    expect(answer).toContain('没有在册的故障')
  })

  test('“修好了” that quotes a hazard is the hazard’s', async () => {
    const grid = member()
    const hazard = await w.says(grid, group(), '隐患：石岭村桥头栏杆松动')
    const fault1 = await fault()
    await said('修好了', grid, group(), { replyTo: hazard })
    expect(await state(fault1)).toBe('faulty')
  })

  test('not mended yet is no end', async () => {
    const t = await fault()
    await said('广播还没修好')
    expect(await state(t)).toBe('faulty')
  })

  test('a fault of a drill is marked, told as one, and stands in no real list', async () => {
    const { test: t, answer, sent } = await said('【演练】应急广播测试有故障，没声音')
    expect(t).toMatchObject({ drill: true, state: 'faulty' })
    expect(t!.no).toMatch(/^YLSB-/)
    expect(answer).toContain('【演练】')
    expect(sent.every((s) => s.message.drill)).toBe(true)
    expect((await w.ledgerOf(t!)).every((l) => l.drill)).toBe(true)
    expect((await said('设备情况', member())).answer).toContain('设备没有在册的故障')
    // and a drill's word does not end a real one
    const real = await fault('卫星电话不通')
    await said('【演练】卫星电话修好了')
    expect(await state(real)).toBe('faulty')
  })
})

describe('by plan', () => {
  beforeEach(async () => {
    w = await createWorld()
    await upkeep()
    return async () => {
      expect(w.errors).toEqual([])
      await w.close()
    }
  })
  /** Only the satellite phone, every 30 days, so that nothing else is due. */
  const only = (days = 30, at = '09:00') =>
    w.setting('equipment', {
      every_days: { satellite_phone: days, video_link: null, broadcast: null, generator: null },
      at,
    })
  const kind = () => w.latest('equipment', { device: 'satellite_phone' })
  const reminders = (from = 0) => w.sent.slice(from).filter((s) => s.message.text.includes('该测试了'))
  /** So many days later, at the same time of day; what falls due in the last two hours is done on the way. */
  const days = async (n: number) => {
    w.clock.forward(n * 24 * 60 - 120)
    await w.fastForward(120)
  }
  /** How many reminders each of the officers had; in weeks without a duty sheet that is everybody of the role. */
  const each = () => {
    const counts = new Map<string, number>()
    for (const s of reminders()) counts.set(s.account!, (counts.get(s.account!) ?? 0) + 1)
    return new Set(counts.values())
  }
  const officers = () => [...w.roster.people.values()].filter((p) => p.roles.some((r) => r.role === 'duty_officer'))

  test('all four stand under the plan from the start; nothing is due yet', async () => {
    expect((await w.rows('equipment')).map((k) => k.device)).toEqual([
      'broadcast',
      'generator',
      'satellite_phone',
      'video_link',
    ])
    await upkeep()
    expect(await w.rows('equipment')).toHaveLength(4)
    expect(await w.due(await kind())).toHaveLength(1)
    expect(reminders()).toEqual([])
  })

  test('due, the officers are reminded once, in the morning, and for the next date again', async () => {
    await only()
    await upkeep()
    await days(30)
    expect(new Set(reminders().map((s) => s.account))).toEqual(new Set(officers().map((p) => p.id)))
    expect(reminders()[0]!.message.text).toBe('卫星电话该测试了')
    expect((await kind()).remindedFor).toBe('2026-12-24')
    await upkeep()
    await days(10)
    expect(each()).toEqual(new Set([1]))
    await days(20)
    expect(each()).toEqual(new Set([2]))
    expect(w.sent.some((s) => s.chat?.startsWith('group:') && s.message.text.includes('该测试了'))).toBe(false)
  })

  test('whoever tests in time hears nothing, and the next date counts from the test', async () => {
    await only()
    await upkeep()
    await days(20)
    await said('卫星电话测试正常')
    await upkeep()
    await days(15)
    expect(reminders()).toEqual([])
    await days(16)
    expect(each()).toEqual(new Set([1]))
  })

  test('a test of one village, of a drill, or without a result is none of the plan’s', async () => {
    await only()
    await upkeep()
    const due = (await w.due(await kind()))[0]!.dueAt
    await days(5)
    await said('石岭村卫星电话测试正常')
    await said('【演练】卫星电话测试正常')
    await said('卫星电话试过了')
    expect((await w.due(await kind()))[0]!.dueAt).toEqual(due)
  })

  test('whoever is named to look after it is reminded in the officers’ place; only officers name', async () => {
    await only()
    await upkeep()
    const keeper = member(1)
    expect((await said(`卫星电话由${keeper.name}负责`, member(0))).answer).toContain('要由值班员或领导来做')
    expect((await said(`卫星电话由${keeper.name}负责`)).answer).toContain(`由${keeper.name}负责了`)
    expect((await kind()).keeperId).toBe(keeper.id)
    await days(30)
    expect(reminders().map((s) => s.account)).toEqual([keeper.id])
  })

  test('never at night: an hour within the quiet ones waits for their end, and so does what falls due late', async () => {
    await only(30, '23:00')
    await upkeep()
    const [waiting] = await w.due(await kind())
    expect(waiting!.dueAt.toISOString()).toBe('2026-12-24T22:30:00.000Z')
    await only(30)
    await upkeep()
    // the clock was down from the morning to the night
    w.clock.forward(30 * 24 * 60 + 13 * 60)
    await w.fastForward(1)
    expect(reminders()).toEqual([])
    await w.fastForward(8 * 60)
    expect(each()).toEqual(new Set([1]))
  })

  test('a reminder that could not be sent before the test was made is not sent any more', async () => {
    await only()
    await upkeep()
    const { answer } = w.channel
    w.channel.answer = () => ({ kind: 'again', afterMs: 3_600_000, code: 'down' })
    await days(30)
    w.channel.answer = answer
    await said('卫星电话测试正常')
    await w.fastForward(60)
    expect(reminders()).toEqual([])
    const owed = await w.rows('outbox', { still: 'untested' })
    expect(new Set(owed.map((o) => `${o.state} ${o.reason}`))).toEqual(new Set(['settled tested']))
  })

  test('the leaders’ summary tells of what is broken and what is due; a quiet day says nothing of it', async () => {
    await only(5)
    await said('应急广播测试有故障，没声音')
    await said('【演练】发电机打不着火')
    w.clock.forward(6 * 60 - 20)
    await w.digest()
    const summary = w.sent.filter((s) => s.message.text.includes('应急日报')).at(-1)!
    expect(JSON.stringify(summary.message.card)).toContain('1处没修好：应急广播')
    expect(JSON.stringify(summary.message.card)).not.toContain('发电机')
    expect(summary.message.card!.tone).toBe('warn')
  })

  test('help teaches how it is said', async () => {
    const { answer } = await said('全部帮助')
    expect(answer).toContain('卫星电话测试正常')
    expect(answer).toContain('设备情况')
  })

  test('after a long darkness one reminder comes, not one for every date that went by', async () => {
    await only(7)
    await upkeep()
    w.clock.forward(40 * 24 * 60)
    await w.fastForward(60)
    expect(each()).toEqual(new Set([1]))
  })

  test('another interval counts at once; a reminder that was lost is set again; no plan, no reminder', async () => {
    await only(10)
    await upkeep()
    expect((await w.due(await kind()))[0]!.dueAt.toISOString()).toBe('2026-12-04T01:00:00.000Z')
    await w.lost('deadlines', { kind: 'equipment.due' })
    await upkeep()
    expect(await w.due(await kind())).toHaveLength(1)
    await w.setting('equipment', {
      every_days: { satellite_phone: null, video_link: null, broadcast: null, generator: null },
      at: '09:00',
    })
    await upkeep()
    expect(await w.due(await kind())).toEqual([])
  })

  test.each([
    '设备情况？',
    '设备怎么样',
    '卫星电话测了没',
    '卫星电话上次什么时候测的',
    '应急广播修好了没有？',
    '发电机有故障吗',
  ])('“%s” is answered from the log', async (question) => {
    await said('卫星电话测试正常')
    const broken = await said('应急广播测试有故障，没声音')
    await said('发电机打不着火')
    const { answer, made } = await said(question, member())
    expect(made).toEqual([])
    if (question.startsWith('设备')) {
      expect(answer).toContain('设备有2处故障')
      expect(answer).toContain(broken.test!.no)
    }
    if (question.startsWith('卫星电话')) expect(answer).toMatch(/卫星电话：11月24日 \d\d:\d\d测过，下次12月24日前/)
    if (question.startsWith('应急广播')) expect(answer).toContain('没声音')
  })
})

describe('the list and the sheet', () => {
  let d: Door
  beforeAll(async () => {
    d = await openDoor()
    w = d.world
    await upkeep()
    await said('卫星电话测试正常')
    await said('石岭村大喇叭不响，联系13800001234', member())
    await said('【演练】发电机试机正常')
    await said('对讲机测试正常')
    await said('水位计坏了，没有数据')
  })
  afterAll(() => w.close())

  test('how each kind stands, with its faults', async () => {
    const { status, body } = await d.ask('/api/v1/equipment')
    expect(status).toBe(200)
    const of = (device: string) => body.items.find((i: { device: string }) => i.device === device)
    expect(of('satellite_phone')).toMatchObject({ device_words: '卫星电话', every_days: 30, due_on: null, faults: [] })
    expect(of('satellite_phone').tested_at).toMatch(/^2026-11-24T.*\+08:00$/)
    expect(of('broadcast').faults).toHaveLength(1)
    expect(of('generator').tested_at).toBeNull()
    expect(body.items.filter((i: { device: string }) => i.device === 'other')).toMatchObject([
      { device_words: '水位计', every_days: null, faults: [{ fault: expect.stringContaining('没有数据') }] },
      { device_words: '对讲机', every_days: null, faults: [] },
    ])
  })

  test('the log, newest first, by device, state, village and drill', async () => {
    const all = await d.ask('/api/v1/equipment/tests')
    expect(all.body.items.map((i: { device: string }) => i.device)).toEqual([
      'other',
      'other',
      'generator',
      'broadcast',
      'satellite_phone',
    ])
    for (const [query, device] of [
      ['device=satellite_phone', 'satellite_phone'],
      ['state=faulty&village=石岭村', 'broadcast'],
      ['village=石岭村', 'broadcast'],
      ['drill=true', 'generator'],
    ])
      expect(
        (await d.ask(`/api/v1/equipment/tests?${query}`)).body.items.map((i: { device: string }) => i.device),
      ).toEqual([device])
    const wrong = await d.ask('/api/v1/equipment/tests?device=radio')
    expect(wrong.status).toBe(400)
    expect(wrong.body).toMatchObject({ field: 'device', example: expect.anything() })
  })

  test('one by number or id, with what became of it', async () => {
    const [{ no, id }] = (await d.ask('/api/v1/equipment/tests?state=faulty&device=broadcast')).body.items
    for (const ref of [no, id]) {
      const { status, body } = await d.ask(`/api/v1/equipment/tests/${ref}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({ no, fault: '石岭村大喇叭不响', history: [{ change: 'equipment.tested' }] })
    }
    expect((await d.ask('/api/v1/equipment/tests/SB-20000101-001')).status).toBe(404)
  })

  test('the sheet has every test of the span, drills apart', async () => {
    const folder = await openFolder()
    try {
      const write = async (drill: boolean) => {
        const out = folder.path()
        const options = { full: false, drill, now: w.clock.now(), actor: 'test' }
        await exportFile('equipment', out, { db: w.db }, { tz: 'Asia/Shanghai', dataDir: 'nowhere' }, options)
        return readSheets(out)
      }
      const real = JSON.stringify(await write(false))
      expect(real).toContain('卫星电话')
      expect(real).toContain('大喇叭不响')
      expect(real).toContain('对讲机')
      expect(real).not.toContain('YLSB')
      expect(real).not.toContain('13800001234')
      expect(JSON.stringify(await write(true))).toContain('YLSB-20261124-001')
    } finally {
      await folder.close()
    }
  })
})
