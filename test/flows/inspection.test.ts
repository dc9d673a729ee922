/** Checks 检查 of units: by a list, item by item or at once; every 不合格 a hazard; broken off and gone on with; by plan. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keepUp } from '#jobs/upkeep.ts'
import { type Door, openDoor } from '../api/door.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(() => void w?.errors.splice(0))

type Who = { id: string; name: string }
const officer = () => w.person('duty_officer')
/** The demo station's school stands in 罗塘村 or wherever its roster has it. */
const school = () => w.roster.places.find((p) => p.kind === '学校')!
const villageOf = (place: { villageCode: string }) => w.roster.villages.find((v) => v.code === place.villageCode)!.name
const member = (nth = 0) => w.person('grid_member', villageOf(school()), nth)
const group = () => w.groupOf(villageOf(school()))
const checks = () => w.rows('records', { kind: 'inspection' })
const hazards = () => w.rows('records', { kind: 'hazard_report' })
const items = (check: { id: string }) => w.rows('inspectionItems', { inspectionId: check.id })
const standing = async (no: { id: string }) => (await w.latest('records', { id: no.id })).state

async function said(text: string, who: Who = member(), chat = group(), more: object = {}) {
  w.clock.forward(1)
  const [from, before, had] = [w.sent.length, (await checks()).length, (await hazards()).length]
  const messageId = await w.says(who, chat, text, more)
  return {
    messageId,
    answer: w.to(chat, from).join('\n'),
    sent: w.sent.slice(from),
    check: (await checks()).slice(before)[0],
    hazards: (await hazards()).slice(had),
  }
}
const over = async (who: Who = member(), chat = group()) => {
  await said('其余合格', who, chat)
}

async function station(): Promise<void> {
  w = await createWorld()
}
async function closed(): Promise<void> {
  expect(w.errors).toEqual([])
  await w.close()
}

