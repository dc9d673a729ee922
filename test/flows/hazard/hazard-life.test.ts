/** A hazard's way from registered to cleared and back: who may do what, what is said, and how often. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sightOfPerson } from '#domain/kernel/access.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(() => w.close())

const p2p = (who: { id: string }) => `p2p:${who.id}`
let key = 0
const photo = () => ({ kind: 'image' as const, key: String(++key).padStart(64, 'a') })
const group = () => w.groupOf('双溪村')
const byNo = (no: string) => w.latest('records', { no })
/** A hazard of the village, and whoever answers for it. */
async function hazard(what: string) {
  const member = w.person('grid_member', '双溪村', 1)
  await w.says(member, group(), `隐患：双溪村${what}，请5天内整改`, { attachments: [photo()] })
  const row = await w.latest('records', { kind: 'hazard_report' })
  return { ...row, member, owner: w.roster.people.get(row.ownerId!)! }
}
const cardOf = (no: string) => (s: { message: { card?: { title: string; lines: unknown[] } } }) =>
  JSON.stringify(s.message).includes(no)
const WHY = { reason: '现场还没有清干净' }
const rename = async (no: string, id: string) => w.altered('records', { no }, { ownerId: id })

test('what becomes of a sensitive hazard is shown to the officers, never to the group it was said in', async () => {
  const { no, member } = await hazard('校门口台阶塌陷')
  await w.restrict({ no })
  await w.says(member, group(), `${no} 整改完成`, { attachments: [photo()] })
  const from = w.sent.length
  await w.presses(w.officer(), '复查通过', undefined, cardOf(no))
  expect((await byNo(no)).state).toBe('cleared')
  const told = w.sent.slice(from).filter((s) => JSON.stringify(s.message).includes('台阶'))
  expect(told.map((s) => s.chat).filter(Boolean)).toEqual([])
  expect(told.some((s) => s.account === w.officer().id)).toBe(true)
})

test('a press on an old card does not turn a hazard back: 开始整改 of one that waits for re-check or is cleared', async () => {
  const { no, owner, member } = await hazard('桥头栏杆松动')
  const old = [...w.sent].reverse().find((s) => cardOf(no)(s) && JSON.stringify(s.message).includes('hazard.start'))!
  const press = () => w.presses(owner, '开始整改', undefined, (s) => s.id === old.id)
  await w.says(member, group(), `${no} 整改完成`, { attachments: [photo()] })
  await press()
  expect((await byNo(no)).state).toBe('recheck')
  await w.presses(w.officer(), '复查通过', undefined, cardOf(no))
  await press()
  expect((await byNo(no)).state).toBe('cleared')
})

test('nobody passes their own: neither the owner nor whoever put it right, whatever their role; somebody else is asked', async () => {
  const officer = w.officer()
  const other = [...w.roster.people.values()].find(
    (p) => p.id !== officer.id && p.roles.some((r) => r.role === 'duty_officer'),
  )!
  const { no, member } = await hazard('菜市场顶棚松动')
  await rename(no, officer.id)
  const from = w.sent.length
  await w.says(member, group(), `${no} 整改完成`, { attachments: [photo()] })
  // somebody without a part in it is asked
  expect(
    w.sent
      .slice(from)
      .some((s) => s.account && s.account !== officer.id && JSON.stringify(s.message).includes('hazard.pass')),
  ).toBe(true)
  await w.presses(officer, '复查通过', undefined, cardOf(no))
  expect((await byNo(no)).state).toBe('recheck')
  expect(w.sent.at(-1)!.message.text).toContain('要由别人来定')
  await w.presses(other, '复查通过', undefined, cardOf(no))
  expect((await byNo(no)).state).toBe('cleared')

  const second = await hazard('老年活动室插座烧黑')
  await w.says(officer, group(), `${second.no} 整改完成`, { attachments: [photo()] })
  await w.presses(officer, '复查通过', undefined, cardOf(second.no))
  expect((await byNo(second.no)).state).toBe('recheck')
  await w.presses(w.leader(), '复查通过', undefined, cardOf(second.no))
  expect((await byNo(second.no)).state).toBe('cleared')

  const third = await hazard('祠堂门口台阶塌了')
  await rename(third.no, officer.id)
  await w.says(officer, p2p(officer), `${third.no} 申请延期到12月20日，材料没到`)
  await w.presses(officer, '同意', undefined, cardOf(third.no))
  expect((await byNo(third.no)).dueOn).toBe(third.dueOn)
  await w.presses(w.leader(), '同意', undefined, cardOf(third.no))
  expect((await byNo(third.no)).dueOn).toBe('2026-12-20')
})

test('a photo asked for is asked for once: later photos of the same sender are no second 整改完成', async () => {
  const { no, owner, member } = await hazard('排水沟淤堵')
  await w.says(owner, group(), `${no} 整改完成`)
  await w.says(owner, group(), '', { attachments: [photo()] })
  expect((await byNo(no)).state).toBe('recheck')
  await w.presses(w.officer(), '退回', WHY, cardOf(no))
  w.clock.forward(30)
  await w.says(owner, group(), '', { attachments: [photo()] })
  expect((await byNo(no)).state).toBe('rectifying')
  // one that is cleared is not asked for a photo
  await w.says(member, group(), `${no} 整改完成`, { attachments: [photo()] })
  await w.presses(w.officer(), '复查通过', undefined, cardOf(no))
  const from = w.sent.length
  await w.says(member, group(), `${no} 整改完成`)
  expect(w.to(group(), from).at(-1)).toContain('已销号')
})

