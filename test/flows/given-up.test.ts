/** What cannot be read is never silent: it is filed with its bare words, its sender is answered, the officers are told. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { has, not } from '../world/rows.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
  // a fault of ours that only some messages meet, and no filing of bare words
  await w.breaks('insert', 'records', { text: has('绊倒'), kind: not('aside') })
})
afterAll(() => w.close())
afterEach(() => void w.errors.splice(0))

const newest = (kind: RecordKind) => w.latest('records', { kind })
const p2p = (who: { id: string }) => `p2p:${who.id}`
const photo = { kind: 'image' as const, key: 'f'.repeat(64) }
/** As long as five tries take. */
async function tried() {
  for (let i = 0; i < 6; i++) {
    w.clock.forward(1)
    const rows = await w.rows('unread', { nextAt: not(null) })
    w.intake.wake([...new Set(rows.map((r) => r.chatKey))])
    await w.settle()
  }
}

test('a message that cannot be worked off is filed with its words and photos; its sender and the officers hear of it once', async () => {
  await w.setting('duty_room', { phone: '0795-1234567' })
  const member = w.person('grid_member', '双溪村', 1)
  const group = w.groupOf('双溪村')
  const from = w.sent.length
  await w.says(member, group, '双溪村2组后山滑坡，有人绊倒受伤', { attachments: [photo] })
  await tried()
  const kept = await newest('aside')
  expect(kept).toMatchObject({ state: 'filed', text: '双溪村2组后山滑坡，有人绊倒受伤', reporterId: member.id })
  expect(await w.rows('attachments', { key: photo.key })).toMatchObject([{ recordId: kept.id }])
  const answers = w.to(group, from)
  expect(answers).toHaveLength(1)
  expect(answers[0]).toContain(kept.no)
  expect(answers[0]).toContain('0795-1234567')
  const told = w.to(w.officer().id, from)
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('双溪村2组后山滑坡，有人绊倒受伤')
  expect(told[0]).toContain(member.name)
  // its chat goes on
  await w.says(member, group, '双溪村3组进水2户')
  expect(await newest('disaster_report')).toMatchObject({ fields: { houses_flooded_households: 2 } })
  await w.presses(member, '已处理')
  expect(await newest('aside')).toMatchObject({ state: 'filed' })
  await w.presses(w.officer(), '已处理')
  expect(await newest('aside')).toMatchObject({ state: 'closed' })
})

test('of a stranger too, unverified; and a press that cannot be worked off is answered', async () => {
  const from = w.sent.length
  await w.says({ id: 'passer-by', name: '路人' }, w.groupOf('双溪村'), '双溪村桥头山体滑坡，绊倒一个老人')
  await tried()
  expect(await newest('aside')).toMatchObject({ state: 'unverified', reporterId: null })
  expect(w.to(w.groupOf('双溪村'), from)).toHaveLength(1)
  expect(w.to(w.officer().id, from).at(-1)).toContain('绊倒一个老人')

  const mended = await w.breaks('update', 'records', { state: 'received' })
  const before = w.sent.length
  await w.presses(w.officer(), '接警', undefined, (s) => s.account === w.officer().id)
  await tried()
  await mended()
  expect(w.to(p2p(w.officer()), before).at(-1)).toContain('没有办成')
  expect(w.to(w.officer().id, before).some((t) => t.includes('没有办成'))).toBe(true)
})

test('where not even the words can be filed, the officers are told all the same', async () => {
  const mended = await w.breaks('insert', 'records', { kind: 'aside' })
  const member = w.person('grid_member', '双溪村', 2)
  const from = w.sent.length
  await w.says(member, w.groupOf('双溪村'), '双溪村4组着火了，绊倒了')
  await tried()
  await mended()
  expect(w.to(w.officer().id, from).at(-1)).toContain('双溪村4组着火了，绊倒了')
  expect(w.to(w.groupOf('双溪村'), from)).toHaveLength(1)
})

test.each([
  ['隐患：双溪村下街井盖破损，限13812345678天内整改', 'hazard_report'],
  ['隐患：双溪村下街路灯倒了，整改期限：20261231天', 'hazard_report'],
  ['隐患：双溪村下街电线裸露，9999年1月1日前整改', 'hazard_report'],
  ['隐患：双溪村下街护栏断了，0000年1月1日前整改到位', 'hazard_report'],
  ['隐患：双溪村小学围墙开裂，2月30日前整改', 'hazard_report'],
  ['双溪村9组进水，999999999万小时前开始的', 'disaster_report'],
  ['双溪村8组受灾999999999人，受伤2人', 'disaster_report'],
] as const)('%s: recorded, with no date or figure that nobody can mean', async (text, kind) => {
  const member = w.person('grid_member', '双溪村', 3)
  w.clock.forward(60)
  const given = [...w.deadLetters]
  await w.says(member, w.groupOf('双溪村'), text)
  const record = await newest(kind)
  expect(record?.text).toBe(text)
  expect(w.deadLetters).toEqual(given)
  expect(w.errors).toEqual([])
  if (kind === 'hazard_report') expect(record.dueOn).toBe('2026-12-01')
  expect(record.fields.affected_people).toBeUndefined()
  expect(String(record.fields.time ?? '2026')).toMatch(/^2026/)
  if (text.includes('受伤2人')) expect(record.fields.injured).toBe(2)
})

test('a term asked for that nobody can mean is put to the officer without a day', async () => {
  const owner = w.roster.people.get(String((await newest('hazard_report')).ownerId))!
  const { no } = (await newest('hazard_report'))!
  const from = w.sent.length
  await w.says(owner, p2p(owner), `${no} 申请延期999999999天，材料没到`)
  const card = w.to(w.officer().id, from).at(-1)!
  expect(card).toContain('延期申请')
  expect(card).not.toContain('申请延到')
  expect(w.errors).toEqual([])
})

test('figures beyond all measure that stand already do not keep the leaders from their summary', async () => {
  const { id, fields } = await w.latest('records', { kind: 'disaster_report', drill: false, state: not('unverified') })
  await w.altered('records', { id }, { fields: { ...fields, evacuated_people: 99999999999 } })
  w.clock.to(new Date('2026-11-24T10:05:00Z'))
  expect(await w.digest()).toBeGreaterThan(0)
  expect(w.errors).toEqual([])
})