describe('item by item', () => {
  beforeAll(station)
  afterAll(closed)

  test.each([
    (name: string) => `检查 ${name}`,
    (name: string) => `开始检查${name}`,
    (name: string) => `安全检查：${name}`,
    (name: string) => `现在对${name}开展安全检查`,
  ])('a word begins it, and its list is shown item by item (%#)', async (order) => {
    const { name } = school()
    const { check, answer } = await said(order(name))
    expect(check).toMatchObject({
      kind: 'inspection',
      state: 'checking',
      fields: { unit: name, inspectors: [member().name] },
    })
    expect(check!.no).toMatch(/^JC-20261124-\d{3}$/)
    expect(answer).toContain(`检查${name}（0/10）`)
    expect(answer).toContain('第1项：消防通道、安全出口畅通')
    expect((await items(check!)).map((i) => i.result)).toEqual(Array(10).fill(null))
    await over()
    expect(await standing(check!)).toBe('filed')
  })

  test('two people check: the second is asked for, and recorded however it is said', async () => {
    const { name } = school()
    const other = member(1)
    const one = await said(`检查 ${name}`)
    expect(one.answer).toContain('另一位检查人')
    await said(`检查人 ${other.name}、县应急局李科`)
    expect((await w.latest('records', { id: one.check!.id })).fields.inspectors).toEqual([
      member().name,
      other.name,
      '县应急局李科',
    ])
    await over()
    const two = await said(`和${other.name}一起检查${name}`)
    expect(two.check!.fields.inspectors).toEqual([member().name, other.name])
    expect(two.answer).not.toContain('另一位检查人')
    await over()
  })

  test('a button answers an item; 不合格 is a hazard at once, with its unit, place, owner and term, and what is wrong said after it', async () => {
    const { name, ownerId } = school()
    const { check } = await said(`检查 ${name}`)
    await w.presses(member(), '合格')
    w.clock.forward(1)
    const [from, had] = [w.sent.length, (await hazards()).length]
    await w.presses(member(), '不合格')
    const [hazard, ...more] = (await hazards()).slice(had)
    expect(more).toEqual([])
    expect(hazard).toMatchObject({
      state: 'registered',
      ownerId,
      fields: { unit: name, place: name, village: villageOf(school()), inspection: check!.no, kind: '消防' },
    })
    expect(hazard!.dueOn).toBe('2026-12-01')
    expect(w.to(group(), from).join('\n')).toContain(hazard!.no)
    expect(w.to(group(), from).join('\n')).toContain('哪里不合格')
    const { hazards: again, answer } = await said('过期两个')
    expect(again).toEqual([])
    expect(answer).toContain('第3项')
    expect((await w.latest('records', { id: hazard!.id })).fields.description).toBe('过期两个')
    expect((await items(check!)).slice(0, 3).map((i) => [i.result, i.wrong, i.hazardNo])).toEqual([
      ['合格', null, null],
      ['不合格', '过期两个', hazard!.no],
      [null, null, null],
    ])
    await said('', member(), group(), { attachments: [{ kind: 'image', key: 'shot-1' }] })
    expect(await w.rows('attachments', { recordId: hazard!.id })).toHaveLength(1)
    await over()
    expect((await w.latest('records', { id: check!.id })).fields).toMatchObject({
      result: '不合格',
      findings: ['过期两个'],
    })
  })

  test('a photo before the word goes with the hazard; the same item pressed twice is answered once', async () => {
    const { name } = school()
    const { check } = await said(`检查 ${name}`)
    await w.presses(member(), '合格')
    await w.presses(member(), '合格', undefined, (s) => s.message.card?.title === `检查${name}（0/10）`)
    expect(w.to(group()).at(-2)! + w.to(group()).at(-1)!).toContain('已记为合格')
    expect((await items(check!)).filter((i) => i.result)).toHaveLength(1)
    await said('', member(), group(), { attachments: [{ kind: 'image', key: 'shot-2' }] })
    await over()
  })

  test.each<[string, [number, string, string | null][]]>([
    ['合格', [[1, '合格', null]]],
    ['3 不合格 应急灯不亮', [[3, '不合格', '应急灯不亮']]],
    ['第2项不合格，过期3具', [[2, '不合格', '过期3具']]],
    ['1-4合格', [1, 2, 3, 4].map((n) => [n, '合格', null])],
    [
      '灭火器过期，消防通道合格',
      [
        [2, '不合格', '灭火器过期'],
        [1, '合格', null],
      ],
    ],
    [
      '已查：消防通道合格，灭火器过期',
      [
        [1, '合格', null],
        [2, '不合格', '灭火器过期'],
      ],
    ],
    ['5 不涉及', [[5, '不涉及', null]]],
    [
      '4没得问题，5应急灯不亮',
      [
        [4, '合格', null],
        [5, '不合格', '应急灯不亮'],
      ],
    ],
    ['3也改成不合格，插座烧黑了', [[3, '不合格', '插座烧黑了']]],
  ])('“%s” answers what it speaks of', async (text, told) => {
    const { check } = await said(`检查 ${school().name}`)
    const { hazards: made } = await said(text)
    const found = await items(check!)
    for (const [seq, result, wrong] of told) expect(found[seq - 1]).toMatchObject({ result, wrong })
    expect(found.filter((i) => i.result)).toHaveLength(told.length)
    expect(made.map((h) => h.fields.description)).toEqual(
      told.flatMap(([, r, wrong]) => (r === '不合格' ? [wrong] : [])),
    )
    await over()
  })

  test('what stands in no list is an item of its own, and a hazard', async () => {
    const { check } = await said(`检查 ${school().name}`)
    const { hazards: made } = await said('后门口堆着三袋鞭炮，安全隐患')
    expect(made).toHaveLength(1)
    expect(made[0]!.fields.unit).toBe(school().name)
    expect(await items(check!)).toHaveLength(11)
    await over()
  })

  test('an emergency said meanwhile is an emergency, and talk is talk', async () => {
    const { check } = await said(`检查 ${school().name}`)
    const reports = async () => (await w.rows('records', { kind: 'disaster_report' })).length
    const before = await reports()
    await said('食堂着火了，快来人')
    expect(await reports()).toBe(before + 1)
    await said('3户进水，2个人被困在楼上')
    expect((await items(check!)).filter((i) => i.result)).toEqual([])
    for (const talk of ['好的', '我没带尺子', '等下吃饭']) expect((await said(talk)).hazards).toEqual([])
    expect((await items(check!)).filter((i) => i.result)).toEqual([])
    await over()
  })

  test('what is left is told where somebody says that it is over; left off only by a press', async () => {
    const { check } = await said(`检查 ${school().name}`)
    await w.presses(member(), '合格')
    const { answer } = await said('查完了')
    expect(answer).toContain('还有9项没查')
    await w.presses(member(), '就此结束')
    expect(await standing(check!)).toBe('incomplete')
  })

  test('whoever is not of the check is told whose it is', async () => {
    const { check } = await said(`检查 ${school().name}`)
    const from = w.sent.length
    await w.presses(w.person('grid_member', villageOf(school()), 2), '合格')
    expect(w.to(group(), from).join('\n')).toContain(member().name)
    expect((await items(check!)).filter((i) => i.result)).toEqual([])
    await over()
  })

  test('a unit that the roster has not is checked by what its name says; one that nobody knows is no order', async () => {
    const { check, answer } = await said('检查 永旺超市')
    expect(check!.fields.unit).toBe('永旺超市')
    expect(answer).toContain('没有占道摆摊')
    await over()
    expect((await said('检查一下卫星电话')).check).toBeUndefined()
  })

  test('a drill is marked, numbered apart, and so are its hazards', async () => {
    const { check, answer } = await said(`【演练】检查 ${school().name}`)
    expect(check).toMatchObject({ drill: true })
    expect(answer).toContain('【演练】')
    const { hazards: made } = await said('2 不合格 过期')
    expect(made).toMatchObject([{ drill: true }])
    expect(made[0]!.no).toMatch(/^YL/)
    await over()
  })

  test('a check is filed as a check and never as a round, and a round as a round', async () => {
    const rounds = async () => (await w.rows('records', { kind: 'patrol' })).length
    const before = await rounds()
    expect((await said(`今天对${school().name}开展安全检查，一切正常`)).check).toMatchObject({ state: 'filed' })
    expect(await rounds()).toBe(before)
    expect((await said(`今日巡查${school().name}，一切正常`)).check).toBeUndefined()
    expect(await rounds()).toBe(before + 1)
  })
})

