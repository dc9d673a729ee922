/** Redis is not there when the station starts, comes, and goes again: what stands on PostgreSQL serves all the while. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, redisServer } from '../setup/redis.ts'
import { openRig, type Rig } from '../world/rig.ts'
import { until } from '../world/until.ts'

let rig: Rig
let redis: ChildProcess | undefined
beforeAll(async () => {
  rig = await openRig()
})
afterAll(async () => {
  redis?.kill('SIGKILL')
  await rig.close()
})

test('a station whose Redis is away serves, reads, answers and keeps its times; Redis is taken up when it comes', async () => {
  const port = await freePort()
  const startRedis = () => {
    redis = spawn(redisServer()!, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', rig.dataDir], {
      stdio: 'ignore',
    })
  }
  const station = await rig.station({ REDIS_URL: `redis://127.0.0.1:${port}` })
  const { url } = station
  let n = 0
  const answered = async () => {
    const { messageId, attempt } = await rig.push('隐患上报：石岭村3组路边电线裸露，离地不到两米', {
      chat: `oc_redis_${++n}`,
      from: 'ou_redis',
    })
    expect(attempt.status).toBe(200)
    await until(() => rig.repliesTo(messageId).length > 0)
  }
  const queueOk = async () =>
    ((await (await fetch(`${url}/health/ready`)).json()) as { queue: { ok: boolean } }).queue.ok

  expect((await fetch(`${url}/`)).status).toBe(200)
  expect(await queueOk()).toBe(false)
  await answered()
  // a deadline that falls due is worked off although nothing wakes the work
  await rig.planted('deadlines', { kind: 'report.unreceived', subjectId: uuidv7(), dueAt: new Date() })
  await until(async () => (await rig.rows('deadlines', { doneAt: null })).length === 0, 15_000)

  startRedis()
  await until(queueOk, 15_000)
  await answered()

  redis!.kill('SIGKILL')
  await once(redis!, 'exit')
  await answered()
  const asked = Date.now()
  await station.kill('SIGTERM')
  expect(Date.now() - asked).toBeLessThan(15_000)
}, 90_000)
