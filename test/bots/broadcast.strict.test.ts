/**
 * Two readers of one packet must read the same thing, or none of them may act on it: whatever is ambiguous, of another
 * generation, of another sender or about somebody else’s message is answered by its number, and leaves no trace.
 */
import { serve } from '@hono/node-server'
import { packTar, type TarEntry } from 'modern-tar'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createBroadcast } from '#bots/broadcast/index.ts'
import { sm2Signer } from '#bots/broadcast/signer.ts'
import type { Channel, Received } from '#bots/channel.ts'
import { hookRoutes } from '#src/http/hooks.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Runtime } from '#src/runtime.ts'
import { type Generation, type Platform, RIDS, startPlatform, THEM, US } from '../fakes/broadcast/index.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const bytesOf = (s: string) => new TextEncoder().encode(s)
const OTHER = '43505980000000103010101'

/** A ustar archive of one file whose header is bent before its checksum is written. */
async function bent(entries: TarEntry[], bend: (header: Uint8Array) => void): Promise<Uint8Array> {
  const tar = Uint8Array.from(await packTar(entries))
  bend(tar.subarray(0, 512))
  tar.fill(32, 148, 156)
  const sum = tar.subarray(0, 512).reduce((a, b) => a + b, 0)
  tar.set(bytesOf(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  return tar
}

describe.each<Generation>(['2018', '2016'])('a push under %s', (generation) => {
  const rids = RIDS[generation]
  const ebmid = `${rids.us}202611240003`
  let platform: Platform
  let channel: Channel
  const received: Received[] = []
  let close: () => Promise<void>

  beforeAll(async () => {
    platform = await startPlatform(generation, () => NOW)
    channel = createBroadcast({
      url: platform.url,
      profile: generation,
      ebrid: rids.us,
      peerEbrid: rids.them,
      allow: ['127.0.0.1'],
      signer: sm2Signer({ privateKey: US.privateKey, certSn: '0001', peerKey: THEM.publicKey }),
      timeoutMs: 500,
    })
    const runtime = {
      channels: new Map([['broadcast', channel]]),
      now: () => NOW,
      receive: async (events: Received[]) => void received.push(...events),
      known: { raw: async () => undefined, ours: async () => true },
      log: { info() {}, warn() {}, error() {}, debug() {} },
    } as unknown as Runtime
    const server = serve({ fetch: hookRoutes(runtime, createMetrics()).fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((done) => server.once('listening', done))
    platform.hook = `http://127.0.0.1:${(server.address() as { port: number }).port}/hooks/broadcast`
    close = () => new Promise((done) => server.close(() => done()))
  })
  afterAll(async () => {
    await close()
    await platform.stop()
  })
  beforeEach(() => {
    received.length = 0
  })

  const body = (more = '', of = ebmid) =>
    `<RptTime>2026-11-24 10:00:00</RptTime><EBM><EBMID>${of}</EBMID></EBM><BrdStateCode>3</BrdStateCode>${more}`
  const report = (more = '', id?: string) => platform.packet('EBMStateResponse', body(more), undefined, id)
  /** Signed by the platform as it stands. */
  const pushed = async ({ id, xml }: { id: string; xml: string }) =>
    (await platform.push(await platform.envelope(id, xml, THEM.privateKey))).code
  const files = async ({ id, xml }: { id: string; xml: string }, tar: (entries: TarEntry[]) => Promise<Uint8Array>) =>
    (
      await platform.push(
        await tar(
          [
            [`EBDB_${id}.xml`, xml] as const,
            [`EBDS_EBDB_${id}.xml`, platform.signatureFile(id, xml, THEM.privateKey)] as const,
          ].map(([name, text]) => ({
            header: { name, size: bytesOf(text).byteLength, type: 'file' as const },
            body: bytesOf(text),
          })),
        ),
      )
    ).code

  test('as it should be is taken', async () => {
    expect(await pushed(report())).toBe(1)
    expect(await files(report(), packTar)).toBe(1)
    expect(received).toHaveLength(2)
  })

  describe('its envelope', () => {
    test.each(['7', 'S', 'V', 'D', 'A', 'Z', 'x', 'g', 'L', 'K'])('an entry of type %s', async (type) => {
      expect(await files(report(), (e) => bent(e, (h) => h.set(bytesOf(type), 156)))).toBe(2)
      expect(received).toEqual([])
    })

    test.each([
      ['a size', { size: '5' }],
      ['its own size', { size: '700' }],
      ['a name', { path: 'EBDB_1.xml' }],
      ['a comment', { comment: 'x' }],
    ])('an extended header that gives %s', async (_what, pax) => {
      expect(
        await files(report(), (e) =>
          packTar(e.map((f, i) => (i ? f : { ...f, header: { ...f.header, pax } as TarEntry['header'] }))),
        ),
      ).toBe(2)
      expect(received).toEqual([])
    })

    test('a size written in binary', async () => {
      const code = await files(report(), (e) =>
        bent(e, (h) => {
          const size = (e[0]!.body as Uint8Array).byteLength
          h.fill(0, 124, 136)
          h[124] = 128
          h[134] = size >> 8
          h[135] = size & 255
        }),
      )
      expect(code).toBe(2)
      expect(received).toEqual([])
    })

    test('two business files, two signatures, or the signature of something else', async () => {
      const [a, b] = [report(), report()]
      const of = (id: string, xml: string): TarEntry => ({
        header: { name: `EBDB_${id}.xml`, size: bytesOf(xml).byteLength, type: 'file' },
        body: bytesOf(xml),
      })
      const signatureOf = (name: string): TarEntry => {
        const text = platform.signatureFile(a.id, a.xml, THEM.privateKey)
        return { header: { name, size: bytesOf(text).byteLength, type: 'file' }, body: bytesOf(text) }
      }
      expect(await files(a, (e) => packTar([...e, of(b.id, b.xml)]))).toBe(2)
      expect(await files(a, (e) => packTar([...e, signatureOf(`EBDS_EBDB_${b.id}.xml`)]))).toBe(2)
      expect(received).toEqual([])
    })

    test('two parts named file, or none', async () => {
      const tar = await platform.envelope(report().id, report().xml, THEM.privateKey)
      const form = new FormData()
      form.append('file', new Blob([Buffer.from(tar)]), 'EBDT_1.tar')
      form.append('file', new Blob([Buffer.from(tar)]), 'EBDT_2.tar')
      const answer = await fetch(platform.hook, { method: 'POST', body: form })
      expect(await answer.text()).toContain('<ResultCode>2</ResultCode>')
      expect(received).toEqual([])
    })
  })

  describe('its XML', () => {
    test('that begins with a byte order mark', async () => {
      const { id, xml } = report()
      expect(await pushed({ id, xml: `\uFEFF${xml}` })).toBe(2)
      expect(received).toEqual([])
    })

    test.each<[string, (xml: string) => string]>([
      ['a header out of order', (x) => x.replace(/(<EBDID>.*?<\/EBDID>)(<EBDType>.*?<\/EBDType>)/, '$2$1')],
      ['a body before its header', (x) => x.replace(/(<EBDTime>.*?<\/EBDTime>)(<EBMState.*Response>)/, '$2$1')],
      ['an EBDID said twice', (x) => x.replace(/(<EBDID>.*?<\/EBDID>)/, '$1$1')],
      ['a type said twice', (x) => x.replace('<EBDType>', '<EBDType>EBMBrdLog</EBDType><EBDType>')],
      ['a second body', (x) => x.replace('</EBD>', '<EBMBrdLog><EBMBrdItem/></EBMBrdLog></EBD>')],
      ['two senders', (x) => x.replace('</SRC>', `<EBRID>${OTHER}</EBRID></SRC>`)],
      ['a state said twice', (x) => x.replace('<BrdStateCode>', '<BrdStateCode>4</BrdStateCode><BrdStateCode>')],
      ['two messages meant', (x) => x.replace('<EBM>', '<EBM><EBMID>1</EBMID></EBM><EBM>')],
      ['a time said twice', (x) => x.replace('<RptTime>', '<RptTime>2026-11-24 09:00:00</RptTime><RptTime>')],
      ['words in its header', (x) => x.replace('<SRC>', 'x<SRC>')],
      [
        'a coverage of no area that is one',
        (x) =>
          x.replace(
            '</EBMStateResponse>',
            '<Coverage><CoverageRate>1</CoverageRate><AreaCode>石岭村</AreaCode></Coverage></EBMStateResponse>',
          ),
      ],
    ])('%s', async (_what, change) => {
      const { id, xml } = report()
      expect(change(xml)).not.toBe(xml)
      expect([2, 3]).toContain(await pushed({ id, xml: change(xml) }))
      expect(received).toEqual([])
    })
  })

  describe('its ids', () => {
    test.each<[string, string]>([
      ['of the other generation', `10${RIDS[generation === '2018' ? '2016' : '2018'].them}0000000000000001`],
      ['too short', `10${rids.them}000000000000001`],
      ['too long', `10${rids.them}00000000000000001`],
      ['of another sender', `10${rids.us}0000000000000001`],
      ['with a heartbeat’s prefix', `01${rids.them}0000000000000001`],
      ['with a prefix that is none', `77${rids.them}0000000000000001`],
    ])('an EBDID %s', async (_what, id) => {
      expect(await pushed(report('', id))).toBe(5)
      expect(received).toEqual([])
    })

    test('a heartbeat that bears the number of a message', async () => {
      const { id, xml } = platform.packet('ConnectionCheck', '<RptTime>2026-11-24 10:00:00</RptTime>')
      expect(await pushed({ id, xml })).toBe(5)
      expect(received).toEqual([])
    })

    test.each<[string, string]>([
      ['somebody else’s', `${rids.them}202611240001`],
      ['ours with a digit too few', `${rids.us}20261124003`],
      ['ours with a digit too many', `${rids.us}2026112400031`],
      ['of the other generation', `${RIDS[generation === '2018' ? '2016' : '2018'].us}202611240003`],
    ])('a report on a message that is %s', async (_what, of) => {
      expect(await pushed(platform.packet('EBMStateResponse', body('', of)))).toBe(5)
      expect(received).toEqual([])
    })
  })
})

test('a signature that says it is of another packet is none of this one', async () => {
  const platform = await startPlatform('2018', () => NOW)
  const channel = createBroadcast({
    url: platform.url,
    profile: '2018',
    ebrid: RIDS['2018'].us,
    peerEbrid: RIDS['2018'].them,
    allow: ['127.0.0.1'],
    signer: sm2Signer({ privateKey: US.privateKey, certSn: '0001', peerKey: THEM.publicKey }),
  })
  const { id, xml } = platform.packet(
    'EBMStateResponse',
    `<RptTime>2026-11-24 10:00:00</RptTime><EBM><EBMID>${RIDS['2018'].us}202611240003</EBMID></EBM><BrdStateCode>3</BrdStateCode>`,
  )
  const signed = (related: string) =>
    platform.signatureFile(id, xml, THEM.privateKey).replace(/<EBDID>\d+/, `<EBDID>${related}`)
  const verdict = async (signature: string) => {
    const tar = await packTar(
      [
        [`EBDB_${id}.xml`, xml],
        [`EBDS_EBDB_${id}.xml`, signature],
      ].map(([name, text]) => ({
        header: { name: name!, size: bytesOf(text!).byteLength, type: 'file' as const },
        body: bytesOf(text!),
      })),
    )
    const form = new FormData()
    form.set('file', new Blob([Buffer.from(tar)]), 'EBDT_x.tar')
    const request = new Request('http://127.0.0.1/hooks/broadcast', { method: 'POST', body: form })
    return channel.webhook!(request, NOW, '127.0.0.1')
  }
  expect((await verdict(signed(id))).kind).toBe('events')
  expect(await verdict(signed(`10${RIDS['2018'].them}0000000000009999`))).toMatchObject({
    kind: 'refused',
    reason: 'signature',
  })
  await platform.stop()
})

test.each(['0x1', '1e0', '01', '+1', '一'])('an answer whose code is %s is no answer', async (code) => {
  const platform = await startPlatform('2018', () => NOW)
  const channel = createBroadcast({
    url: platform.url,
    profile: '2018',
    ebrid: RIDS['2018'].us,
    peerEbrid: RIDS['2018'].them,
    allow: [],
    signer: sm2Signer({ privateKey: US.privateKey, certSn: '0001', peerKey: THEM.publicKey }),
  })
  platform.mischief.push({ code })
  const at = '2026-11-24T10:00:00+08:00'
  const ask = { ask: 'state' as const, packet: '20261124-1', of: '20261124-3', at }
  expect(await channel.send({ channel: 'broadcast' }, channel.render({ text: '', air: ask }), 'k')).toMatchObject({
    kind: 'unknown',
  })
  await platform.stop()
})
