/** A conversation keeps its thread: what a message is about is told by a number, a quoted card, or what its sender is telling. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let member: ReturnType<World['person']>
let other: ReturnType<World['person']>
let group: string
let before = 0

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
  before = w.sent.length
})

const since = () => w.sent.slice(before)
const said = (address: string) => w.to(address, before)
const alone = (who: { id: string }) => `p2p:${who.id}`
const count = async (kind: RecordKind) => (await w.rows('records', { kind })).length
/** The last one filed of a kind, and how it stands whenever it is asked for. */
const told = async (who: typeof member, text: string, kind: RecordKind = 'disaster_report', chat = group) => {
  await w.says(who, chat, text)
  const { id, no } = (await w.rows('records', { kind })).at(-1)!
  return { id, no, now: () => w.latest('records', { id }) }
}
/** The card that an officer holds of a record: what is quoted. */
const cardOf = (no: string, holder: { id: string }) =>
  `sent-${since().find((s) => s.account === holder.id && s.message.card?.title.includes(no))!.id}`

describe('a number or a quoted card says what a message is about', () => {
  test('an officer names a report by its number: its fields change, and no other report is opened', async () => {
    const { no, now } = await told(member, '石岭村1组后山滑坡，路断了')
    const reports = await count('disaster_report')
    const officer = w.officer()
    await w.says(officer, alone(officer), `${no} 受伤5人`)
    expect((await now()).fields).toMatchObject({ injured: 5, village: '石岭村' })
    expect(said(alone(officer)).at(-1)).toBe(`已改：受伤 5人（${no}）。`)
    expect(await count('disaster_report')).toBe(reports)
  })

  test('another member’s words join as an addition, are answered shortly and raised where they tell of harm', async () => {
    const { no, now } = await told(member, '石岭村2组后山滑坡，路断了')
    const reports = await count('disaster_report')
    const mark = w.sent.length
    await w.says(other, group, `${no} 受伤5人`)
    const record = await now()
    expect(record.fields).not.toHaveProperty('injured')
    expect(record.text).toContain(`补充（${other.name}）：${no} 受伤5人`)
    expect(w.to(group, mark).at(-1)).toContain(`已补充到 ${no}`)
    const alert = w.sent
      .slice(mark)
      .find((s) => s.account === w.officer().id && s.message.text.includes('又说了新情况'))
    expect(alert?.message.card?.original?.text).toContain('受伤5人')
    expect(await count('disaster_report')).toBe(reports)
  })

  test('what another adds without harm stands on the card, and nobody is called for it', async () => {
    const { no } = await told(member, '石岭村3组后山滑坡，路断了')
    const mark = w.sent.length
    await w.says(other, group, `${no} 现场已拉警戒线，村里有人守着`)
    expect(w.to(group, mark).at(-1)).toContain(`已补充到 ${no}`)
    const officers = w.sent.slice(mark).filter((s) => s.account === w.officer().id)
    expect(officers.map((s) => s.message.card?.original?.text).join()).toContain('警戒线')
    expect(officers.map((s) => s.message.text).filter((t) => t.includes('又说了'))).toEqual([])
  })

  test('a quoted card takes new words in: it never opens another report', async () => {
    const { no, now } = await told(member, '石岭村4组后山滑坡，压了1间房')
    const officer = w.officer()
    const card = cardOf(no, officer)
    const reports = await count('disaster_report')
    w.clock.forward(40)
    await w.says(officer, alone(officer), '山上又滚石头下来了，伤了2个人', { replyTo: card })
    expect((await now()).fields).toMatchObject({ injured: 2 })
    const leader = w.leader()
    await w.says(leader, alone(leader), '旁边那栋楼也着火了', { replyTo: cardOf(no, leader) })
    expect((await now()).text).toContain('旁边那栋楼也着火了')
    expect(await count('disaster_report')).toBe(reports)
  })

  test('another place named under a quote is an addition: the report stays where it was', async () => {
    const { no, now } = await told(member, '石岭村5组后山滑坡，路断了')
    const mine = await w.says(member, group, '石岭村5组又垮了一方')
    await w.says(member, group, '下坪村1组也滑坡了，伤了1个人', { replyTo: mine })
    const record = await now()
    expect(record.fields).toMatchObject({ village: '石岭村' })
    expect(record.text).toContain('下坪村1组也滑坡了')
    // new harm is heard by the officer and by the leader on duty
    for (const who of [w.officer(), w.leader()])
      expect(since().some((s) => s.account === who.id && s.message.card?.title === `情况加重：${no}`)).toBe(true)
  })

  test('a hazard named by its number takes new words: no second hazard', async () => {
    const { no, now } = await told(member, '隐患：石岭村2组桥头栏杆松动', 'hazard_report')
    const hazards = await count('hazard_report')
    await w.says(member, group, `${no} 栏杆又断了一根，下面住着3户`)
    expect((await now()).text).toContain('又断了一根')
    expect(said(group).at(-1)).toContain(no)
    await w.says(other, group, `${no} 晚上有小孩在那里玩`)
    expect((await now()).text).toContain(`补充（${other.name}）`)
    expect(await count('hazard_report')).toBe(hazards)
  })

  test('of a report that is over the words are kept and told, and the answer says so', async () => {
    const { no, now } = await told(member, '石岭村1组挡墙垮了，没人受伤')
    await w.presses(w.officer(), '办结', undefined, (s) => !!s.message.card?.title.includes(no))
    const mark = w.sent.length
    await w.says(member, group, `${no} 受伤1人`)
    const record = await now()
    expect(record.state).toBe('closed')
    expect(record.fields.injured).toBe(0)
    expect(record.text).toContain('受伤1人')
    expect(w.to(group, mark).at(-1)).toContain('已办结')
    expect(w.sent.slice(mark).some((s) => s.account === w.officer().id && s.message.text.includes('又说了'))).toBe(true)
  })

  test('a stranger who names a record is kept apart, and an officer looks into it', async () => {
    const { no, now } = await told(member, '石岭村1组挡墙垮了')
    const asides = await count('aside')
    await w.says({ id: 'ou_thread', name: '过路人' }, group, `${no} 死了3个人`)
    expect((await now()).fields).not.toHaveProperty('deaths')
    expect(await count('aside')).toBe(asides + 1)
  })

  test('a number that is a warning’s answers that warning', async () => {
    const officer = w.officer()
    for (const what of ['暴雨橙', '大风黄']) {
      const text = `青溪县气象台11月24日10时发布${what}色预警信号：预计未来3小时石岭村将受影响，请注意防范。`
      await w.says(officer, alone(officer), `发布预警 ${text}`)
      await w.presses(officer, '确认发布')
    }
    const [rain, wind] = (await w.rows('warnings')).slice(-2)
    await w.says(member, alone(member), `${rain!.no} 收到`)
    expect((await w.obligation(rain!, member)).answeredAt).not.toBeNull()
    expect((await w.obligation(wind!, member)).answeredAt).toBeNull()
    for (const _ of [rain, wind]) await w.presses(officer, '解除')
  })
})

