/** The same hazard told twice: offered, merged by one press, and nothing lost where nobody presses. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wgs84 } from '#domain/kernel/geo.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

let key = 0
const photo = () => ({ kind: 'image' as const, key: String(++key).padStart(64, 'd') })
const group = () => w.groupOf('双溪村')
const first = () => w.person('grid_member', '双溪村', 1)
const second = () => w.person('grid_member', '双溪村', 4)
const of = (no: string) => (s: { message: object }) => JSON.stringify(s.message).includes(no)
const byNo = (no: string) => w.latest('records', { no })
const newest = () => w.latest('records', { kind: 'hazard_report' })
async function told(who: { id: string; name: string }, text: string, more = {}) {
  await w.says(who, group(), text, { attachments: [photo()], ...more })
  return newest()
}
const offered = (no: string) => w.to(group()).findLast((t) => t.includes(no)) ?? ''

test('the same place and kind is offered; 是同一条 joins words and photos, its owner hears of it, and the number still leads there', async () => {
  const one = await told(first(), '隐患：双溪村下街消防通道被杂物堵住')
  const from = w.sent.length
  const two = await told(second(), '隐患：双溪村下街消防通道堆了三轮车，堵死了')
  expect(two).toMatchObject({ state: 'registered', fields: { alike: one.no } })
  expect(offered(two.no)).toContain(`附近已有同类隐患 ${one.no}`)
  await w.presses(second(), '是同一条', undefined, of(two.no))
  expect(await byNo(two.no)).toMatchObject({ state: 'duplicate', fields: { same_as: one.no } })
  const kept = await byNo(one.no)
  expect(kept.text).toContain('堆了三轮车')
  expect(kept.text).toContain(second().name)
  expect(await w.rows('attachments', { recordId: one.id })).toHaveLength(2)
  expect(w.to(one.ownerId!, from).join()).toContain(`${one.no} 又有人报了`)
  // it counts once, and is not reminded of twice
  expect((await w.rows('ledger', { subjectId: two.id })).map((l) => l.change)).toContain('record.filed')
})

test('是新的 leaves it apart; where nobody presses both go their way', async () => {
  const one = await told(first(), '隐患：双溪村小学门口井盖破损')
  const two = await told(second(), '隐患：双溪村小学门口路面塌了个坑')
  expect(two.fields.alike).toBe(one.no)
  await w.presses(second(), '是新的', undefined, of(two.no))
  expect((await byNo(two.no)).fields.alike).toBeUndefined()
  expect(await byNo(two.no)).toMatchObject({ state: 'registered' })
  const three = await told(first(), '隐患：双溪村小学门口护栏断了')
  expect(three.fields.alike).toBeDefined()
  await w.says(w.officer(), `p2p:${w.officer().id}`, `${three.no} 开始整改`)
  expect(await byNo(three.no)).toMatchObject({ state: 'rectifying' })
})

test('within 50 metres it is near by whatever the words and the datum; another kind is none', async () => {
  const at = (lat: number, datum = 'GCJ-02') => ({ location: { lat, lon: 118.1, datum } })
  const one = await told(first(), '隐患：双溪村老樟树旁电线裸露', at(25.1))
  expect((await told(second(), '隐患：双溪村戏台后面电线垂得很低', at(25.1003))).fields.alike).toBe(one.no)
  expect((await told(second(), '隐患：双溪村晒坪边电线老化', at(25.1008))).fields.alike).toBeUndefined()
  expect((await told(first(), '隐患：双溪村机耕桥边电线老化', at(25.1001, 'WGS-84'))).fields.alike).toBeUndefined()
  const { lat, lon } = wgs84({ lat: 25.1, lon: 118.1, datum: 'GCJ-02' })!
  const there = { location: { lat, lon, datum: 'WGS-84' as const } }
  expect((await told(first(), '隐患：双溪村碾坊外电线搭在树上', there)).fields.alike).toBeDefined()
  expect((await told(second(), '隐患：双溪村老樟树旁灭火器过期')).fields.alike).toBeUndefined()
})

test('与 YH-… 重复 in words, of a sensitive one too; a mistake is taken back by 恢复', async () => {
  const officer = w.officer()
  const one = await told(first(), '隐患：双溪村水塔爬梯锈断')
  const two = await told(second(), '隐患：双溪村水厂后门爬梯生锈')
  await w.says(officer, `p2p:${officer.id}`, `${two.no} 与 ${one.no} 重复`)
  expect(await byNo(two.no)).toMatchObject({ state: 'duplicate', fields: { same_as: one.no } })
  await w.says(officer, `p2p:${officer.id}`, `${two.no} 恢复`)
  expect(await byNo(two.no)).toMatchObject({ state: 'registered' })
  // one that is over takes nothing in
  await w.altered('records', { no: one.no }, { state: 'looked_back' })
  await w.says(officer, `p2p:${officer.id}`, `${two.no} 与 ${one.no} 重复`)
  expect(await byNo(two.no)).toMatchObject({ state: 'registered' })
  expect(w.to(`p2p:${officer.id}`).at(-1)).toContain('请写上和哪一条重复')
})
