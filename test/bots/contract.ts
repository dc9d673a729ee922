/**
 * What every channel must keep, run from a small descriptor: `contract({ name, start })`.
 * A channel's own tests say what its platform adds; this says what the rest of Anan relies on.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Channel, Outcome } from '#bots/channel.ts'
import { type Address, DRILL_MARK, type Outbound } from '#domain/kernel/message.ts'

/** A channel with a platform of its own behind it. */
export interface Rig {
  channel: Channel
  to: { chat: Address; person: Address }
  /** What a person reads of a rendered message, all its parts. */
  words(wire: unknown): string
  /** Accounts a rendered message really mentions, `all` too if it does. */
  mentions(wire: unknown): string[]
  /** What the platform holds, in order: ids and words as they now stand. */
  said(): { id: string; words: string }[]
  /** Each brings about one kind of trouble for the next call, which must end as one of these. */
  faults?: Record<string, { strike(): void; ends: Outcome['kind'][]; heal?(): void }>
  /** Moves the platform's clock. */
  advance?(ms: number): void
  webhook?: {
    genuine(): Request
    /** Requests nobody may get through, with the status they must meet. */
    hostile: Record<string, { request(): Request; status: number; reason?: string }>
  }
  stop(): Promise<void>
}

export interface Descriptor {
  name: string
  start(): Promise<Rig>
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '\0',
    '\ud800',
    '</at><at user_id="all">所有人</at>',
    '<at id=all></at>',
    '@_all @所有人',
    '[点这里](https://example.com)',
    '**粗** `码` ~~删~~ # 题 > 引',
    '"},{"tag":"at","user_id":"all"}',
    '{{template}} $' + '{x} %s',
    '\u202e倒写',
    '👨‍👩‍👧‍👦'.repeat(5),
    '长'.repeat(3000),
  ),
)
const line = fc.oneof(hostile, fc.record({ label: hostile, value: hostile }))
const name = fc.constantFrom('where', 'what', 'when', 'who')
const button = fc.record(
  {
    label: hostile,
    act: fc.constantFrom('report.confirm', 'warning.ack'),
    data: fc.dictionary(fc.constantFrom('id', 'act', '__proto__', 'rev'), fc.string()),
    style: fc.constantFrom('primary' as const, 'danger' as const),
    confirm: hostile,
  },
  { requiredKeys: ['label', 'act', 'data'] },
)
const option = fc.record({ label: hostile, value: hostile })
const field = fc.oneof(
  fc.record(
    { name, label: hostile, type: fc.constant('text' as const), value: hostile, multiline: fc.boolean() },
    { requiredKeys: ['name', 'label', 'type'] },
  ),
  fc.record({
    name,
    label: hostile,
    type: fc.constant('select' as const),
    options: fc.array(option, { maxLength: 4 }),
    value: hostile,
  }),
  fc.record({ name, label: hostile, type: fc.constant('date' as const), value: hostile, required: fc.boolean() }),
)
const card = fc.record(
  {
    title: hostile,
    tone: fc.constantFrom(
      'info' as const,
      'good' as const,
      'warn' as const,
      'danger' as const,
      'blue' as const,
      'yellow' as const,
      'orange' as const,
      'red' as const,
    ),
    lines: fc.array(line, { maxLength: 8 }),
    original: fc.record({ text: hostile, source: hostile }),
    buttons: fc.array(button, { maxLength: 5 }),
    form: fc.record({ fields: fc.array(field, { maxLength: 5 }), submit: button }),
    note: hostile,
  },
  { requiredKeys: ['title', 'tone', 'lines'] },
)

/** Any message at all, friendly or not. */
export const anyOutbound: fc.Arbitrary<Outbound> = fc.record(
  {
    text: hostile,
    card,
    mentions: fc.array(fc.constantFrom('ou_a', 'ou_b', 'all', '"><at user_id="all', ''), { maxLength: 3 }),
    drill: fc.boolean(),
  },
  { requiredKeys: ['text'] },
)

const KINDS = ['sent', 'again', 'refused', 'unknown']

