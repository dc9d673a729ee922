/** Signals out as CAP and in again, the profile's tables, the platform's list, and when two signals are one. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildCap } from '#domain/cap/build.ts'
import { concerns, enteredAt, readFeed } from '#domain/cap/feed.ts'
import { signalsOf } from '#domain/cap/from-cap.ts'
import { goesOnFrom, issuerKey, sameSignal } from '#domain/cap/identity.ts'
import { parseCap } from '#domain/cap/parse.ts'
import {
  COLOURS,
  colourOfSeverity,
  kindNamed,
  NATIONAL,
  type Profile,
  pairFlags,
  readEventCode,
  unmet,
} from '#domain/cap/profile.ts'
import type { Signal } from '#domain/cap/signal.ts'
import { readWarning } from '#domain/cap/text.ts'
import { alertOf, type Outgoing } from '#domain/cap/to-cap.ts'
import type { CapAlert, CapInfo } from '#domain/cap/types.ts'
import { least } from './alerts.ts'
import { againstSchema } from './schema.ts'
import { TEXTS } from './texts.ts'

const tz = 'Asia/Shanghai'
const NOW = new Date('2026-07-12T10:00:00+08:00')
const read = (text: string, sentAt = NOW) => readWarning(text, { sentAt, tz })
const signal = (text: string, sentAt = NOW): Signal => read(text, sentAt).signals[0]!

const outgoing = (original: string, more: Partial<Outgoing> = {}): Outgoing => ({
  identifier: 'YJ-20260712-001',
  sender: 'anan.qingxi.example.org',
  sentAt: NOW,
  tz,
  drill: false,
  signals: read(original).signals,
  original,
  hash: 'a'.repeat(64),
  areas: [
    { name: '石岭村', code: '350524102201' },
    { name: '下坪村', code: null },
  ],
  ...more,
})
const earlier = [
  { sender: 'anan.qingxi.example.org', identifier: 'YJ-20260712-000', sent: '2026-07-12T08:00:00+08:00' },
]

describe('out as CAP', () => {
  test('every text of the table goes out as a message the OASIS schema finds valid, and comes in the same', async () => {
    const alerts = TEXTS.flatMap(({ text, sent }) => {
      const sentAt = sent ? new Date(sent) : NOW
      const signals = read(text, sentAt).signals
      return [
        alertOf(outgoing(text, { signals, sentAt })),
        alertOf(
          outgoing(text, { signals, sentAt, drill: true, references: earlier, note: '请各网格员到岗', areas: [] }),
        ),
      ]
    })
    const texts = alerts.map(buildCap)
    expect((await againstSchema(texts)).filter(Boolean)).toEqual([])
    expect(texts.map((x) => parseCap(x))).toEqual(alerts.map((alert) => ({ ok: true, alert, signed: false })))
  })

  test('the original is in it unchanged, with issuer, time and hash', () => {
    const { text } = TEXTS[0]!
    const alert = alertOf(outgoing(text))
    expect(alert).toMatchObject({ status: 'Actual', msgType: 'Alert', scope: 'Public', source: '青溪县气象台' })
    expect(alert.info).toEqual([
      {
        language: 'zh-CN',
        category: ['Met'],
        event: '暴雨',
        urgency: 'Expected',
        severity: 'Severe',
        certainty: 'Likely',
        eventCode: [{ valueName: 'GB/T 35561', value: '11B03' }],
        effective: '2026-07-12T08:30:00+08:00',
        expires: '2026-07-12T11:30:00+08:00',
        senderName: '青溪县气象台',
        headline: '青溪县气象台2026年07月12日08时30分发布暴雨橙色预警信号',
        description: text,
        parameter: [
          { valueName: 'COLOUR', value: 'orange' },
          { valueName: 'ACTION', value: 'issue' },
          { valueName: 'SHA256', value: 'a'.repeat(64) },
        ],
        area: [{ areaDesc: '石岭村、下坪村', geocode: [{ valueName: 'AREACODE', value: '350524102201' }] }],
      },
    ])
    expect(unmet(NATIONAL, alert)).toEqual([])
  })

  test('a drill is an Exercise, a change an Update, a lift a Cancel; each names what it follows', () => {
    const out = (text: string, more: Partial<Outgoing> = {}) => {
      const { status, msgType, references, info } = alertOf(outgoing(text, { references: earlier, ...more }))
      return [status, msgType, references?.length, info?.[0]?.responseType, info?.[0]?.urgency]
    }
    expect(out('青溪县气象台12日9时发布暴雨红色预警信号', { drill: true })[0]).toBe('Exercise')
    expect(out('青溪县气象台12日9时将暴雨黄色预警信号升级为红色')).toEqual([
      'Actual',
      'Update',
      1,
      undefined,
      'Immediate',
    ])
    expect(out('青溪县气象台12日9时解除暴雨红色预警信号')).toEqual(['Actual', 'Cancel', 1, ['AllClear'], 'Past'])
    expect(out('青溪县气象台12日9时解除暴雨红色预警信号', { references: [] })).toEqual([
      ...['Actual', 'Alert', undefined],
      ['AllClear'],
      'Past',
    ])
  })

  test('a text without a signal goes out as a notice, all Unknown', () => {
    const alert = alertOf(outgoing('上午9时开展山洪避险演练，请到岗。', { drill: true }))
    expect(alert.info).toMatchObject([
      { event: '演练', category: ['Other'], urgency: 'Unknown', severity: 'Unknown', certainty: 'Unknown' },
    ])
    expect(parseCap(buildCap(alert)).ok).toBe(true)
  })

  test('a signal for a part of the area says its part', () => {
    const { info } = alertOf(
      outgoing('青溪县气象台12日9时将平山街道、宝口镇暴雨橙色预警信号降级为黄色，其余镇街暴雨黄色预警信号仍生效。'),
    )
    expect(info?.map((i) => i.area?.[0]?.areaDesc)).toEqual(['平山街道、宝口镇', '其余镇街'])
  })

  test('UTC is written as CAP wants it', () => {
    expect(alertOf(outgoing('', { tz: 'UTC' })).sent).toBe('2026-07-12T02:00:00-00:00')
  })
})

describe('in from CAP', () => {
  const info: CapInfo = {
    language: 'zh-CN',
    category: ['Met'],
    event: '暴雨',
    urgency: 'Unknown',
    severity: 'Severe',
    certainty: 'Unknown',
  }
  const alert: CapAlert = { ...least, info: [info] }
  const one = (more: Partial<CapInfo>, about: Partial<CapAlert> = {}) =>
    signalsOf({ ...alert, ...about, info: [{ ...info, ...more }] }, tz).signals[0]!

  test('what went out comes in as the same signals', () => {
    for (const { text, sent } of TEXTS) {
      const sentAt = sent ? new Date(sent) : NOW
      const signals = read(text, sentAt).signals.filter((s) => !s.standing)
      if (!signals.length) continue
      const back = signalsOf(alertOf(outgoing(text, { signals, sentAt })), tz)
      expect(back.original).toContain(text)
      // a message with several signals says all its words in every one of them
      if (signals.length === 1)
        expect(back.signals.map((s) => [s.action, s.kind, s.colour, s.code])).toEqual(
          signals.map((s) => [s.action, s.kind, s.colour, s.code]),
        )
      expect(back.signals.map((s) => [s.kind, s.colour])).toEqual(signals.map((s) => [s.kind, s.colour]))
    }
  })

  test('areas, codes, horizon, guides and references are read', () => {
    const s = one(
      {
        senderName: '青溪县气象台',
        effective: '2026-11-24T09:00:00+08:00',
        expires: '2026-11-24T15:00:00+08:00',
        instruction: '1.停止户外作业；2.转移危险地带人员。',
        area: [
          { areaDesc: '石岭村', geocode: [{ valueName: 'AREACODE', value: '350524102201' }] },
          { areaDesc: '下坪村', geocode: [{ valueName: 'NAME', value: '下坪' }] },
        ],
      },
      { msgType: 'Update', references: earlier },
    )
    expect(s).toMatchObject({
      issuer: '青溪县气象台',
      issuedAt: new Date('2026-11-24T09:00:00+08:00'),
      timeFrom: 'carrier',
      action: 'update',
      colour: 'orange',
      area: { text: '石岭村、下坪村', places: ['石岭村', '下坪村'], codes: ['350524102201'], part: true },
      horizon: { hours: 6, until: new Date('2026-11-24T15:00:00+08:00') },
      guides: ['停止户外作业', '转移危险地带人员。'],
      identifier: least.identifier,
      follows: [{ identifier: 'YJ-20260712-000', issuedAt: new Date('2026-07-12T08:00:00+08:00') }],
    })
  })

  test('the time in the text goes before the message’s own', () => {
    const s = one({ description: '青溪县气象台11月24日08时30分发布暴雨橙色预警信号：未来3小时有暴雨。' })
    expect([s.issuedAt, s.timeFrom, s.issuer]).toEqual([new Date('2026-11-24T08:30:00+08:00'), 'text', '青溪县气象台'])
  })

  test('codes go before words: the code’s kind, the colour in the parameter, the code and the severity; what disagrees is flagged', () => {
    const code = (value: string) => ({ eventCode: [{ valueName: 'x', value }] })
    const said = (more: Partial<CapInfo>) => {
      const { kind, code: c, colour, flags } = one(more)
      return [kind, c, colour, flags]
    }
    expect(said(code('11B03'))).toEqual(['暴雨', '11B03', 'orange', []])
    expect(said(code('11B06'))).toEqual([
      ...['大风', '11B06', 'orange'],
      [{ flag: 'code_differs', taken: '大风', said: '暴雨' }],
    ])
    expect(said(code('11B03_red'))).toEqual([
      ...['暴雨', '11B03', 'red'],
      [{ flag: 'colour_differs', taken: '红色', said: '橙色' }],
    ])
    expect(said({ ...code('11B06'), event: '事件' })).toEqual(['大风', '11B06', 'orange', []])
    expect(said({ event: '暴雨橙色预警' })).toEqual(['暴雨', '11B03', 'orange', []])
    expect(said({ event: '回南天' })).toEqual(['回南天', null, 'orange', [{ flag: 'unknown_kind' }]])
    expect(said({ event: '冰雹', severity: 'Minor' })).toEqual(['冰雹', '11B15', 'blue', [{ flag: 'unknown_pair' }]])
    expect(said({ severity: 'Unknown', parameter: [{ valueName: 'COLOUR', value: '红色' }] })).toEqual([
      ...['暴雨', '11B03', 'red'],
      [],
    ])
  })

  test('Cancel lifts, AllClear lifts; words tell an upgrade from an update', () => {
    expect(one({}, { msgType: 'Cancel', references: earlier }).action).toBe('lift')
    expect(one({ responseType: ['AllClear'] }, { msgType: 'Update', references: earlier }).action).toBe('lift')
    const headline = '青溪县气象台将暴雨黄色预警信号升级为暴雨橙色预警信号'
    expect(one({ headline }, { msgType: 'Update', references: earlier })).toMatchObject({
      action: 'upgrade',
      before: { kind: '暴雨', colour: 'yellow' },
    })
  })

  test('only an Actual or Exercise message is for people, and no Ack or Error', () => {
    const people = (about: Partial<CapAlert>) => {
      const r = signalsOf({ ...alert, ...about }, tz)
      return [r.forPeople, r.drill, r.signals.length]
    }
    expect(people({})).toEqual([true, false, 1])
    expect(people({ status: 'Exercise' })).toEqual([true, true, 1])
    expect(people({ status: 'Test' })).toEqual([false, false, 0])
    expect(people({ status: 'Draft' })).toEqual([false, false, 0])
    expect(people({ msgType: 'Ack', references: earlier })).toEqual([false, false, 0])
  })

  test('of several languages the Chinese is read', () => {
    const english = { ...info, language: 'en-US', event: 'Rainstorm' }
    expect(signalsOf({ ...alert, info: [english, info] }, tz).signals.map((s) => s.kind)).toEqual(['暴雨'])
    expect(signalsOf({ ...alert, info: [english] }, tz).signals.map((s) => s.flags)).toEqual([
      [{ flag: 'unknown_kind' }],
    ])
  })
})

describe('the profile', () => {
  test('codes are unique, of their form, and every name leads to one kind', () => {
    const codes = NATIONAL.kinds.flatMap((k) => k.code ?? [])
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.every((c) => /^11B\d\d$/.test(c))).toBe(true)
    const names = NATIONAL.kinds.flatMap((k) => [k.name, ...k.aliases])
    expect(new Set(names).size).toBe(names.length)
  })

  test.each([
    ['11B01', '台风'],
    ['11B03', '暴雨'],
    ['11B14', '雷电'],
    ['11B21', '道路结冰'],
    ['11B25', '森林火险'],
    ['11B31', '强对流'],
    ['11B37', '地质灾害气象风险'],
    ['11B41', '森林(草原)火险'],
    ['11B64', '短时强降水'],
  ])('%s is %s', (code, name) => {
    expect(readEventCode(NATIONAL, `${code}_yellow`)).toEqual({ kind: kindNamed(NATIONAL, name), colour: 'yellow' })
    expect(kindNamed(NATIONAL, `${name}事件`)?.code).toBe(code)
  })

  test('colour and severity are each other’s inverse', () => {
    expect(COLOURS.map((c) => colourOfSeverity(NATIONAL, NATIONAL.colours[c].severity))).toEqual([...COLOURS])
    expect(colourOfSeverity(NATIONAL, 'Unknown')).toBeNull()
  })

  test('any kind and colour is accepted; only what the table knows is not flagged', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom(...COLOURS), (kind, colour) => {
        const known = kindNamed(NATIONAL, kind)?.colours.includes(colour)
        expect(pairFlags(NATIONAL, kind, colour).length === 0).toBe(!!known)
      }),
    )
    expect(pairFlags(NATIONAL, '暴雨', 'blue')).toEqual([])
    expect(pairFlags(NATIONAL, '霜冻', 'red')).toEqual(['unknown_pair'])
  })

  test('another profile can be dropped in', () => {
    const province: Profile = {
      ...NATIONAL,
      kinds: [{ name: '龙舟水', code: '35A01', category: 'Met', colours: ['yellow'], aliases: [] }, ...NATIONAL.kinds],
    }
    const [s] = readWarning('青溪县气象台12日9时发布龙舟水黄色预警信号', { sentAt: NOW, tz }, province).signals
    expect(s).toMatchObject({ kind: '龙舟水', code: '35A01', flags: [] })
  })

  test('what a profile asks beyond CAP is named', () => {
    expect(unmet(NATIONAL, least)).toEqual(['info'])
    const bare: CapInfo = {
      category: ['Met'],
      event: '暴雨',
      urgency: 'Unknown',
      severity: 'Unknown',
      certainty: 'Unknown',
    }
    expect(unmet(NATIONAL, { ...least, info: [bare] })).toContain('info/senderName')
    expect(unmet(NATIONAL, { ...least, info: [bare, bare] })).toContain('info[2]/senderName')
  })
})

const entry = {
  description: '青溪县气象台2026年07月12日08时30分发布暴雨橙色预警信号：预计未来3小时青溪镇有暴雨，请注意防范。',
  headline: '青溪县气象局发布暴雨橙色预警/II/严重',
  identifier: '35052441600000_20260712083112',
  sendTime: '2026-07-12 08:31:40',
}

describe('the platform’s list', () => {
  test('an entry is read with its identifier, place and text as given', () => {
    const { items, faults } = readFeed({ alertData: [entry] }, tz)
    expect(faults).toEqual([])
    expect(items).toMatchObject([
      {
        identifier: entry.identifier,
        region: '350524',
        sentAt: new Date('2026-07-12T08:31:40+08:00'),
        original: entry.description,
        signals: [
          {
            issuer: '青溪县气象台',
            issuedAt: new Date('2026-07-12T08:30:00+08:00'),
            timeFrom: 'text',
            kind: '暴雨',
            colour: 'orange',
            identifier: entry.identifier,
          },
        ],
      },
    ])
  })

  test('a headline alone is enough; its time is the entry’s', () => {
    const { items } = readFeed({ alertData: [{ ...entry, description: '' }] }, tz)
    expect(items[0]).toMatchObject({
      original: entry.headline,
      signals: [{ issuer: '青溪县气象局', issuedAt: new Date('2026-07-12T08:31:12+08:00'), timeFrom: 'carrier' }],
    })
  })

  test('both identifier forms tell when they were entered', () => {
    const t = new Date('2026-07-12T08:31:12+08:00')
    expect(enteredAt('35052441600000_20260712083112')).toEqual(t)
    expect(enteredAt('35052441600000_20260712083112_0')).toEqual(t)
    expect(enteredAt('10101010020210513101500714846231')).toBeNull()
  })

  test('a bad entry is told of and does not keep back the others', () => {
    const bad = [
      { ...entry, sendTime: 'yesterday' },
      { headline: 'x' },
      null,
      { ...entry, headline: '', description: null },
    ]
    const { items, faults } = readFeed({ alertData: [...bad, entry] }, tz)
    expect(items).toHaveLength(1)
    expect(faults.map((f) => f.field)).toEqual([
      'alertData[0].sendTime',
      'alertData[1].identifier',
      'alertData[1].sendTime',
      'alertData[2].identifier',
      'alertData[3].description',
    ])
  })

  test.each([[null], [undefined], ['<html>'], [{}], [{ alertData: {} }], [[entry]]])('%j is no list', (body) => {
    expect(readFeed(body, tz)).toMatchObject({ items: [], faults: [{ field: 'alertData' }] })
  })

  test('whatever is sent, reading does not throw', () => {
    fc.assert(fc.property(fc.anything(), (x) => void readFeed({ alertData: [x] }, tz)))
  })

  test('an entry concerns a county by its code, its city’s, its province’s, or by a name', () => {
    const of = (identifier: string, text = '') =>
      concerns(
        readFeed({ alertData: [{ ...entry, identifier, headline: text || 'x', description: 'y' }] }, tz).items[0]!,
        {
          codes: ['350524'],
          names: ['青溪'],
        },
      )
    expect(of('35052441600000_20260712083112')).toBe(true)
    expect(of('35050041600000_20260712083112')).toBe(true)
    expect(of('35000041600000_20260712083112')).toBe(true)
    expect(of('35052541600000_20260712083112')).toBe(false)
    expect(of('44000041600000_20260712083112')).toBe(false)
    expect(of('44000041600000_20260712083112', '青溪县气象台')).toBe(true)
  })
})

describe('one signal, however it comes', () => {
  const text = '青溪县气象台2026年07月12日08时30分发布暴雨橙色预警信号：预计未来3小时青溪镇有暴雨。'
  const chat = signal(text)
  const feed = readFeed({ alertData: [entry] }, tz).items[0]!.signals[0]!
  const headline = readFeed({ alertData: [{ ...entry, description: '' }] }, tz).items[0]!.signals[0]!
  const cap = signalsOf(alertOf(outgoing(text)), tz).signals[0]!

  test('pasted, fed and as CAP it is one', () => {
    for (const a of [chat, feed, cap]) for (const b of [chat, feed, cap]) expect(sameSignal(a, b)).toBe(true)
  })

  test('a way that says less is still the same', () => {
    expect(sameSignal(chat, headline)).toBe(true)
    expect(sameSignal(signal('县气象台12日8时30分发布暴雨橙色预警信号'), feed)).toBe(true)
    expect(sameSignal(signal('青溪县发布暴雨橙色预警'), feed)).toBe(true)
    expect(sameSignal({ ...chat, timeFrom: 'carrier', issuedAt: new Date('2026-07-12T08:45:00+08:00') }, feed)).toBe(
      true,
    )
  })

  test.each([
    ['another colour', text.replace('橙色', '红色')],
    ['another kind', text.replace('暴雨橙色', '雷电橙色')],
    ['another minute', text.replace('30分', '45分')],
    ['another county', text.replace('青溪县', '白石县')],
    ['its lift', text.replace('发布', '解除')],
  ])('%s is another', (_, other) => {
    expect(sameSignal(chat, signal(other))).toBe(false)
  })

  test.each([
    ['青溪县气象台', '福建省泉南市青溪县气象局'],
    ['青溪县水利局、青溪县气象局', '青溪县气象局和青溪县水务局'],
    ['青溪县防汛抗旱指挥部办公室', '青溪县防指'],
    ['青溪县应急局', '青溪县应急管理局'],
    ['石山区', '石山区气象台'],
    ['市森防办与市气象台', '市气象台、市森林防灭火指挥部办公室'],
  ])('%s and %s are one issuer', (a, b) => expect(issuerKey(a)).toBe(issuerKey(b)))

  test('sameness is its own inverse and holds of oneself', () => {
    const any = fc.constantFrom(...TEXTS.flatMap((t) => read(t.text).signals))
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(sameSignal(a, a)).toBe(true)
        expect(sameSignal(a, b)).toBe(sameSignal(b, a))
      }),
    )
  })
})

describe('a change or a lift goes on from an older signal', () => {
  const old = signal('青溪县气象台12日8时30分发布暴雨橙色预警信号')
  const next = (text: string) => goesOnFrom(signal(text), old)

  test.each([
    ['青溪县气象台12日9时继续发布暴雨橙色预警信号', true],
    ['青溪县气象台继续发布暴雨橙色预警信号', true],
    ['青溪县气象台12日9时将暴雨橙色预警信号升级为红色', true],
    ['青溪县气象台12日9时将暴雨橙色预警信号降级为暴雨黄色预警信号', true],
    ['青溪县气象台12日9时将暴雨橙色预警信号变更为强对流橙色预警信号', true],
    ['青溪县气象台12日9时解除暴雨橙色预警信号', true],
    ['青溪县气象台12日9时解除暴雨预警信号', true],
    ['青溪县气象台12日9时将平山街道、宝口镇暴雨橙色预警信号降级为黄色', true],
    ['青溪县气象台12日9时解除白石乡暴雨橙色预警信号', true],
    ['青溪县气象台12日9时将暴雨黄色预警信号降级为蓝色', false],
    ['青溪县气象台12日9时解除暴雨黄色预警信号', false],
    ['青溪县气象台12日9时发布雷电黄色预警信号', false],
    ['白石县气象台12日9时将暴雨橙色预警信号升级为红色', false],
    ['青溪县气象台12日8时将暴雨橙色预警信号升级为红色', false],
    ['青溪县气象台12日8时30分发布暴雨橙色预警信号', false],
  ] as const)('%s → %s', (text, how) => expect(next(text)).toBe(how))

  test('an update is no repeat of what it updates, whatever little either says of the time', () => {
    expect(sameSignal(signal('青溪县气象台继续发布暴雨橙色预警信号'), old)).toBe(false)
    expect(sameSignal({ ...old, action: 'update', timeFrom: 'carrier' }, old)).toBe(false)
    expect(sameSignal({ ...old, action: 'update' }, old)).toBe(true)
  })

  test('a signal only said to be in force takes no place', () => {
    const [, standing] = read(
      '青溪县气象台12日9时解除白石乡暴雨黄色预警信号，其余乡镇暴雨橙色预警信号继续有效。',
    ).signals
    expect(standing?.standing).toBe(true)
    expect(goesOnFrom(standing!, old)).toBe(false)
  })
})
