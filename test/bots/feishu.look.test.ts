import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Channel } from '#bots/channel.ts'
import { createFeishu } from '#bots/feishu/index.ts'
import { FAKE_APP, type FakeFeishu, startFakeFeishu } from '#test/fakes/feishu/index.ts'

let fake: FakeFeishu
let look: NonNullable<Channel['look']>
beforeAll(async () => {
  fake = await startFakeFeishu({ limits: false })
  look = createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: fake.url, timeoutMs: 5_000 }).look!
})
afterAll(() => fake.close())

const latin1 = (s: string) => Buffer.from(s, 'latin1')
const JPEG = latin1('\xff\xd8\xff\xe0rest of a photo')
const MB = 1024 * 1024

describe('media', () => {
  test('a photo comes with its bytes, its real type and its name', async () => {
    fake.addResource('om_1', 'img_1', JPEG, 'text/html', '河道 照片.jpg')
    const photo = await look.media('om_1', 'img_1', 'image', MB)
    expect(photo).toMatchObject({ type: 'image/jpeg', name: '河道 照片.jpg' })
    expect(Buffer.from(photo.bytes)).toEqual(JPEG)
  })
  const TYPES: [string, string, string][] = [
    ['image', '\x89PNG\r\n\x1a\n', 'image/png'],
    ['image', '\0\0\0\x18ftypheic', 'image/heic'],
    ['audio', 'OggS\0', 'audio/ogg'],
    ['video', '\0\0\0\x18ftypisom', 'video/mp4'],
    ['file', '%PDF-1.7', 'application/pdf'],
    ['file', 'PK\x03\x04', 'application/zip'],
    ['file', '河东村', 'application/octet-stream'],
  ]
  test.each(TYPES)('a %s beginning %j is %s', async (kind, bytes, type) => {
    fake.addResource('om_t', 'k', latin1(bytes))
    expect((await look.media('om_t', 'k', kind, MB)).type).toBe(type)
  })
  const WRONG: [string, string][] = [
    ['image', '<html><script>'],
    ['image', 'MZ\x90'],
    ['file', 'MZ\x90'],
    ['file', '\x7fELF'],
    ['file', '#!/bin/sh'],
    ['audio', '%PDF-1.7'],
  ]
  test.each(WRONG)('sent as a %s, %j is refused', async (kind, bytes) => {
    fake.addResource('om_w', 'k', latin1(bytes))
    await expect(look.media('om_w', 'k', kind, MB)).rejects.toThrow(/attachment is/)
  })
  test('one byte too many is too many', async () => {
    fake.addResource('om_big', 'k', Buffer.concat([JPEG, Buffer.alloc(1000)]))
    await expect(look.media('om_big', 'k', 'image', JPEG.length + 999)).rejects.toThrow(/larger/)
    expect((await look.media('om_big', 'k', 'image', JPEG.length + 1000)).bytes).toHaveLength(JPEG.length + 1000)
  })
  test('what the platform does not give, or an address that is none, is an error with its code', async () => {
    await expect(look.media('om_1', 'no_such', 'image', MB)).rejects.toThrow('234003')
    await expect(look.media('../om_1', 'x', 'image', MB)).rejects.toThrow()
  })
})

describe('people', () => {
  test('accounts by number, more than one question can hold; unknown numbers are left out', async () => {
    const numbers = Array.from({ length: 120 }, (_, i) => `1380000${String(i).padStart(4, '0')}`)
    for (const [i, mobile] of numbers.entries()) if (i !== 7) fake.addUser(`人${i}`, { mobile, openId: `ou_${i}` })
    const found = await look.accounts!(numbers)
    expect(found.size).toBe(119)
    expect(found.get(numbers[119]!)).toBe('ou_119')
    expect(found.has(numbers[7]!)).toBe(false)
  })
  test('members of a chat, page by page', async () => {
    const ids = Array.from({ length: 250 }, (_, i) => fake.addUser(`网格员${i}`).openId)
    const chat = fake.addChat('三网格群', ids)
    const members = await look.members!(chat.id)
    expect(members.map((m) => m.account)).toEqual(ids)
    expect(members[249]!.name).toBe('网格员249')
  })
  test('a chat that is not there is an error', async () => {
    await expect(look.members!('oc_none')).rejects.toThrow()
  })
})

test('a station that is pushed events hears, sends, answers, changes, buzzes and looks up without the SDK', async () => {
  const run = spawnSync(process.execPath, ['scripts/run.mjs', 'test/bots/feishu.unloaded.ts'], { encoding: 'utf8' })
  expect(run.stdout.trim()).toBe('events,sent,sent,sent,1 member,not loaded')
})
