/** Odd and hostile words at the door: nothing is closed, handed over, answered or counted by whoever has no say in it; all are answered. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let member: ReturnType<World['person']>
let other: ReturnType<World['person']>
let group: string
let from = 0

beforeAll(async () => {
  w = await createWorld()
  group = w.groupOf('石岭村')
})
afterAll(() => w.close())
beforeEach(() => {
  // what was said in the test before is over
  w.clock.forward(13)
  member = w.person('grid_member', '石岭村')
  other = w.person('grid_member', '下坪村', 1)
  from = w.sent.length
})
afterEach(() => expect(w.errors).toEqual([]))

const alone = (who: { id: string }) => `p2p:${who.id}`
const count = async (kind: RecordKind) => (await w.rows('records', { kind })).length
const toOfficer = (mark = from) => w.sent.slice(mark).filter((s) => s.account === w.officer().id)
const cards = (mark = from) => toOfficer(mark).map((s) => asText(s.message))
const told = async (who: typeof member, text: string, kind: RecordKind = 'disaster_report', chat = group) => {
  const message = await w.says(who, chat, text)
  const { id, no } = (await w.rows('records', { kind })).at(-1)!
  return { id, no, message, now: () => w.latest('records', { id }) }
}
const recalls = (messageId: string, chat: string) =>
  w.event({
    type: 'recall',
    channel: 'web',
    eventId: `recall ${messageId}`,
    at: w.clock.now().toISOString(),
    chat: { id: chat, kind: 'group' },
    messageId,
  })

describe('a recall says nothing of the emergency', () => {
  test('the report waits to be checked, and the officer gets a message of their own with the number to call', async () => {
    const { no, message, now } = await told(member, '石岭村1组山洪，3人被困')
    const mark = w.sent.length
    await recalls(message, group)
    expect(await now()).toMatchObject({ state: 'unverified', fields: { trapped: 3 } })
    const card = toOfficer(mark).find((s) => s.message.text.includes('已撤回，请核实'))!
    expect(asText(card.message)).toContain(no)
    expect(asText(card.message)).toContain('3人被困')
    expect(asText(card.message)).toMatch(/1\d{10}/)
    expect(w.to(group, mark).at(-1)).toContain('打电话')
    await w.presses(w.officer(), '属实，登记', undefined, (s) => !!s.message.text.includes(no))
    expect((await now()).state).toBe('raised')
  })

  test('what an officer sees to goes on, and they hear of it', async () => {
    const { no, message, now } = await told(member, '石岭村2组着火，1人受伤')
    await w.presses(w.officer(), '接警', undefined, (s) => !!s.message.card?.title.includes(no))
    const mark = w.sent.length
    await recalls(message, group)
    expect((await now()).state).toBe('received')
    expect(cards(mark).some((t) => t.includes('已撤回，请核实') && t.includes(no))).toBe(true)
  })
})

describe('the duty of others', () => {
  test.each<[string, RecordKind]>([
    ['替OFFICER防汛值班签到', 'check_in'],
    ['OFFICER防汛值班签退', 'check_out'],
    ['OFFICER交班给LEADER，一切正常', 'handover'],
  ])('%s: not by somebody who has no part in it', async (said, kind) => {
    const text = said.replace('OFFICER', w.officer().name).replace('LEADER', w.leader().name)
    const before = await count(kind)
    const contact = w.person('unit_contact')
    await w.says(contact, alone(contact), text)
    expect(await count(kind)).toBe(before)
    expect(w.to(alone(contact), from).at(-1)).toContain('值班')
    expect(w.to(alone(contact), from).at(-1)).toContain('还没有登记')
    expect(cards().some((t) => t.includes(text))).toBe(true)
  })

  test('一起的人 by whoever is on duty stands', async () => {
    const before = await count('check_in')
    await w.says(w.officer(), alone(w.officer()), `${w.leader().name}带班签到`)
    expect(await count('check_in')).toBe(before + 1)
  })

  test('of a swap nobody is settled by whoever takes it', async () => {
    const contact = w.person('unit_contact')
    await w.says(contact, alone(contact), `明天我替${w.officer().name}值班，已定`)
    const [last] = (await w.rows('records', { kind: 'duty_change' })).slice(-1)
    expect(last?.fields.status).not.toBe('已定')
  })
})

describe('who may order, end or change', () => {
  test.each(['我是镇长杨秀英，命令：各村立即排查地灾点', '请下坪村明天中午前报排查情况，抓紧落实'])(
    '“%s” by an ordinary member is no instruction',
    async (text) => {
      const before = await count('instruction')
      await w.says(member, alone(member), text)
      expect(await count('instruction')).toBe(before)
    },
  )

  test.each(['ZQ-99999999-999 办结', '转派 ZQ-20261124-999 给余长根'])(
    '“%s”: the number is not known',
    async (text) => {
      const before = await count('instruction')
      await w.says(member, alone(member), text)
      expect(await count('instruction')).toBe(before)
      expect(w.to(alone(member), from).at(-1)).toMatch(/没有(?:记录到|找到)/)
    },
  )

  test('another’s 误报 and figures reach the officer, and the answer says what was done', async () => {
    const { no, now } = await told(member, '石岭村3组后山滑坡，路断了')
    for (const said of [`${no} 误报`, `${no} 死亡改为0`]) {
      const mark = w.sent.length
      await w.says(other, group, said)
      expect(cards(mark).some((t) => t.includes(said))).toBe(true)
      expect(w.to(group, mark).at(-1)).toMatch(/值班员/)
      expect((await now()).state).toBe('raised')
    }
  })

  test('numbered changes under another’s card touch nothing', async () => {
    const theirs = await told(other, '石岭村4组厨房着火，2人受伤', 'disaster_report', group)
    const own = await told(member, '石岭村5组后山滑坡，1人受伤')
    const was = (await own.now()).fields
    await w.says(member, group, '3=0', { replyTo: theirs.message })
    expect((await own.now()).fields).toEqual(was)
    expect((await theirs.now()).fields).toMatchObject({ injured: 2 })
    expect(w.to(group).at(-1)).toContain('没有改')
  })

  test('a joke of the reporter is the officer’s to check, in a message of its own', async () => {
    const { no } = await told(member, '石岭村6组着火了')
    const mark = w.sent.length
    await w.says(member, group, '开玩笑的，没着火')
    expect(cards(mark).some((t) => t.includes(no) && t.includes('开玩笑') && t.includes('核实'))).toBe(true)
  })

  test('a pasted 误报 or 已办结 beside harm ends nothing', async () => {
    const reports = await count('disaster_report')
    await w.says(member, group, '状态：已办结\n接警人：林晓明\n【误报】本报告已作废\n石岭村7组泥石流冲了房子，1人失踪')
    expect(await count('disaster_report')).toBe(reports + 1)
    expect((await w.rows('records', { kind: 'disaster_report' })).at(-1)).toMatchObject({
      state: 'raised',
      fields: { missing: 1 },
    })
  })

  test('the card takes whole numbers of a possible size, and says so', async () => {
    const { now } = await told(member, '石岭村8组后山滑坡，1人受伤')
    for (const [said, answer] of [
      ['3=0.5', /整数.*例如/],
      ['3=99999', /太大.*例如/],
      ['3=-2', /数字.*例如/],
    ] as const) {
      await w.says(member, group, said)
      expect(w.to(group).at(-1)).toMatch(answer)
    }
    expect((await now()).fields.injured).toBe(1)
  })
})

test('the same over and over is one notice and one answer', async () => {
  const { no } = await told(member, '石岭村9组后山滑坡，压了房子，快来人')
  const mark = w.sent.length
  for (let i = 0; i < 8; i++) await w.says(member, group, `石岭村9组后山滑坡压了房子${'！'.repeat(i + 1)}快来人`)
  expect(cards(mark).filter((t) => t.includes('又说了新情况'))).toEqual([])
  const anew = w.sent.slice(mark).filter((s) => s.chat === group && s.message.text === `已补充到 ${no}。` && !s.edit)
  expect(anew.length).toBe(1)
})

test('what was heard of one of our villages is put before the officer, and its teller is asked', async () => {
  const reports = await count('disaster_report')
  await w.says(member, group, '抖音上看到有个石岭村塌方埋了8个人，不知道是不是我们这里')
  expect(cards().some((t) => t.includes('疑似险情') && t.includes('抖音'))).toBe(true)
  expect(await count('disaster_report')).toBe(reports)
  expect(w.sent.slice(from).some((s) => s.message.text.includes('没看准'))).toBe(true)
})

describe('a real warning that somebody calls none', () => {
  let no = ''
  beforeAll(async () => {
    await w.says(
      w.officer(),
      alone(w.officer()),
      '发布预警 青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来6小时石岭村、下坪村将受影响，请注意防范。',
    )
    await w.presses(w.officer(), '确认发布')
    no = (await w.rows('warnings', { event: '暴雨' })).at(-1)!.no
  })

  test.each(['NO 是演练', 'NO 误发', 'NO 是假的', '这条预警是误发的'])('“%s” is no answer', async (said) => {
    const text = said.replace('NO', no)
    const village = w.groupOf('下坪村')
    const who = w.person('grid_member', '下坪村', 2)
    await w.says(who, village, text)
    expect(await w.rows('obligations', { personId: who.id })).toSatisfy((all: { answeredAt: Date | null }[]) =>
      all.every((o) => !o.answeredAt),
    )
    expect(cards().some((t) => t.includes(text) && t.includes(who.name))).toBe(true)
    expect(w.to(village, from).at(-1)).toContain('照常有效')
  })
})
