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

const reminders = () => rig.fake.sent.map(wordsOf).filter((t) => t.includes('隐患提醒') && t.includes(hazards[0]!.no))
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
