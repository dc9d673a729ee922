/** A hazard's hand-over sheet through the API: facts, photos before and after, and all that became of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Door, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
})
afterAll(() => d.world.close())

const photo = (key: string) => ({ kind: 'image' as const, key: key.padStart(64, 'f') })

test('the sheet names what it is, how late it is, its photos before and after, and its history; no penalty stands in it', async () => {
  const w = d.world
  const member = w.person('grid_member', '双溪村', 1)
  await w.says(member, w.groupOf('双溪村'), '隐患：双溪村砖厂电箱没有门，请3天内整改', { attachments: [photo('1')] })
  const { no, ownerId } = await w.latest('records', { kind: 'hazard_report' })
  const owner = w.roster.people.get(ownerId!)!
  w.clock.forward(6 * 24 * 60)
  await w.says(owner, `p2p:${owner.id}`, `${no} 整改完成`, { attachments: [photo('2')] })
  const { status, body } = await d.ask(`/api/v1/hazards/${no}/hand-over`, { token: await d.as('leader') })
  expect(status).toBe(200)
  expect(body).toMatchObject({ no, state: 'recheck', days_late: 3 })
  const lines = Object.fromEntries(body.lines.map((l: { label: string; value: string }) => [l.label, l.value]))
  expect(lines).toMatchObject({
    编号: no,
    责任人: owner.name,
    整改期限: '11月27日（超期3天）',
    照片: '整改前1张，整改后1张',
  })
  expect(body.before).toHaveLength(1)
  expect(body.after).toHaveLength(1)
  expect(body.history.map((h: { change: string }) => h.change)).toContain('record.moved')
  expect(JSON.stringify(body)).not.toMatch(/罚款|处罚金额/)
})

test('of sensitive matter it is the officer’s alone; what is none is not found', async () => {
  const w = d.world
  const member = w.person('grid_member', '双溪村', 1)
  await w.says(member, w.groupOf('双溪村'), '隐患：双溪村水井边有人投毒的痕迹，井盖没锁')
  const { no } = await w.latest('records', { kind: 'hazard_report' })
  expect((await d.ask(`/api/v1/hazards/${no}/hand-over`, { token: await d.as('leader') })).status).toBe(404)
  expect((await d.ask(`/api/v1/hazards/${no}/hand-over`, { token: await d.as('officer') })).status).toBe(200)
  expect((await d.ask('/api/v1/hazards/YH-19990101-001/hand-over', { token: await d.as('officer') })).status).toBe(404)
  expect((await d.ask(`/api/v1/hazards/${no}/hand-over`, { token: await d.as('feeder') })).status).toBe(403)
})
