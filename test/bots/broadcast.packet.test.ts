import fc from 'fast-check'
import { packTar, type TarEntry } from 'modern-tar'
import { describe, expect, test } from 'vitest'
import {
  bodyOf,
  buildPacket,
  type Ends,
  PacketRefused,
  parsePacket,
  reportsIn,
  typeOf,
} from '#bots/broadcast/packet.ts'
import { ebdidOf, ebmidOf, ownArea, PROFILES, serialIn } from '#bots/broadcast/profile.ts'
import { sm2Signer } from '#bots/broadcast/signer.ts'
import { pack, TarRefused, unpack } from '#bots/broadcast/tar.ts'
import { readXml, textOf, writeXml } from '#bots/broadcast/xml.ts'
import type { AirOrder } from '#domain/kernel/message.ts'
import { RIDS, STRANGER, startPlatform, THEM, US } from '../fakes/broadcast/index.ts'

const AT = '2026-11-24T10:00:00+08:00'
const GENERATIONS = ['2018', '2016'] as const
const endsOf = (g: '2018' | '2016'): Ends => ({
  profile: PROFILES[g],
  rid: RIDS[g].us,
  peerRid: RIDS[g].them,
  url: 'http://127.0.0.1:3000/hooks/broadcast',
})
const PLAY: Extract<AirOrder, { ask: 'play' }> = {
  ask: 'play',
  packet: '20261124-7',
  serial: '20261124-3',
  at: AT,
  sender: '青溪镇应急管理站',
  title: '通知',
  text: '请低洼处住户立即转移。',
  areas: ['350599128200', '350599128201'],
  from: AT,
  until: '2026-11-24T10:30:00+08:00',
  event: '11B03',
  severity: 1,
}
const build = (g: '2018' | '2016', order: AirOrder) =>
  buildPacket(endsOf(g), typeOf(order), {
    ebdid: ebdidOf(RIDS[g].us, order.ask === 'check' ? null : order.packet),
    at: order.at,
    body: bodyOf(endsOf(g), order),
  })
const xmlOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
/** XML's own characters, with none that it cannot carry and no bare carriage return. */
const words = fc
  .string({ unit: 'binary', maxLength: 80 })
  .map((s) => s.replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''))

describe('ids of both generations', () => {
  test('have the lengths and the parts of their standard', () => {
    expect(ebdidOf(RIDS['2018'].us, '20261124-7')).toBe(`10${RIDS['2018'].us}2026112400000007`)
    expect(ebdidOf(RIDS['2018'].us, '20261124-7')).toHaveLength(41)
    expect(ebmidOf(RIDS['2018'].us, '20261124-3')).toHaveLength(35)
    expect(ebdidOf(RIDS['2016'].us, '20261124-7')).toHaveLength(36)
    expect(ebmidOf(RIDS['2016'].us, '20261124-3')).toHaveLength(30)
    expect(ebdidOf(RIDS['2018'].us, null)).toBe(`01${RIDS['2018'].us}${'0'.repeat(16)}`)
  })
  test('lead back to what we numbered, and to nothing of anybody else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GENERATIONS), fc.integer({ min: 1, max: 9999 }), (g, n) => {
        const serial = `20261124-${n}`
        expect(serialIn(RIDS[g].us, ebmidOf(RIDS[g].us, serial))).toBe(serial)
        expect(serialIn(RIDS[g].them, ebmidOf(RIDS[g].us, serial))).toBeUndefined()
      }),
    )
  })
  test('name the area a platform answers for', () => {
    expect(ownArea(PROFILES['2018'], RIDS['2018'].us)).toBe('350599128')
    expect(ownArea(PROFILES['2018'], RIDS['2018'].them)).toBe('350599')
    expect(ownArea(PROFILES['2016'], RIDS['2016'].us)).toBe('350599128')
  })
})

