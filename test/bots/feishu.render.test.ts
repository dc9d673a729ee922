import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { render, type Wire } from '#bots/feishu/render.ts'
import { feishuWords } from '#bots/feishu/words.ts'
import type { Card } from '#domain/kernel/message.ts'
import { cardFault } from '#test/fakes/feishu/cards.ts'
import { anyOutbound } from './contract.ts'
import { mentionsIn, wordsIn } from './feishu.words.ts'

// biome-ignore lint/suspicious/noExplicitAny: a card is any JSON
type Json = Record<string, any>

const LENGTH = 8_000
const card = (more: Partial<Card> = {}): Card => ({ title: '题', tone: 'info', lines: [], ...more })
const cardJson = (more: Partial<Card>, text = '摘要') => JSON.parse(render({ text, card: card(more) }, LENGTH).content)
const elements = (more: Partial<Card>) => cardJson(more).body.elements as Json[]
const bytes = (wire: Wire) => Buffer.byteLength(wire.content)

describe('anything at all', () => {
  test('is something the platform takes', () => {
    fc.assert(
      fc.property(anyOutbound, (message) => {
        const wire = render(message, LENGTH)
        for (const part of [wire, ...(wire.after ?? [])]) {
          expect(bytes(part)).toBeLessThanOrEqual(30 * 1024)
          if (part.msg_type === 'interactive') expect(cardFault(part.content)).toBeUndefined()
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('plain text', () => {
  test('mentions those it should, and nobody else', () => {
    const wire = render({ text: '请到岗', mentions: ['ou_a', 'ou_b', 'ou_a', 'all', '"><at user_id="all'] }, LENGTH)
    expect(JSON.parse(wire.content).text).toBe('<at user_id="ou_a"></at> <at user_id="ou_b"></at> 请到岗')
  })
  test('with somebody’s tags in it goes where tags mean nothing, word for word', () => {
    const text = '他写：<at user_id="all">所有人</at>\n见[此](http://x)'
    const wire = render({ text, mentions: ['ou_a'] }, LENGTH)
    expect(wire.msg_type).toBe('post')
    expect(mentionsIn(wire)).toEqual(['ou_a'])
    expect(wordsIn(wire)).toBe(text)
  })
  test('is cut with a hint, by characters and by bytes', () => {
    expect(wordsIn(render({ text: '长'.repeat(20_000) }, LENGTH))).toHaveLength(LENGTH)
    const heavy = render({ text: '"\\\u0001'.repeat(4_000) }, LENGTH)
    expect(bytes(heavy)).toBeLessThanOrEqual(30 * 1024)
    expect(wordsIn(heavy).endsWith(feishuWords.cut)).toBe(true)
  })
})

describe('a card', () => {
  test('wears its tone, can be changed in place, and has a summary for notifications', () => {
    const json = cardJson({ tone: 'red' }, '暴雨红色预警')
    expect(json).toMatchObject({
      schema: '2.0',
      config: { update_multi: true, summary: { content: '暴雨红色预警' } },
      header: { template: 'red' },
    })
    for (const [tone, template] of [
      ['info', 'wathet'],
      ['good', 'green'],
      ['warn', 'orange'],
      ['danger', 'red'],
      ['blue', 'blue'],
      ['yellow', 'yellow'],
    ] as const) {
      expect(cardJson({ tone }).header.template).toBe(template)
    }
  })
  test('links to our own page where its address is known, and says nothing of it otherwise', () => {
    const message = { text: '应答 3/5', card: card({ link: { label: '打开应答页', path: '/warnings/w1' } }) }
    const wire = render(message, LENGTH, 'https://anan.example.gov.cn')
    expect(wire.content).toContain('"open_url"')
    expect(wire.content).toContain('https://anan.example.gov.cn/warnings/w1')
    expect(render(message, LENGTH).content).not.toContain('打开应答页')
  })
  test('sends back the act of a button and no other', () => {
    const [set] = elements({
      lines: [],
      buttons: [
        { label: '收到', act: 'warning.ack', data: { id: '1', act: 'forged' }, style: 'primary', confirm: '确定？' },
      ],
    }).slice(-1)
    const button = set!.columns[0].elements[0]
    expect(button).toMatchObject({
      type: 'primary',
      behaviors: [{ type: 'callback', value: { id: '1', act: 'warning.ack' } }],
      confirm: { text: { content: '确定？' } },
    })
  })
  test('has its form at the root, filled in, with a submit button that carries a value', () => {
    const form = elements({
      form: {
        fields: [
          { name: 'where', label: '地点', type: 'text', value: '河东村', required: true },
          { name: 'more', label: '详情', type: 'text', multiline: true },
          {
            name: 'kind',
            label: '类别',
            type: 'select',
            options: [
              { label: '洪涝', value: 'flood' },
              { label: '滑坡', value: 'slide' },
            ],
            value: 'slide',
          },
          { name: 'day', label: '日期', type: 'date', value: '2026-11-24T08:00:00+08:00' },
        ],
        submit: { label: '提交', act: 'report.confirm', data: { draft: '1' } },
      },
    }).find((e) => e.tag === 'form')!
    const named = Object.fromEntries(form.elements.filter((e: Json) => e.name).map((e: Json) => [e.name, e]))
    expect(named.where).toMatchObject({ tag: 'input', default_value: '河东村', required: true, max_length: 1000 })
    expect(named.more).toMatchObject({ input_type: 'multiline_text' })
    expect(named.kind).toMatchObject({ tag: 'select_static', initial_option: 'slide' })
    expect(named.day).toMatchObject({ tag: 'date_picker', initial_date: '2026-11-24' })
    expect(named._submit).toMatchObject({
      form_action_type: 'submit',
      behaviors: [{ value: { draft: '1', act: 'report.confirm' } }],
    })
  })
  test('does not show half of a text that would come back as the whole', () => {
    const form = elements({
      form: {
        fields: [{ name: 'a', label: 'A', type: 'text', value: '长'.repeat(1001), required: true }],
        submit: { label: '提交', act: 'x', data: {} },
      },
    }).find((e) => e.tag === 'form')!
    expect(form.elements[0]).toMatchObject({ required: false })
    expect(form.elements[0]).not.toHaveProperty('default_value')
  })
  test('sets the original apart, literal', () => {
    const text = '**x** <at id=all></at> &lt; `c`'
    const set = elements({ original: { text, source: '县气象台' } }).find((e) => e.tag === 'column_set')!
    expect(set.background_style).toBe('grey')
    expect(set.columns[0].elements[0].text).toEqual({ tag: 'plain_text', content: text })
  })
  test('mentions in the card only whom it was told to', () => {
    const wire = render({ text: 's', card: card({ lines: ['<at id=all></at>'] }), mentions: ['ou_a', 'all'] }, LENGTH)
    expect(mentionsIn(wire)).toEqual(['ou_a'])
  })
})

describe('too long for one card', () => {
  const long = `第一段<at user_id="all">\n${'雨情水情😀'.repeat(6_000)}\n完`

  test('an original follows whole in messages of its own, and nothing of it is lost', () => {
    const wire = render(
      {
        text: 's',
        card: card({
          lines: ['请转移'],
          original: { text: long, source: '县气象台' },
          buttons: [{ label: '收到', act: 'warning.ack', data: {} }],
        }),
      },
      LENGTH,
    )
    expect(wire.msg_type).toBe('interactive')
    expect(wordsIn({ ...wire, after: undefined } as Wire)).toContain(feishuWords.longOriginal)
    const parts = wire.after!.map((part) => wordsIn(part).replace(/^原文（\d+\/\d+）\n/, ''))
    expect(parts.join('')).toBe(long)
    expect(mentionsIn(wire)).toEqual([])
    for (const part of [wire, ...wire.after!]) expect(bytes(part)).toBeLessThanOrEqual(30 * 1024)
  })
  test('in a drill every part says so', () => {
    const wire = render({ text: 's', drill: true, card: card({ original: { text: long, source: '' } }) }, LENGTH)
    for (const part of [wire, ...wire.after!]) expect(wordsIn(part)).toContain('【演练】')
  })
  test('our own lines are shortened with a hint and the buttons stay', () => {
    const wire = render(
      {
        text: 's',
        card: card({
          lines: Array.from({ length: 400 }, (_, i) => `第${i}户：${'长'.repeat(90)}`),
          buttons: [{ label: '收到', act: 'a.b', data: {} }],
        }),
      },
      LENGTH,
    )
    expect(bytes(wire)).toBeLessThanOrEqual(30 * 1024)
    expect(wordsIn(wire)).toContain(feishuWords.cut)
    expect(wordsIn(wire)).toContain('收到')
  })
  test('a card whose form alone is too big is said in words', () => {
    const options = Array.from({ length: 900 }, (_, i) => ({ label: `网格员${i}号`.repeat(4), value: String(i) }))
    const wire = render(
      {
        text: 's',
        card: card({
          form: {
            fields: [{ name: 'to', label: '转给', type: 'select', options }],
            submit: { label: '转', act: 'x', data: {} },
          },
        }),
      },
      LENGTH,
    )
    expect(wire.msg_type).toBe('text')
  })
})