test('a stranger’s 整改完成 and 延期 are kept and put before the officer; a stranger’s press is not said to be kept', async () => {
  const { no, id } = await hazard('路灯杆倾斜')
  const stranger = { id: 'mason', name: '施工队老李' }
  for (const [text, more] of [
    [`${no} 整改完成，灯杆换了`, { attachments: [photo()] }],
    [`${no} 申请延期到12月25日，灯杆没到货`, {}],
    ['灯杆修好了', {}],
  ] as const) {
    const from = w.sent.length
    w.clock.forward(30)
    await w.says(stranger, group(), text, more as object)
    const kept = await w.latest('records', { kind: 'aside' })
    expect(kept).toMatchObject({ state: 'unverified', text })
    expect(w.to(group(), from).at(-1)).toContain(kept.no)
    const card = w.to(w.officer().id, from).at(-1)!
    expect(card).toContain(text)
    if (text.includes(no)) expect(card).toContain(no)
    expect(await byNo(no)).toMatchObject({ id, state: 'registered' })
  }
  const from = w.sent.length
  await w.presses(stranger, '开始整改', undefined, (s) => cardOf(no)(s) && s.chat === group())
  expect(w.to(group(), from).at(-1)).not.toContain('已记下')
  expect(w.to(group(), from).at(-1)).toContain('绑定')
})

test('what is said of a hazard is what happened: 开始整改, 退回, 通过, 又出现了 each in its own words', async () => {
  const { no, owner, member } = await hazard('晒谷坪围栏断了')
  const officer = w.officer()
  const said = async (press: () => Promise<unknown>) => {
    const from = w.sent.length
    await press()
    return w
      .to(group(), from)
      .filter((t) => t.startsWith(no))
      .join()
  }
  expect(await said(() => w.presses(owner, '开始整改', undefined, cardOf(no)))).toContain('已开始整改')
  await w.says(member, group(), `${no} 整改完成`, { attachments: [photo()] })
  expect(await said(() => w.presses(officer, '退回', WHY, cardOf(no)))).toContain('复查没有通过')
  await w.says(member, group(), `${no} 整改完成`, { attachments: [photo()] })
  expect(await said(() => w.presses(officer, '复查通过', undefined, cardOf(no)))).toContain('已销号')
  await w.fastForward(8 * 24 * 60)
  const again = await said(() => w.presses(w.person('duty_officer'), '又出现了', undefined, cardOf(no)))
  expect(again).toContain('又出现了')
  expect(again).not.toContain('复查')
  const back = await byNo(no)
  expect(back.state).toBe('rectifying')
  // the day it was due by is long past: it has a new one, and is reminded of again
  expect(back.dueOn! > w.clock.now().toISOString().slice(0, 10)).toBe(true)
  const from = w.sent.length
  await w.fastForward(7 * 24 * 60)
  expect(w.to(owner.id, from).some((t) => t.includes(no) && t.includes('隐患今天到期'))).toBe(true)
})

/** What somebody's reminders said of one hazard, day by day: 将到期, 今天到期, 超期. */
const remindedOf = (who: { id: string }, no: string, from: number) =>
  w.to(who.id, from).flatMap((t) => {
    const line = t.split('\n').find((l) => l.includes(no)) ?? ''
    return /隐患(将到期|今天到期|超期)/.exec(line)?.[1] ?? []
  })

test('开始整改 changes nothing about the reminders: each day one', async () => {
  const { no, owner } = await hazard('小学门口井盖破损')
  await w.presses(owner, '开始整改', undefined, cardOf(no))
  expect(await byNo(no)).toMatchObject({ state: 'rectifying' })
  const from = w.sent.length
  await w.fastForward(6 * 24 * 60)
  expect(remindedOf(owner, no, from)).toEqual(['将到期', '将到期', '今天到期', '超期'])
})

test('what falls due and fails again and again is never dropped in silence: the officers are told once, and it is tried until it is done', async () => {
  const { no, id, owner } = await hazard('水塔爬梯锈断')
  const mended = await w.breaks('insert', 'ledger', { change: 'record.noted', subjectId: id })
  const from = w.sent.length
  await w.fastForward(3 * 24 * 60)
  const alarms = w.sent
    .slice(from)
    .filter((s) => s.message.text.includes('到点没有办成') && s.message.text.includes('隐患整改提醒'))
  expect(alarms.length).toBeGreaterThan(0)
  expect(new Set(alarms.map((s) => s.account)).size).toBe(alarms.length)
  expect(remindedOf(owner, no, from)).toHaveLength(0)
  await mended()
  await w.fastForward(24 * 60)
  expect(remindedOf(owner, no, from).length).toBeGreaterThan(0)
})

test('the morning’s reminders of a sensitive hazard, due, overdue and waiting for re-check, reach only who may see it', async () => {
  const { no, member } = await hazard('学校围墙开裂')
  await w.restrict({ no })
  const seers = new Set(
    [...w.roster.people.values()].filter((p) => sightOfPerson(p).restricted).map((p) => p.id as string),
  )
  const told = (from: number) => w.sent.slice(from).filter((s) => JSON.stringify(s.message).includes(no))
  let from = w.sent.length
  await w.fastForward(8 * 24 * 60)
  expect(told(from).length).toBeGreaterThan(0)
  expect(told(from).filter((s) => !s.account || !seers.has(s.account))).toEqual([])
  await w.says(member, group(), `${no} 整改完成`, { attachments: [photo()] })
  expect((await byNo(no)).state).toBe('recheck')
  from = w.sent.length
  await w.fastForward(2 * 24 * 60)
  expect(told(from).some((s) => JSON.stringify(s.message).includes('隐患待复查'))).toBe(true)
  expect(told(from).filter((s) => !s.account || !seers.has(s.account))).toEqual([])
})
