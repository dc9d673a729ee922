/** Whoever is on the roster can be named, whatever their name is written with. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
const NAMES = ['古丽米热·艾比布力', '杨千𫰡', '王䶮', '欧阳春风化雨', 'Zhang Wei', '阿依古丽·买买提·伊明江']
beforeAll(async () => {
  w = await createWorld()
  const villageCode = w.roster.villages[0]!.code
  await w.joined(...NAMES.map((name) => ({ name, role: 'info_officer' as const, villageCode })))
  await w.reloadRoster()
})
afterAll(() => w.close())

const p2p = (who: { id: string }) => `p2p:${who.id}`
const newest = (kind: RecordKind) => w.latest('records', { kind })
const idOf = (name: string) => [...w.roster.people.values()].find((p) => p.name === name)!.id

test.each([
  ['古丽米热·艾比布力', '古丽米热·艾比布力'],
  ['古丽米热•艾比布力', '古丽米热·艾比布力'],
  ['古丽米热‧艾比布力负责', '古丽米热·艾比布力'],
  ['古丽米热・艾比布力', '古丽米热·艾比布力'],
  ['古丽米热．艾比布力', '古丽米热·艾比布力'],
  ['杨千𫰡', '杨千𫰡'],
  ['王䶮处理', '王䶮'],
  ['王 䶮', '王䶮'],
  ['欧阳春风化雨。', '欧阳春风化雨'],
  ['Zhang Wei', 'Zhang Wei'],
  ['阿依古丽·买买提·伊明江', '阿依古丽·买买提·伊明江'],
])('转给 %s', async (said, name) => {
  const member = w.person('grid_member', '双溪村', 1)
  w.clock.forward(20)
  await w.says(member, w.groupOf('双溪村'), '隐患：双溪村下街围墙裂了个口子')
  const { no } = await newest('hazard_report')
  const officer = w.officer()
  await w.says(officer, p2p(officer), `${no} 转给 ${said}`)
  expect((await newest('hazard_report')).ownerId).toBe(idOf(name))
  expect(w.to(p2p(officer)).at(-1)).toContain(`已转给${name}`)
})

test.each(NAMES.filter((n) => n !== 'Zhang Wei'))('报告人：%s is kept whole', async (name) => {
  const member = w.person('grid_member', '双溪村', 2)
  w.clock.forward(20)
  await w.says(member, w.groupOf('双溪村'), `双溪村3组后山滑坡，报告人：${name.replaceAll('·', '•')}，电话13800001111`)
  expect((await newest('disaster_report')).fields.reporter).toBe(name)
})

test('a name that nobody has is said to be nobody’s', async () => {
  const officer = w.officer()
  const { no } = await newest('hazard_report')
  await w.says(officer, p2p(officer), `${no} 转给 古丽`)
  expect(w.to(p2p(officer)).at(-1)).toContain('花名册里没有“古丽”')
})

test('who is @-mentioned neither moves the village nor becomes the reporter', async () => {
  const member = w.person('grid_member', '石岭村')
  const chat = w.groupOf('石岭村')
  w.clock.forward(20)
  await w.says(member, chat, '@下坪村信息员王五 石岭村4组后山滑坡，压坏房屋3间，请支援', {
    mentioned: ['下坪村信息员王五'],
  })
  const first = await newest('disaster_report')
  expect(first.fields).toMatchObject({ village: '石岭村', place: '石岭村4组后山' })
  expect([undefined, member.name]).toContain(first.fields.reporter)
  w.clock.forward(20)
  await w.says(member, chat, '@福建移动小陈 石岭村10组滑坡，基站倒了，压坏房屋1间', {
    mentioned: ['福建移动小陈'],
  })
  const second = await newest('disaster_report')
  expect(second.id).not.toBe(first.id)
  expect(second.fields).toMatchObject({ village: '石岭村' })
})
