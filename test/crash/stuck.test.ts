/** A message that cannot be read holds up nothing but itself: neither the process, nor its neighbours, nor the next start. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { wordsOf } from '../fakes/feishu/index.ts'
import { openRig, type Rig } from '../world/rig.ts'
import { until } from '../world/until.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig({ env: { FEISHU_LIMITS: 'off', READER: 'faulty' } })
})
afterEach(() => rig.close())

const SOUND = '隐患上报：石岭村3组路边电线裸露，离地不到两米'
async function push(text: string, chat: string): Promise<string> {
  const { messageId, attempt } = await rig.push(text, { chat })
  expect(attempt.status).toBe(200)
  return messageId
}
const repliesTo = (id: string) => rig.repliesTo(id).map(wordsOf)
const unread = async (id: string) => {
  const { id: inboxId } = await rig.latest('inbox', { eventId: id })
  return (await rig.rows('unread', { inboxId }))[0]
}
const waiting = async (id: string) => !!(await unread(id))?.nextAt
const triesOf = async (id: string): Promise<number> => (await unread(id))?.attempts ?? 0

test('reading that never ends is cut off: doors answer, neighbours are read, it is given up on, its chat goes on', async () => {
  const { url } = await rig.station()
  const stuck = await push('石岭村后山滑坡，这句读不完', 'oc_stuck')
  const behind = await push(SOUND, 'oc_stuck')
  const beside = await push(SOUND, 'oc_beside')
  const answers: number[] = []
  while (await waiting(stuck)) {
    const asked = performance.now()
    const live = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(10_000) })
    expect(live.status).toBe(200)
    answers.push(performance.now() - asked)
    await new Promise((done) => setTimeout(done, 100))
  }
  expect(answers.length).toBeGreaterThan(10)
  for (const id of [beside, behind]) {
    await until(() => repliesTo(id).length > 0)
    expect(repliesTo(id)).toHaveLength(1)
    expect(repliesTo(id)[0]).toContain('YH-')
  }
}, 120_000)

test('SIGTERM ends the process while a message is being read without end', async () => {
  const s = await rig.station()
  await push('这句读不完', 'oc_stuck')
  await new Promise((done) => setTimeout(done, 300))
  const ended = await Promise.race([
    s.kill('SIGTERM').then(() => true),
    new Promise<false>((done) => setTimeout(() => done(false), 20_000)),
  ])
  expect(ended).toBe(true)
}, 60_000)

test('reading that kills the process: each try is counted before it begins, so that it is given up on and the rest is read', async () => {
  const first = await rig.station()
  const beside = [await push(SOUND, 'oc_one'), await push(SOUND, 'oc_two')]
  const deadly = await push('石岭村后山滑坡，这句读死了', 'oc_deadly')
  const behind = await push(SOUND, 'oc_deadly')
  await until(async () => first.child.signalCode === 'SIGKILL')
  const tries = [await triesOf(deadly)]
  for (let i = 0; i < 8 && (await waiting(deadly)); i++) {
    // what was left behind is read while it starts: it may die before it is ready
    const s = await rig.station().catch(() => undefined)
    await until(async () => !s || s.child.signalCode === 'SIGKILL' || !(await waiting(deadly)), 30_000)
    tries.push(await triesOf(deadly))
  }
  expect(await waiting(deadly)).toBe(false)
  expect(tries.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
  for (const id of [...beside, behind]) {
    await until(() => repliesTo(id).length > 0)
    expect(repliesTo(id)).toHaveLength(1)
  }
}, 180_000)
