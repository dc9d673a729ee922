import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '#bots/feishu/parse.ts'
import { createEvents } from '#test/fakes/feishu/events.ts'

const now = new Date('2026-11-24T02:00:00Z')
const at = new URL('payloads/', import.meta.url)
const sample = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, at), 'utf8'))
const read = (name: string, bot?: string) => parse(sample(name), { now, ...(bot ? { bot } : {}) })
const TOM = 'ou_84aad35d084aa403a838cf73ee18467'
const events = createEvents('cli_a1b2c3d4e5f60718', 't', () => now.getTime())
const IN = { chat: 'oc_1', from: 'ou_1' }
const text = (words: string, more = {}) =>
  parse(events.text(words, { ...IN, ...more }), { now, bot: 'ou_anan' })[0] as { text: string }

describe('every sample of the platform passes through', () => {
  const names = readdirSync(at)
    .filter((f) => f.endsWith('.json'))
    .map((f) => f.slice(0, -5))

  test.each(names)('%s', (name) => {
    for (const event of read(name)) {
      expect(event.channel).toBe('feishu')
      expect(event.eventId).toMatch(/^\S{8,}$/)
      expect(new Date(event.at).toISOString()).toBe(event.at)
    }
  })

  const KINDS: [string, string, object][] = [
    [
      'im.message.receive_v1.text.group.mention',
      'message',
      { text: '@Tom hello', replyTo: 'om_5ce6d572455d361153b7cb5xxfsdfsdfdsf', mentionsBot: false },
    ],
    ['im.message.receive_v1.text.group.mention_all', 'message', { text: '@所有人 请上报', mentionsAll: true }],
    ['im.message.receive_v1.text.p2p', 'message', { chat: { kind: 'p2p' } }],
    ['im.message.receive_v1.image.group', 'message', { text: '', attachments: [{ kind: 'image' }] }],
    ['im.message.receive_v1.file.group', 'message', { attachments: [{ kind: 'file', name: 'test.txt' }] }],
    ['im.message.receive_v1.audio.group', 'message', { attachments: [{ kind: 'audio', durationMs: 2000 }] }],
    [
      'im.message.receive_v1.media.group',
      'message',
      { attachments: [{ kind: 'video', name: '测试视频.mp4', durationMs: 2000 }] },
    ],
    ['im.message.receive_v1.location.group', 'message', { text: 'xx省xx市', unread: 'location' }],
    ['im.message.receive_v1.merge_forward.group', 'message', { text: '', unread: 'merge_forward' }],
    ['im.message.receive_v1.sticker.group', 'message', { unread: 'sticker' }],
    ['im.message.receive_v1.share_chat.group', 'message', { unread: 'share_chat' }],
    ['im.message.receive_v1.share_user.group', 'message', { unread: 'share_user' }],
    ['im.message.receive_v1.system.group', 'message', { unread: 'system' }],
    ['im.message.receive_v1.todo.group', 'message', { unread: 'todo' }],
    ['im.message.receive_v1.vote.group', 'message', { unread: 'vote' }],
    [
      'im.chat.member.bot.added_v1',
      'joined',
      { chat: { name: '群名称测试', kind: 'group' }, sender: { account: TOM } },
    ],
    ['event.v1.p2p_chat_create', 'joined', { eventId: 'bc447199585340d1f3728d26b1c0297a', chat: { kind: 'p2p' } }],
    [
      'im.message.message_read_v1',
      'read',
      { messageIds: ['om_dc13264520392913993dd051dba21dcf'], at: '2021-01-01T06:56:23.000Z' },
    ],
    [
      'card.action.trigger.checker',
      'press',
      { messageId: 'om_574d639e4a44e4dd646eaf628e2*****', form: { checker: true }, data: { key_1: 'value_1' } },
    ],
    [
      'card.action.trigger.date_picker',
      'press',
      { chat: { id: 'oc_e4d2605ca917e695f54f11aaf56*****' }, form: { date_picker: '2025-06-10' } },
    ],
    ['card.action.trigger.select_static', 'press', { form: { select_static: '1' } }],
    ['card.action.trigger.input', 'press', { form: { input: 'Zhang Min' } }],
    [
      'card.action.trigger.form',
      'press',
      {
        form: {
          'field name1': ['selectDemo1', 'selectDemo2'],
          DatePicker_bpqdq5puvn4: '2024-04-01',
          Input_lf4fmxwfrd9: '1234',
        },
      },
    ],
  ]
  test.each(KINDS)('%s is a %s', (name, type, like) => {
    expect(read(name)).toMatchObject([{ type, ...like }])
  })

  test('an answer in a thread may name only what the thread stands under; a message that both names keeps both', () => {
    const quoted = sample('im.message.receive_v1.text.group.mention')
    const { parent_id: _, ...rest } = quoted.event.message
    expect(
      parse({ ...quoted, event: { ...quoted.event, message: { ...rest, root_id: 'om_root' } } }, { now }),
    ).toMatchObject([{ type: 'message', replyTo: 'om_root' }])
    const both = { ...rest, root_id: 'om_root', parent_id: 'om_parent' }
    expect(parse({ ...quoted, event: { ...quoted.event, message: both } }, { now })).toMatchObject([
      { type: 'message', replyTo: 'om_parent', thread: 'om_root' },
    ])
  })

  test.each([
    'im.chat.member.user.added_v1',
    'application.bot.menu_v6',
    'url_verification.plain',
    'urgent_app.response',
  ])('%s is nothing to us', (name) => {
    expect(read(name)).toEqual([])
  })

  test('a rich text gives its words by line, and its pictures and films', () => {
    const [post] = read('im.message.receive_v1.post.group.mention', TOM)
    expect(post).toMatchObject({
      text: '我是一个标题\n第一行 :超链接\n第二行:文本测试\nfunc main() int64 {\n    return 0\n}',
      mentionsBot: true,
      attachments: [
        { kind: 'image' },
        { kind: 'image' },
        { kind: 'video', key: 'file_v2_0dcdd7d9-fib0-4432-a519-41d25aca542j' },
      ],
    })
  })
})

