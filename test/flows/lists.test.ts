/** What is counted is all there is: no list is cut in silence, however much a station has. */
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RecordKind } from '#domain/record/record.ts'
import type { RowOf } from '../world/rows.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
afterEach(() => expect(w.errors).toEqual([]))

const p2p = (who: { id: string }) => `p2p:${who.id}`
const dutyChat = () => `group:${w.roster.groups.find((g) => g.kind === 'duty')!.id}`

let copied = 0
/** So many records like one that is there, with what is different about them, older than whatever the test says itself. */
const copies = async (of: string, n: number, prefix: string, changes: (i: number) => Partial<RowOf<'records'>>) =>
  w.copied('records', await w.latest('records', { no: of }), n, (i) => ({
    id: `00000000-0000-7000-8000-${String(++copied).padStart(12, '0')}`,
    no: `${prefix}-${i}`,
    ...changes(i),
  }))
const newest = (kind: RecordKind) => w.latest('records', { kind })

test('60 people of a group check in while 600 others do elsewhere: the card counts 60 and says how many it does not show', async () => {
  const people = [...w.roster.people.values()].filter((p) => p.active && w.roster.reach.has(p.id)).slice(0, 60)
  expect(people).toHaveLength(60)
  const officer = w.officer()
  await w.says(officer, p2p(officer), '防汛值班签到')
  await copies((await newest('check_in')).no, 600, 'QDX', (i) => ({
    chat: 'elsewhere',
    account: `a${i}`,
    reporterId: uuidv7(),
    fields: {},
  }))
  for (const p of people) await w.says(p, dutyChat(), '值班签到')
  w.clock.forward(1)
  const card = w.to(dutyChat()).at(-1)!
  expect(card).toContain('已签到60人')
  expect(card).toMatch(/另有\d+人已签到/)
  // nobody who is on the sheet and checked in, here or anywhere, is awaited
  const awaited = /尚未签到：(.*)/.exec(card)?.[1] ?? ''
  expect(awaited).not.toContain(officer.name)
})

test('whoever is named in somebody else’s check-in is there; a stranger’s counts for nobody; yesterday’s is no presence today', async () => {
  w.clock.to(new Date('2026-11-25T01:00:00Z'))
  await w.reloadRoster()
  const [first, second] = w.roster.shifts
    .filter((s) => s.post === 'officer' && s.startAt <= w.clock.now() && w.clock.now() < s.endAt)
    .map((s) => w.roster.people.get(s.personId)!)
  const chat = w.groupOf('石岭村')
  await w.says({ id: 'nobody', name: '路人' }, chat, '值班签到')
  await w.says(w.person('info_officer', '石岭村'), chat, '值班签到')
  const before = w.to(chat).at(-1)!
  expect(before).toContain('已签到1人')
  for (const p of [first!, second!]) expect(/尚未签到：(.*)/.exec(before)![1]).toContain(p.name)
  await w.says(first!, chat, `值班签到，人员：${first!.name}、${second!.name}`)
  const after = w.to(chat).at(-1)!
  expect(after).toContain('已签到3人')
  for (const p of [first!, second!]) expect(/尚未签到：(.*)/.exec(after)?.[1] ?? '').not.toContain(p.name)
})

test('among thousands of open hazards a person has all of their own, and is told how many are not shown', async () => {
  const owner = w.person('info_officer', '石岭村')
  const chat = p2p(owner)
  await w.says(w.person('grid_member', '石岭村'), w.groupOf('石岭村'), '隐患：石岭村村口井盖破损')
  const { no } = await newest('hazard_report')
  await w.altered('records', { no }, { ownerId: owner.id })
  await copies(no, 2100, 'YHX', () => ({ ownerId: uuidv7(), dueOn: '2026-11-20' }))
  await copies(no, 24, 'YHY', () => ({}))
  await w.says(owner, chat, '我的隐患')
  const card = w.to(chat).at(-1)!
  const mine = await w.rows('records', { ownerId: owner.id, state: 'registered' })
  expect(card).toContain(`我的隐患 ${mine.length}条`)
  expect(card).toContain(`另有${mine.length - 20}条`)
})

test('of more than a hundred open reports all are counted, and the same event is found among them', async () => {
  const member = w.person('grid_member', '双溪村', 1)
  await w.says(member, w.groupOf('双溪村'), '双溪村2组后山滑坡，路断了')
  const { no, receivedAt } = await newest('disaster_report')
  const before = new Date(receivedAt.getTime() - 60_000)
  await copies(no, 150, 'ZQX', (i) => ({
    fields: { kind: '火灾', village: '石岭村' },
    villageCode: null,
    receivedAt: before,
    text: `x${i}`,
    sourceMessageIds: [],
  }))
  w.clock.forward(30)
  const since = new Date(w.clock.now().getTime() - 72 * 3600_000)
  const real = (await w.rows('records', { kind: 'disaster_report', drill: false })).filter(
    (r) => ['raised', 'received', 'handling'].includes(r.state) && r.receivedAt > since,
  )
  const officer = w.officer()
  await w.says(officer, p2p(officer), '灾情')
  expect(w.to(p2p(officer)).at(-1)).toContain(`没办结的灾情险情 ${real.length}起`)
  await w.says(w.person('grid_member', '双溪村', 2), w.groupOf('双溪村'), '双溪村2组滑坡又垮下来一块')
  expect(w.to(officer.id).at(-1)).toContain(`情况加重：${no}`)
})

test('the summary counts people, not names, and all of them', async () => {
  await w.says(
    w.officer(),
    p2p(w.officer()),
    '发布预警 青川县气象台2026年11月25日9时00分发布暴雨红色预警信号：预计未来3小时青溪镇降雨量将达100毫米以上，请做好防范。',
  )
  await w.presses(w.officer(), '确认发布')
  const silent = async () => {
    const open = await w.rows('warnings', { state: 'open', drill: false })
    const owed = (await Promise.all(open.map((warning) => w.owed(warning)))).flat()
    return new Set(owed.filter((o) => !o.answeredAt && !o.endedAt).map((o) => o.personId)).size
  }
  // a township of some hundred responsible people
  const warning = await w.latest('warnings', { state: 'open' })
  const people = Array.from({ length: 150 }, () => ({ id: uuidv7(), name: '重名' }))
  await w.planted('people', ...people)
  const owes = { warningId: warning.id, name: '重名', role: 'grid_member', reach: 'unbound' } as const
  await w.planted('obligations', ...people.map(({ id: personId }) => ({ ...owes, personId })))
  const n = await silent()
  expect(n).toBeGreaterThan(150)
  w.clock.to(new Date('2026-11-25T10:05:00Z'))
  await w.digest()
  expect(
    w.sent
      .map((s) => JSON.stringify(s.message))
      .filter((t) => t.includes('应急日报'))
      .at(-1),
  ).toContain(`等${n}人`)
})