describe('broken off', () => {
  beforeAll(station)
  afterAll(closed)

  test('it is gone on with where it was, from another chat too', async () => {
    const { check } = await said(`检查 ${school().name}`)
    await said('1-4合格')
    expect((await said('先停一下')).answer).toContain('已查4项，还有6项，都存着')
    w.clock.forward(60)
    const { answer } = await said('继续检查', member(), `p2p:${member().id}`)
    expect(answer).toContain('第5项')
    await said('其余合格')
    expect(await standing(check!)).toBe('filed')
  })

  test('nobody goes on with it: it closes itself as not finished, says so, by day, and may still be gone on with', async () => {
    const { check } = await said(`检查 ${school().name}`)
    await said('1-3合格，4 不合格 线裸露')
    const from = w.sent.length
    await w.fastForward(26 * 60)
    expect(await standing(check!)).toBe('incomplete')
    const told = w.sent.slice(from).filter((s) => s.message.text.includes('未查完'))
    expect(told.map((s) => s.account)).toEqual([member().id])
    expect(told[0]!.message.text).toContain('已查4项，还有6项')
    expect((await said(`继续检查 ${school().name}`)).answer).toContain('第5项')
    expect(await standing(check!)).toBe('checking')
    await over()
    expect(await standing(check!)).toBe('filed')
    expect((await items(check!)).map((i) => i.result)).toEqual([
      ...['合格', '合格', '合格', '不合格'],
      ...Array(6).fill('合格'),
    ])
  })

  test('taken back, nothing falls due of it', async () => {
    const { check } = await said(`检查 ${school().name}`)
    await said('撤回')
    expect(await standing(check!)).toBe('withdrawn')
    expect(await w.due(check!)).toEqual([])
    expect((await said('继续检查')).answer).toContain('没有没查完的检查')
  })
})

describe('at once', () => {
  beforeAll(station)
  afterAll(closed)

  test('the blank form is given, and filled in and sent back it is the check', async () => {
    const { sent } = await said(`${school().name}检查表`)
    const form = sent.at(-1)!.message.text
    const lines = form.split('\n')
    expect(lines.slice(0, 3)).toEqual([`检查 ${school().name}`, '检查人：', '1 消防通道、安全出口畅通，没有上锁堵占：'])
    const filled = lines
      .map((l, i) =>
        i === 1
          ? `${l}${member(1).name}`
          : /^[37] /.test(l)
            ? `${l}不合格，灯坏了${l[0]}处`
            : /^\d/.test(l)
              ? `${l}合格`
              : l,
      )
      .join('\n')
    const { check, hazards: made, answer } = await said(filled)
    expect(check).toMatchObject({ state: expect.anything(), fields: { inspectors: [member().name, member(1).name] } })
    expect(await standing(check!)).toBe('filed')
    expect(made.map((h) => h.fields.description)).toEqual(['灯坏了3处', '灯坏了7处'])
    for (const h of made) expect(answer).toContain(h.no)
  })

  test('one sentence is a check, and what was wrong is a hazard with the term that was set', async () => {
    const {
      check,
      hazards: made,
      answer,
    } = await said('今天应急站检查了永旺超市，灭火器过期，责令三日内整改', member(), group(), {
      attachments: [{ kind: 'image', key: 'shot-3' }],
    })
    expect(check).toMatchObject({ state: 'filed', fields: { unit: '永旺超市' } })
    expect(made).toMatchObject([{ dueOn: '2026-11-27', fields: { unit: '永旺超市', inspection: check!.no } }])
    expect(answer).toContain(made[0]!.no)
    expect(await w.rows('attachments', { recordId: made[0]!.id })).toHaveLength(1)
  })

  test.each([
    (name: string) => `安全检查${name}，消防通道畅通，灭火器齐全`,
    (name: string) => `${name}安全检查，没有问题`,
    (name: string) => `今天对${name}进行安全检查，未发现隐患，合格`,
  ])('where all is well there is no hazard (%#)', async (text) => {
    const { check, hazards: made } = await said(text(school().name))
    expect(check).toMatchObject({ state: 'filed' })
    expect(made).toEqual([])
  })

  test('a correction of it mends it, and finds nothing anew', async () => {
    await said('今天应急站检查了永旺超市，灭火器过期4具，责令三日内整改')
    expect((await said('更正：今天应急站检查了永旺超市，灭火器过期5具，责令三日内整改')).hazards).toEqual([])
  })
})

