/** What somebody did on our own pages, as the core hears of it: as of any platform. */
import { expect, test } from 'vitest'
import { messageOf, pressOf, recallOf } from '#bots/web/event.ts'

const by = { chat: 'group:7', account: 'p-1', name: '王小平' }
const at = new Date('2026-11-24T02:00:00Z')

test('what is said: its chat, its words without space around them, who and what is meant, and where', () => {
  const { event, raw } = messageOf(by, 'm1', at, {
    text: ' @安安 石岭村3组滑坡 ',
    attachments: [{ kind: 'image', key: 'a'.repeat(64) }],
    location: { lat: 25.05, lon: 118.02 },
    replyTo: 'm0',
  })
  expect(event).toEqual({
    type: 'message',
    channel: 'web',
    eventId: 'm1',
    at: '2026-11-24T02:00:00.000Z',
    chat: { id: 'group:7', kind: 'group' },
    sender: { account: 'p-1', name: '王小平' },
    messageId: 'm1',
    text: '@安安 石岭村3组滑坡',
    attachments: [{ kind: 'image', key: 'a'.repeat(64) }],
    location: { lat: 25.05, lon: 118.02, datum: 'WGS-84' },
    mentionsBot: true,
    mentionsAll: false,
    replyTo: 'm0',
  })
  expect(JSON.parse(raw)).toEqual(JSON.parse(JSON.stringify(event)))
  expect(messageOf({ ...by, chat: 'p2p:p-1' }, 'm2', at, { text: '@所有人', attachments: [] }).event).toMatchObject({
    chat: { id: 'p2p:p-1', kind: 'p2p' },
    mentionsBot: false,
    mentionsAll: true,
  })
})

test('a press bears the event id that it was given, so that the same sent again is the same', () => {
  const press = { messageId: 'm1', act: 'warning.ack', data: { id: 'w1' } }
  const first = pressOf(by, 'press p-1 k-1', at, press).event
  expect(first).toMatchObject({ type: 'press', channel: 'web', eventId: 'press p-1 k-1', ...press })
})

test('a message taken back names it, once', () => {
  expect(recallOf(by, 'm1', at).event).toEqual({
    type: 'recall',
    channel: 'web',
    eventId: 'recall m1',
    at: '2026-11-24T02:00:00.000Z',
    chat: { id: 'group:7', kind: 'group' },
    messageId: 'm1',
  })
})
