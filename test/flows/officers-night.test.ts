/** A night of the duty officer: what the people of several villages say of the same things, and what an officer does in words. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let before = 0
let place = 0
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
beforeEach(() => {
  // what was told in the test before is over
  w.clock.forward(13)
  before = w.sent.length
  place += 1
})

const alone = (who: { id: string }) => `p2p:${who.id}`
const said = (chat: string, from = before) => w.to(chat, from).join('\n')
const member = (village = '石岭村') => w.person('grid_member', village)
const count = async (kind: RecordKind = 'disaster_report') => (await w.rows('records', { kind })).length
const last = async (kind: RecordKind = 'disaster_report') => (await w.rows('records', { kind })).at(-1)!
const stands = (no: string) => w.latest('records', { no })
/** A report by the village's own member in its group; its number. */
async function told(text: string, village = '石岭村'): Promise<string> {
  await w.says(member(village), w.groupOf(village), text)
  return (await last()).no
}
const officerSays = async (text: string, more = {}): Promise<string> => {
  const from = w.sent.length
  await w.says(w.officer(), alone(w.officer()), text, more)
  return said(alone(w.officer()), from)
}
const presses = (no: string, label: string, who = w.officer()) =>
  w.presses(who, label, undefined, (s) => !!s.message.card?.title.includes(no))
const end = async (...nos: string[]) => {
  for (const no of nos) {
    const { state } = await stands(no)
    if (['raised', 'received', 'handling'].includes(state)) await presses(no, '办结')
  }
}
/** The end of a number, as people say it. */
const short = (no: string) => no.slice(-3)

describe('误报, and what is none', () => {
  test.each([
    '不是误报！水已经上路了，淹到膝盖',
    '没有误报，水还在涨',
    '真的不是假的，水淹到一楼了',
    '别当是误报，路淹了',
    '不是开玩笑，水进屋了',
  ])('%s: the report stands, and goes on', async (text) => {
    const no = await told(`石岭村${place}组河水漫上来了，淹了2户`)
    await w.says(member(), w.groupOf('石岭村'), text)
    const now = await stands(no)
    expect(now.state).toBe('raised')
    expect(now.text).toContain(text)
    await end(no)
  })

  test.each(['看了，是误报', '虚惊一场，没事'])('%s: it is over', async (text) => {
    const no = await told(`石岭村${place}组后山滑坡，路断了`)
    await w.says(member(), w.groupOf('石岭村'), text)
    expect((await stands(no)).state).toBe('false_alarm')
  })

  test.each([
    'NO 不是误报，是真的',
    'NO 重新打开',
    'SHORT按错了，老章还没出来，重新打开',
    '把 SHORT 撤销误报',
    '请把NO重新开一下',
  ])('an officer opens again what was taken for a false alarm: %s', async (text) => {
    const no = await told(`石岭村${place}组后山滑坡，路断了`)
    await presses(no, '误报')
    const answer = await officerSays(text.replace('NO', no).replace('SHORT', short(no)))
    expect((await stands(no)).state).toBe('raised')
    expect(answer).toContain(`${no} 已重新打开`)
    await end(no)
  })

  test('an officer whose words give no number opens the one that was ended, by whoever has it; of several they are asked', async () => {
    const no = await told(`石岭村${place}组后山滑坡，路断了`)
    await presses(no, '接警')
    await presses(no, '办结')
    await w.fastForward(120)
    const one = await told(`石岭村${place}组挡墙垮了`)
    await presses(one, '办结')
    expect(await officerSays('按错了')).toContain(`${one} 已重新打开`)
    expect(await officerSays('撤销办结')).toMatch(/说的是哪一条[\s\S]*ZQ-/)
    expect((await stands(no)).state).toBe('closed')
    expect(await officerSays(`${short(no)} 撤销办结`)).toContain(`${no} 已重新打开，由`)
    expect((await stands(no)).state).toBe('received')
    await end(no, one)
  })

  test('the card of what is over has a button for it; nobody else may, and a reopened one is asked after again', async () => {
    const no = await told(`石岭村${place}组后山滑坡，路断了`)
    await presses(no, '办结')
    const from = w.sent.length
    await w.says(member(), w.groupOf('石岭村'), `${no} 重新打开`)
    expect((await stands(no)).state).toBe('closed')
    await presses(no, '重新打开')
    expect((await stands(no)).state).toBe('raised')
    expect(said(w.groupOf('石岭村'), from)).toContain('继续处置')
    await w.fastForward(10)
    expect(w.sent.some((s) => s.message.text.includes('无人接警') && s.message.text.includes(no))).toBe(true)
    await end(no)
  })
})