describe('several open stories of one sender are told apart', () => {
  test('by what is spoken of, by place and by kind; each change is answered in a line that names the record', async () => {
    const who = w.person('grid_member', '梅坑村', 1)
    const chat = w.groupOf('梅坑村')
    const slide = await told(who, '梅坑村1组后山滑坡，路断了', 'disaster_report', chat)
    const fire = await told(who, '梅坑村3组老李家着火了', 'disaster_report', chat)
    const reports = await count('disaster_report')
    await w.says(who, chat, '火灭了')
    expect(w.to(chat)).toContain(`已改：已扑灭（${fire.no}）。`)
    expect((await fire.now()).fields).toMatchObject({ fire_out: true })
    await w.says(who, chat, '路通了')
    expect((await slide.now()).fields).toMatchObject({ road_status: '恢复' })
    expect(
      w
        .to(chat)
        .filter((t) => t.includes('已改'))
        .at(-1),
    ).toBe(`已改：道路 恢复（${slide.no}）。`)
    await w.says(who, chat, '1组又下来一截')
    expect((await slide.now()).text).toContain('又下来一截')
    await w.says(who, chat, '老李家伤了一个')
    expect((await fire.now()).fields).toMatchObject({ injured: 1 })
    expect(await count('disaster_report')).toBe(reports)
  })

  test('where two fit one press asks which, privately; what tells of harm is before the officers meanwhile', async () => {
    const who = w.person('grid_member', '罗塘村', 1)
    const chat = w.groupOf('罗塘村')
    const one = await told(who, '罗塘村1组后山滑坡', 'disaster_report', chat)
    const two = await told(who, '罗塘村4组屋后滑坡', 'disaster_report', chat)
    const mark = w.sent.length
    await w.says(who, chat, '受伤2人')
    expect(w.to(chat, mark)).toEqual([])
    const asked = w.sent.slice(mark).find((s) => s.account === who.id)!.message.card!
    expect(asked.buttons!.map((b) => b.label.slice(0, 15))).toEqual([two.no, one.no])
    expect(w.to(w.officer().id, mark).join()).toContain('受伤2人')
    await w.presses(who, asked.buttons![1]!.label)
    expect((await one.now()).fields).toMatchObject({ injured: 2 })
    expect((await two.now()).fields).not.toHaveProperty('injured')
    expect(w.to(alone(who), mark).at(-1)).toBe(`已改：受伤 2人（${one.no}）。`)
    // the same press once more changes nothing
    await w.presses(who, asked.buttons![0]!.label)
    expect((await two.now()).fields).not.toHaveProperty('injured')
  })

  test('how it went on is told hours later, from anywhere', async () => {
    const who = w.person('grid_member', '沙洲村', 1)
    const { no, now } = await told(who, '沙洲村2组滑坡，路断了，停电', 'disaster_report', w.groupOf('沙洲村'))
    const reports = await count('disaster_report')
    w.clock.forward(120)
    await w.says(who, alone(who), '路通了')
    expect((await now()).fields).toMatchObject({ road_status: '恢复' })
    expect(said(alone(who)).at(-1)).toBe(`已改：道路 恢复（${no}）。`)
    w.clock.forward(60)
    await w.says(who, alone(who), '电来了')
    expect((await now()).fields).toMatchObject({ power_status: '恢复' })
    expect(await count('disaster_report')).toBe(reports)
  })

  test('chat is no story', async () => {
    const who = w.person('grid_member', '沙洲村', 1)
    const mark = w.sent.length
    for (const text of ['哈哈', '晚上吃什么', '好的']) await w.says(who, w.groupOf('沙洲村'), text)
    expect(w.sent.length).toBe(mark)
  })
})

