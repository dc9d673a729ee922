/** Rows of stations are kept apart by a rule that the planner may not look behind: what a message looks up is found by an index all the same. */
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sentInLastMinute } from '#db/flow/outbox.ts'
import { pruneFlow } from '#db/flow/prune.ts'
import { createWebStore } from '#db/web/store.ts'
import { createWorld } from '../world/world.ts'

/** Tables that grow with every message. */
const GROWING = [
  'inbox',
  'outbox',
  'records',
  'record_sources',
  'ledger',
  'attachments',
  'receipts',
  'deadlines',
  'web_messages',
  'web_files',
  'code_tries',
] as const
const ROWS = 10_000

/** So many rows of a year ago in every table that grows, in the station and in another. */
const fill = (station: number) => `
  select set_config('anan.station', '${station}', false);
  insert into inbox (id, channel, event_id, chat_key, event, raw, received_at)
    select gen_random_uuid(), 'web', 'old' || i, 'web old' || i % 200, jsonb_build_object('type', case when i % 50 = 0 then 'recall' else 'message' end, 'messageId', 'old' || i, 'sender', jsonb_build_object('account', 'x')), '', now() - interval '300 days' from generate_series(1, ${ROWS}) i;
  insert into outbox (id, channel, chat, priority, message, state, available_at, created_at, sent_at, provider_id, about_kind, about_id, slot)
    select gen_random_uuid(), 'web', 'old' || i % 200, 3, '{"text":""}', 'sent', now() - interval '300 days', now() - interval '300 days', now() - interval '300 days', 'sent-old' || i, 'record', gen_random_uuid(), case when i % 2 = 0 then 'old' || i end from generate_series(1, ${ROWS}) i;
  insert into records (id, no, kind, drill, state, fields, channel, account, chat, text, source_message_ids, reported_at, received_at, updated_at)
    select gen_random_uuid(), 'OLD-20200101-' || i, (array['patrol','check_in','disaster_report','evacuation'])[1 + i % 4], false, 'filed', '{}', 'web', 'old' || i % 300, 'old' || i % 200, 'the words of long ago ' || i, array['old' || i], now() - interval '300 days', now() - interval '300 days', now() - interval '300 days' from generate_series(1, ${ROWS}) i;
  insert into record_sources (message_id, record_id) select source_message_ids[1], id from records where no like 'OLD-%' and station_id = ${station};
  insert into attachments (id, record_id, channel, message_id, key, kind, hash, next_at, created_at)
    select gen_random_uuid(), id, 'web', source_message_ids[1], 'k', 'image', 'h', now() - interval '300 days', now() - interval '300 days' from records where no like 'OLD-%' and station_id = ${station};
  insert into ledger (at, change, subject_id, actor, data, rules) select now() - interval '300 days', 'record.filed', id, 'x', '{}', 'x' from records where no like 'OLD-%' and station_id = ${station};
  insert into receipts (channel, provider_id, account, read_at) select 'web', provider_id, 'x', now() from outbox where provider_id like 'sent-old%' and station_id = ${station};
  insert into deadlines (id, kind, subject_id, due_at, done_at) select gen_random_uuid(), 'hazard.remind', gen_random_uuid(), now() - interval '300 days', now() - interval '300 days' from generate_series(1, ${ROWS});
  insert into web_messages (id, chat, account, body, created_at)
    select 'old' || i, 'group:old' || i % 200, gen_random_uuid()::text, jsonb_build_object('text', 'x', 'attachments', jsonb_build_array(jsonb_build_object('key', md5(i::text)))), now() - interval '300 days' from generate_series(1, ${ROWS}) i;
  insert into web_files (hash, message_id) select body->'attachments'->0->>'key', id from web_messages where id like 'old%' and station_id = ${station};
  insert into code_tries (channel, account, at) select 'web', 'x', now() - interval '300 days' from generate_series(1, ${ROWS}) i;
  analyze;`

type World = Awaited<ReturnType<typeof createWorld>>

