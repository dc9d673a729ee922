/** Somebody is heard and not seen: with a warning open or without, nothing that may be somebody in danger ends in silence. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let from = 0
type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
const HERE = '罗塘村'
const group = () => w.groupOf(HERE)
const member = (n = 0) => w.person('grid_member', HERE, n)

beforeAll(async () => {
  w = await createWorld()
})
afterAll(async () => {
  await w.close()
})
beforeEach(() => {
  // what was said in the test before is told to its end
  w.clock.forward(13)
  from = w.sent.length
})
afterEach(() => expect(w.errors).toEqual([]))

const toOfficer = () => w.to(w.officer().id, from)
const reports = () => w.rows('records', { kind: 'disaster_report' })

const CRIES = [
  '桥下头好像听见人叫，也许听岔了',
  '桥底下有人喊',
  '河对面有人在喊救命',
  '听到有人喊救命，不晓得在哪里',
  '塌了的猪圈底下有敲击声',
  '楼板下面还有人在敲',
  '坎上那间老屋里有小孩在哭',
  '渠边一只拖鞋，没看见人',
  '上头漂下来一只空船',
  '我家两个孩子放学还没到屋',
  '河里有台拖拉机的灯还亮着',
  '水里好像有人在挥手',
]

describe('without a warning', () => {
  test.each(CRIES)('“%s” is before the officers at once', async (text) => {
    await w.says(member(), group(), text)
    expect(toOfficer().filter((t) => t.includes(text)).length).toBeGreaterThan(0)
    expect(toOfficer().join()).toMatch(/灾情险情|疑似险情待核实/)
  })

  test('a voice under the bridge may be somebody caught there, and the report says so and where', async () => {
    await w.says(member(1), group(), '真的有人在喊救命，桥墩那里')
    expect((await reports()).at(-1)!.fields).toMatchObject({ place: `${HERE}桥墩`, trapped_suspected: true })
  })

  test.each(['有人喊我去打牌', '楼下有人喊收废品', '孩子们在桥头唱歌，真热闹', '我崽放学到家了'])(
    '“%s” is talk',
    async (text) => {
      await w.says(member(), group(), text)
      expect(toOfficer()).toEqual([])
    },
  )
})

describe('an officer says whose words are an emergency', () => {
  test('what was left as unsure is read as that, in the words and at the place of whoever said it', async () => {
    const who = member(2)
    await w.says(who, group(), '那个东西好像又响了一下')
    await w.says(who, group(), '中午吃什么')
    const before = (await reports()).length
    await w.says(w.officer(), p2p(w.officer()), `${who.name}那条是险情，好像又响了一下`)
    const filed = (await reports()).slice(before)
    expect(filed).toMatchObject([{ reporterId: who.id, state: 'raised' }])
    expect(filed[0]!.text).toContain('那个东西好像又响了一下')
    expect(String(filed[0]!.fields.place ?? '')).not.toContain(who.name)
  })

  test.each([
    ['今天外面真热闹啊', (name: string) => `${name}那条是险情`],
    ['大家晚上都在看电视呢', (name: string) => `安安，${name}刚才说的那句是险情。`],
    ['这菜不错，改天一起吃', (name: string) => `${name}发的那条消息算险情`],
  ])('also where it was passed over as talk: %s', async (talk, say) => {
    const who = member(3)
    await w.says(who, group(), talk)
    const before = (await reports()).length
    await w.says(w.officer(), p2p(w.officer()), say(who.name))
    expect((await reports()).slice(before)).toMatchObject([{ reporterId: who.id }])
  })

  test('what is a report already is named, and no second one is made', async () => {
    const who = member(4)
    await w.says(who, group(), '罗塘村2组后山滑坡，路断了')
    const report = (await reports()).at(-1)!
    await w.says(w.officer(), p2p(w.officer()), `${who.name}那条是险情`)
    expect(w.to(p2p(w.officer()), from).at(-1)).toContain(report.no)
    expect((await reports()).at(-1)!.id).toBe(report.id)
  })

  test('whoever is no officer says it of nobody else’s words', async () => {
    const who = member(5)
    await w.says(who, group(), '那边那个好像歪了一点点')
    const before = (await reports()).length
    await w.says(w.person('info_officer', HERE), group(), `${who.name}那条是险情`)
    expect((await reports()).filter((r) => r.reporterId === who.id && r.receivedAt > new Date(0)).length).toBe(
      (await reports()).slice(0, before).filter((r) => r.reporterId === who.id).length,
    )
  })

  test('of several messages that are read as one, the first that names a place says where', async () => {
    const who = member(0)
    await w.says(who, group(), '罗塘村4组屋后那里好像响了一下', { messageId: 'first-place' })
    await w.says(w.officer(), p2p(w.officer()), `${who.name}那条是险情，村部这边没听见`)
    expect(String((await reports()).at(-1)!.fields.place)).toContain('4组')
  })
})

describe('while a warning is open', () => {
  let n = 0
  beforeAll(async () => {
    w.clock.forward(13)
    const officer = w.officer()
    const hour = new Date(w.clock.now().getTime() + 8 * 3600_000).getUTCHours()
    await w.says(
      officer,
      p2p(officer),
      `发布预警 青溪县气象台11月24日${hour}时发布暴雨红色预警信号：预计未来3小时罗塘村、沙洲村将受影响，请注意防范。`,
    )
    await w.presses(officer, '确认发布')
  })

  test.each([...CRIES, '后山有石头滚下来，砸到路上了', '停电了，整个村都黑了', '全村漆黑一片，电没了'])(
    '“%s” is a report or suspected, and not only a difficulty',
    async (text) => {
      const who = w.person('grid_member', '沙洲村', n++ % 5)
      await w.says(who, w.groupOf('沙洲村'), `${text}啊`)
      const cards = w.sent.slice(from).filter((s) => s.account === w.officer().id && s.message.card)
      const shown = cards.filter((s) => asText(s.message).includes(text))
      expect(shown.map((s) => s.message.card!.title).join()).toMatch(/灾情险情|疑似险情待核实/)
    },
  )

  test('it answers the warning as well, where it says that the warning has come', async () => {
    const who = w.person('grid_member', '沙洲村', 5)
    await w.says(who, w.groupOf('沙洲村'), '收到。桥底下有人喊救命')
    expect(await w.hasAnswered(who)).toBe(true)
    expect(toOfficer().join()).toMatch(/灾情险情|疑似险情待核实/)
  })
})