describe('follow-ups in a few words', () => {
  test('a bare number answers what was asked; what it stands for is asked where it may be two things', async () => {
    const who = w.person('grid_member', '柳湾村', 1)
    const { no, now } = await told(who, '柳湾村1组后山滑坡', 'disaster_report', alone(who))
    await w.says(who, alone(who), '2')
    expect((await now()).fields).not.toHaveProperty('injured')
    await w.presses(who, '受伤2人')
    expect((await now()).fields).toMatchObject({ injured: 2 })
    expect(said(alone(who)).at(-1)).toBe(`已改：受伤 2人（${no}）。`)
    await w.says(who, alone(who), '5户')
    expect((await now()).fields).toMatchObject({ affected_households: 5 })
    await w.says(who, alone(who), '不是五户是六户')
    expect((await now()).fields).toMatchObject({ affected_households: 6 })
    expect(
      said(alone(who))
        .filter((t) => t.startsWith('已改'))
        .at(-1),
    ).toBe(`已改：受灾 6户（${no}）。`)
  })

  test('没有 answers whether anybody is hurt', async () => {
    const who = w.person('grid_member', '柳湾村', 2)
    const { now } = await told(who, '柳湾村4组屋后塌方', 'disaster_report', alone(who))
    await w.says(who, alone(who), '没有')
    expect((await now()).fields).toMatchObject({ injured: 0, trapped: 0 })
  })

  test('救出来了, 还有一个: by how many are caught; what is not understood is said plainly', async () => {
    const who = w.person('grid_member', '云峰村', 1)
    const { now } = await told(who, '云峰村1组滑坡，埋了1个人', 'disaster_report', alone(who))
    await w.says(who, alone(who), '救出来了')
    expect((await now()).fields).toMatchObject({ trapped: 0, rescued: 1 })
    const of = w.person('grid_member', '云峰村', 2)
    const two = await told(of, '云峰村4组滑坡，埋了3个人', 'disaster_report', alone(of))
    await w.says(of, alone(of), '救出来了')
    expect((await two.now()).fields).toMatchObject({ trapped: 3 })
    expect(said(alone(of)).join()).toContain('被困登记的还是3人')
    await w.says(of, alone(of), '还有一个')
    await w.presses(of, '还剩1人被困')
    expect((await two.now()).fields).toMatchObject({ trapped: 1 })
    expect(said(alone(of)).at(-1)).toBe(`已改：被困 1人（${two.no}）。`)
  })

  test('到了, said by whoever took it over, moves it on and its reporter hears', async () => {
    const who = w.person('grid_member', '竹园村', 1)
    const { no, now } = await told(who, '竹园村1组后山滑坡，路断了', 'disaster_report', alone(who))
    const officer = w.officer()
    await w.presses(officer, '接警', undefined, (s) => !!s.message.card?.title.includes(no))
    await w.says(officer, alone(officer), '预计20分钟到')
    expect((await now()).state).toBe('received')
    await w.says(officer, alone(officer), '到了')
    expect((await now()).state).toBe('handling')
    expect(said(alone(who)).at(-1)).toContain('已到现场')
  })
})

