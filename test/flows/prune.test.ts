/** What is forgotten goes by days that were really lived: a clock that stands years ahead empties nothing. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prune } from '#jobs/prune.ts'
import { not } from '../world/rows.ts'
import { createWorld, type World } from '../world/world.ts'

const KEEP = { raw_days: 30, outbox_days: 180 }
const DAY_MS = 24 * 3600_000

let w: World
beforeEach(async () => {
  w = await createWorld()
  await w.says(w.person('grid_member', '石岭村'), w.groupOf('石岭村'), '隐患：石岭村3组路边电线裸露')
  await w.altered('outbox', {}, { state: 'sent' })
})
afterEach(() => w.close())

const after = (days: number) => new Date(w.clock.now().getTime() + days * DAY_MS)
const kept = async () => ({
  raw: (await w.rows('inbox', { raw: not('') })).length,
  out: (await w.rows('outbox')).length,
})

test('day by day, what is old enough is forgotten, and no sooner', async () => {
  for (let day = 0; day <= 30; day++) await prune(w.db, KEEP, after(day))
  const before = await kept()
  expect(before.raw).toBeGreaterThan(0)
  for (let day = 31; day <= 33; day++) await prune(w.db, KEEP, after(day))
  expect(await kept()).toEqual({ ...before, raw: 0 })
  for (let day = 34; day <= 182; day++) await prune(w.db, KEEP, after(day))
  expect(await kept()).toEqual({ raw: 0, out: 0 })
})

test('a clock that stands years ahead, at the first round or at a later one, forgets nothing; set right, all goes on as before', async () => {
  const before = await kept()
  expect(before.out).toBeGreaterThan(0)
  await prune(w.db, KEEP, after(0))
  for (const years of [3, 3.01, 50]) await prune(w.db, KEEP, after(years * 365))
  expect(await kept()).toEqual(before)
  await prune(w.db, KEEP, after(1))
  expect(await kept()).toEqual(before)
})

test('a station that never pruned begins at what it knows, not at what its clock says', async () => {
  const before = await kept()
  await prune(w.db, KEEP, after(3 * 365))
  expect(await kept()).toEqual(before)
})

test('a station that was switched off for a year catches up, some days at a time', async () => {
  await prune(w.db, KEEP, after(0))
  for (let round = 0; round < 200; round++) await prune(w.db, KEEP, after(365 + round))
  expect(await kept()).toEqual({ raw: 0, out: 0 })
})
