/** The evidence of a warning: who was told how and when, who opened it, who answered, and what the auditor finds. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadEvidence, marksOf, verdictOf } from '#db/warning/evidence.ts'
import { evidenceOf } from '#domain/warning/evidence.ts'
import { prune } from '#jobs/prune.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
let id: string
const ORIGINAL =
  '青溪县气象台11月24日9时50分发布暴雨红色预警信号：预计未来3小时石岭村、下坪村降雨量将达100毫米以上，可能引发山洪，请立即转移危险区群众。'
beforeAll(async () => {
  w = await createWorld()
  const officer = w.officer()
  await w.says(officer, `p2p:${officer.id}`, `发布预警 ${ORIGINAL}`)
  await w.presses(officer, '确认发布')
  id = (await w.db.execute<{ id: string }>(sql`select id from warnings`))[0]!.id
})
afterAll(() => w.close())

const evidence = async () => evidenceOf((await loadEvidence(w.db, [id]))[0]!, w.roster)
const of = async (person: { id: string }) =>
  (await evidence()).recipients.find((r) => r.obligation.personId === person.id)!

test('sent, read, answered and acted are different states of one person', async () => {
  const [sent, read, answered, acted] = [0, 1, 2, 3].map((n) => w.person('grid_member', '石岭村', n))
  const group = w.sent.find((s) => s.chat === w.groupOf('石岭村'))!
  await w.event({
    type: 'read',
    channel: 'web',
    eventId: 'r1',
    at: w.clock.now().toISOString(),
    sender: { account: read!.id },
    messageIds: [`sent-${group.id}`],
  })
  w.clock.forward(2)
  await w.says(answered!, w.groupOf('石岭村'), '收到')
  await w.says(acted!, w.groupOf('石岭村'), '石岭村3组已转移12户31人到村小学避灾点')
  expect((await of(sent!)).stage).toBe('sent')
  expect(await of(read!)).toMatchObject({ stage: 'read', sentAt: expect.any(Date), readAt: expect.any(Date) })
  expect(await of(answered!)).toMatchObject({ stage: 'answered', minutes: expect.closeTo(2, 0) })
  expect((await of(acted!)).stage).toBe('acted')
  // a read mark is no answer
  expect((await of(read!)).obligation.answeredAt).toBeNull()
})

test('an attempt keeps its channel, its times and the platform’s id; a group message counts for whom it mentions', async () => {
  const [attempt] = (await of(w.person('grid_member', '石岭村'))).attempts
  expect(attempt).toMatchObject({ channel: 'web', chat: w.groupOf('石岭村'), state: 'sent', tries: 1 })
  expect(attempt!.providerId).toBe(`sent-${attempt!.id}`)
  // cards that show officers how it stands are no attempts to reach anybody
  expect((await evidence()).messages.every((m) => !m.title.includes('应答'))).toBe(true)
})

test('the timing: median, longest, and how many within the first step’s minutes', async () => {
  await w.fastForward(4)
  const late = w.person('grid_member', '石岭村', 4)
  await w.says(late, w.groupOf('石岭村'), '收到')
  const { timing } = await evidence()
  expect(timing).toMatchObject({
    asked: 14,
    reached: { answered: 3, acted: 1, read: 1 },
    medianMinutes: expect.closeTo(2, 0),
    longestMinutes: expect.closeTo(6, 0),
    within: { minutes: 5, answered: 2 },
  })
})

test('the next step and when, until there is none', async () => {
  const { next, history, warning } = await evidence()
  expect(warning.policy[next!.step]!.how).toBe('next_contact')
  expect(next!.dueAt.getTime() - warning.openedAt!.getTime()).toBe(10 * 60_000)
  expect(history.map((h) => h.change)).toEqual(['warning.drafted', 'warning.issued', 'obligation.stepped'])
})

describe('the auditor’s verdict', () => {
  test('agrees while everybody who can be told was', async () => {
    expect((await verdictOf(w.db, id, w.clock.now())).disagreements).toEqual([])
  })
  test('finds who should have been told and was not, and why', async () => {
    const [one, two] = [w.person('grid_member', '下坪村', 0), w.person('grid_member', '下坪村', 1)]
    await w.db.execute(
      sql`update outbox set message = jsonb_set(message, '{mentions}', (message->'mentions') - ${one.id}) where about_id = ${id} and chat is not null and priority = 0`,
    )
    await w.db.execute(sql`delete from outbox where about_id = ${id} and person_id in (${one.id}, ${two.id})`)
    const { disagreements } = await verdictOf(w.db, id, w.clock.now())
    expect(disagreements).toEqual([{ personId: one.id, why: expect.stringContaining('没有给本人的消息') }])
  })
  test('finds what the platform refused', async () => {
    const one = w.person('grid_member', '下坪村', 0)
    await w.db.execute(sql`insert into outbox (id, channel, account, person_id, priority, message, about_kind, about_id, state, available_at, created_at)
      values (gen_random_uuid(), 'web', ${one.id}, ${one.id}, 0, '{"text":"x"}', 'warning', ${id}, 'refused', now(), now())`)
    expect((await verdictOf(w.db, id, w.clock.now())).disagreements[0]!.why).toContain('refused')
  })
  test('has nothing to say of whoever is for a phone call', async () => {
    const silent = w.person('grid_member', '下坪村', 0)
    await w.db.execute(sql`update obligations set reach = 'unbound' where person_id = ${silent.id}`)
    expect((await verdictOf(w.db, id, w.clock.now())).disagreements).toEqual([])
  })
})

test('what the auditor raised stands in the verdict, also when it was put right', async () => {
  const silent = w.person('grid_member', '下坪村', 2)
  await w.db.execute(sql`insert into findings (id, key, warning_id, kind, text, found_at, cleared_at)
    values (gen_random_uuid(), 'k', ${id}, 'refused', ${silent.name}, ${w.clock.now().toISOString()}, ${w.clock.now().toISOString()})`)
  const { findings } = await verdictOf(w.db, id, w.clock.now())
  expect(findings).toMatchObject([{ what: '消息被拒收', of: silent.name, clearedAt: w.clock.now() }])
})

test('whoever answered first and acted later has acted; whoever another warning took over owes nothing', async () => {
  const [later, over] = [w.person('grid_member', '石岭村', 2), w.person('grid_member', '石岭村', 0)]
  await w.says(later, w.groupOf('石岭村'), '石岭村2组已转移3户8人到村小学避灾点')
  expect((await of(later)).stage).toBe('acted')
  const { timing } = await evidence()
  await w.db.execute(
    sql`update obligations set ended_at = ${w.clock.now().toISOString()} where warning_id = ${id} and person_id = ${over.id}`,
  )
  expect(await of(over)).toMatchObject({ stage: 'replaced', owed: false })
  expect((await evidence()).timing.asked).toBe(timing.asked - 1)
})

test('the mark of a warning changes with every answer and not without one', async () => {
  const before = await marksOf(w.db, [id])
  expect(await marksOf(w.db, [id])).toEqual(before)
  await w.says(w.person('grid_member', '下坪村', 3), w.groupOf('下坪村'), '收到')
  expect((await marksOf(w.db, [id])).get(id)).not.toBe(before.get(id))
})

test('with hundreds of people it is accurate, and reads the outbox by its index', async () => {
  await w.db.execute(
    sql`insert into people (id, name, phone, active) select gen_random_uuid(), '应答人' || n, '139' || lpad(n::text, 8, '0'), true from generate_series(1, 300) n`,
  )
  await w.db.execute(
    sql`insert into accounts (channel, account, person_id, how) select 'web', id, id, 'seed' from people where name like '应答人%'`,
  )
  await w.db.execute(sql`insert into obligations (id, warning_id, person_id, village_code, role, reach, answered_at, answered_how)
    select gen_random_uuid(), ${id}, id, null, 'grid_member', 'ok', case when phone < '13900000101' then ${w.clock.now().toISOString()}::timestamptz end, case when phone < '13900000101' then 'button' end from people where name like '应答人%'`)
  await w.db.execute(sql`insert into outbox (id, channel, account, person_id, priority, message, about_kind, about_id, state, sent_at, provider_id, available_at, created_at)
    select gen_random_uuid(), 'web', p.id, p.id, 0, '{"text":"t"}', 'warning', ${id}, 'sent', now(), 'x' || p.phone || n, now(), now() from people p, generate_series(1, 3) n where p.name like '应答人%'`)
  await w.reloadRoster()
  const { recipients, timing } = await evidence()
  expect(timing).toMatchObject({ asked: 313, reached: { answered: 4 + 100 } })
  const added = recipients.filter((r) => w.roster.people.get(r.obligation.personId)!.name.startsWith('应答人'))
  expect(added.every((r) => r.attempts.length === 3)).toBe(true)
  await w.db.execute(
    sql`insert into outbox (id, channel, chat, priority, message, state, available_at, created_at) select gen_random_uuid(), 'web', 'c', 3, '{"text":"x"}', 'sent', now(), now() from generate_series(1, 20000)`,
  )
  await w.db.execute(sql`analyze`)
  const plan = await w.db.execute<Record<string, string>>(
    sql`explain select * from outbox where about_kind = 'warning' and about_id in (${id}) and priority = 0`,
  )
  expect(JSON.stringify([...plan])).toContain('outbox_warning')
})

test('what was said about a warning is kept when other messages are forgotten', async () => {
  const before = (await evidence()).messages.length
  for (let day = 0; day < 40; day++)
    await prune(w.db, { raw_days: 30, outbox_days: 30 }, new Date(w.clock.now().getTime() + day * 86_400_000))
  expect((await evidence()).messages.length).toBe(before)
  expect(await w.db.execute(sql`select 1 from outbox where about_kind is null and state = 'sent'`)).toHaveLength(0)
})

test('nothing went wrong inside', () => expect(w.errors).toEqual([]))
