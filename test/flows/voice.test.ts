/** A voice in private: one line at once, and an officer who hears it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
  await w.setting('duty_room', { phone: '0795-1234567' })
})
afterEach(() => w.close())

const p2p = (who: { id: string }) => `p2p:${who.id}`
let n = 0
const voice = () => ({ kind: 'audio' as const, key: String(++n).padStart(64, 'e'), durationMs: 9000 })
const newest = (kind: RecordKind) => w.latest('records', { kind })

test('by itself: kept, answered with how to go on and whom to call, put before the officer with the voice', async () => {
  const member = w.person('grid_member', '双溪村', 1)
  const from = w.sent.length
  const sound = voice()
  const messageId = await w.says(member, p2p(member), '', { attachments: [sound] })
  const kept = await newest('aside')
  expect(kept).toMatchObject({ state: 'filed', reporterId: member.id })
  expect(await w.rows('attachments', { key: sound.key })).toMatchObject([{ recordId: kept.id }])
  const answers = w.to(p2p(member), from)
  expect(answers).toHaveLength(1)
  expect(answers[0]).toMatch(/语音.*听不了/)
  expect(answers[0]).toContain('0795-1234567')
  const card = w.sent.slice(from).find((s) => s.account === w.officer().id)!
  expect(JSON.stringify(card.message)).toContain('语音1个')
  expect(card.message.forwards).toEqual({ channel: 'web', messageId })
  await w.presses(w.officer(), '已处理')
  expect(await newest('aside')).toMatchObject({ state: 'closed' })
  expect(w.sent.at(-1)!.message.forwards).toBeUndefined()
})

test('with words, the words are read as usual and the voice stays with them', async () => {
  const member = w.person('grid_member', '双溪村', 2)
  const sound = voice()
  await w.says(member, p2p(member), '双溪村2组后山滑坡，路断了', { attachments: [sound] })
  const report = await newest('disaster_report')
  expect(report).toMatchObject({ fields: { kind: '滑坡崩塌' } })
  expect(await w.rows('attachments', { key: sound.key })).toMatchObject([{ recordId: report.id }])
})

test('after a report: the officer is told what it belongs to', async () => {
  const member = w.person('grid_member', '双溪村', 2)
  await w.says(member, p2p(member), '双溪村2组后山滑坡，路断了')
  const from = w.sent.length
  await w.says(member, p2p(member), '', { attachments: [voice()] })
  const report = await newest('disaster_report')
  expect(w.to(w.officer().id, from).at(-1)).toContain(report.no)
  expect(w.to(p2p(member), from)).toHaveLength(1)
})

test('of a stranger: kept until an officer has looked, and answered; in a group people hear each other, and Anan is quiet', async () => {
  const stranger = { id: 'traveller', name: '路人' }
  const from = w.sent.length
  await w.says(stranger, p2p(stranger), '', { attachments: [voice()] })
  expect(await newest('aside')).toMatchObject({ state: 'unverified' })
  expect(w.to(p2p(stranger), from)).toHaveLength(1)
  const before = w.sent.length
  await w.says(w.person('grid_member', '双溪村', 3), w.groupOf('双溪村'), '', { attachments: [voice()] })
  expect(w.to(w.groupOf('双溪村'), before)).toEqual([])
})
