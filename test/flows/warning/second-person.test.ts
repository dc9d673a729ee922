/** A warning that comes in by the API waits for the officer; where the station asks for it, one person drafts and another confirms. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Door, openDoor } from '../../api/door.ts'

let d: Door
beforeEach(async () => {
  d = await openDoor()
})
afterEach(() => d.world.close())

const post = (original: string, more: object = {}) =>
  d.ask('/api/v1/warnings', { method: 'POST', body: { original, ...more } })
const text = (level: string, hours: number) =>
  `青溪县气象台11月24日${hours}时发布大风${level}预警信号：预计未来24小时石岭村有8级以上大风，请注意防范。`
const state = async (no: string) => (await d.world.latest('warnings', { no })).state
const asks = (colours: string[]) =>
  d.ask('/api/v1/settings/warning_approval', { method: 'PUT', body: { value: { colours } } })

test('POST /warnings makes a draft and tells the officer; confirm: true sends it out', async () => {
  const w = d.world
  const from = w.sent.length
  const { status, body } = await post(text('蓝色', 6))
  await w.settle()
  expect([status, body.state]).toEqual([201, 'draft'])
  expect(w.to(w.officer().id, from).join('\n')).toContain('待确认')
  expect(w.sent.slice(from).filter((s) => s.chat)).toEqual([])
  expect((await post(text('黄色', 7), { confirm: true })).body.state).toBe('open')
})

test('a colour that asks for a second person: whoever drafted it cannot confirm it, another can', async () => {
  const w = d.world
  expect((await asks(['red', 'orange'])).status).toBe(200)
  const from = w.sent.length
  const boss = w.officer()
  await w.says(boss, `p2p:${boss.id}`, `发布预警 ${text('橙色', 8)}`)
  const { no } = await w.latest('warnings')
  expect(w.to(w.leader().id, from).join('\n')).toContain('待确认')
  await w.presses(boss, '确认发布', { area: 'all' })
  expect(await state(no)).toBe('draft')
  expect(w.to(`p2p:${boss.id}`, from).at(-1)).toContain('另一位')
  await w.presses(w.leader(), '确认发布', { area: 'all' }, (s) => s.account === w.leader().id)
  expect(await state(no)).toBe('open')
})

test('the API’s confirm: true is one person: such a colour waits for an officer all the same, and says so', async () => {
  expect((await asks(['red', 'orange'])).status).toBe(200)
  const { status, body } = await post(text('红色', 9), { confirm: true })
  expect([status, body.state]).toEqual([201, 'draft'])
  expect((await post(text('蓝色', 10), { confirm: true })).body.state).toBe('open')
})

test('a drill needs no second person, and a setting that is no colour is refused by its field', async () => {
  const w = d.world
  expect((await asks(['red', 'orange'])).status).toBe(200)
  const boss = w.officer()
  await w.says(boss, `p2p:${boss.id}`, `发布演练 ${text('红色', 11)}`)
  await w.presses(boss, '确认发布', { area: 'all' })
  const row = await w.latest('warnings')
  expect(row).toMatchObject({ state: 'open', drill: true })
  expect(await asks(['purple'])).toMatchObject({ status: 400, body: { field: expect.stringContaining('colours') } })
})