describe('one event under two numbers', () => {
  const two = async () => {
    const first = await told(`罗塘村${place}组后山滑坡，路断了`, '罗塘村')
    w.clock.forward(13)
    const other = w.person('grid_member', '罗塘村', 1)
    await w.says(other, alone(other), `罗塘村${place}组后山滑坡，压坏2间房`)
    return [first, (await last()).no] as const
  }

  test.each(['SB和SA是一件事，并到一起', 'B跟A说的是同一件事', 'SA、SB 是同一个险情，合并', 'B并到A', '把SB并入SA'])(
    'an officer says so: %s',
    async (text) => {
      const [a, b] = await two()
      const answer = await officerSays(
        text.replace('SA', short(a)).replace('SB', short(b)).replace('A', a).replace('B', b),
      )
      expect(answer).toContain(`${b} 与 ${a} 是同一件事`)
      expect((await stands(b)).state).toBe('merged')
      expect(await stands(a)).toMatchObject({ state: 'raised', text: expect.stringContaining('压坏2间房') })
      await end(a)
    },
  )

  test('what somebody has taken over is not put into what waits; a quoted card is the other', async () => {
    const [a, b] = await two()
    await presses(b, '接警')
    const card = w.sent.find((s) => s.account === w.officer().id && s.message.card?.title.includes(a))!
    await officerSays(`和 ${short(b)} 是一回事`, { replyTo: `sent-${card.id}` })
    expect((await stands(a)).state).toBe('merged')
    expect((await stands(b)).state).toBe('received')
    await end(b)
  })

  test('said not to be one, or by somebody else, or of one that is over, nothing is joined', async () => {
    const [a, b] = await two()
    await officerSays(`${a}和${b}不是一件事`)
    await w.says(member('罗塘村'), w.groupOf('罗塘村'), `${a}和${b}是一件事`)
    expect((await stands(b)).state).toBe('raised')
    await presses(a, '办结')
    expect(await officerSays(`${a}和${b}是一件事`)).toContain('没办结的')
    expect((await stands(b)).state).toBe('raised')
    await end(b)
  })

  test('the button to join stays after it was taken over', async () => {
    const [a, b] = await two()
    await presses(b, '接警')
    await presses(b, `并入 ${a}`)
    expect((await stands(b)).state).toBe('merged')
    await end(a)
  })

  test('a false alarm told by another of the village belongs to its one open report: the officers check it', async () => {
    const a = await told(`罗塘村${place}组后山滑坡，路断了`, '罗塘村')
    const reports = await count()
    const other = w.person('grid_member', '罗塘村', 1)
    await w.says(other, w.groupOf('罗塘村'), `${place}组那边看了，就是一堆土，没事，误报`)
    expect(await count()).toBe(reports)
    const now = await stands(a)
    expect(now.state).toBe('raised')
    expect(now.text).toContain('就是一堆土')
    expect(said(w.groupOf('罗塘村'))).toContain(`已记到 ${a}，正请值班员核实是不是误报`)
    expect(said(w.officer().id)).toContain('有人说是误报')
    await end(a)
  })

  test('of two that it may be of, none is ended and none is opened', async () => {
    const a = await told(`罗塘村1组后山滑坡，路断了`, '罗塘村')
    w.clock.forward(13)
    const other = w.person('grid_member', '罗塘村', 1)
    await w.says(other, alone(other), '罗塘村2组挡墙垮了，滑坡')
    const b = (await last()).no
    const reports = await count()
    const third = w.person('grid_member', '罗塘村', 1)
    await w.says(third, w.groupOf('罗塘村'), '去看过了，误报，没有塌')
    expect(await count()).toBe(reports)
    expect(said(w.groupOf('罗塘村'))).toMatch(new RegExp(`说的是哪一条[\\s\\S]*${a}`))
    await end(a, b)
  })
})