describe('words and mentions', () => {
  const anan = { openId: 'ou_anan', name: '安安' }
  const li = { openId: 'ou_li', name: '李四' }

  test('Anan’s own mention is no part of the words; others are names', () => {
    expect(text('@_user_1 转 @_user_2 3户', { mentions: [anan, li] })).toMatchObject({
      text: '转 @李四 3户',
      mentionsBot: true,
    })
  })
  test('the tenth mention is not the first one with a nought', () => {
    const mentions = [anan, ...Array.from({ length: 9 }, (_, i) => ({ openId: `ou_${i}`, name: `人${i + 2}` }))]
    expect(text('@_user_10 到岗', { mentions })).toMatchObject({ text: '@人10 到岗' })
  })
  test('a key nobody is behind stays as written', () => {
    expect(text('@_user_9 和 @_allowed')).toMatchObject({ text: '@_user_9 和 @_allowed', mentionsAll: false })
  })
  test('until Anan knows itself no mention counts as its own', () => {
    const [event] = parse(events.text('@_user_1 好', { ...IN, mentions: [anan] }), { now })
    expect(event).toMatchObject({ text: '@安安 好', mentionsBot: false })
  })
  test('NUL and halves of surrogate pairs never get in', () => {
    expect(text('水\0位\ud83d上涨👍')).toMatchObject({ text: '水位上涨👍' })
  })
  test('a place keeps its numbers and its datum', () => {
    const [event] = parse(events.location('河东村口', 25.8123, 113.04, IN), { now })
    expect(event).toMatchObject({
      text: '',
      location: { lat: 25.8123, lon: 113.04, datum: 'GCJ-02', name: '河东村口' },
    })
  })
})

describe('who and when', () => {
  test('other bots are not listened to', () => {
    for (const senderType of ['app', 'bot', 'anonymous'])
      expect(parse(events.text('hi', { ...IN, senderType }), { now })).toEqual([])
  })
  test('where there is no open_id the other ids serve', () => {
    const press = (by: object) => parse(events.press({ chat: 'oc_1', by, messageId: 'om_1', value: {} }), { now })
    expect(press({ userId: 'u1', unionId: 'on_1' })).toMatchObject([{ sender: { account: 'u1' } }])
    expect(press({ unionId: 'on_1' })).toMatchObject([{ sender: { account: 'on_1' } }])
    expect(press({})).toEqual([])
  })
  test('microseconds of card clicks are understood', () => {
    expect(
      parse(events.press({ chat: 'oc_1', by: 'ou_1', messageId: 'om_1', value: {}, at: now.getTime() }), { now })[0]!
        .at,
    ).toBe(now.toISOString())
  })
  test('messages are known by message_id, all else by event_id', () => {
    expect(parse(events.text('a', { ...IN, messageId: 'om_7', eventId: 'e7' }), { now })[0]!.eventId).toBe('om_7')
    expect(
      parse(events.press({ chat: 'oc_1', by: 'ou_1', messageId: 'om_7', value: {}, eventId: 'e7' }), { now })[0]!
        .eventId,
    ).toBe('e7')
  })
  test('a press brings its act, its data as strings, and its form', () => {
    const value = { act: 'report.confirm', id: '1', rev: 3 }
    const form = { where: '河东村', day: '2026-11-24 +0800', ok: true, many: ['a'] }
    expect(parse(events.press({ chat: 'oc_1', by: 'ou_1', messageId: 'om_1', value, form }), { now })).toMatchObject([
      {
        act: 'report.confirm',
        data: { id: '1', rev: '3' },
        form: { where: '河东村', day: '2026-11-24', ok: true, many: ['a'] },
      },
    ])
  })
  test('a message taken back, and Anan put out of a chat', () => {
    expect(parse(events.recalled('oc_1', 'om_1'), { now })).toMatchObject([
      { type: 'recall', messageId: 'om_1', chat: { id: 'oc_1' } },
    ])
    expect(parse(events.botDeleted('oc_1', '群', 'ou_1'), { now })).toMatchObject([
      { type: 'left', chat: { id: 'oc_1' } },
    ])
  })
})

test('nothing makes it throw', () => {
  const types = fc.constantFrom(
    'im.message.receive_v1',
    'card.action.trigger',
    'im.message.recalled_v1',
    'im.message.message_read_v1',
    'im.chat.member.bot.added_v1',
    '__proto__',
    'constructor',
  )
  fc.assert(
    fc.property(types, fc.jsonValue(), fc.jsonValue(), (event_type, event, message) => {
      parse({ header: { event_type, event_id: 'e' }, event }, { now })
      parse(
        {
          header: { event_type, event_id: 'e' },
          event: {
            sender: { sender_type: 'user', sender_id: { open_id: 'o' } },
            message,
            action: message,
            operator: { open_id: 'o' },
          },
        },
        { now },
      )
      parse(event, { now })
    }),
    { numRuns: 300 },
  )
})
