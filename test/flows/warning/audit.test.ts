import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULTS } from '#domain/settings.ts'
import { audit, auditState } from '#jobs/audit.ts'
import type { JobQueue } from '#jobs/queue.ts'
import { healthRoutes } from '#src/http/health.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Runtime } from '#src/runtime.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(() => w.close())

const TEXT =
  '青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来3小时石岭村、下坪村降雨量将达100毫米以上，请注意防范。'

async function issued() {
  const officer = w.officer()
  await w.says(officer, `p2p:${officer.id}`, `发布预警 ${TEXT}`)
  await w.presses(officer, '确认发布')
  return w.latest('warnings', { state: 'open' })
}
const alarms = (from = 0) =>
  w.sent.slice(from).filter((s) => s.account === w.officer().id && s.message.text.startsWith('审计报警'))
const clean = async () => (await auditState(w.db)).clean_at

test('with everything as it should be nothing is said, and the heartbeat is written', async () => {
  await issued()
  expect(await w.audit()).toBe(0)
  for (let i = 0; i < 16; i++) {
    await w.fastForward(1)
    expect(await w.audit()).toBe(0)
  }
  expect(alarms()).toEqual([])
  expect(await clean()).toEqual(w.clock.now())
})

test('/health/ready and /metrics show when nothing was last amiss, and what is', async () => {
  const runtime = { database: { db: w.db }, now: w.clock.now, channels: new Map() } as unknown as Runtime
  const queue = { backend: 'postgres', ping: async () => {} } as unknown as JobQueue
  const app = healthRoutes(
    runtime,
    queue,
    createMetrics(),
    async () => true,
    () => false,
  )
  const shown = async () => ((await (await app.request('/health/ready')).json()) as { audit: unknown }).audit
  expect(await shown()).toEqual({ clean_at: null, findings: 0 })
  await w.audit()
  const at = w.clock.now().toISOString()
  expect(await shown()).toEqual({ clean_at: at, findings: 0 })
  const warning = await issued()
  await w.lost('outbox', { aboutId: warning.id, chat: w.groupOf('石岭村') })
  w.clock.forward(1)
  await w.audit()
  expect(await shown()).toEqual({ clean_at: at, findings: 1 })
  expect(await (await app.request('/metrics')).text()).toContain('anan_audit_findings 1')
})

test('a message that never had a row is missed: the relay to a group', async () => {
  const warning = await issued()
  await w.lost('outbox', { aboutId: warning.id, chat: w.groupOf('石岭村') })
  const before = await clean()
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain('审计报警：没有发件记录')
  expect(w.to(w.officer().id).at(-1)).toContain('石岭村网格群')
  expect(w.to(w.leader().id).at(-1)).toContain('审计报警')
  expect(await clean()).toEqual(before)
  // the same disagreement is told once
  const from = w.sent.length
  w.clock.forward(1)
  expect(await w.audit()).toBe(1)
  expect(alarms(from)).toEqual([])
  expect(w.errors).toHaveLength(1)
})

test('a message of a step that never had a row is missed, until the person has answered', async () => {
  const warning = await issued()
  await w.fastForward(5)
  const silent = w.person('grid_member', '石岭村', 1)
  await w.lost('outbox', { aboutId: warning.id, personId: silent.id })
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain(`${silent.name}（加急电话）`)
  await w.says(silent, w.groupOf('石岭村'), '收到')
  expect(await w.audit()).toBe(0)
  expect(w.sent.at(-1)!.message.text).toContain('审计恢复正常')
  expect(await clean()).toEqual(w.clock.now())
})

test('a next contact of whom the step left no row is missed, though they had rows of the same warning before', async () => {
  await w.setting('call_and_response', {
    ...DEFAULTS.call_and_response,
    colours: {
      ...DEFAULTS.call_and_response.colours,
      red: {
        steps: [
          { after_minutes: 2, how: 'urgent' },
          { after_minutes: 4, how: 'next_contact' },
        ],
      },
    },
  })
  const warning = await issued()
  await w.fastForward(2)
  // pressed by the first step, then there: the likeliest to be asked for the others
  const near = w.person('grid_member', '石岭村', 0)
  await w.says(near, w.groupOf('石岭村'), '收到')
  await w.fastForward(2)
  expect((await w.owed(warning)).some((o) => o.contactId === near.id)).toBe(true)
  expect(await w.audit()).toBe(0)
  await w.lost('outbox', { aboutId: warning.id, personId: near.id, step: 2 })
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain(`${near.name}（第二联系人）`)
})

test('a person whom the ledger says was asked, and whose obligation is gone, is missed', async () => {
  const warning = await issued()
  const someone = w.person('grid_member', '下坪村', 1)
  await w.lost('obligations', { warningId: warning.id, personId: someone.id })
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain('应叫应的人没有叫应记录')
  expect(w.to(w.officer().id).at(-1)).toContain(someone.name)
})

test('a lost deadline is set again, which is said; the step then comes', async () => {
  const warning = await issued()
  await w.lost('deadlines', { subjectId: warning.id })
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain('下一步没有定时，已补上')
  expect(w.to(w.officer().id).at(-1)).toContain('加急电话')
  const from = w.sent.length
  await w.fastForward(5)
  expect(w.sent.slice(from).some((s) => s.urgent?.how === 'phone')).toBe(true)
  expect(await w.audit()).toBe(0)
})

