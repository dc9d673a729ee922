/** Who answers for a hazard and until when, by the station's rules; changed by hand afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const reporter = () => w.person('grid_member', '双溪村', 2)
const p2p = (who: { id: string }) => `p2p:${who.id}`
async function told(text: string, chat = w.groupOf('双溪村')) {
  await w.says(reporter(), chat, text)
  return w.latest('records', { kind: 'hazard_report' })
}

test('the unit’s contact, whoever answers for the place, its grid’s member, the village’s officer, the department, its reporter', async () => {
  const [contact, keeper] = [w.person('forest_ranger', '石岭村'), w.person('forest_ranger', '下坪村')]
  await w.setting('hazard_owners', {
    units: [{ unit: '鑫旺砖厂', owner: `石岭村${contact.name}` }],
    departments: { 道路交通: { department: '公路站', owner: `下坪村${keeper.name}` } },
  })
  expect((await told('隐患：双溪村鑫旺砖厂配电箱没有门')).ownerId).toBe(contact.id)

  const place = w.roster.places.find((p) => p.ownerId)!
  const village = w.roster.villages.find((v) => v.code === place.villageCode)!
  expect((await told(`隐患：${village.name}${place.name}警示牌倒了`)).ownerId).toBe(place.ownerId)

  const grid = w.roster.grids.find((g) => g.name === '双溪村第三网格')!
  const member = [...w.roster.people.values()].find((p) => p.roles.some((r) => r.gridId === grid.id))!
  expect((await told('隐患：双溪村第三网格公厕旁电线裸露')).ownerId).toBe(member.id)

  expect((await told('隐患：双溪村碾坊旁电线裸露')).ownerId).toBe(w.person('info_officer', '双溪村').id)
  expect((await told('隐患：K18+300处护栏断了', p2p(reporter()))).ownerId).toBe(keeper.id)
  expect((await told('隐患：路边电线杆倾斜，快倒了', p2p(reporter()))).ownerId).toBe(reporter().id)
})

test('the term is that of its kind and grade where nobody asked for one; 定为重大 shortens it, a term that was asked for stands', async () => {
  await w.setting('hazard_terms', { 消防: { general: 2, major: 1 } })
  const fire = await told('隐患：双溪村粮站安全出口锁闭')
  expect(fire.dueOn).toBe('2026-11-26')
  const officer = w.officer()
  await w.says(officer, p2p(officer), `${fire.no} 定为重大`)
  expect(await w.latest('records', { no: fire.no })).toMatchObject({
    dueOn: '2026-11-25',
    fields: { severity: '重大' },
  })
  const asked = await told('隐患：双溪村祠堂灭火器过期，请5天内整改')
  await w.says(officer, p2p(officer), `${asked.no} 定为重大`)
  expect(await w.latest('records', { no: asked.no })).toMatchObject({ dueOn: '2026-11-29' })
  expect((await told('隐患：双溪村油坊机器防护罩缺失')).dueOn).toBe('2026-12-01')
})

test('a setting in bad form is refused with the field', async () => {
  const { SETTINGS } = await import('#domain/settings.ts')
  expect(SETTINGS.hazard_terms.safeParse({ 消防: { general: 0, major: 1 } }).success).toBe(false)
  expect(SETTINGS.hazard_owners.safeParse({ units: [{ unit: '砖', owner: '张三' }], departments: {} }).success).toBe(
    false,
  )
  expect(SETTINGS.hazard_overdue.safeParse({ director: '', leader: '', again_days: 0, task_days: 10 }).success).toBe(
    false,
  )
})

test('a reason in reply to a reminder opens a card for the officers, whatever it is read as', async () => {
  await w.altered('records', { kind: 'hazard_report' }, { state: 'withdrawn' })
  const { no, id, ownerId } = await told('隐患：双溪村晒谷坪围栏断了')
  const owner = w.roster.people.get(ownerId!)!
  await w.altered('records', { id }, { dueOn: '2026-11-25' })
  await w.fastForward(24 * 60)
  const reminder = w.sent.findLast((s) => s.account === owner.id && s.message.text === `隐患今天到期：${no}`)!
  const from = w.sent.length
  await w.says(owner, p2p(owner), '施工老板出差去了，人手也不够', { replyTo: `sent-${reminder.id}` })
  const card = w.sent.slice(from).find((s) => s.message.text.includes('延期申请'))!
  expect(JSON.stringify(card.message)).toContain('施工老板出差去了')
  expect((await w.latest('records', { no })).fields.extension).toMatchObject({ by: owner.id })
})
