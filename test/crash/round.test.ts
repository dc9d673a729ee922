/** The morning's round of hazards with processes that really die: nobody is reminded twice, nobody is forgotten. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LOCKS } from '#db/engine/locks.ts'
import { ROUND } from '#domain/hazard/round.ts'
import { addDays, dayOf } from '#domain/kernel/time.ts'
import { wordsOf } from '../fakes/feishu/index.ts'
import { openRig, type Rig } from '../world/rig.ts'
import { until } from '../world/until.ts'

let rig: Rig
let hazards: { id: string; no: string }[]
beforeEach(async () => {
  rig = await openRig({ env: { FEISHU_LIMITS: 'off' } })
  await rig.setting('quiet_hours', { from: '00:00', to: '00:00' })
  const { personId } = (await rig.rows('accounts', { channel: 'feishu', account: 'ou_rig' }))[0]!
  const [one, ...others] = await rig.rows('records', { kind: 'hazard_report' })
  for (const { id } of [one!, ...others]) await rig.altered('records', { id }, { state: 'withdrawn' })
  const today = dayOf(new Date(), 'Asia/Shanghai')
  await rig.copied('records', { ...one!, state: 'registered', ownerId: personId }, 3, (i) => ({
    no: `YH-20250101-00${i}`,
    // due yesterday, today, tomorrow
    dueOn: addDays(today, i - 2),
    words: undefined,
  }))
  hazards = (await rig.rows('records', { kind: 'hazard_report', state: 'registered' })).map(({ id, no }) => ({
    id,
    no,
  }))
  await rig.planted('deadlines', {
    kind: 'hazard.round',
    subjectId: ROUND,
    dueAt: new Date(Date.now() - 60_000),
    single: true,
  })
})
afterEach(() => rig.close())

const MINUTE_MS = 60_000
const WHOLE = process.env.WHOLE === '1'

/** What its owner was sent of it. */
const reminders = (no = hazards[0]!.no) =>
  rig.fake.sent
    .filter((m) => m.to === 'ou_rig')
    .map(wordsOf)
    .filter((t) => /隐患(?:提醒|超期|今天|将到期)/.test(t) && t.includes(no))
const notes = () => rig.rows('ledger', { change: 'record.noted', data: { note: 'reminded' } })
/** One message that lists all three, each noted once, the next round set, and nothing more of it later. */
async function onceAll() {
  await until(() => reminders().length > 0)
  await new Promise((done) => setTimeout(done, 2000))
  expect(reminders()).toHaveLength(1)
  for (const { no } of hazards) expect(reminders()[0]).toContain(no)
  expect((await notes()).map((l) => l.subjectId).sort()).toEqual(hazards.map((h) => h.id).sort())
  expect(await rig.rows('deadlines', { kind: 'hazard.round', doneAt: null })).toHaveLength(1)
}

test('killed inside the round: nothing of it is written, and the next process does all of it', async () => {
  const release = await rig.holds(LOCKS.counters, 1)
  const first = await rig.station()
  await until(async () => (await rig.waitingForALock(LOCKS.counters)) > 0)
  await first.kill('SIGKILL')
  await release()
  expect(await notes()).toEqual([])
  await rig.station()
  await onceAll()
}, 60_000)

test('killed after the round, before anything is sent: it goes out once', async () => {
  const release = await rig.holds(LOCKS.lead, '1 lane feishu')
  const first = await rig.station()
  await until(async () => (await notes()).length === hazards.length)
  await first.kill('SIGKILL')
  await release()
  expect(reminders()).toEqual([])
  await rig.station()
  await onceAll()
}, 60_000)

test('two processes look at once, and one of them dies: one round', async () => {
  const [first] = [await rig.station(), await rig.station()]
  await first!.kill('SIGKILL')
  await onceAll()
}, 60_000)

/** How far the clock of a process is set that begins its day at half past nine, so many days from now. */
const morningIn = (days: number) => nineIn(days).getTime() + 30 * MINUTE_MS - Date.now()
const dayIn = (days: number) => addDays(dayOf(new Date(), 'Asia/Shanghai'), days)
const nineIn = (days: number) => new Date(`${dayIn(days)}T09:00:00+08:00`)

/**
 * A month of mornings, each with a process of its own that is killed: after its work, inside the round, or between the round
 * and what it sends. In short only the days on which something is due, by `WHOLE=1` all of them.
 */
test('a month in which every day ends with kill -9: each reminder goes out once', async () => {
  const hazard = hazards[2]!
  for (const { id } of hazards.slice(0, 2)) await rig.altered('records', { id }, { state: 'withdrawn' })
  await rig.altered('records', { id: hazard.id }, { dueOn: dayIn(4) })
  await rig.altered('deadlines', { kind: 'hazard.round', doneAt: null }, { dueAt: nineIn(0) })
  // off on the day three days before the term; of days after it the steps of `hazard_overdue`
  const [off, reminded] = [1, [2, 3, 4, 5, 7, 11, 14, 18, 25]]
  const mine = async () => (await notes()).filter((l) => l.subjectId === hazard.id)
  const settled = (day: number, noted: number) =>
    until(async () => {
      const [next] = await rig.rows('deadlines', { kind: 'hazard.round', doneAt: null })
      return next!.dueAt > nineIn(day) && (await mine()).length === noted && reminders(hazard.no).length === noted
    })
  const HOW = ['after its work', 'inside the round', 'before it sends'] as const
  let noted = 0
  for (let day = 0; day <= 26; day++) {
    const due = reminded.includes(day)
    if (day === off || !(WHOLE || due || day === 0)) continue
    const CLOCK_BY = String(morningIn(day))
    const how = due ? HOW[noted % HOW.length]! : 'after its work'
    if (how !== 'after its work') {
      const release =
        how === 'inside the round' ? await rig.holds(LOCKS.counters, 1) : await rig.holds(LOCKS.lead, '1 lane feishu')
      const first = await rig.station({ CLOCK_BY })
      if (how === 'inside the round') await until(async () => (await rig.waitingForALock(LOCKS.counters)) > 0)
      else await until(async () => (await mine()).length === noted + 1)
      await first.kill('SIGKILL')
      await release()
    }
    noted += due ? 1 : 0
    const station = await rig.station({ CLOCK_BY })
    await settled(day, noted)
    await station.kill('SIGKILL')
  }
  expect((await mine()).map((l) => l.data.data.late)).toEqual([0, 0, 0, 1, 3, 7, 10, 14, 21])
  expect(reminders(hazard.no)).toHaveLength(9)
}, 240_000)
