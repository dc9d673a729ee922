/** What is counted is all there is: no list is cut in silence, however much a station has. */
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())
afterEach(() => expect(w.errors).toEqual([]))

type Row = Record<string, unknown> & { id: string; no: string }
const p2p = (who: { id: string }) => `p2p:${who.id}`
const dutyChat = () => `group:${w.roster.groups.find((g) => g.kind === 'duty')!.id}`

/** So many records like one that is there, some seconds apart, with what is different about them. */
const copies = (of: string, n: number, changes: Record<string, string>, prefix: string) => {
  const set = {
    // older than whatever the test says itself
    id: `('00000000-0000-7000-8000-' || substr(md5('${prefix}' || n), 1, 12))::uuid`,
    no: `'${prefix}-' || n`,
    ...changes,
  }
  const columns = [
    'id',
    'no',
    'kind',
    'drill',
    'state',
    'fields',
    'village_code',
    'reporter_id',
    'channel',
    'account',
    'chat',
    'text',
    'source_message_ids',
    'owner_id',
    'due_on',
    'reported_at',
    'received_at',
    'updated_at',
    'version',
  ]
  const values = columns.map((c) => (set as Record<string, string>)[c] ?? c)
  return w.db.execute(
    sql.raw(
      `insert into records (${columns.join()}) select ${values.join()} from records, generate_series(1, ${n}) n where no = '${of}'`,
    ),
  )
}
const newest = async (kind: string) =>
  (
    await w.db.execute<Row>(sql`select * from records where kind = ${kind} order by received_at desc, id desc limit 1`)
  )[0]!

test('60 people of a group check in while 600 others do elsewhere: the card counts 60 and says how many it does not show', async () => {
  const people = [...w.roster.people.values()].filter((p) => p.active && w.roster.reach.has(p.id)).slice(0, 60)
  expect(people).toHaveLength(60)
  const officer = w.officer()
  await w.says(officer, p2p(officer), '防汛值班签到')
  await copies(
    (await newest('check_in')).no,
    600,
    { chat: `'elsewhere'`, account: `'a' || n`, reporter_id: 'gen_random_uuid()', fields: `'{}'` },
    'QDX',
  )
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
  await w.db.execute(sql`update records set owner_id = ${owner.id} where no = ${no}`)
  await copies(no, 2100, { owner_id: 'gen_random_uuid()', due_on: `'2026-11-20'` }, 'YHX')
  await copies(no, 24, {}, 'YHY')
  await w.says(owner, chat, '我的隐患')
  const card = w.to(chat).at(-1)!
  const mine = await w.db.execute(sql`select 1 from records where owner_id = ${owner.id} and state = 'registered'`)
  expect(card).toContain(`我的隐患 ${mine.length}条`)
  expect(card).toContain(`另有${mine.length - 20}条`)
})

test('of more than a hundred open reports all are counted, and the same event is found among them', async () => {
  const member = w.person('grid_member', '双溪村', 1)
  await w.says(member, w.groupOf('双溪村'), '双溪村2组后山滑坡，路断了')
  const { no } = await newest('disaster_report')
  await copies(
    no,
    150,
    {
      fields: `'{"kind":"火灾","village":"石岭村"}'`,
      village_code: 'null',
      received_at: `received_at - interval '1 minute'`,
      text: `'x' || n`,
      source_message_ids: `'{}'`,
    },
    'ZQX',
  )
  w.clock.forward(30)
  const [real] = await w.db.execute<{ n: number }>(
    sql`select count(*)::int n from records where kind = 'disaster_report' and not drill and state in ('raised','received','handling') and received_at > ${new Date(w.clock.now().getTime() - 72 * 3600_000).toISOString()}`,
  )
  const officer = w.officer()
  await w.says(officer, p2p(officer), '灾情')
  expect(w.to(p2p(officer)).at(-1)).toContain(`没办结的灾情险情 ${real!.n}起`)
  await w.says(w.person('grid_member', '双溪村', 2), w.groupOf('双溪村'), '双溪村2组滑坡又垮下来一块')
  expect(w.to(officer.id).at(-1)).toContain(`可能与 ${no} 是一件事`)
})

test('the summary counts people, not names, and all of them', async () => {
  await w.says(
    w.officer(),
    p2p(w.officer()),
    '发布预警 青川县气象台2026年11月25日9时00分发布暴雨红色预警信号：预计未来3小时青溪镇降雨量将达100毫米以上，请做好防范。',
  )
  await w.presses(w.officer(), '确认发布')
  const silent = async () =>
    Number(
      (
        await w.db.execute<{ n: number }>(
          sql`select count(distinct person_id)::int n from obligations o join warnings w on w.id = o.warning_id where w.state = 'open' and not w.drill and o.answered_at is null and o.ended_at is null`,
        )
      )[0]!.n,
    )
  // a township of some hundred responsible people
  const [warning] = await w.db.execute<Row>(sql`select id from warnings where state = 'open' order by id desc limit 1`)
  await w.db.execute(
    sql`with p as (insert into people (id, name, active) select gen_random_uuid(), '重名', true from generate_series(1, 150) returning id)
      insert into obligations (id, warning_id, person_id, name, role, reach) select gen_random_uuid(), ${warning!.id}, p.id, '重名', 'grid_member', 'unbound' from p`,
  )
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