describe('what is denied, wished for, promised or asked about is not done', () => {
  test('of a hazard: it stays where it is, and the answer does not say that it is done', async () => {
    const who = w.person('grid_member', '双溪村', 1)
    const { no, now } = await told(who, '隐患：双溪村小学门口井盖没了', 'hazard_report', alone(who))
    for (const text of ['还没有整改完成', '12月1日前整改完', '整改完成了吗']) {
      await w.says(who, alone(who), `${no} ${text}`)
      expect(['registered', 'rectifying']).toContain((await now()).state)
      expect(said(alone(who)).at(-1)).not.toContain('已记为整改完成')
    }
  })

  test('no round and no check-in of what was not made', async () => {
    const who = w.person('grid_member', '双溪村', 2)
    const [rounds, checks] = [await count('patrol'), await count('check_in')]
    for (const text of ['今天没去巡查', '今天没有巡查水库', '我签到了没有', '我还没签到'])
      await w.says(who, alone(who), text)
    expect([await count('patrol'), await count('check_in')]).toEqual([rounds, checks])
  })

  test('whoever goes off duty signs off alone, whoever takes over does not', async () => {
    const officer = w.officer()
    const other = [...w.roster.people.values()].find(
      (p) => p.id !== officer.id && p.roles.some((r) => r.role === 'duty_officer'),
    )!
    await w.says(officer, alone(officer), `我下班了，${other.name}接我的班`)
    // kept as a sign-off that names who takes over, or as a hand-over
    const { fields } = [
      ...(await w.rows('records', { kind: 'check_out' })),
      ...(await w.rows('records', { kind: 'handover' })),
    ].at(-1)!
    expect(fields).toMatchObject({ to: [other.name] })
    expect(fields.persons ?? fields.from).toEqual([officer.name])
    const handed = await told(officer, `我交班给${other.name}`, 'handover', alone(officer))
    expect((await handed.now()).fields).toMatchObject({ from: [officer.name], to: [other.name] })
  })
})

