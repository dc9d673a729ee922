/** What the buttons of a report or a hazard do, said in words: on the one open record that fits, else asked which; and its owner hears of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
  // the demo's own history of other days is none of these stories
  await w.altered('records', { kind: 'disaster_report' }, { state: 'closed' })
  await w.altered('records', { kind: 'hazard_report' }, { state: 'withdrawn' })
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
const group = (village = '石岭村') => w.groupOf(village)
const member = (nth = 0, village = '石岭村') => w.person('grid_member', village, nth)
const officers = () =>
  w.roster.shifts
    .filter((s) => s.post === 'officer' && s.startAt <= w.clock.now() && w.clock.now() < s.endAt)
    .map((s) => w.roster.people.get(s.personId)!)
const newest = (kind: RecordKind) => w.latest('records', { kind })
const byNo = (no: string) => w.latest('records', { no })
/** What somebody was told by a message of its own since a moment. */
const heard = (who: Who, from: number) =>
  w.sent
    .slice(from)
    .filter((s) => (s.account === who.id || s.chat === p2p(who)) && !s.edit)
    .map((s) => asText(s.message))
    .join('\n')
let key = 0
const photo = () => ({ kind: 'image' as const, key: String(++key).padStart(64, 'c') })
const on = (no: string) => (s: { message: unknown }) => JSON.stringify(s.message).includes(no)
async function reported(village = '石岭村', what = '3组后山滑坡，路断了') {
  w.clock.forward(40)
  await w.says(member(0, village), group(village), `${village}${what}`)
  return newest('disaster_report')
}
async function hazard(what = '桥头栏杆松动') {
  w.clock.forward(40)
  const by = member(1)
  await w.says(by, group(), `隐患：石岭村${what}，请5天内整改`, { attachments: [photo()] })
  const row = await newest('hazard_report')
  return { ...row, by, owner: w.roster.people.get(row.ownerId!)! }
}
async function toRecheck() {
  const h = await hazard()
  await w.says(h.owner, group(), `${h.no} 整改完成`, { attachments: [photo()] })
  return h
}

test.each(['接警', '我来接警', '已接警。', '我接警了'])(
  '“%s” of an officer takes over the one report that waits',
  async (said) => {
    const r = await reported()
    const [officer] = officers()
    const from = w.sent.length
    await w.says(officer!, p2p(officer!), said)
    expect(await byNo(r.no)).toMatchObject({ state: 'received', ownerId: officer!.id })
    expect(heard(officer!, from)).toContain(r.no)
  },
)

test('of two that wait 接警 takes none and asks which; the number or the quoted card says it', async () => {
  const [a, b] = [await reported(), await reported('下坪村', '2组房屋着火')]
  const [officer] = officers()
  const from = w.sent.length
  await w.says(officer!, p2p(officer!), '接警')
  expect([(await byNo(a.no)).state, (await byNo(b.no)).state]).toEqual(['raised', 'raised'])
  for (const r of [a, b]) expect(heard(officer!, from)).toContain(r.no)
  await w.says(officer!, p2p(officer!), `${b.no} 接警`)
  expect([(await byNo(a.no)).state, (await byNo(b.no)).state]).toEqual(['raised', 'received'])
  const card = w.sent.find((s) => s.account === officer!.id && on(a.no)(s))!
  await w.says(officer!, p2p(officer!), '接警', { replyTo: `sent-${card.id}` })
  expect((await byNo(a.no)).state).toBe('received')
})

test('接警 of somebody who may not is talk in a group, and told so where it names the report', async () => {
  const r = await reported()
  const from = w.sent.length
  await w.says(member(2), group(), '接警')
  expect(w.to(group(), from)).toEqual([])
  await w.says(member(2), group(), `${r.no} 接警`)
  expect((await byNo(r.no)).state).toBe('raised')
  expect(w.to(group(), from).join()).toContain('值班')
})

test('开始整改, 复查通过, 退回 and 又出现了 move the one hazard that fits whoever says it', async () => {
  const h = await hazard()
  const [officer] = officers()
  await w.says(h.owner, p2p(h.owner), '开始整改')
  expect((await byNo(h.no)).state).toBe('rectifying')
  const done = () => w.says(h.owner, group(), `${h.no} 整改完成`, { attachments: [photo()] })
  await done()
  await w.says(officer!, p2p(officer!), '复查不通过')
  expect(heard(officer!, 0)).toContain('请说明退回的理由')
  expect((await byNo(h.no)).state).toBe('recheck')
  await w.says(officer!, p2p(officer!), '复查不通过，理由：栏杆还是松的')
  expect((await byNo(h.no)).state).toBe('rectifying')
  expect(w.to(group()).join()).toContain('请继续整改：栏杆还是松的')
  await done()
  const from = w.sent.length
  await w.says(officer!, p2p(officer!), '复查通过')
  expect((await byNo(h.no)).state).toBe('cleared')
  expect(heard(officer!, from)).toContain(h.no)
  w.clock.forward(24 * 60)
  await w.says(h.by, group(), '又出现了')
  expect((await byNo(h.no)).state).toBe('rectifying')
  expect(w.to(group()).join()).toContain(`${h.no} 又出现了`)
})

