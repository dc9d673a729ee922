import { afterEach, beforeEach, expect, test } from 'vitest'
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

const newest = () => w.latest('records', { kind: 'hazard_report', channel: 'web', text: has('下街') })
const photo = { kind: 'image' as const, key: 'a'.repeat(64) }
/** A hazard of the village with its photo, as a member of its grid reports it. */
async function reported(text = '隐患上报：双溪村下街消防通道被杂物堵住，请3天内清理') {
  await w.says(w.person('grid_member', '双溪村', 1), w.groupOf('双溪村'), text, { attachments: [photo] })
  return newest()
}

test('a hazard is numbered, owned and due, and its card comes back to the group with the photo counted', async () => {
  const hazard = await reported()
  expect(hazard).toMatchObject({
    state: 'registered',
    dueOn: '2026-11-27',
    fields: { kind: '消防', village: '双溪村' },
  })
  const owner = w.roster.people.get(hazard.ownerId!)!
  expect(owner.roles.some((r) => r.role === 'info_officer')).toBe(true)
  const card = w.to(w.groupOf('双溪村')).at(-1)!
  expect(card).toContain(hazard.no)
  expect(card).toContain('照片：1张')
  expect(card).toContain('整改期限：11月27日')
  expect(card).toContain(owner.name)
  expect(w.to(owner.id).at(-1)).toContain(hazard.no)
})

test('the owner is reminded before and on the due date; once overdue the officer and the leader hear too', async () => {
  const hazard = await reported()
  const owner = hazard.ownerId!
  const texts = async (days: number) => {
    const from = w.sent.length
    await w.fastForward(days * 24 * 60)
    return w.to(owner, from).filter((t) => t.includes(hazard.no))
  }
  expect((await texts(2)).some((t) => t.includes('将到期'))).toBe(true)
  expect((await texts(1)).some((t) => t.includes('今天到期'))).toBe(true)
  const from = w.sent.length
  await w.fastForward(24 * 60)
  const told = w.sent.slice(from).filter((s) => JSON.stringify(s.message).includes(hazard.no))
  expect(told.some((s) => s.account !== owner && JSON.stringify(s.message).includes('隐患超期'))).toBe(true)
})

test('整改完成 without a photo asks for it; the photo sends it to re-check; 复查通过 closes it', async () => {
  const hazard = await reported()
  const owner = w.roster.people.get(hazard.ownerId!)!
  const group = w.groupOf('双溪村')
  await w.says(owner, group, `${hazard.no} 整改完成，通道已清理`)
  expect(w.to(group).at(-1)).toContain('还差一张')
  expect((await newest()).state).toBe('registered')
  await w.says(owner, group, '', { attachments: [{ ...photo, key: 'b'.repeat(64) }] })
  expect((await newest()).state).toBe('recheck')
  await w.presses(owner, '复查通过')
  expect((await newest()).state).toBe('recheck') // not by the one who put it right
  await w.presses(w.person('duty_officer'), '复查通过')
  expect((await newest()).state).toBe('cleared')
  expect(w.to(group).at(-1)).toContain('已销号')
})

test('a photo first and words later are one hazard', async () => {
  const member = w.person('grid_member', '双溪村', 2)
  await w.says(member, w.groupOf('双溪村'), '', { attachments: [{ ...photo, key: 'c'.repeat(64) }] })
  await w.says(member, w.groupOf('双溪村'), '隐患：双溪村下街井盖破损，有坑')
  const hazard = await newest()
  expect(await w.rows('attachments', { recordId: hazard.id })).toHaveLength(1)
})

test('转给 in words hands it to another person, who is told; nothing new is filed, and only the station may', async () => {
  const member = w.person('grid_member', '双溪村', 2)
  await w.says(member, w.groupOf('双溪村'), '隐患上报：双溪村下街围墙裂了个口子')
  const hazard = await newest()
  const officer = w.officer()
  const other = w.person('grid_member', '双溪村', 3)
  const from = w.sent.length
  await w.says(member, `p2p:${member.id}`, `${hazard.no} 转给 ${other.name}`)
  expect(await newest()).toMatchObject({ id: hazard.id, ownerId: hazard.ownerId })
  await w.says(officer, `p2p:${officer.id}`, `隐患 ${hazard.no} 转给${other.name}处理`)
  expect(await newest()).toMatchObject({ id: hazard.id, ownerId: other.id })
  expect(w.to(`p2p:${officer.id}`, from).at(-1)).toContain(`已转给${other.name}`)
  expect(w.to(other.id, from).at(-1)).toContain(`隐患转给您负责了，编号 ${hazard.no}`)
  expect(w.to(hazard.ownerId!, from).at(-1)).toContain('您不用再跟进')
  // whoever reported it hears of it as well when it becomes theirs
  await w.says(officer, `p2p:${officer.id}`, `${hazard.no} 转给 双溪村${member.name}`)
  expect(w.to(member.id, from).at(-1)).toContain('隐患转给您负责了')
  await w.says(officer, `p2p:${officer.id}`, `${hazard.no} 转给 ${other.name}`)
  await w.says(officer, `p2p:${officer.id}`, `${hazard.no} 转给 无此人`)
  expect(w.to(`p2p:${officer.id}`, from).at(-1)).toContain('花名册里没有“无此人”')
})

test('what was mended says which: 围墙修好了 is the hazard of a wall, among several; else the numbers are offered', async () => {
  const owner = w.person('grid_member', '双溪村', 3)
  const chat = `p2p:${owner.id}`
  const hazards = ['隐患：双溪村下街围墙裂了个口子', '隐患：双溪村小学门口井盖没了', '隐患：双溪村幼儿园护栏松了']
  for (const text of hazards) await w.says(owner, w.groupOf('双溪村'), text)
  for (const text of ['围墙裂了', '井盖没了', '护栏松了'])
    await w.altered('records', { kind: 'hazard_report', text: has(text) }, { ownerId: owner.id })
  const wall = await newest()
  await w.says(owner, chat, '围墙已经修好了')
  expect(w.to(chat).at(-1)).toContain(wall.no)
  await w.says(owner, chat, '都弄好了')
  expect(w.to(chat).at(-1)).toMatch(/可回复：.*YH-/)
})

test('a term whose day is not understood is said so on the card, and the hazard has its usual term', async () => {
  const hazard = await reported('隐患上报：双溪村下街围墙裂缝，请腊月廿八前修好')
  expect(hazard).toMatchObject({ dueOn: '2026-12-01', fields: { deadline_said: '腊月廿八' } })
  const group = w.groupOf('双溪村')
  expect(w.to(group).at(-1)).toContain('“腊月廿八”没看懂是哪天')
  const owner = w.roster.people.get(hazard.ownerId!)!
  await w.says(owner, group, `${hazard.no} 申请延期到春节后，材料没到`)
  expect(w.to(group).at(-1)).toContain('“春节”没看懂是哪天')
  await w.says(owner, group, `${hazard.no} 申请延期到1月15日，材料没到`)
  await w.presses(w.officer(), '同意')
  expect((await newest()).dueOn).toBe('2027-01-15')
})