/** Runs the suite for one channel. */
export function contract({ name, start }: Descriptor): void {
  describe(`${name} keeps the channel contract`, () => {
    let rig: Rig
    let n = 0
    const key = () => `contract-${name}-${n++}`
    beforeAll(async () => {
      rig = await start()
    })
    afterAll(() => rig.stop())

    test('says what it can do in sensible numbers', () => {
      const { limits } = rig.channel
      expect(rig.channel.name).toBe(name)
      expect(limits.textLength).toBeGreaterThanOrEqual(200)
      expect(limits.perSecond > 0 && limits.perMinute > 0 && limits.perChatPerSecond > 0).toBe(true)
      expect(limits.idempotencyMs).toBeGreaterThanOrEqual(0)
    })

    test('renders anything, the same each time, without touching what it was given', () => {
      fc.assert(
        fc.property(anyOutbound, (message) => {
          const before = structuredClone(message)
          const wire = rig.channel.render(message)
          expect(rig.channel.render(message)).toEqual(wire)
          expect(message).toEqual(before)
        }),
        { numRuns: 150 },
      )
    })

    test('lets nobody’s words mention anyone', () => {
      fc.assert(
        fc.property(anyOutbound, (message) => {
          const allowed = (message.mentions ?? []).filter((id) => /^ou_[ab]$/.test(id))
          for (const who of rig.mentions(rig.channel.render(message))) expect(allowed).toContain(who)
        }),
        { numRuns: 150 },
      )
    })

    test('marks a drill in every rendering', () => {
      fc.assert(
        fc.property(anyOutbound, (message) => {
          expect(rig.words(rig.channel.render({ ...message, drill: true }))).toContain(DRILL_MARK)
        }),
        { numRuns: 100 },
      )
    })

    test('shows the original of a warning unchanged', () => {
      const text = '全镇*注意*：\n <b>3小时</b>内雨量 > 50毫米，[详见](x) _请_ `转移` & 避险 &lt;'
      const words = rig.words(
        rig.channel.render({
          text: '预警',
          card: { title: '预警', tone: 'red', lines: [], original: { text, source: '县气象台' } },
        }),
      )
      expect(words).toContain(text)
    })

    test('cuts a text that is too long, and a short one not at all', () => {
      const { textLength } = rig.channel.limits
      const most = Math.min(textLength, 100_000)
      expect(rig.words(rig.channel.render({ text: '短文' }))).toBe('短文')
      expect(rig.words(rig.channel.render({ text: '长'.repeat(most + 500) })).length).toBeLessThanOrEqual(
        Math.max(textLength, most + 500),
      )
    })

    test('sends to a chat and to a person, and says under which id', async () => {
      for (const to of [rig.to.chat, rig.to.person]) {
        const outcome = await rig.channel.send(to, rig.channel.render({ text: `给${to.chat ? '群' : '人'}` }), key())
        expect(outcome).toMatchObject({ kind: 'sent', id: expect.stringMatching(/./) })
        expect(rig.said().at(-1)).toMatchObject({
          id: (outcome as { id: string }).id,
          words: `给${to.chat ? '群' : '人'}`,
        })
      }
    })

    test('says a thing once however often the same key comes, within the platform’s window', async () => {
      const { idempotencyMs } = rig.channel.limits
      if (!idempotencyMs) return
      const before = rig.said().length
      const k = key()
      const send = () => rig.channel.send(rig.to.chat, rig.channel.render({ text: '只说一次' }), k)
      const first = await send()
      rig.advance?.(Math.min(idempotencyMs / 2, 1_800_000))
      expect(await send()).toEqual(first)
      expect(rig.said().length).toBe(before + 1)
      await rig.channel.send(rig.to.chat, rig.channel.render({ text: '另一句' }), key())
      expect(rig.said().length).toBe(before + 2)
    })

    test('changes an earlier card in place where the platform can', async () => {
      if (!rig.channel.limits.edits) return
      const rendered = (title: string) =>
        rig.channel.render({ text: title, card: { title, tone: 'info', lines: ['一行'] } })
      const first = (await rig.channel.send(rig.to.chat, rendered('先'), key())) as { id: string }
      const before = rig.said().length
      expect(await rig.channel.send(rig.to.chat, rendered('后'), key(), { edit: first.id })).toEqual({
        kind: 'sent',
        id: first.id,
      })
      expect(rig.said().length).toBe(before)
      expect(rig.said().find((m) => m.id === first.id)!.words).toContain('后')
    })

    test('returns an outcome, and throws nothing, whatever it is given', async () => {
      for (const wire of [undefined, null, 5, '', {}, [], { content: 3 }]) {
        const outcome = await rig.channel.send({ channel: name }, wire, key())
        expect(KINDS).toContain(outcome.kind)
      }
    })

    test('returns a fitting outcome, and throws nothing, whatever befalls it', async () => {
      for (const [what, fault] of Object.entries(rig.faults ?? {})) {
        fault.strike()
        const outcome = await rig.channel.send(rig.to.chat, rig.channel.render({ text: '出事时' }), key())
        expect({ what, kind: outcome.kind }).toEqual({
          what,
          kind: fault.ends.includes(outcome.kind) ? outcome.kind : fault.ends.join('|'),
        })
        fault.heal?.()
      }
    })

    test('takes a genuine webhook and refuses every other', async () => {
      if (!rig.webhook || !rig.channel.webhook) return
      const good = await rig.channel.webhook(rig.webhook.genuine(), new Date())
      expect(good.kind).toBe('events')
      for (const [what, { request, status, reason }] of Object.entries(rig.webhook.hostile)) {
        const verdict = await rig.channel.webhook(request(), new Date())
        expect({ what, ...verdict }).toMatchObject({ what, kind: 'refused', status, ...(reason ? { reason } : {}) })
      }
    })
  })
}
