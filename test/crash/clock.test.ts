/** The machine's clock is set, forwards and back, while the station works and while it is down: nobody waits, nobody is hurried. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wordsOf } from '../fakes/feishu/index.ts'
import { openRig, type Rig, type Station } from '../world/rig.ts'
import { until } from '../world/until.ts'

const HOUR_MS = 3_600_000
const TOKEN = 'clock-token-of-more-than-24-characters'

describe.each([
  ['postgres', false],
  ['redis', true],
] as const)('queue on %s', (_name, onRedis) => {
  let rig: Rig
  let stations: Station[]
  beforeEach(async () => {
    rig = await openRig({ redis: onRedis, env: { ANAN_TOKEN: TOKEN } })
    stations = []
    // whoever is to hear of the clock has an account on the platform
    const people = new Set((await rig.rows('personRoles')).map((r) => r.personId))
    const account = (personId: string) => `ou_${personId.replaceAll('-', '')}`
    await rig.planted(
      'accounts',
      ...[...people].map((personId) => ({
        channel: 'feishu',
        account: account(personId),
        personId,
        how: 'officer' as const,
      })),
    )
    await rig.newRoster()
  })
  afterEach(() => rig.close())

  const station = async (clockBy = 0): Promise<Station> => {
    const s = await rig.station({ CLOCK_BY: String(clockBy) })
    stations.push(s)
    return s
  }
  const setClock = (ms: number) => {
    for (const s of stations) s.child.send({ setClockBy: ms })
  }
  const push = async (text: string, chat?: string) => {
    const { messageId, attempt } = await rig.push(text, { chat })
    expect(attempt.status).toBe(200)
    return messageId
  }
  const repliesTo = (id: string) => rig.repliesTo(id).length
  const HAZARD = '隐患上报：石岭村3组路边电线裸露，离地不到两米'
  const said = (words: RegExp) => rig.fake.sent.filter((m) => words.test(wordsOf(m)))

  /** What is left until the steps of the open warning and the look at the report, in seconds by the station's own time. */
  const left = async () => {
    const clock = await rig.latest('heartbeats', { name: 'clock' })
    return (await rig.rows('deadlines', { doneAt: null }))
      .filter((d) => d.kind === 'warning.step' || d.kind === 'report.unreceived')
      .map(({ kind, step, dueAt }) => ({ kind, step, s: (dueAt.getTime() - clock.at.getTime()) / 1000 }))
  }

  const warn = async (s: Station) => {
    const answer = await fetch(`${s.url}/api/v1/warnings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        confirm: true,
        original: '青溪县气象台发布暴雨红色预警信号：预计未来3小时降雨量将达100毫米以上，请注意防范。',
      }),
    })
    expect(answer.status).toBe(201)
    return ((await answer.json()) as { id: string }).id
  }

  test.each([
    ['an hour back', -HOUR_MS],
    ['three minutes back', -180_000],
    // not an hour: what the platform signs by its own clock is then refused as old
    ['fifty minutes forwards', 50 * 60_000],
  ])(
    'set %s under way: messages are read and answered at once and once, what counts in minutes keeps what was left, officers hear of it once',
    async (_how, ms) => {
      const first = await station()
      await station() // whoever keeps the time, the other follows
      const before = [await push(HAZARD), await push('石岭村3组后山滑坡，路断了', 'oc_slide')]
      await warn(first)
      for (const id of before) await until(() => repliesTo(id) === 1)
      await until(async () => (await left()).length >= 2)
      const [was, at] = [await left(), Date.now()]

      setClock(ms)
      const after: string[] = []
      for (let i = 0; i < 12; i++) after.push(await push(HAZARD, `oc_after_${i}`))
      const from = Date.now()
      for (const id of after) await until(() => repliesTo(id) > 0, 15_000)
      expect(Date.now() - from).toBeLessThan(15_000)
      await until(() => said(/服务器的时钟被调/).length > 0, 15_000)
      await until(async () => (await rig.rows('unread')).length === 0)

      const now = await left()
      expect(now.filter((d) => was.some((w) => w.kind === d.kind && w.step === d.step))).toHaveLength(was.length)
      for (const w of was) {
        const d = now.find((x) => x.kind === w.kind && x.step === w.step)!
        expect(Math.abs(w.s - d.s - (Date.now() - at) / 1000)).toBeLessThan(6)
      }
      expect(await rig.rows('ledger', { change: 'clock.moved' })).toHaveLength(1)
      expect(await rig.rows('ledger', { change: 'obligation.stepped' })).toHaveLength(0)
      const told = said(/服务器的时钟被调/).map((m) => m.to)
      expect(new Set(told).size).toBe(told.length)
      for (const id of [...before, ...after]) expect(repliesTo(id)).toBe(1)
      const health = (await (await fetch(`${first.url}/health/ready`)).json()) as { clock_set: { ms: number } }
      expect(Math.abs(health.clock_set.ms - ms)).toBeLessThan(2_000)
    },
    90_000,
  )

  test('set back while nobody ran: what waited is done at once, and steps keep their minutes', async () => {
    const ahead = await station(50 * 60_000)
    const id = await push(HAZARD)
    await until(() => repliesTo(id) === 1)
    await warn(ahead)
    await until(async () => (await left()).length >= 1)
    for (const state of ['queued', 'leased'] as const)
      await until(async () => (await rig.rows('outbox', { state })).length === 0)
    const was = await left()
    await ahead.kill('SIGKILL')
    stations = []
    // owed and unread when it died
    const then = new Date(Date.now() + 50 * 60_000)
    const waits = { channel: 'feishu', chat: 'oc_waits', priority: 2, message: { text: '等着的话' } }
    await rig.planted('outbox', { ...waits, availableAt: then, createdAt: then })
    await station()
    await until(() => said(/等着的话/).length === 1, 15_000)
    const next = await push(HAZARD, 'oc_next')
    await until(() => repliesTo(next) === 1)
    await until(async () => (await rig.rows('ledger', { change: 'clock.moved' })).length === 1)
    await until(async () => {
      const now = (await left()).find((d) => d.kind === 'warning.step')!
      return Math.abs(now.s - was.find((d) => d.kind === 'warning.step')!.s) < 60
    })
  }, 90_000)
})