describe.each(GENERATIONS)('packets of %s', (g) => {
  const tag = g === '2018' ? 'SendTime' : 'SentTime'

  test('an order to air says everything that is required, in the order of the interface', () => {
    const xml = xmlOf(build(g, PLAY))
    const order = [...xml.matchAll(/<(\w+)[>/]/g)].map((m) => m[1])
    expect(order.filter((name) => name !== 'EBRID')).toEqual([
      'EBD',
      'EBDVersion',
      'EBDID',
      'EBDType',
      'SRC',
      'URL',
      'DEST',
      'EBDTime',
      'EBM',
      'EBMVersion',
      'EBMID',
      'MsgBasicInfo',
      'MsgType',
      'SenderName',
      'SenderCode',
      tag,
      'EventType',
      'Severity',
      'StartTime',
      'EndTime',
      'MsgContent',
      'LanguageCode',
      'MsgTitle',
      'MsgDesc',
      'AreaCode',
    ])
    expect(xml).toContain('<MsgType>1</MsgType>')
    expect(xml).toContain('<StartTime>2026-11-24 10:00:00</StartTime>')
    expect(xml).toContain('<AreaCode>350599128200,350599128201</AreaCode>')
  })

  test('times are Beijing time whatever the offset they come with', () => {
    const xml = xmlOf(build(g, { ...PLAY, from: '2026-11-24T02:00:00+00:00' }))
    expect(xml).toContain('<StartTime>2026-11-24 10:00:00</StartTime>')
  })

  test('a cancel has an EBMID of its own and names the message to stop', () => {
    const packet = parsePacket(
      build(g, {
        ask: 'stop',
        packet: '20261124-8',
        serial: '20261124-4',
        of: '20261124-3',
        at: AT,
        sender: '青溪镇应急管理站',
      }),
      PROFILES[g],
    )
    expect(textOf(packet.body, 'MsgBasicInfo/MsgType')).toBe('2')
    expect(textOf(packet.body, 'EBMID')).toBe(ebmidOf(RIDS[g].us, '20261124-4'))
    expect(textOf(packet.body, 'RelatedInfo/EBMID')).toBe(ebmidOf(RIDS[g].us, '20261124-3'))
  })

  test('whatever is to be said comes back unchanged', () => {
    fc.assert(
      fc.property(words, words, (title, text) => {
        if (!title.trim() || !text.trim()) return
        const { body } = parsePacket(build(g, { ...PLAY, title, text }), PROFILES[g])
        const content = body.children.find((c) => c.name === 'MsgContent')!
        expect(content.children.find((c) => c.name === 'MsgDesc')!.text).toBe(text)
        expect(content.children.find((c) => c.name === 'MsgTitle')!.text).toBe(title)
      }),
    )
  })

  test.each(['title', 'text', 'sender'] as const)('an order without %s is refused by name', (field) => {
    expect(() => parsePacket(build(g, { ...PLAY, [field]: '' }), PROFILES[g])).toThrowError(
      { title: 'MsgTitle', text: 'MsgDesc', sender: 'SenderName' }[field],
    )
  })

  test('nobody’s bytes bring the reader down: a packet, or a named refusal', () => {
    const good = build(g, PLAY)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([i, b]) => {
            const bent = Uint8Array.from(good)
            bent[i] = b
            return bent
          }),
          fc.nat(good.length).map((n) => good.slice(0, n)),
        ),
        (bytes) => {
          try {
            parsePacket(bytes, PROFILES[g])
          } catch (error) {
            expect(error).toBeInstanceOf(PacketRefused)
          }
        },
      ),
    )
  })
})