/** How much was read so far of each table, row by row and by its indexes. */
function readingOf(w: World) {
  const flushed = () =>
    Promise.all(
      Array.from({ length: 4 }, () =>
        w.db.transaction((tx) => tx.execute(sql`select pg_sleep(0.2), pg_stat_force_next_flush()`)),
      ),
    )
  return async () => {
    await flushed()
    const rows = await w.db.execute<{ name: string; n: string }>(
      sql`select t.relname name, t.seq_tup_read + (select coalesce(sum(i.idx_tup_read), 0) from pg_stat_user_indexes i where i.relid = t.relid) n from pg_stat_user_tables t`,
    )
    return new Map([...rows].map((r) => [r.name, Number(r.n)]))
  }
}
type Read = Map<string, number>

/** Tables read through in between: once through one of them is more than all that is read of it here, the test's own waiting too. */
const through = (before: Read, after: Read) =>
  Object.fromEntries(
    GROWING.map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)]).filter(
      ([, n]) => (n as number) > ROWS * 0.8,
    ),
  )

test('no message reads through a table that grows', async () => {
  const w = await createWorld('demo')
  await w.behind(fill(2))
  await w.behind(fill(1))
  const readThrough = readingOf(w)
  const before = await readThrough()
  const grid = w.person('grid_member', '石岭村')
  const chat = w.groupOf('石岭村')
  const photo = { kind: 'image', key: 'a'.repeat(64), name: 'x.jpg' } as const
  // a report with words of its own, its copy, a quote of it, a photo, a recall; a hazard and its end; rounds, presence, a count, a question
  const first = await w.says(grid, chat, '石岭村3组后山滑坡，堵了通村公路，暂时没有人受伤')
  await w.says(w.person('info_officer', '石岭村'), chat, '石岭村3组后山滑坡，堵了通村公路，暂时没有人受伤')
  await w.says(grid, chat, '已转移12人到村部', { replyTo: first })
  await w.says(grid, chat, '', { attachments: [photo] })
  await w.event({
    type: 'recall',
    channel: 'web',
    eventId: 'r1',
    at: w.clock.now().toISOString(),
    chat: { id: chat, kind: 'group' },
    messageId: first,
  } as never)
  await w.says(grid, chat, '隐患：石岭村3组5栋楼下消防通道被堵')
  await w.says(grid, chat, '今日巡查石岭村3组河堤，一切正常')
  await w.says(w.officer(), w.groupOf('石岭村'), '防汛值班签到')
  await w.says(w.officer(), `p2p:${w.officer().id}`, '灾情')
  await w.says(w.officer(), `p2p:${w.officer().id}`, '谁值班')
  await w.presses(w.officer(), '收到').catch(() => {})
  const web = createWebStore({ db: w.db } as never, '/nowhere')
  await web.maySee('b'.repeat(64), grid.id)
  await web.post({ id: 'n1', chat, account: grid.id, body: { text: 'x', attachments: [photo] } } as never)
  expect(await web.maySee(photo.key, grid.id)).toBe(true)
  await web.since(0, [chat])
  await web.messages(chat)
  const after = await readThrough()
  expect(through(before, after)).toEqual({})
  await w.close()
}, 120_000)

test('a lane that is taken up, and the night’s pruning where nothing is due, read through no table that grows', async () => {
  const w = await createWorld('demo')
  await w.behind(fill(2))
  await w.behind(fill(1))
  await w.behind(`update inbox set raw = 'as it came'; analyze;
    select brin_summarize_new_values(c.oid) from pg_class c join pg_am a on a.oid = c.relam where a.amname = 'brin';`)
  const readThrough = readingOf(w)
  const before = await readThrough()
  const days = (n: number) => new Date(w.clock.now().getTime() - n * 86_400_000)
  await sentInLastMinute(w.db, 'web', w.clock.now())
  await pruneFlow(w.db, { raw: days(400), outbox: days(400), keys: days(400) })
  expect(through(before, await readThrough())).toEqual({})
  await w.close()
}, 120_000)