describe('through the API', () => {
  let door: Door
  beforeAll(async () => {
    door = await openDoor()
    w = door.world
  })
  afterAll(closed)

  test('a check is read with its items, and units under the plan with when they are due', async () => {
    const { check } = await said(`检查 ${school().name}`)
    const { hazards: made } = await said('1合格，2 不合格 过期3具')
    const { body } = await door.ask(`/api/v1/checks/${check!.no}`)
    expect(body).toMatchObject({ state: 'checking', unit: school().name, unit_kind: '学校', place_id: school().id })
    expect(body.items.slice(0, 3)).toMatchObject([
      { seq: 1, result: '合格', answered_by: { name: member().name } },
      { seq: 2, result: '不合格', wrong: '过期3具', hazard_no: made[0]!.no },
      { seq: 3, result: null, answered_by: null },
    ])
    const plan = (await door.ask('/api/v1/check-plan')).body
    expect(plan.items).toContainEqual(
      expect.objectContaining({ name: school().name, checklist: '学校', every_days: 30 }),
    )
    const rounds = (await door.ask('/api/v1/patrol-plan')).body
    expect(rounds.items).toContainEqual(expect.objectContaining({ kind: '高陡边坡', every_hours: 168, warned: false }))
    expect((await door.ask('/api/v1/checks/JC-20200101-001')).status).toBe(404)
  })
})

describe('by plan', () => {
  beforeAll(station)
  afterAll(closed)
  const upkeep = async () => {
    await keepUp({ ...w.deps, log: { error: (fields) => void w.errors.push({ fields, message: 'upkeep' }) } })
    await w.settle()
  }
  const reminders = (from: number) => w.sent.slice(from).filter((s) => /该检查了$/.test(s.message.text))

  test('units of the roster whose kind has a plan fall due an interval after they stand under it; one message a person and day', async () => {
    await upkeep()
    const from = w.sent.length
    w.clock.forward(31 * 24 * 60)
    await upkeep()
    await upkeep()
    const told = reminders(from)
    expect(told.length).toBeGreaterThan(0)
    expect(new Set(told.map((s) => s.account)).size).toBe(told.length)
    expect(told.every((s) => !s.chat)).toBe(true)
    const names = w.roster.places.filter((p) => p.kind === '学校' || p.kind === '在建工地').map((p) => p.name)
    expect(told[0]!.message.card!.lines.map((l) => (l as { label: string }).label).sort()).toEqual(names.sort())
  })

  test('its button begins the check; checked, the unit is due no more', async () => {
    const place = school()
    const who = officer()
    await w.presses(who, `检查 ${place.name}`, undefined, (s) => s.account === who.id)
    const check = (await checks()).at(-1)!
    expect(check).toMatchObject({ state: 'checking', fields: { unit: place.name } })
    const question = async () => (await said('哪些单位还没检查', who, `p2p:${who.id}`)).answer
    expect(await question()).toContain(place.name)
    await said('其余合格', who, `p2p:${who.id}`)
    expect(await standing(check)).toBe('filed')
    expect(await question()).not.toContain(place.name)
  })

  test('nobody is reminded at night, nor twice of one due day', async () => {
    const from = w.sent.length
    w.clock.forward(30 * 24 * 60 - 10 * 60)
    await upkeep()
    const night = reminders(from).length
    for (let i = 0; i < 6; i++) {
      w.clock.forward(120)
      await upkeep()
    }
    const all = reminders(from)
    expect(all.length).toBeGreaterThan(night)
    const named = all.flatMap((s) => s.message.card!.lines.map((l) => `${s.account} ${(l as { label: string }).label}`))
    expect(new Set(named).size).toBe(named.length)
  })

  test('the daily summary counts checks, what was wrong, and units that are due', async () => {
    await said(`今天应急站检查了永旺超市，灭火器过期，责令三日内整改`)
    w.clock.forward(24 * 60)
    await w.digest()
    const text = w.sent.map((s) => JSON.stringify(s.message)).join('\n')
    expect(text).toContain('到期未检查')
  })
})
