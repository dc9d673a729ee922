/**
 * Every place where a process may die, with a process that really dies: kill -9 against a real database, then a new one. Told
 * for each queue in a file of its own, so that both run at once; what no queue has a part in is tried on one of them, and by
 * `WHOLE=1` on both.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LOCKS } from '#db/engine/locks.ts'
import { wordsOf } from '../fakes/feishu/index.ts'
import { type Gate, gateTo } from '../world/gate.ts'
import { openRig, type Rig } from '../world/rig.ts'
import { until } from '../world/until.ts'

export const diesAnywhere = (onRedis: boolean) => {
  let rig: Rig
  let gate: Gate | undefined
  beforeEach(async () => {
    rig = await openRig({ redis: onRedis, env: { FEISHU_LIMITS: 'off' } })
  })
  afterEach(async () => {
    await gate?.shut()
    gate = undefined
    await rig.close()
  })

  const whateverQueue = (name: string, story: () => Promise<void>, ms?: number) =>
    onRedis && process.env.WHOLE !== '1' ? undefined : test(name, story, ms)

  const TEXT = '隐患上报：石岭村3组路边电线裸露，离地不到两米'
  const push = (text = TEXT, chat?: string) => rig.push(text, { chat })
  const station = (more?: Record<string, string>) => rig.station(more)
  /** Recorded exactly once, answered exactly once, nothing stuck. */
  const settled = async (id: string) => {
    const owed = async () => {
      const waiting = [
        ...(await rig.rows('outbox', { state: 'queued' })),
        ...(await rig.rows('outbox', { state: 'leased' })),
      ]
      return waiting.filter((o) => o.availableAt <= new Date())
    }
    await until(() => rig.repliesTo(id).length > 0)
    await until(async () => (await owed()).length === 0)
    expect(rig.repliesTo(id)).toHaveLength(1)
    expect(await rig.rows('inbox', { eventId: id })).toHaveLength(1)
    expect(await rig.rows('records', { sourceMessageIds: id })).toHaveLength(1)
    expect(await rig.rows('unread')).toEqual([])
  }

  test('after the inbox insert, before intake: the message is read by the next process', async () => {
    const first = await station()
    const release = await rig.holds(LOCKS.intake, '1 feishu oc_rig')
    const { messageId, attempt } = await push()
    expect(attempt.status).toBe(200)
    await first.kill('SIGKILL')
    await release()
    await station()
    await settled(messageId)
  })

  whateverQueue('inside the intake commit: nothing half-written, everything written once afterwards', async () => {
    const first = await station()
    const release = await rig.holds(LOCKS.counters, 1) // numbers are given inside the commit: it waits here
    const { messageId } = await push()
    await until(async () => (await rig.waitingForALock(LOCKS.counters)) > 0)
    await first.kill('SIGKILL')
    await release()
    expect(await rig.rows('records', { sourceMessageIds: messageId })).toEqual([])
    await station()
    await settled(messageId)
  })

  test('after the commit, before anybody is poked: the owed message goes out all the same', async () => {
    const release = await rig.holds(LOCKS.lead, '1 lane feishu') // nobody may send
    const first = await station()
    const { messageId } = await push()
    await until(async () => (await rig.rows('outbox', { replyTo: messageId })).length === 1)
    await first.kill('SIGKILL')
    await release()
    await station()
    await settled(messageId)
  })

  test('after the send, before the settle: the same key again, one message on the platform', async () => {
    const first = await station()
    rig.fake.fault({ on: 'reply', kind: 'hang-after' })
    const { messageId } = await push()
    await until(() => rig.repliesTo(messageId).length === 1)
    await first.kill('SIGKILL')
    await station()
    await settled(messageId)
    expect(await rig.rows('outbox', { replyTo: messageId })).toMatchObject([{ attempts: 2 }])
  })

  test('the clock was down for hours: what fell due meanwhile is done, once', async () => {
    const first = await station()
    const { messageId } = await push('石岭村3组后山滑坡，路断了')
    await until(async () => (await rig.rows('deadlines', { kind: 'report.unreceived', doneAt: null })).length === 1)
    await until(() => rig.repliesTo(messageId).length === 1)
    await first.kill('SIGKILL')
    await rig.altered(
      'deadlines',
      { kind: 'report.unreceived', doneAt: null },
      { dueAt: new Date(Date.now() - 3 * 3600_000) },
    )
    await station()
    const noted = () => rig.rows('ledger', { change: 'record.noted', data: { note: 'unreceived' } })
    await until(async () => (await noted()).length === 1)
    await new Promise((r) => setTimeout(r, 1500))
    expect(await noted()).toHaveLength(1)
  })

  test('the queue is wiped while running: nothing is lost, and its schedules come back', async () => {
    await station()
    await rig.wipeQueue()
    const { messageId } = await push()
    await settled(messageId)
  })

  whateverQueue(
    'a message the core cannot take is a dead letter after five tries, and its chat goes on',
    async () => {
      await station()
      const bad = {
        type: 'message',
        channel: 'feishu',
        eventId: 'bad',
        at: 'no time at all',
        chat: { id: 'oc_rig', kind: 'group' },
        sender: { account: 'ou_rig' },
        messageId: 'bad',
        text: '石岭村着火了',
        attachments: [],
        mentionsBot: false,
        mentionsAll: false,
      } as const
      const chatKey = 'feishu oc_rig'
      const came = { channel: 'feishu', eventId: 'bad', chatKey, event: { ...bad, attachments: [] }, raw: '' }
      await rig.planted('inbox', { ...came, receivedAt: new Date() })
      const { id: inboxId, seq, receivedAt } = await rig.latest('inbox', { eventId: 'bad' })
      await rig.planted('unread', { chatKey, seq, inboxId, nextAt: receivedAt })
      const { messageId } = await push()
      await until(async () => (await rig.rows('unread', { inboxId, nextAt: null, attempts: 5 })).length === 1, 40_000)
      await until(() => rig.repliesTo(messageId).length === 1)
      expect(wordsOf(rig.repliesTo(messageId)[0]!)).toContain('YH-')
    },
    60_000,
  )

  whateverQueue(
    'the database is gone while the platform pushes: 503, so that it pushes again; then recorded once',
    async () => {
      const to = new URL(rig.database.url)
      gate = await gateTo(to.hostname, Number(to.port))
      await station({ DATABASE_URL: rig.database.service.replace(/:\d+\//, `:${gate.port}/`) })
      expect((await push()).attempt.status).toBe(200)
      await gate.shut()
      const lost = await push()
      expect(lost.attempt.status).toBe(503)
      await gate.open()
      let again = { status: 0 }
      await until(async () => {
        again = await rig.fake.push(lost.event, { repush: false })
        return again.status === 200
      })
      await settled(lost.messageId)
    },
    60_000,
  )

  test('two processes on one station: each message read once, answered once, whoever dies', async () => {
    const [first] = [await station(), await station()]
    const pushed = await Promise.all(
      Array.from({ length: 30 }, (_, i) => push(TEXT.replace('3组', `${i + 1}组`), `oc_two_${i % 6}`)),
    )
    await first!.kill('SIGKILL')
    for (const { messageId } of pushed) await until(() => rig.repliesTo(messageId).length > 0)
    await new Promise((r) => setTimeout(r, 500))
    expect(pushed.map(({ messageId }) => rig.repliesTo(messageId).length)).toEqual(pushed.map(() => 1))
    const numbers = (await rig.rows('records', { kind: 'hazard_report', channel: 'feishu' })).map((r) => r.no)
    expect(numbers).toHaveLength(pushed.length)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
}
