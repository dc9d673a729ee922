/** What cannot be read is never silent: it is filed with its bare words, its sender is answered, the officers are told. */
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
  // a fault of ours that only some messages meet, and no filing of bare words
  await w.behind(
    `create function fall() returns trigger language plpgsql as $$ begin raise exception 'a fault of ours'; end $$`,
  )
  await w.behind(
    `create trigger fall before insert on records for each row when (new.text like '%绊倒%' and new.kind <> 'aside') execute function fall()`,
  )
})
afterAll(() => w.close())
afterEach(() => void w.errors.splice(0))

type Row = Record<string, unknown> & { id: string; no: string; state: string; fields: Record<string, unknown> }
const newest = async (kind: string) =>
  (await w.db.execute<Row>(sql`select * from records where kind = ${kind} order by id desc limit 1`))[0]
const p2p = (who: { id: string }) => `p2p:${who.id}`
const photo = { kind: 'image' as const, key: 'f'.repeat(64) }
/** As long as five tries take. */
async function tried() {
  for (let i = 0; i < 6; i++) {
    w.clock.forward(1)
    const rows = await w.db.execute<{ chat_key: string }>(
      sql`select distinct chat_key from unread where next_at is not null`,
    )
    w.intake.wake([...rows].map((r) => r.chat_key))
    await w.settle()
  }
}

test('a message that cannot be worked off is filed with its words and photos; its sender and the officers hear of it once', async () => {
  await w.db.execute(
    sql`insert into settings (name, value, updated_at, updated_by) values ('duty_room', '{"phone":"0795-1234567"}', now(), 'test')`,
  )
  const member = w.person('grid_member', '双溪村', 1)
  const group = w.groupOf('双溪村')
  const from = w.sent.length
  await w.says(member, group, '双溪村2组后山滑坡，有人绊倒受伤', { attachments: [photo] })
  await tried()
  const kept = await newest('aside')
  expect(kept).toMatchObject({ state: 'filed', text: '双溪村2组后山滑坡，有人绊倒受伤', reporter_id: member.id })
  expect(await w.db.execute<Row>(sql`select record_id from attachments where key = ${photo.key}`)).toEqual([
    { record_id: kept!.id },
  ])
  const answers = w.to(group, from)
  expect(answers).toHaveLength(1)
  expect(answers[0]).toContain(kept!.no)
  expect(answers[0]).toContain('0795-1234567')
  const told = w.to(w.officer().id, from)
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('双溪村2组后山滑坡，有人绊倒受伤')
  expect(told[0]).toContain(member.name)
  // its chat goes on
  await w.says(member, group, '双溪村3组进水2户')
  expect(await newest('disaster_report')).toMatchObject({ fields: { houses_flooded_households: 2 } })
  await w.presses(member, '已处理')
  expect(await newest('aside')).toMatchObject({ state: 'filed' })
  await w.presses(w.officer(), '已处理')
  expect(await newest('aside')).toMatchObject({ state: 'closed' })
})

test('of a stranger too, unverified; and a press that cannot be worked off is answered', async () => {
  const from = w.sent.length
  await w.says({ id: 'passer-by', name: '路人' }, w.groupOf('双溪村'), '双溪村桥头山体滑坡，绊倒一个老人')
  await tried()
  expect(await newest('aside')).toMatchObject({ state: 'unverified', reporter_id: null })
  expect(w.to(w.groupOf('双溪村'), from)).toHaveLength(1)
  expect(w.to(w.officer().id, from).at(-1)).toContain('绊倒一个老人')

  await w.behind(
    `create trigger fall_too before update on records for each row when (new.state = 'received') execute function fall()`,
  )
  const before = w.sent.length
  await w.presses(w.officer(), '接警', undefined, (s) => s.account === w.officer().id)
  await tried()
  await w.behind(`drop trigger fall_too on records`)
  expect(w.to(p2p(w.officer()), before).at(-1)).toContain('没有办成')
  expect(w.to(w.officer().id, before).some((t) => t.includes('没有办成'))).toBe(true)
})

test('where not even the words can be filed, the officers are told all the same', async () => {
  await w.behind(
    `create trigger fall_three before insert on records for each row when (new.kind = 'aside') execute function fall()`,
  )
  const member = w.person('grid_member', '双溪村', 2)
  const from = w.sent.length
  await w.says(member, w.groupOf('双溪村'), '双溪村4组着火了，绊倒了')
  await tried()
  await w.behind(`drop trigger fall_three on records`)
  expect(w.to(w.officer().id, from).at(-1)).toContain('双溪村4组着火了，绊倒了')
  expect(w.to(w.groupOf('双溪村'), from)).toHaveLength(1)
})

test.each([
  ['隐患：双溪村下街井盖破损，限13812345678天内整改', 'hazard_report'],
  ['隐患：双溪村下街路灯倒了，整改期限：20261231天', 'hazard_report'],
  ['隐患：双溪村下街电线裸露，9999年1月1日前整改', 'hazard_report'],
  ['隐患：双溪村下街护栏断了，0000年1月1日前整改到位', 'hazard_report'],
  ['隐患：双溪村小学围墙开裂，2月30日前整改', 'hazard_report'],
  ['双溪村9组进水，999999999万小时前开始的', 'disaster_report'],
  ['双溪村8组受灾999999999人，受伤2人', 'disaster_report'],
])('%s: recorded, with no date or figure that nobody can mean', async (text, kind) => {
  const member = w.person('grid_member', '双溪村', 3)
  w.clock.forward(60)
  await w.says(member, w.groupOf('双溪村'), text)
  const record = await newest(kind)
  expect(record?.text).toBe(text)
  expect(w.deadLetters.length).toBe(4)
  expect(w.errors).toEqual([])
  if (kind === 'hazard_report') expect(record!.due_on).toBe('2026-12-01')
  expect(record!.fields.affected_people).toBeUndefined()
  expect(String(record!.fields.time ?? '2026')).toMatch(/^2026/)
  if (text.includes('受伤2人')) expect(record!.fields.injured).toBe(2)
})

test('a term asked for that nobody can mean is put to the officer without a day', async () => {
  const owner = w.roster.people.get(String((await newest('hazard_report'))!.owner_id))!
  const { no } = (await newest('hazard_report'))!
  const from = w.sent.length
  await w.says(owner, p2p(owner), `${no} 申请延期999999999天，材料没到`)
  const card = w.to(w.officer().id, from).at(-1)!
  expect(card).toContain('延期申请')
  expect(card).not.toContain('申请延到')
  expect(w.errors).toEqual([])
})

test('figures beyond all measure that stand already do not keep the leaders from their summary', async () => {
  await w.db.execute(
    sql`update records set fields = fields || '{"evacuated_people": 99999999999}' where kind = 'disaster_report' and not drill and state <> 'unverified'`,
  )
  w.clock.to(new Date('2026-11-24T10:05:00Z'))
  expect(await w.digest()).toBeGreaterThan(0)
  expect(w.errors).toEqual([])
})