describe('who might have been caught is found', () => {
  test.each(['老李找到了，人没事', '老李回家了，人平安', '打通电话了，老李在亲戚家', '屋里没人，里面没人被困'])(
    '%s: nobody may be caught any more',
    async (text) => {
      const no = await told(`石岭村${place}组后山滑坡，压了1间房，可能有人被埋`)
      expect((await stands(no)).fields).toMatchObject({ trapped_suspected: true })
      await w.says(member(), w.groupOf('石岭村'), text)
      expect((await stands(no)).fields).toMatchObject({ trapped_suspected: false })
      expect(said(w.groupOf('石岭村'))).toContain('可能被困的人已找到')
      await end(no)
    },
  )

  test.each(['老李还没找到', '老李找到了没有', '找到了一个，还有人没出来'])('%s: they may be', async (text) => {
    const no = await told(`石岭村${place}组后山滑坡，压了1间房，可能有人被埋`)
    await w.says(member(), w.groupOf('石岭村'), text)
    expect((await stands(no)).fields.trapped_suspected).not.toBe(false)
    await end(no)
  })
})

describe('a question changes nothing', () => {
  test.each([
    '那个冒浑水的怎么样了',
    '还有人困着没',
    '水还在涨没有',
    '是不是误报？',
    '桥底下那个人救上来没',
    'NO 路通了没',
    'NO 伤了多少人？',
    '人都救出来了吗',
  ])('%s', async (text) => {
    const no = await told(`石岭村${place}组滑坡，路断了，有人被困`)
    const was = await stands(no)
    const filed = async () => (await w.rows('records')).filter((r) => r.kind !== 'unsure').length
    const kept = await filed()
    for (const who of [member(), w.officer()]) await w.says(who, alone(who), text.replace('NO', no))
    await w.says(member(), w.groupOf('石岭村'), text.replace('NO', no))
    const now = await stands(no)
    expect({ fields: now.fields, text: now.text, state: now.state }).toEqual({
      fields: was.fields,
      text: was.text,
      state: was.state,
    })
    expect(await filed()).toBe(kept)
    await end(no)
  })
})

describe('a figure that takes back what was told', () => {
  test.each([
    '不对是21个，写反了',
    '打错了，21人',
    '更正：21人',
    '说错了，应该是21个',
    '刚才数错了，是二十一人',
    '21人，刚写反了',
  ])('follows what its sender told last of the same: %s', async (text) => {
    const no = await told(`石岭村${place}组后山滑坡，路断了`)
    await w.says(member(), w.groupOf('石岭村'), '石岭村转移了12个人')
    const moved = await last('evacuation')
    await w.says(member(), w.groupOf('石岭村'), text)
    expect((await w.latest('records', { no: moved.no })).fields).toMatchObject({ evacuated_people: 21 })
    expect(said(w.groupOf('石岭村'))).toContain(`（${moved.no}）`)
    expect((await stands(no)).text).not.toContain(text)
    expect(await count('evacuation')).toBe((await w.rows('records', { kind: 'evacuation' })).length)
    await end(no)
  })

  test('of another dimension it is of what has that one', async () => {
    const no = await told(`石岭村${place}组后山滑坡，受伤2人`)
    await w.says(member(), w.groupOf('石岭村'), '石岭村转移了5户')
    const moved = await last('evacuation')
    await w.says(member(), w.groupOf('石岭村'), '打错了，是3人')
    expect((await stands(no)).fields).toMatchObject({ injured: 3 })
    await w.says(member(), w.groupOf('石岭村'), '说错了，8户')
    expect((await w.latest('records', { no: moved.no })).fields).toMatchObject({ evacuated_households: 8 })
    await end(no)
  })

  test('where an older one was told on since, one press says which', async () => {
    const no = await told(`石岭村${place}组后山滑坡，受伤2人`)
    await w.says(member(), w.groupOf('石岭村'), '石岭村转移了12个人')
    const moved = await last('evacuation')
    w.clock.forward(1)
    await w.says(member(), w.groupOf('石岭村'), '又伤了一个，受伤3人')
    await w.says(member(), w.groupOf('石岭村'), '不对，是4人')
    expect((await stands(no)).fields).toMatchObject({ injured: 3 })
    const card = w.sent.findLast((s) => s.message.text.includes('您说的是哪一条'))!
    const label = card.message.card!.buttons!.find((b) => b.label.includes(no))!.label
    await w.presses(member(), label)
    expect((await stands(no)).fields).toMatchObject({ injured: 4 })
    expect((await w.latest('records', { no: moved.no })).fields).toMatchObject({ evacuated_people: 12 })
    await end(no)
  })
})

