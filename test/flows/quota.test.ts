/** How much one sender, chat or token may ask of the station: with a clear answer, and never at the cost of a report. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeSetting } from '#db/roster/settings.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { fetchMedia } from '#jobs/media.ts'
import { type Door, openDoor } from '../api/door.ts'
import { recordingChannel } from '../world/world.ts'

let d: Door
beforeEach(async () => {
  d = await openDoor()
})
afterEach(() => d.world.close())
const limit = (over: Partial<typeof DEFAULTS.limits>) =>
  changeSetting(d.world.db, 'limits', { ...DEFAULTS.limits, ...over }, 'test', d.world.clock.now())

test('whoever asks without end is told once that it is kept, and answered again a minute later; a report among it is raised at once', async () => {
  const w = d.world
  await limit({ answers_per_minute: 5 })
  const member = w.person('grid_member', '石岭村')
  const mine = `p2p:${member.id}`
  for (let i = 0; i < 12; i++) await w.says(member, mine, `谁值班 ${'？'.repeat(i)}`)
  expect(w.to(mine)).toHaveLength(6)
  expect(w.to(mine).at(-1)).toContain('发得很快')
  await w.says(member, mine, '石岭村3组后山滑坡，埋了2人')
  expect(w.to(mine).at(-1)).toMatch(/编号|登记|记下/)
  expect(w.to(w.officer().id).join()).toContain('滑坡')
  expect(await w.rows('inbox')).toHaveLength(13)
  w.clock.forward(1)
  await w.says(member, mine, '谁值班')
  expect(w.to(mine).at(-1)).toContain('值班')
})

test('an answer to a warning and a press are taken however much was said before', async () => {
  const w = d.world
  await limit({ answers_per_minute: 2 })
  const boss = w.officer()
  const member = w.person('grid_member', '石岭村')
  await w.says(
    boss,
    `p2p:${boss.id}`,
    '发布预警 青溪县气象台11月24日9时发布暴雨红色预警信号：预计未来3小时全镇有大暴雨，请立即转移。',
  )
  await w.presses(boss, '确认发布', { area: 'all' })
  for (let i = 0; i < 6; i++) await w.says(member, w.groupOf('石岭村'), `帮助${'。'.repeat(i)}`)
  await w.says(member, w.groupOf('石岭村'), '收到，马上去叫人')
  expect(await w.hasAnswered(member)).toBe(true)
})

test('many in one group who ask without end are quieted as one', async () => {
  const w = d.world
  await limit({ answers_per_minute: 5 })
  const chat = w.groupOf('石岭村')
  const before = w.sent.length
  for (let i = 0; i < 40; i++) await w.says({ id: `stranger-${i}`, name: `路人${i}` }, chat, '帮助')
  expect(w.to(chat, before).length).toBeLessThanOrEqual(26)
})

test('a token that asks too much is told when to come again; warnings are taken all the same', async () => {
  await limit({ requests_per_minute: 60 })
  const token = await d.as('officer')
  let last = await d.ask('/api/v1/groups', { token })
  for (let i = 0; i < 60; i++) last = await d.ask('/api/v1/groups', { token })
  expect(last.status).toBe(429)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(last.body.title).toContain('一分钟')
  const warning = { original: '青溪县气象台11月24日9时发布暴雨红色预警信号：预计未来3小时全镇有大暴雨，请立即转移。' }
  expect((await d.ask('/api/v1/warnings', { token, method: 'POST', body: warning })).status).toBe(201)
  expect((await d.ask('/api/v1/groups', { token: await d.as('leader') })).status).toBe(200)
  d.world.clock.forward(1)
  expect((await d.ask('/api/v1/groups', { token })).status).toBe(200)
})

test('beyond so many megabytes a day a sender’s photos wait, those of a disaster report never', async () => {
  const w = d.world
  await limit({ media_mb_per_day: 5 })
  const mediaDir = await mkdtemp(join(tmpdir(), 'anan-quota-'))
  const member = w.person('grid_member', '石岭村')
  const look = {
    media: async (_: string, key: string) => ({ bytes: Buffer.alloc(3 * 1024 * 1024, key), type: 'image/jpeg' }),
    accounts: async () => new Map<string, string>(),
    members: async () => [],
  }
  const channels = new Map([['web', { ...recordingChannel().channel, look }]])
  const fetched = async (text: string, key: string) => {
    await w.says(member, w.groupOf('石岭村'), text, { attachments: [{ kind: 'image', key }] })
    await fetchMedia({ db: w.db, channels, mediaDir, now: w.clock.now, log: { warn() {} } })
    const row = await w.latest('attachments', { key })
    w.clock.forward(20)
    return !!row.hash
  }
  expect(await fetched('今日巡查石岭村水库，一切正常', 'a')).toBe(true)
  expect(await fetched('今日巡查石岭村林区，一切正常', 'b')).toBe(true)
  expect(await fetched('今日巡查石岭村学校，一切正常', 'c')).toBe(false)
  expect(await fetched('石岭村3组后山滑坡，路断了', 'd')).toBe(true)
  w.clock.forward(25 * 60)
  await fetchMedia({ db: w.db, channels, mediaDir, now: w.clock.now, log: { warn() {} } })
  const row = await w.latest('attachments', { key: 'c' })
  expect(row.hash).toMatch(/^[0-9a-f]{64}$/)
  await rm(mediaDir, { recursive: true, force: true })
})
