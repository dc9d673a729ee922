/** Rounds 巡查: which places they count for, who is reminded of what was missed and when, what officers can ask. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Location } from '#domain/kernel/message.ts'
import { keepUp } from '#jobs/upkeep.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(() => void w?.errors.splice(0))
async function station(): Promise<void> {
  w = await createWorld()
}
async function closed(): Promise<void> {
  expect(w.errors).toEqual([])
  await w.close()
}

type Who = { id: string; name: string }
const place = (name: string) => w.roster.places.find((p) => p.name === name)!
const villageOf = (p: { villageCode: string }) => w.roster.villages.find((v) => v.code === p.villageCode)!.name
const ownerOf = (p: { ownerId?: string | null }) => w.roster.people.get(p.ownerId!)!
const officer = () => w.person('duty_officer')
/** A slope of the demo station, and whose it is. */
const slope = () => w.roster.places.find((p) => p.kind === '高陡边坡')!
const groupAt = (p: { villageCode: string }) => w.groupOf(villageOf(p))
/** The names of the places that a message counted for. */
async function counted(text: string, who: Who, chat: string, more: object = {}): Promise<string[]> {
  w.clock.forward(1)
  const before = (await w.rows('patrolVisits')).map((v) => `${v.recordId} ${v.placeId}`)
  await w.says(who, chat, text, more)
  const made = (await w.rows('patrolVisits')).filter((v) => !before.includes(`${v.recordId} ${v.placeId}`))
  return made.map((v) => w.roster.places.find((p) => p.id === v.placeId)!.name).sort()
}
const upkeep = async () => {
  await keepUp({ ...w.deps, log: { error: (fields) => void w.errors.push({ fields, message: 'upkeep' }) } })
  await w.settle()
}
/** Every so many minutes the upkeep looks. */
async function pass(hours: number, every = 60): Promise<void> {
  for (let m = 0; m < hours * 60; m += every) {
    w.clock.forward(every)
    await upkeep()
  }
}
const reminders = (from: number) => w.sent.slice(from).filter((s) => /该巡查了$/.test(s.message.text))
const linesOf = (s: (typeof w.sent)[number]) => s.message.card!.lines.map((l) => (l as { label: string }).label)

describe('what a round counts for', () => {
  beforeAll(station)
  afterAll(closed)

  test('the place that it names, whoever tells it; by its short name in its own village', async () => {
    const p = slope()
    expect(await counted(`今日巡查${p.name}，一切正常`, officer(), `p2p:${officer().id}`)).toEqual([p.name])
    const short = p.name.replace(villageOf(p), '')
    expect(await counted(`巡查${short}，没有异常`, ownerOf(p), groupAt(p))).toEqual([p.name])
    // a place whose name is part of a longer one is not meant by it
    expect(await counted(`巡查${villageOf(p)}${short}，没有异常，安全`, ownerOf(p), groupAt(p))).toEqual([p.name])
  })

  test('the place that it is told from, within 200 m, whatever datum it was sent in', async () => {
    const p = slope()
    const at = (north: number, datum: Location['datum'] = 'WGS-84'): { location: Location } => ({
      location: { lat: p.lat! + north / 111_195, lon: p.lon!, datum },
    })
    expect(await counted('今日巡查后山水沟，一切正常', officer(), `p2p:${officer().id}`, at(190))).toEqual([p.name])
    expect(await counted('今日巡查后山水沟，正常', officer(), `p2p:${officer().id}`, at(230))).toEqual([])
    // the same figures in the other datum lie some 500 m off
    expect(await counted('今日巡查后山水沟，都正常', officer(), `p2p:${officer().id}`, at(0, 'GCJ-02'))).toEqual([])
  })

  test('a place that is sent after its words counts as well', async () => {
    const p = slope()
    expect(await counted('今日巡查山脚那一段，一切正常', ownerOf(p), groupAt(p))).toEqual([])
    const location = { lat: p.lat!, lon: p.lon!, datum: 'WGS-84' as const }
    expect(await counted('', ownerOf(p), groupAt(p), { location })).toEqual([p.name])
  })

  test('its member’s grid, where no place of its own is named', async () => {
    const p = slope()
    const own = w.roster.places.filter((o) => o.gridId === p.gridId).map((o) => o.name)
    expect(await counted('今日巡查网格一遍，一切正常', ownerOf(p), groupAt(p))).toEqual(own.sort())
    expect(await counted('今日巡查后山那条沟，一切正常', ownerOf(p), groupAt(p))).toEqual([])
  })

  test('what a round found wrong tells of the round too; a drill counts for nothing', async () => {
    const p = slope()
    expect(await counted(`巡查发现${p.name}护坡有裂缝，隐患`, ownerOf(p), groupAt(p))).toEqual([p.name])
    const visits = await w.rows('patrolVisits')
    await counted(`【演练】今日巡查${p.name}，一切正常`, ownerOf(p), groupAt(p))
    const drill = await w.latest('records', { kind: 'patrol', drill: true })
    expect((await w.rows('patrolVisits')).length - visits.length).toBe(
      (await w.rows('patrolVisits', { recordId: drill.id })).length,
    )
  })
})

