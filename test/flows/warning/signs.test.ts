/** Signs that something gives way, told under a warning: before the officers at once, and a hazard besides. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWarned } from '../../world/villages.ts'
import { createWorld } from '../../world/world.ts'

let station: Awaited<ReturnType<typeof openWarned>>
beforeAll(async () => {
  station = await openWarned()
})
afterAll(() => station.w.close())

const TOLD = ['老张家土墙裂了一条缝，有两指宽', '山塘坝脚有点渗水', '屋后挡墙鼓包了，比昨天厉害']

test.each(TOLD)('“%s” under a red warning: the officers hear of it at once', async (said) => {
  const { w, somebody } = station
  const { who, village, group } = somebody()
  const mark = w.sent.length
  await w.says(who, group, `隐患：${village}${said}`)
  const { no } = await w.latest('records', { kind: 'hazard_report' })
  const told = w.to(w.officer().id, mark).join('\n')
  expect(told).toContain(no)
  expect(told).toMatch(/险情征兆|建议立即/)
  expect(w.errors).toEqual([])
})

test('the number to call is theirs who call, and the ledger knows who was shown it; no sign is told of twice', async () => {
  const { w, somebody } = station
  const { who, village, group } = somebody()
  const mark = w.sent.length
  await w.says(who, group, `隐患：${village}老李家土墙裂了条缝`)
  const { no } = await w.latest('records', { kind: 'hazard_report' })
  const officer = w.officer()
  const alarms = w.to(officer.id, mark).filter((t) => /险情征兆|建议立即/.test(t))
  expect(alarms).toHaveLength(1)
  expect(alarms[0]).toContain(who.phone)
  const shown = (await w.rows('ledger', { change: 'phones.shown' })).filter((l) => JSON.stringify(l).includes(no))
  expect(shown.map((l) => l.subjectId)).toContain(officer.id)
})

test('a fault that gives way to nothing is a hazard like any other', async () => {
  const { w, somebody } = station
  const { who, village, group } = somebody()
  const mark = w.sent.length
  await w.says(who, group, `隐患：${village}小学灭火器过期`)
  expect(w.to(w.officer().id, mark).join()).not.toContain('险情征兆')
})

test('without a warning it is a hazard', async () => {
  const w = await createWorld()
  const mark = w.sent.length
  await w.says(w.person('grid_member', '石岭村'), w.groupOf('石岭村'), '隐患：石岭村老张家土墙裂了一条缝')
  expect(w.to(w.officer().id, mark).join()).not.toContain('险情征兆')
  await w.close()
})
