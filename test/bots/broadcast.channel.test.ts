/**
 * The general contract of channels does not fit a platform that takes orders and no words for people; what the rest of Anan
 * relies on (outcomes, the same key, a webhook that lets only the genuine through) is asked of it here.
 */
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BroadcastDeps, createBroadcast } from '#bots/broadcast/index.ts'
import { sm2Signer } from '#bots/broadcast/signer.ts'
import type { Channel, Received } from '#bots/channel.ts'
import type { AirEvent, AirOrder, Outbound } from '#domain/kernel/message.ts'
import { hookRoutes } from '#src/http/hooks.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Runtime } from '#src/runtime.ts'
import { type Generation, type Platform, RIDS, STRANGER, startPlatform, THEM, US } from '../fakes/broadcast/index.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const AT = '2026-11-24T10:00:00+08:00'
const PLAY: AirOrder = {
  ask: 'play',
  packet: '20261124-7',
  serial: '20261124-3',
  at: AT,
  sender: '青溪镇应急管理站',
  title: '通知',
  text: '请低洼处住户立即转移。',
  areas: ['350599128200'],
  from: AT,
  until: '2026-11-24T10:30:00+08:00',
  event: null,
  severity: 0,
}

describe.each<Generation>(['2018', '2016'])('docked under %s', (generation) => {
  const rids = RIDS[generation]
  let platform: Platform
  let channel: Channel
  let received: Received[]
  let close: () => Promise<void>
  let metrics: ReturnType<typeof createMetrics>

  const dock = (more: Partial<BroadcastDeps> = {}) =>
    createBroadcast({
      url: platform.url,
      profile: generation,
      ebrid: rids.us,
      peerEbrid: rids.them,
      allow: ['127.0.0.1'],
      signer: sm2Signer({ privateKey: US.privateKey, certSn: '0001', peerKey: THEM.publicKey }),
      timeoutMs: 500,
      ...more,
    })
  const send = (order: AirOrder, more: Partial<Outbound> = {}, on = channel) =>
    on.send({ channel: 'broadcast', chat: 'platform' }, on.render({ text: '', air: order, ...more }), 'key')

  beforeEach(async () => {
    platform = await startPlatform(generation, () => NOW)
    channel = dock()
    received = []
    metrics = createMetrics()
    const log = { info() {}, warn() {}, error() {}, debug() {} }
    const channels = new Map([['broadcast', { ...channel, webhook: (...a) => channel.webhook!(...a) } as Channel]])
    const runtime = {
      channels,
      now: () => NOW,
      receive: async (events: Received[]) => void received.push(...events),
      known: { raw: async () => undefined, ours: async () => true },
      log,
    } as unknown as Runtime
    const server = serve({ fetch: hookRoutes(runtime, metrics).fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((done) => server.once('listening', done))
    platform.hook = `http://127.0.0.1:${(server.address() as { port: number }).port}/hooks/broadcast`
    close = () => new Promise((done) => server.close(() => done()))
  })
  afterEach(async () => {
    await close()
    await platform.stop()
  })

  test('an order is signed, sent as one TAR, and is sent once the platform says 1', async () => {
    expect(await send(PLAY)).toEqual({ kind: 'sent', id: `10${rids.us}2026112400000007` })
    expect(platform.heard).toHaveLength(1)
    expect(platform.latest()).toBe(`${rids.us}202611240003`)
  })

  test('the same order again has the same EBDID, so that the platform airs it once', async () => {
    platform.mischief.push('truncated')
    expect((await send(PLAY)).kind).toBe('unknown')
    expect((await send(PLAY)).kind).toBe('sent')
    expect(new Set(platform.heard.map((h) => h.ebdid)).size).toBe(1)
    expect(platform.messages.size).toBe(1)
  })

  test.each([
    [{ code: 2 }, { kind: 'refused', reason: 'content' }],
    [{ code: 3 }, { kind: 'refused', reason: 'content' }],
    [{ code: 4 }, { kind: 'refused', reason: 'config' }],
    [{ code: 5 }, { kind: 'refused', reason: 'content' }],
    ['down', { kind: 'unknown', code: 'http 503' }],
    ['refuse', { kind: 'refused', reason: 'config' }],
    [{ http: 401 }, { kind: 'refused', reason: 'config', code: 'http 401' }],
    [{ http: 202 }, { kind: 'unknown', code: 'http 202' }],
    [{ http: 409 }, { kind: 'unknown', code: 'http 409' }],
    [{ http: 502, answered: true }, { kind: 'sent' }],
    ['silence', { kind: 'unknown' }],
    ['wrong signature', { kind: 'unknown', code: 'answer with a wrong signature' }],
  ] as const)('the platform answers %j: %j', async (trick, outcome) => {
    platform.mischief.push(trick)
    expect(await send(PLAY)).toMatchObject(outcome)
  })

  test('a platform that is not there is tried again', async () => {
    await platform.stop()
    expect(await send(PLAY)).toMatchObject({ kind: 'again', code: 'ECONNREFUSED' })
  })

  test('a drill never goes as the real thing, nor the real thing as a drill', async () => {
    expect(await send(PLAY, { drill: true })).toEqual({ kind: 'refused', reason: 'content', code: 'drill' })
    expect(await send({ ...PLAY, drillType: 3 })).toEqual({ kind: 'refused', reason: 'content', code: 'drill' })
    expect(platform.heard).toHaveLength(0)
    expect(
      (await send({ ...PLAY, text: '【演练】请低洼处住户立即转移。', drillType: 3 } as AirOrder, { drill: true })).kind,
    ).toBe('sent')
    expect(platform.heard[0]!.xml).toContain('<MsgType>3</MsgType>')
  })

  test.each([
    ['drill', { text: '请低洼处住户立即转移。以上为演练内容' }],
    ['drill', { text: '【演練】请低洼处住户立即转移。' }],
    ['drill', { title: '演·练 暴雨红色预警' }],
    ['drill', { text: '【测试】请低洼处住户立即转移。' }],
    ['doubt', { text: '请按演练要求立即转移。' }],
  ])(
    'content against flag, once more before air: a %s without the flag of a drill stays here: %j',
    async (_said, more) => {
      expect(await send({ ...PLAY, ...more } as AirOrder)).toEqual({
        kind: 'refused',
        reason: 'content',
        code: 'drill',
      })
      expect(platform.heard).toHaveLength(0)
    },
  )

  test('nor does the flag of a drill go with words that do not say so, or deny it', async () => {
    for (const text of ['请低洼处住户立即转移。', '这不是演练，请立即转移。'])
      expect(await send({ ...PLAY, text, title: '通知', drillType: 3 } as AirOrder, { drill: true })).toEqual({
        kind: 'refused',
        reason: 'content',
        code: 'drill',
      })
    expect(platform.heard).toHaveLength(0)
  })

  test('words about another drill, or a place named for one, are aired', async () => {
    for (const text of ['原定今晚的防汛演练取消，请不要前往。', '非演练！请立即转移。', '演习路段已经封闭，请绕行。'])
      expect((await send({ ...PLAY, text } as AirOrder)).kind).toBe('sent')
  })

  test('nothing outside the station’s own area leaves the house', async () => {
    for (const areas of [[], ['350599129200'], ['350599128200', '350500000000'], ['35059912820']])
      expect(await send({ ...PLAY, areas } as AirOrder)).toEqual({ kind: 'refused', reason: 'content', code: 'area' })
    expect(platform.heard).toHaveLength(0)
  })

  test('words for people are not for a loudspeaker', async () => {
    expect(await channel.send({ channel: 'broadcast' }, channel.render({ text: '各位好' }), 'k')).toMatchObject({
      kind: 'refused',
    })
  })

  test('without a signer only the heartbeat goes out', async () => {
    const mute = dock({ signer: undefined })
    expect(await send(PLAY, {}, mute)).toEqual({ kind: 'refused', reason: 'config', code: 'no signer' })
    expect((await send({ ask: 'check', at: AT }, {}, mute)).kind).toBe('sent')
  })

  test('a stop never overtakes what it stops', async () => {
    const stop: AirOrder = {
      ask: 'stop',
      packet: '20261124-8',
      serial: '20261124-4',
      of: '20261124-3',
      at: AT,
      sender: '青溪镇应急管理站',
    }
    await Promise.all([send(PLAY), send(stop)])
    expect(platform.heard.map((h) => /<MsgType>(\d)/.exec(h.xml)![1])).toEqual(['1', '2'])
    expect(platform.messages.get(platform.latest())!.stopped).toBe(true)
  })

  test('a state told by the platform is kept with its words and answered 1 in the same connection', async () => {
    const ebmid = `${rids.us}202611240003`
    expect(await platform.says(ebmid, 2, { areas: ['350599128200'] })).toMatchObject({ http: 200, code: 1 })
    const event = received[0]!.event as AirEvent
    expect(event).toMatchObject({ type: 'air', channel: 'broadcast' })
    expect(event.reports).toEqual([
      {
        of: '20261124-3',
        state: 'playing',
        note: null,
        areas: ['350599128200'],
        coverage: 0.95,
        reached: '1,1,2,30',
        at: AT,
      },
    ])
    expect(received[0]!.raw).toContain('SignatureValue')
    expect((await platform.says(ebmid, 3, { log: true, areas: ['350599128200'] })).code).toBe(1)
    expect((await platform.beats()).code).toBe(1)
    expect(received).toHaveLength(3)
  })

  test('each packet has its own id, and each heartbeat too', async () => {
    await platform.says(`${rids.us}202611240003`, 2)
    await platform.says(`${rids.us}202611240003`, 2, { id: `10${rids.them}${'9'.repeat(16)}` })
    await platform.says(`${rids.us}202611240003`, 2, { id: `10${rids.them}${'9'.repeat(16)}` })
    await platform.beats()
    expect(received.map((r) => r.event.eventId)).toEqual([
      expect.stringMatching(/^10/),
      `10${rids.them}${'9'.repeat(16)}`,
      `10${rids.them}${'9'.repeat(16)}`,
      expect.stringContaining(AT),
    ])
  })

  test('what is not genuine is answered by its number and kept nowhere', async () => {
    const ebmid = `${rids.us}202611240003`
    const told = (xml: string) => new TextEncoder().encode(xml)
    const unsigned = platform.packet('EBMStateResponse', 'x')
    const foreign = platform.packet('EBM', '<EBMVersion>1</EBMVersion>')
    expect((await platform.says(ebmid, 3, { key: STRANGER.privateKey })).code).toBe(4)
    expect((await platform.push(told('not a tar'))).code).toBe(2)
    expect((await platform.push(new Uint8Array(5 * 1024 * 1024))).code).toBe(2)
    expect((await platform.push(await platform.envelope(unsigned.id, '<EBD', THEM.privateKey))).code).toBe(2)
    expect((await platform.push(await platform.envelope(unsigned.id, unsigned.xml))).code).toBe(3)
    const whole = platform.packet(
      'EBMStateResponse',
      `<RptTime>2026-11-24 10:00:00</RptTime><EBM><EBMID>${ebmid}</EBMID></EBM><BrdStateCode>3</BrdStateCode>`,
    )
    expect((await platform.push(await platform.envelope(whole.id, whole.xml))).code).toBe(4)
    expect((await platform.push(await platform.envelope(whole.id, whole.xml, THEM.privateKey), 'other')).code).toBe(2)
    expect((await platform.push(await platform.envelope(foreign.id, foreign.xml, THEM.privateKey))).code).toBe(3)
    const elsewhere = whole.xml.replace(rids.them, rids.us)
    expect((await platform.push(await platform.envelope(whole.id, elsewhere, THEM.privateKey))).code).toBe(5)
    const old = whole.xml.replace(/<EBDTime>[^<]*/, '<EBDTime>2026-11-20 10:00:00')
    expect((await platform.push(await platform.envelope(whole.id, old, THEM.privateKey))).code).toBe(5)
    const ask = platform.packet('OMDRequest', '<OMDType>EBRDTInfo</OMDType>')
    expect(await platform.push(await platform.envelope(ask.id, ask.xml, THEM.privateKey))).toEqual({
      http: 200,
      code: 5,
      related: ask.id,
    })
    expect(received).toEqual([])
    expect(await metrics.registry.metrics()).toMatch(/anan_refused_total\{channel="broadcast",reason="signature"\} 2/)
  })

  test('only addresses on the list are heard; a header’s word for the address is nothing', async () => {
    channel = dock({ allow: ['10.0.0.0/8'] })
    expect((await platform.says(`${rids.us}202611240003`, 3)).http).toBe(403)
    const forged = await fetch(platform.hook, {
      method: 'POST',
      headers: { 'x-forwarded-for': '10.0.0.8', 'x-real-ip': '10.0.0.8' },
      body: 'x',
    })
    expect(forged.status).toBe(403)
    channel = dock({ allow: ['127.0.0.0/8', 'nonsense'] })
    expect((await platform.says(`${rids.us}202611240003`, 3)).code).toBe(1)
  })
})