describe('a chat’s own village', () => {
  test.each([
    ['罗塘村', '罗唐村口桥被冲断了，过不去'],
    ['罗塘村', '罗汤村2组后山滑坡，路断了'],
    ['罗塘村', '桥头那里垮了，路断了'],
    ['竹园村', '竹元村水库坝脚冒浑水'],
  ])('%s holds where the village that is typed is none: %s', async (village, text) => {
    const no = await told(text, village)
    const now = await stands(no)
    expect(now.fields.village).toBe(village)
    expect(now.villageCode).toBe(w.roster.villages.find((v) => v.name === village)!.code)
    expect(await officerSays(`${village}怎么样了`)).toContain(no)
    await end(no)
  })

  test('another village of the township is that one', async () => {
    const no = await told('下坪村2组后山滑坡，路断了', '罗塘村')
    expect((await stands(no)).fields.village).toBe('下坪村')
    await end(no)
  })

  test('nobody hurt is not said where somebody may be caught', async () => {
    const a = await told(`石岭村${place}组后山滑坡，1人受伤，没人被困`)
    const b = await told(`罗塘村${place}组屋塌了，可能有人被埋`, '罗塘村')
    for (const text of ['有没有人受伤', '还有人困着没', '有人被困吗？']) {
      const answer = await officerSays(text)
      expect(answer).toContain('可能有人被困，人数不明')
      expect(answer).toContain(b)
      expect(answer).toContain('受伤1人')
    }
    await end(a, b)
  })
})

describe('a number alone, and an act without one', () => {
  test('an officer is shown its card in private; others are told how it stands', async () => {
    const no = await told(`石岭村${place}组后山滑坡，路断了`)
    const from = w.sent.length
    await w.says(w.officer(), alone(w.officer()), ` ${no}。`)
    const shown = w.sent.slice(from).find((s) => s.chat === alone(w.officer()))!
    expect(shown.message.card).toMatchObject({ title: `灾情险情 ${no}` })
    expect(shown.message.card!.buttons!.map((b) => b.label)).toContain('接警')
    await w.says(member(), alone(member()), no)
    expect(said(alone(member()), from)).toContain(`${no}（石岭村${place}组后山 滑坡崩塌）：待接警`)
    expect((await w.rows('records', { kind: 'unsure' })).filter((r) => r.text.includes(no))).toEqual([])
    await end(no)
  })

  test.each(['结案', '可以结案了', '办结'])('%s asks which one, with a list', async (text) => {
    const a = await told(`石岭村${place}组后山滑坡，路断了`)
    const b = await told(`罗塘村${place}组后山滑坡，路断了`, '罗塘村')
    const answer = await officerSays(text)
    expect(answer).toMatch(new RegExp(`说的是哪一条[\\s\\S]*${a}[\\s\\S]*${b}`))
    expect((await stands(a)).state).toBe('raised')
    await end(b)
    await officerSays(`${short(a)} 结案`)
    expect((await stands(a)).state).toBe('closed')
  })
})

test('figures that were changed are not said to be unchanged', async () => {
  const no = await told(`石岭村${place}组后山滑坡，1人被困`)
  await w.says(member(), w.groupOf('石岭村'), '人救出来了')
  expect((await stands(no)).fields).toMatchObject({ trapped: 0 })
  expect(said(w.officer().id)).toContain('登记已改')
  expect(said(w.officer().id)).not.toContain('没有改全')
  await end(no)
})