test('of two hazards 开始整改 and 复查通过 ask which', async () => {
  const [a, b] = [await toRecheck(), await toRecheck()]
  const [officer] = officers()
  const from = w.sent.length
  await w.says(officer!, p2p(officer!), '复查通过')
  expect([(await byNo(a.no)).state, (await byNo(b.no)).state]).toEqual(['recheck', 'recheck'])
  for (const h of [a, b]) expect(heard(officer!, from)).toContain(h.no)
})

test('复查通过 in words is not for whoever answers for it', async () => {
  const h = await toRecheck()
  await w.says(h.owner, p2p(h.owner), `${h.no} 复查通过`)
  expect((await byNo(h.no)).state).toBe('recheck')
  const [officer] = officers()
  await w.altered('records', { no: h.no }, { ownerId: officer!.id })
  const from = w.sent.length
  await w.says(officer!, p2p(officer!), '复查通过')
  expect((await byNo(h.no)).state).toBe('recheck')
  expect(heard(officer!, from)).toContain('要由别人来定')
})

test('after 转派 whoever answers for the report hears of 升级, 办结 and 撤回 by somebody else', async () => {
  const [officer] = officers()
  const next = w.person('info_officer', '石岭村')
  const r = await reported()
  await w.presses(officer!, '转派', { to: next.id }, (s) => s.account === officer!.id && on(r.no)(s))
  let from = w.sent.length
  await w.presses(officer!, '升级', undefined, (s) => s.account === officer!.id && on(r.no)(s))
  expect(heard(next, from)).toContain(`${r.no} 已升级给镇领导`)
  from = w.sent.length
  await w.says(officer!, p2p(officer!), `${r.no} 办结`)
  expect((await byNo(r.no)).state).toBe('closed')
  expect(heard(next, from)).toContain(`${r.no} 已办结`)
  const second = await reported('石岭村', '5组房屋着火')
  await w.presses(officer!, '转派', { to: next.id }, (s) => s.account === officer!.id && on(second.no)(s))
  from = w.sent.length
  await w.says(member(), group(), `撤回 ${second.no}`)
  expect((await byNo(second.no)).state).toBe('withdrawn')
  expect(heard(next, from)).toContain(`${second.no} 已撤回`)
})

test('a hazard that waits for re-check is put before whoever may, each day until one of them looks', async () => {
  const h = await toRecheck()
  const from = w.sent.length
  await w.fastForward(2 * 24 * 60)
  const said = w.sent
    .slice(from)
    .filter((s) => s.account && !s.edit && on(h.no)(s) && asText(s.message).includes('待复查'))
  expect(said.length).toBeGreaterThanOrEqual(2)
  expect(said.map((s) => s.account)).not.toContain(h.owner.id)
  await w.presses(officers()[0]!, '退回', { reason: '栏杆还是松的' }, on(h.no))
  expect((await byNo(h.no)).state).toBe('rectifying')
  w.clock.forward(5)
  await w.says(h.owner, group(), `${h.no} 整改完成`, { attachments: [photo()] })
  await w.presses(officers()[0]!, '复查通过', undefined, on(h.no))
  const after = w.sent.length
  await w.fastForward(2 * 24 * 60)
  expect(w.sent.slice(after).filter((s) => on(h.no)(s) && asText(s.message).includes('待复查'))).toEqual([])
})

test('an extension that was agreed to is told to whoever answers for it, and the new day is reminded of', async () => {
  const registered = await hazard()
  // somebody else answers for it than reported it
  const h = { ...registered, owner: member(4) }
  await w.altered('records', { no: h.no }, { ownerId: h.owner.id })
  await w.says(h.owner, p2p(h.owner), `${h.no} 申请延期到12月10日，材料没到`)
  let from = w.sent.length
  await w.presses(w.leader(), '同意', undefined, on(h.no))
  expect(heard(h.owner, from)).toContain('已同意延期到12月10日')
  from = w.sent.length
  await w.fastForward(18 * 24 * 60)
  expect(heard(h.owner, from)).toMatch(/将到期[\s\S]*超期/)
})