describe('what was missed', () => {
  beforeAll(station)
  afterAll(closed)

  test('nobody is reminded the day the plan begins; a week later whose place it is, privately, once, all in one message', async () => {
    await upkeep()
    const from = w.sent.length
    await pass(7 * 24 - 2, 83 * 60)
    expect(reminders(from)).toEqual([])
    await pass(24, 180)
    const told = reminders(from)
    expect(told.length).toBeGreaterThan(0)
    expect(told.every((s) => s.account && !s.chat)).toBe(true)
    expect(new Set(told.map((s) => s.account)).size).toBe(told.length)
    const mine = told.find((s) => s.account === slope().ownerId)!
    expect(linesOf(mine)).toContain(slope().name)
    expect(mine.message.card!.note).toContain('一切正常')
  })

  test('officers can ask which, by village and place, and no person is named; members hear of their own', async () => {
    const from = w.sent.length
    await w.says(officer(), `p2p:${officer().id}`, '今天哪些点还没巡查')
    const answer = w.to(`p2p:${officer().id}`, from).join('\n')
    const short = slope().name.replace(villageOf(slope()), '')
    expect(answer).toContain(`${villageOf(slope())}：`)
    expect(answer).toContain(short)
    expect([...w.roster.people.values()].filter((p) => answer.includes(p.name))).toEqual([])
    const own = w.sent.length
    const other = w.roster.places.find((p) => p.kind === '高陡边坡' && p.villageCode !== slope().villageCode)!
    await w.says(ownerOf(slope()), `p2p:${slope().ownerId}`, '哪些点还没巡查')
    const theirs = w.to(`p2p:${slope().ownerId}`, own).join('\n')
    expect(theirs).toContain(short)
    expect(theirs).not.toContain(`${villageOf(other)}：`)
  })

  test('looked at, it is missed no more; not, it is reminded once an interval; a round taken back is none', async () => {
    const p = slope()
    const id = await w.says(ownerOf(p), groupAt(p), `今日巡查${p.name}，一切正常`)
    const asked = async () => {
      const from = w.sent.length
      await w.says(officer(), `p2p:${officer().id}`, '哪些点还没巡查')
      return w.to(`p2p:${officer().id}`, from).join('\n')
    }
    const short = p.name.replace(villageOf(p), '')
    expect(await asked()).not.toContain(short)
    const from = w.sent.length
    await pass(7 * 24 - 8, 960)
    // into the morning: at night nobody is reminded
    await pass(7, 420)
    expect(reminders(from).flatMap(linesOf)).not.toContain(p.name)
    // others, not looked at, were reminded of again: once
    const again = reminders(from).flatMap((s) => linesOf(s).map((l) => `${s.account} ${l}`))
    expect(again.length).toBeGreaterThan(0)
    expect(new Set(again).size).toBe(again.length)
    await w.event({
      type: 'recall',
      channel: 'web',
      eventId: 'taken-back',
      at: w.clock.now().toISOString(),
      chat: { id: groupAt(p), kind: 'group' },
      messageId: id,
    })
    expect(await asked()).toContain(short)
  })

  test('the daily summary counts them', async () => {
    // until the evening
    while (w.clock.now().getUTCHours() !== 12) await pass(1, 60)
    await w.digest()
    expect(JSON.stringify(w.sent.map((s) => s.message.card))).toMatch(/未巡查.{0,20}\d+处到时间没有巡查/)
  })
})

describe('under a warning', () => {
  beforeAll(async () => {
    await station()
    await upkeep()
  })
  afterAll(closed)
  const warn = async (colour: string, village: string, drill = false) => {
    const chat = `p2p:${w.officer().id}`
    await w.says(
      w.officer(),
      chat,
      `${drill ? '【演练】' : ''}发布预警 青溪县气象台11月24日10时发布暴雨${colour}预警信号：预计未来24小时${village}降雨量将达100毫米以上，请注意防范。`,
    )
    await w.presses(w.officer(), '确认发布')
  }

  test('a drill changes nothing; a real one of its village makes the interval short, by its level', async () => {
    const p = slope()
    await warn('橙色', villageOf(p), true)
    const from = w.sent.length
    await pass(2)
    expect(reminders(from)).toEqual([])
    await warn('橙色', villageOf(p))
    await pass(8)
    const told = reminders(from).filter((s) => linesOf(s).includes(p.name))
    expect(told.map((s) => s.account)).toEqual([p.ownerId])
    expect(told[0]!.message.card!.note).toContain('先顾好自己')
    const elsewhere = w.roster.places.filter((o) => o.villageCode !== p.villageCode).map((o) => o.name)
    expect(
      reminders(from)
        .flatMap(linesOf)
        .filter((l) => elsewhere.includes(l)),
    ).toEqual([])
  })

  test('and goes on at night, while it is in force', async () => {
    const from = w.sent.length
    // from the afternoon into the small hours
    await pass(10)
    const told = reminders(from).filter((s) => linesOf(s).includes(slope().name))
    expect(told.length).toBeGreaterThanOrEqual(1)
    expect(told.length).toBeLessThanOrEqual(2)
  })
})

describe('the plan is a setting', () => {
  beforeAll(station)
  afterAll(closed)

  test('at night nobody is reminded without a warning, and in the morning at once', async () => {
    expect(place(slope().name)).toBeDefined()
    await upkeep()
    const p = slope()
    // its last round was at 22:30 a week ago
    w.clock.forward(14.5 * 60)
    await w.says(ownerOf(p), groupAt(p), `今日巡查${p.name}，一切正常`)
    w.clock.forward(7 * 24 * 60 + 10)
    const from = w.sent.length
    await upkeep()
    const night = reminders(from).filter((s) => linesOf(s).includes(p.name))
    await pass(10)
    const all = reminders(from).filter((s) => linesOf(s).includes(p.name))
    expect([night.length, all.length]).toEqual([0, 1])
  })
})
