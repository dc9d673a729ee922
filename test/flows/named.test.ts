/** Whoever is on the roster can be named, whatever their name is written with. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import { handed } from '../cases/handed.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
const rare = handed<{ roster: string[]; 'commands by the duty officer': string[] }>('HAND-16-rare-names.json')
const NAMES = [...rare.roster, '欧阳春风化雨', 'Zhang Wei', '阿依古丽·买买提·伊明江']
const COMMANDS = rare['commands by the duty officer'].map((said) => said.replace(/^\S+ 转给 /, ''))
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

test.each<readonly [string, string]>([
  ...COMMANDS.map((name) => [name, name] as const),
  ['古丽米热•艾比布力', '古丽米热·艾比布力'],
  ['古丽米热‧艾比布力负责', '古丽米热·艾比布力'],
  ['古丽米热・艾比布力', '古丽米热·艾比布力'],
  ['古丽米热．艾比布力', '古丽米热·艾比布力'],
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

interface Mentioning {
  id: string
  chat_group: string
  mentions: { key: string; name: string }[]
  text: string
  expect: { village: string; place?: string }
}
test.each(handed<Mentioning[]>('HAND-03-mention-names.json'))(
  'who is @-mentioned neither moves the village nor becomes the reporter: $id',
  async ({ chat_group, mentions, text, expect: { village, place } }) => {
    const member = w.person('grid_member', chat_group.replace(/网格群$/, ''))
    w.clock.forward(20)
    const said = mentions.reduce((all, { key, name }) => all.replace(key, `@${name}`), text)
    await w.says(member, w.groupOf(village), said, { mentioned: mentions.map((m) => m.name) })
    const { fields, text: kept } = await newest('disaster_report')
    expect(kept).toContain(text.split(' ')[1])
    expect(fields).toMatchObject({ village, ...(place ? { place } : {}) })
    expect([undefined, member.name]).toContain(fields.reporter)
  },
)
