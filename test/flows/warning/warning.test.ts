import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const ORIGINAL =
  '××县气象台11月24日9时50分发布暴雨红色预警信号：预计未来3小时石岭村、下坪村降雨量将达100毫米以上，可能引发山洪，请立即转移危险区群众。'
const warning = () => w.latest('warnings')
const obligations = async () => w.owed(await warning())
const p2p = (id: string) => `p2p:${id}`
const drafted = () => w.says(w.officer(), p2p(w.officer().id), `发布预警 ${ORIGINAL}`)
async function issued(): Promise<void> {
  await drafted()
  await w.presses(w.officer(), '确认发布')
}
/** Two of 石岭村 have answered, by button and by word. */
async function answered(): Promise<void> {
  await issued()
  await w.presses(w.person('grid_member', '石岭村', 0), '收到', undefined, (s) => s.chat === w.groupOf('石岭村'))
  await w.says(w.person('grid_member', '石岭村', 1), w.groupOf('石岭村'), '收到')
}

test('an officer pastes a warning: it waits for 确认 and nothing goes out before', async () => {
  await drafted()
  expect(await warning()).toMatchObject({
    state: 'draft',
    colour: 'red',
    event: '暴雨',
    issuer: '××县气象台',
    original: ORIGINAL,
  })
  expect(w.to(w.groupOf('石岭村'))).toEqual([])
})

test('after 确认 the groups of its area get the original unchanged, with issuer and time; other villages hear nothing', async () => {
  await issued()
  const said = w.to(w.groupOf('石岭村')).at(-1)!
  expect(said).toContain(ORIGINAL)
  expect(said).toContain('11月24日 09:50')
  expect(w.to(w.groupOf('沙洲村'))).toEqual([])
  // six grid members, of them the information officer, and the forest ranger of each of two villages
  expect((await obligations()).length).toBe(14)
})

test('a button or 收到 answers; the officer sees who has not, live, on one card', async () => {
  const [first, second] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '石岭村', 1)]
  await answered()
  const done = (await obligations()).filter((o) => o.answeredAt)
  expect(done.map((o) => [o.personId, o.answeredHow]).sort()).toEqual(
    [
      [first.id, 'button'],
      [second.id, 'word'],
    ].sort(),
  )
  const card = w.to(w.officer().id).at(-1)!
  expect(card).toContain('应答 2/14')
  expect(card).not.toContain(first.name)
  const status = w.sent.filter((s) => s.account === w.officer().id && s.message.text.includes('应答'))
  expect(status.slice(1).every((s) => s.edit)).toBe(true)
})

test('谁没收到 is answered from the records', async () => {
  await answered()
  await w.says(w.officer(), p2p(w.officer().id), '谁没收到')
  const answer = w.to(p2p(w.officer().id)).at(-1)!
  expect(answer).toContain('未应答')
  expect(answer).toContain(w.person('grid_member', '下坪村', 2).name)
  expect(answer).not.toContain(w.person('grid_member', '石岭村', 0).name)
})

test('asked in words to lift it, the officer gets the card that does', async () => {
  await issued()
  const from = w.sent.length
  await w.says(w.officer(), p2p(w.officer().id), '解除暴雨红色预警')
  const card = w.sent.slice(from).find((s) => s.chat === p2p(w.officer().id))?.message.card
  expect(card?.buttons?.map((b) => b.label)).toContain('解除')
  expect(card?.note).toContain('收到过的人都会被告知')
})

test('silence is stepped up: the person at 5 minutes, the next contact at 10, the leaders at 15', async () => {
  await answered()
  const silent = w.person('grid_member', '下坪村', 2)
  let from = w.sent.length
  await w.fastForward(5)
  expect(w.sent.slice(from).some((s) => s.account === silent.id && s.urgent?.how === 'phone')).toBe(true)
  expect(w.sent.slice(from).some((s) => s.account === w.person('grid_member', '石岭村', 0).id)).toBe(false)
  from = w.sent.length
  await w.fastForward(5)
  // the whole village is silent, its information officer too: its other contact is asked
  expect(w.to(w.person('unit_contact', '下坪村').id, from).some((t) => t.includes(silent.name))).toBe(true)
  from = w.sent.length
  await w.fastForward(5)
  expect(w.to(w.person('town_leader').id, from).some((t) => t.includes('未应答'))).toBe(true)
})