test.each([
  ['a document type', '<!DOCTYPE EBD [<!ENTITY a "aaaa">]><EBD>&a;</EBD>'],
  ['an unknown entity', '<EBD>&xxe;</EBD>'],
  ['depth', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
  ['too many elements', `<EBD>${'<a/>'.repeat(20_001)}</EBD>`],
  ['another encoding', '<?xml version="1.0" encoding="GBK"?><EBD/>'],
  ['two roots', '<EBD/><EBD/>'],
  ['nothing', ''],
])('hostile XML is refused: %s', (_what, xml) => {
  expect(() => readXml(new TextEncoder().encode(xml))).toThrow()
})

test('control characters are replaced, since XML cannot carry them', () => {
  expect(readXml(writeXml({ A: '一\u0000二\r\n三' })).text).toBe('一\uFFFD二\n三')
})

describe('reports', () => {
  test('are read with their area, share and counts; those on others’ messages are left out', async () => {
    const fake = await startPlatform('2018', () => new Date(AT))
    const ours = ebmidOf(RIDS['2018'].us, '20261124-3')
    const item = (id: string) =>
      `<EBMBrdItem><EBM><EBMID>${id}</EBMID></EBM><BrdStateCode>3</BrdStateCode><Coverage><CoverageRate>88%</CoverageRate><AreaCode>350599128200，350599128201,bad</AreaCode><ResBrdStat>5,10,10,1000</ResBrdStat></Coverage></EBMBrdItem>`
    const { xml } = fake.packet('EBMBrdLog', item(ours) + item(`${RIDS['2018'].them}202611240001`))
    const packet = parsePacket(new TextEncoder().encode(xml), PROFILES['2018'])
    expect(reportsIn(packet, RIDS['2018'].us, PROFILES['2018'])).toEqual([
      {
        of: '20261124-3',
        state: 'played',
        note: null,
        at: AT,
        areas: ['350599128200', '350599128201'],
        coverage: 0.88,
        reached: '5,10,10,1000',
      },
    ])
    await fake.stop()
  })
})

describe('envelopes', () => {
  const ebdid = ebdidOf(RIDS['2018'].us, '20261124-7')
  const file = (name: string, body = 'x', more: Partial<TarEntry['header']> = {}): TarEntry => ({
    header: { name, size: body.length, type: 'file', ...more },
    body,
  })
  const business = file(`EBDB_${ebdid}.xml`)
  const faultOf = async (bytes: Uint8Array) => {
    try {
      await unpack(bytes)
      return 'taken'
    } catch (error) {
      expect(error).toBeInstanceOf(TarRefused)
      return (error as TarRefused).fault
    }
  }

  test('what is packed is unpacked to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3000 }), fc.boolean(), async (bytes, signed) => {
        const back = await unpack(await pack({ ebdid, business: bytes, ...(signed ? { signature: bytes } : {}) }))
        expect(Buffer.from(back.business).equals(Buffer.from(bytes))).toBe(true)
        expect(!!back.signature).toBe(signed)
      }),
      { numRuns: 50 },
    )
  })

  test.each<[string, TarEntry[]]>([
    ['traversal', [business, file('../../etc/passwd')]],
    ['absolute', [business, file('/etc/passwd')]],
    ['absolute', [business, file('C:\\x.xml')]],
    ['folder', [business, file('sub/EBDR_a.mp3')]],
    ['folder', [business, { header: { name: 'sub/', size: 0, type: 'directory' } }]],
    ['link', [business, { header: { name: 'EBDR_a.mp3', size: 0, type: 'symlink', linkname: '/etc/passwd' } }]],
    ['link', [business, { header: { name: 'EBDR_a.mp3', size: 0, type: 'link', linkname: 'EBDB_x.xml' } }]],
    ['duplicate', [business, business]],
    ['foreign_name', [business, file('run.sh')]],
    ['too_many', Array.from({ length: 17 }, (_, i) => file(`EBDR_${i}.mp3`))],
    ['no_business_file', [file('EBDR_a.mp3')]],
  ])('are refused by name: %s', async (fault, entries) => {
    expect(await faultOf(await packTar(entries))).toBe(fault)
  })

  test('are refused when cut short or too large', async () => {
    const whole = await packTar([file(`EBDB_${ebdid}.xml`, 'x'.repeat(3000))])
    expect(await faultOf(whole.slice(0, 1200))).toBe('truncated')
    expect(await faultOf(new Uint8Array(5 * 1024 * 1024))).toBe('too_large')
  })

  test('any bytes at all are an envelope or a named refusal', async () => {
    const good = await pack({ ebdid, business: new TextEncoder().encode('<EBD/>') })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 2000 }),
          fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([i, b]) => {
            const bent = Uint8Array.from(good)
            bent[i] = b
            return bent
          }),
        ),
        async (bytes) => void (await faultOf(bytes)),
      ),
    )
  })
})

describe('the signer', () => {
  const us = sm2Signer({ privateKey: US.privateKey, certSn: '0001', peerKey: THEM.publicKey })
  const them = sm2Signer({ privateKey: THEM.privateKey, certSn: '0002', peerKey: US.publicKey })
  const bytes = new TextEncoder().encode('<EBD>石岭村</EBD>')

  test('signs the very bytes: one bit more or another key is no signature', async () => {
    const signature = await us.sign(bytes)
    expect(await them.verify(bytes, signature)).toBe(true)
    expect(await them.verify(Uint8Array.from([...bytes, 32]), signature)).toBe(false)
    expect(await us.verify(bytes, signature)).toBe(false)
    const forged = sm2Signer({ privateKey: STRANGER.privateKey, certSn: '0001', peerKey: '' })
    expect(await them.verify(bytes, await forged.sign(bytes))).toBe(false)
    expect(await them.verify(bytes, { certSn: '', value: 'not base64 at all' })).toBe(false)
  })

  test.each(GENERATIONS)('its file is read back in the form of %s', async (g) => {
    const signature = await us.sign(bytes)
    const xml = writeXml(PROFILES[g].signed(signature, '1'.repeat(41), AT))
    expect(PROFILES[g].signatureIn(readXml(xml))).toEqual(signature)
  })
})