test.each([
  ['before its end', 30],
  ['after its end', 90],
] as const)('a warning whose own end was lost gets it back, %s, and ends', async (_when, minutes) => {
  const warning = await issued()
  const end = new Date(w.clock.now().getTime() + 60 * 60_000)
  await w.altered(
    'warnings',
    { id: warning.id },
    { expiresAt: end, said: { ...warning.said!, digest: 'of a message in codes' } },
  )
  // nobody owes anything any more, so that only the end is missing
  await w.altered('obligations', { warningId: warning.id }, { answeredAt: w.clock.now() })
  w.clock.forward(minutes)
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).join('\n')).toMatch(/下一步没有定时，已补上[\s\S]*到期结束/)
  await w.fastForward(31)
  expect((await w.latest('warnings', { id: warning.id })).state).toBe('closed')
})

test('a step whose time is past, and that nobody took, is missed', async () => {
  await issued()
  w.clock.forward(7)
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain('到点的步骤没有执行')
  expect(w.to(w.officer().id).at(-1)).toContain('10:05 加急电话')
})

test('refused messages, and a call that was not put through for lack of quota, are shown', async () => {
  const [gone, quota] = [w.person('grid_member', '石岭村', 1), w.person('grid_member', '石岭村', 2)]
  w.channel.answer = (s) =>
    s.account === gone.id
      ? { kind: 'refused', reason: 'target', code: '230013' }
      : {
          kind: 'sent',
          id: s.edit ?? `sent-${s.id}`,
          ...(s.account === quota.id && s.urgent ? { unbuzzed: '230024' } : {}),
        }
  await issued()
  await w.fastForward(5)
  expect(await w.audit()).toBe(2)
  const said = alarms().map((s) => JSON.stringify(s.message.card))
  expect(said.find((t) => t.includes('消息被拒收'))).toContain(gone.name)
  expect(said.find((t) => t.includes('加急没有打出去'))).toContain(quota.name)
  // the message itself was not lost
  expect(w.sent.some((s) => s.account === quota.id && s.urgent)).toBe(true)
})

test('the age of the oldest unsent message raises an alarm of its own', async () => {
  const stranded = w.person('unit_contact', '石岭村')
  await w.planted('outbox', {
    channel: 'nobody-runs-this',
    account: stranded.id,
    priority: 3,
    message: { text: '日报' },
    availableAt: w.clock.now(),
    createdAt: w.clock.now(),
  })
  const looks = () => audit({ ...w.deps, log: { error: () => {} } })
  expect(await looks()).toBe(0)
  w.clock.forward(5)
  expect(await looks()).toBe(1)
  await w.altered('outbox', { channel: 'nobody-runs-this' }, { state: 'sent' })
  await w.settle()
  expect(w.to(w.officer().id).at(-1)).toContain('有消息等了很久没有发出')
  expect(w.to(w.officer().id).at(-1)).toContain('最早一条已等5分钟')
  expect(await looks()).toBe(0)
})

test('a message that waits too long, and one of unknown result, are shown', async () => {
  const warning = await issued()
  const of = (village: string) => ({ aboutId: warning.id, chat: w.groupOf(village) })
  await w.altered('outbox', of('石岭村'), {
    state: 'leased',
    leasedUntil: new Date(w.clock.now().getTime() + 3600_000),
  })
  await w.altered('outbox', of('下坪村'), { state: 'unknown', reason: 'lost' })
  w.clock.forward(3)
  // one in flight for ever is also the oldest unsent
  expect(await audit({ ...w.deps, log: { error: () => {} } })).toBe(3)
  await w.altered('outbox', of('石岭村'), { state: 'sent' })
  await w.settle()
  const said = alarms().map((s) => JSON.stringify(s.message.card))
  expect(said.find((t) => t.includes('消息还没有发出'))).toContain('石岭村网格群')
  expect(said.find((t) => t.includes('消息不知是否送到'))).toContain('下坪村网格群')
})

test('two auditors at once say it once, and a warning that is over has nothing amiss any more', async () => {
  const warning = await issued()
  await w.lost('outbox', { aboutId: warning.id, chat: w.groupOf('石岭村') })
  const parts = { ...w.deps, log: { error: () => {} } }
  await Promise.all([audit(parts), audit(parts), audit(parts)])
  await w.settle()
  expect(alarms()).toHaveLength(1)
  expect(await w.rows('findings')).toHaveLength(1)
  await w.presses(w.officer(), '解除', undefined, (s) => s.account === w.officer().id)
  const from = w.sent.length
  expect(await w.audit()).toBe(0)
  expect(w.sent.length).toBe(from)
  expect(await clean()).toEqual(w.clock.now())
})

test('a drill whose end was lost gets it back', async () => {
  await w.says(
    w.officer(),
    `p2p:${w.officer().id}`,
    '发布演练 上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。',
  )
  await w.presses(w.officer(), '确认发布')
  await w.lost('deadlines', { kind: 'drill.end' })
  expect(await w.audit()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain('演练结束')
  await w.fastForward(121)
  expect(await w.rows('warnings', { drill: true, state: 'closed' })).toHaveLength(1)
})