test('已转移 with figures answers the warning and files the evacuation', async () => {
  await issued()
  const member = w.person('grid_member', '下坪村', 1)
  await w.says(member, w.groupOf('下坪村'), '下坪村5组已转移6户19人到村小学避灾点')
  expect((await obligations()).find((o) => o.personId === member.id)).toMatchObject({ answeredHow: 'report' })
  expect((await w.latest('records', { kind: 'evacuation' })).fields).toMatchObject({
    evacuated_people: 19,
    evacuated_households: 6,
  })
})

test('解除 stops the step-ups and tells those who had been told', async () => {
  await issued()
  await w.presses(w.officer(), '解除')
  expect((await warning()).state).toBe('lifted')
  expect(w.to(w.groupOf('石岭村')).at(-1)).toContain('已解除')
  const from = w.sent.length
  await w.fastForward(30)
  expect(w.sent.length).toBe(from)
})

test('a grid member may not issue a warning', async () => {
  const member = w.person('grid_member', '石岭村', 3)
  await w.says(member, w.groupOf('石岭村'), `发布预警 ${ORIGINAL}`)
  expect(await w.rows('warnings')).toEqual([])
})

test('a drill notice takes the same path, marked in every message and never counted as real', async () => {
  const officer = w.officer()
  const from = w.sent.length
  await w.says(officer, p2p(officer.id), '发布演练 上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。')
  await w.presses(officer, '确认发布')
  const said = w.sent.slice(from)
  expect(said.length).toBeGreaterThan(2)
  expect(said.every((s) => s.message.text.startsWith('【演练】') && s.message.card?.title.startsWith('【演练】'))).toBe(
    true,
  )
  expect((await warning()).no).toMatch(/^YLTZ-/)
  await w.says(w.person('grid_member', '石岭村', 0), w.groupOf('石岭村'), '【演练】石岭村3组发生山体滑坡，2人被埋')
  const report = await w.latest('records', { kind: 'disaster_report' })
  expect(report).toMatchObject({ drill: true })
  expect(report.no).toMatch(/^YLZQ-/)
  w.clock.to(new Date('2026-11-24T10:30:00Z'))
  await w.digest()
  const summary = w.to(w.person('town_leader').id).at(-1)!
  expect(summary).toContain('死亡0人')
  expect(summary).toContain('被困0人')
  expect(summary).toContain('演练')
})

test('a change of level takes the place of what it follows; its steps stop and those who had been told are told', async () => {
  w.clock.to(new Date('2026-11-24T10:30:00Z'))
  const boss = w.officer()
  const own = `p2p:${boss.id}`
  const orange =
    '青溪县气象台2026年11月24日13时发布大风橙色预警信号：预计未来12小时石岭村、双溪村阵风可达10级，请加固门窗。'
  const red =
    '青溪县气象台2026年11月24日14时将大风橙色预警信号升级为大风红色预警信号：预计未来6小时石岭村阵风可达12级，请停止户外作业。'
  const lifted = '青溪县气象台2026年11月24日16时解除大风红色预警信号。'
  const of = (no: string) => w.latest('warnings', { no })
  const issue = async (text: string) => {
    await w.says(boss, own, `发布预警 ${text}`)
    await w.presses(boss, '确认发布')
    return w.latest('warnings')
  }
  const first = await issue(orange)
  const mark = w.sent.length
  const second = await issue(red)
  expect(await of(first.no)).toMatchObject({ state: 'superseded' })
  expect(second).toMatchObject({ state: 'open', supersedes: first.id, colour: 'red' })
  expect(await w.due(first)).toHaveLength(0)
  expect(w.to(w.groupOf('双溪村'), mark).join()).toContain('已由大风红色预警替代')
  expect(w.to(w.groupOf('石岭村'), mark).join()).toContain(red)
  await w.says(boss, own, `发布预警 ${red}`)
  expect(w.to(own).at(-1)).toContain(`这条预警已经有了：${second.no}`)
  const third = await issue(lifted)
  expect(await of(second.no)).toMatchObject({ state: 'lifted' })
  expect(third).toMatchObject({ state: 'closed', action: 'lift', supersedes: second.id })
})