describe('sensitive matter is held back at every addition', () => {
  /** What anybody but the officers was shown since a mark. */
  const isOfficer = (id: string) => !!w.roster.people.get(id)?.roles.some((r) => r.role === 'duty_officer')
  const seenByOthers = (mark: number) =>
    w.sent
      .slice(mark)
      .filter((s) => !isOfficer((s.account ?? s.chat ?? '').replace('p2p:', '')))
      .map((s) => JSON.stringify(s.message))
      .join()
  const SECRET = '有人喝农药要自杀'

  test.each<[string, (no: string, who: typeof member, chat: string) => Promise<unknown>]>([
    ['a follow-up', (_, who, chat) => w.says(who, chat, `又伤了1个人，${SECRET}`)],
    ['a number by the reporter', (no, who, chat) => w.says(who, chat, `${no} ${SECRET}`)],
    ['an addition by another', (no, _, chat) => w.says(other, chat, `${no} ${SECRET}`)],
    ['a correction', (_, who, chat) => w.says(who, chat, `更正：伤了3个人，${SECRET}`)],
    ['a numbered change', (_, who, chat) => w.says(who, chat, `2=石岭村1组${SECRET}`)],
    ['an officer by number', (no) => w.says(w.officer(), alone(w.officer()), `${no} 受伤1人，${SECRET}`)],
  ])('%s', async (_, say) => {
    const who = w.person('grid_member', '大枫村', 1)
    const chat = w.groupOf('大枫村')
    const { no, now } = await told(who, '大枫村1组后山滑坡，伤了2个人', 'disaster_report', chat)
    const mark = w.sent.length
    await say(no, who, chat)
    expect((await now()).fields).toMatchObject({ restricted: true })
    expect(seenByOthers(mark)).not.toContain('自杀')
    // nor when it is looked at again: asked about, moved on
    await w.presses(w.officer(), '办结', undefined, (s) => !!s.message.card?.title.includes(no))
    await w.says(who, chat, '@安安 我报的那条怎么样了')
    await w.says(other, chat, '@安安 大枫村今天有什么情况')
    expect(seenByOthers(mark)).not.toContain('自杀')
  })

  test('of a hazard too: by its reporter, by another, with a photo', async () => {
    const who = w.person('grid_member', '大枫村', 2)
    const chat = w.groupOf('大枫村')
    for (const say of [
      (no: string) => w.says(who, chat, `${no} ${SECRET}`),
      (no: string) => w.says(other, chat, `${no} ${SECRET}`),
      (no: string) => w.says(who, chat, `${no} ${SECRET}`, { attachments: [{ kind: 'image', key: `s-${no}` }] }),
    ]) {
      const { no, now } = await told(who, '隐患：大枫村小学门口井盖没了', 'hazard_report', chat)
      const mark = w.sent.length
      await say(no)
      expect((await now()).fields).toMatchObject({ restricted: true })
      expect(seenByOthers(mark)).not.toContain('自杀')
      expect(
        w.sent.slice(mark).some((s) => isOfficer(s.account ?? '') && JSON.stringify(s.message).includes('自杀')),
      ).toBe(true)
      w.clock.forward(13)
    }
  })
})

test('whatever is said after a report of one’s own is decided by what was looked up for it', async () => {
  const lines = ['G1', 'G2', 'G3'].flatMap((set) =>
    readFileSync(`test/corpus/fresh/${set}.jsonl`, 'utf8').trim().split('\n'),
  )
  const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text).filter((_, i) => i % 9 === 0)
  const doubtful = ['打错了，是老章不是老张', '演练情况', '听老人讲1998年这里发大水，淹死了12个人']
  for (const text of [...doubtful, ...texts]) {
    w.clock.forward(13)
    await w.says(member, group, '石岭村1组后山滑坡，路断了')
    await w.says(member, group, text)
  }
  expect([...w.errors, ...w.deadLetters]).toEqual([])
}, 60_000)

test('nothing was lost on the way', () => {
  expect(w.errors).toEqual([])
  expect(w.deadLetters).toEqual([])
})
