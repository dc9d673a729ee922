/** Nothing goes on air twice, and nothing that was approved is forgotten: the station dies with the platform's answer under way. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Platform, RIDS, startPlatform, THEM, US } from '../fakes/broadcast/index.ts'
import { buttonsOf } from '../fakes/feishu/index.ts'
import { openRig, type Rig } from '../world/rig.ts'
import { until } from '../world/until.ts'

let rig: Rig
let platform: Platform
beforeAll(async () => {
  platform = await startPlatform('2018')
  rig = await openRig({
    env: {
      FEISHU_LIMITS: 'off',
      BROADCAST_URL: platform.url,
      BROADCAST_PROFILE: '2018',
      BROADCAST_EBRID: RIDS['2018'].us,
      BROADCAST_PEER_EBRID: RIDS['2018'].them,
      BROADCAST_KEY: US.privateKey,
      BROADCAST_CERT_SN: '0001',
      BROADCAST_PEER_KEY: THEM.publicKey,
    },
  })
  for (const role of ['broadcaster', 'duty_leader', 'town_leader'] as const) {
    const people = new Set((await rig.rows('personRoles', { role })).map((r) => r.personId))
    for (const [i, id] of [...people].entries()) await rig.bound({ id }, 'feishu', `ou_${role}_${i + 1}`)
  }
})
afterAll(async () => {
  await rig.close()
  await platform.stop()
})

const orders = () => platform.of('EBM')

test('killed after the platform took an order and before its answer: the same order again, on air once', async () => {
  const first = await rig.station()
  await rig.push('广播 石岭村：请低洼处住户立即转移到村小学。', { from: 'ou_broadcaster_1' })
  const request = await until(() => rig.fake.sent.find((m) => buttonsOf(m).some((b) => b.label === '同意播发')))
  platform.mischief.push('silence') // it takes the order, airs it, and its answer never arrives
  await rig.fake.press(request, '同意播发', request.to)
  await until(() => orders().length > 0)
  await first.kill('SIGKILL')
  await rig.station()
  await until(async () => (await rig.rows('outbox', { channel: 'broadcast', state: 'sent' })).length > 0)
  expect(orders().length).toBeGreaterThan(1)
  expect(new Set(orders().map((o) => o.ebdid)).size).toBe(1)
  // signed once: to the byte, signature and all
  expect(new Set(orders().map((o) => o.tar)).size).toBe(1)
  expect(platform.messages.size).toBe(1)
  expect(await rig.rows('broadcasts', { endedAt: null })).toHaveLength(1)
  for (const state of ['unknown', 'refused'] as const)
    expect(await rig.rows('outbox', { channel: 'broadcast', state })).toEqual([])
}, 60_000)
