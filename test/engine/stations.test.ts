/**
 * One station among others of a database: every door and every job answers and does the same as if it were alone, and leaves
 * the others' rows as they are to the byte. Of the others, one has the very ids of ours, one has ids of its own to ask for.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clampTimes } from '#db/clock.ts'
import { connect } from '#db/engine/client.ts'
import { ofStation } from '#db/engine/station.ts'
import { backlogAges } from '#db/flow/backlog.ts'
import { clockSet } from '#domain/dialog/clock-set.ts'
import { kindOf } from '#domain/kinds.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { auditState } from '#jobs/audit.ts'
import { decideNow } from '#jobs/decide.ts'
import { keep } from '#jobs/media.ts'
import { prune } from '#jobs/prune.ts'
import { sweep } from '#jobs/sweep.ts'
import { EXAMPLES } from '#src/http/operation.ts'
import { roundsOf, timesOf } from '#src/start/rounds.ts'
import type { Station } from '#src/start/station.ts'
import { startFeed } from '../fakes/feed.ts'
import { openHouse } from '../world/house.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'

/** With our ids, and with its own. */
const TWIN = 2
const STRANGER = 3
/** What leaves rows of each noun, as said in a village's group: a line a noun. */
const SAID: readonly ['grid' | 'officer', string][] = [
  ['grid', '隐患：石岭村3组5栋楼下消防通道被堵'],
  ['grid', '今日巡查石岭村3组河堤，一切正常'],
  ['grid', '已转移石岭村3组12人到村部'],
  ['officer', '防汛值班签到'],
  ['officer', '石岭村大喇叭没声音'],
  ['officer', '发电机测试正常'],
  ['grid', '检查 石岭村小学'],
  ['grid', '今日巡查石岭村老河湾，一切正常'],
]
/** Kinds that are kept as they were told. */
const KEPT_KINDS = ['callout', 'supplies', 'shelter', 'inspection', 'activity', 'duty_change', 'instruction'] as const
/** Words of the others; of ours only where they leaked. */
const THEIRS = /蓝鲸|白鹤|1399900/

let w: World
/** The hash of a photo that was sent. */
let photo: string
let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => {
  w = await createWorld('demo')
  house = await openHouse(w)
  await live()
})
afterAll(async () => {
  await house?.close()
  await w?.close()
})

/** A day that leaves something in every table that the demo station has nothing in. */
async function live(): Promise<void> {
  const grid = w.person('grid_member', '石岭村')
  const chat = w.groupOf('石岭村')
  photo = await keep(house.mediaDir, Buffer.from('a photo'))
  const shot = { kind: 'image' as const, key: photo }
  await house.signIn(w.officer())
  const first = await w.says(grid, chat, '石岭村3组后山滑坡，路断了，暂时没有人受伤')
  await w.says(grid, chat, '', { attachments: [shot] })
  await w.says(grid, chat, '再补充一句，房子也裂了', { replyTo: first })
  for (const [who, text] of SAID) await w.says(who === 'grid' ? grid : w.officer(), chat, text)
  await w.says(grid, chat, '呜啦啦啦啦啦啦啦，呜啦啦啦啦啦')
  await w.says({ id: 'nobody', name: '陌生人' }, chat, '石岭村村口大树倒了压到电线')
  const officer = `p2p:${w.officer().id}`
  await w.says(
    w.officer(),
    officer,
    '发布预警 青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来3小时石岭村、下坪村降雨量将达100毫米以上，请立即转移。',
  )
  await w.presses(w.officer(), '确认发布')
  await w.says(w.officer(), officer, '广播 石岭村：请低洼处住户立即转移到村小学。')
  await house.memory.brought(photo, w.officer().id, 10, w.clock.now())
  await house.memory.post({
    id: 'web1',
    chat,
    account: grid.id,
    body: { text: '石岭村的照片', attachments: [shot] },
    key: 'k1',
  } as never)
  await w.gives(grid, '314159')
  await house.ask('PUT', '/api/v1/settings/join_minutes', { value: 12 })
  await w.db.execute(sql`insert into chat_members (channel, chat, account) values ('web', ${chat}, 'x')`)
  await w.db.execute(
    sql`insert into code_tries (channel, account, at) values ('web', 'x', ${w.clock.now().toISOString()})`,
  )
  await w.db.execute(
    sql`insert into tokens (id, name, role, hash, created_at) values (gen_random_uuid(), '石岭村大屏', 'wall', 'h', now())`,
  )
  await w.db.execute(sql`insert into links (channel, checked_at) values ('broadcast', now())`)
  await w.db.execute(
    sql`insert into receipts (channel, provider_id, account, read_at) select distinct channel, provider_id, 'x', now() from outbox where provider_id is not null limit 3`,
  )
  await w.db.execute(sql`insert into packets (outbox_id, body) select id, '' from outbox limit 1`)
  await w.db.execute(
    sql`insert into idempotency (token, key, body_hash, status, answer, at) values ('boot', 'k', 'h', 200, '{}', now())`,
  )
  await w.db.execute(
    sql`insert into findings (id, key, kind, text, found_at) values (gen_random_uuid(), 'k', 'unsent', '石岭村的事', now())`,
  )
  await w.db.execute(
    sql`insert into inspection_plans (place_id, since, reminded_for) select id, now(), '2026-11-01' from places limit 1`,
  )
  await w.db.execute(
    sql`insert into patrol_places (place_id, since, reminded_for) select id, now(), now() from places limit 1`,
  )
  await w.db.execute(sql`insert into feeds (source, checked_at) values ('feed', now())`)
  await w.db.execute(
    sql`insert into feed_items (source, hash, identifier, outcome, seen_at) values ('feed', 'h', 'i', 'old', now())`,
  )
  await w.db.execute(
    sql`insert into unread (chat_key, seq, inbox_id, next_at) select 'web unread', seq, id, null from inbox limit 1`,
  )
  await w.db.execute(sql`update attachments set hash = ${photo}, type = 'image/png'`)
  await w.db.execute(
    sql`update records set kind = 'aside' where id = (select id from records where kind = 'patrol' limit 1)`,
  )
  for (const [i, kind] of KEPT_KINDS.entries()) {
    const text = `今日巡查石岭村${i + 4}组河堤，一切正常`
    await w.says(grid, chat, text)
    await w.db.execute(
      sql`update records set kind = ${kind}, no = replace(no, 'XC', ${kindOf(kind).prefix}) where text = ${text}`,
    )
  }
  const person = w.officer().id
  await w.db.execute(
    sql`insert into heartbeats (name, at) values ('audit', now()) on conflict (station_id, name) do nothing`,
  )
  await w.db.execute(
    sql`insert into calls (id, warning_id, person_id, called_by, how, result, called_at) select gen_random_uuid(), id, ${person}, ${person}, 'phone', 'no_answer', now() from warnings limit 1`,
  )
  await w.db.execute(
    sql`insert into broadcasts (id, no, state, title, text, hash, villages, severity, reason, minutes, requested_by, created_at) select gen_random_uuid(), 'GB-1', 'requested', '石岭村', '石岭村请转移', 'h', array[code], 2, '', 10, ${person}, now() from villages where name = '石岭村'`,
  )
  await w.db.execute(
    sql`insert into broadcast_villages (broadcast_id, village_code, state) select id, villages[1], 'unreported' from broadcasts`,
  )
  w.clock.forward(60 * 9)
  await w.digest()
  await w.audit()
}

/** Every row of ours once more for each of the others, in other words; all of it due. */
const copy = `
  set session_replication_role = replica;
  do $copy$
  declare t record; station int;
  begin
    foreach station in array array[${TWIN}, ${STRANGER}] loop
      for t in select c.oid::regclass name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) cols, string_agg(
          case when a.atttypid = 'uuid'::regtype and station = ${STRANGER} then format('overlay(overlay(md5(''x'' || %1$I) placing ''7'' from 13) placing ''8'' from 17)::uuid', a.attname)
            when a.attname in ('no', 'serial', 'hash', 'event_id', 'provider_id') and station = ${STRANGER} then format('%1$I || ''9''', a.attname)
            when a.atttypid in ('text'::regtype, 'jsonb'::regtype) then format('replace(replace(%1$I::text, ''石岭'', %2$L), ''1380000'', ''1399900'')::%3$s', a.attname, case station when ${TWIN} then '蓝鲸' else '白鹤' end, format_type(a.atttypid, null))
            else quote_ident(a.attname) end, ', ' order by a.attnum) vals
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'station_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid loop
        execute format('insert into %1$s (station_id, %2$s) select %4$s, %3$s from %1$s where station_id = 1', t.name, t.cols, t.vals, station);
      end loop;
    end loop;
  end $copy$;
  update outbox set state = 'queued', available_at = '2026-11-24', expires_at = null where station_id <> 1 and slot is null;
  update deadlines set done_at = null, due_at = '2026-11-24' where station_id <> 1 and kind not in ('warning.card', 'hazard.remind', 'report.unreceived');
  update attachments set hash = null, error = null, next_at = '2026-11-24' where station_id <> 1;
  update unread set next_at = '2026-11-24', attempts = 1 where station_id <> 1;
  update findings set cleared_at = null where station_id <> 1;
  set session_replication_role = origin;`

let tables: string[]
/** What the others have, each table to the byte. */
async function theirs(): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const station of [TWIN, STRANGER]) {
    const { sql: raw, close } = connect(ofStation(w.url, station), { max: 1 })
    for (const name of tables) {
      const [row] = await raw.unsafe(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') mark from ${name} t`,
      )
      all[`${station} ${name}`] = row!.mark
    }
    await close()
  }
  return all
}

/** What a path may be asked with: of every table that has an id, a number or a hash, some rows; of records one of each kind. */
async function named(url: string): Promise<string[]> {
  const { sql: raw, close } = connect(url, { max: 1 })
  const columns = await raw<{ of: string; column: string }[]>`
    select table_name of, column_name as column from information_schema.columns
    where table_schema = 'public' and (column_name in ('no', 'hash') or column_name = 'id' and data_type = 'uuid')`
  const rows = await raw.unsafe<{ id: string }[]>(
    [
      'select id::text from warnings union all select no from warnings',
      'select distinct on (kind) id::text from records union all select distinct on (kind) no from records',
      // of attachments, those that somebody may open
      'select id::text from attachments where record_id is not null',
      "select 'group:' || id from groups where name like '石岭村%' or name like '蓝鲸村%' or name like '白鹤村%'",
      ...columns.map(({ of, column }) => `(select ${column}::text from ${of} limit 1)`),
    ].join(' union all '),
  )
  await close()
  return [...new Set(rows.map((r) => r.id))].filter(Boolean)
}

interface Operation {
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
interface Schema {
  $ref?: string
  properties?: Record<string, { example?: unknown; enum?: unknown[] }>
}
/** The API as its document has it. */
async function documentOf({ ask }: typeof house) {
  const { paths, components } = JSON.parse((await ask('GET', '/openapi.json')).text) as {
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, Schema> }
  }
  const operation = (route: string): Operation | undefined => {
    const [method = '', template = ''] = route.split(' ')
    return paths[template.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
  }
  return {
    has: (route: string) => operation(route) !== undefined,
    /** What a list may be narrowed by. */
    queries: (route: string) => (operation(route)?.parameters ?? []).flatMap((p) => (p.in === 'query' ? p.name : [])),
    /** What may be sent, by its examples; what it names as given. */
    body(route: string, given: Record<string, unknown>): Record<string, unknown> | undefined {
      const schema = operation(route)?.requestBody?.content['application/json']?.schema
      const { properties } = (schema?.$ref ? components.schemas[schema.$ref.split('/').at(-1)!] : schema) ?? {}
      return (
        properties &&
        Object.fromEntries(
          Object.entries(properties).map(([name, p]) => [
            name,
            given[name] ?? p.example ?? EXAMPLES[name] ?? p.enum?.[0],
          ]),
        )
      )
    },
  }
}

/** Without what a page is given anew each time. */
const plain = (text: string) => text.replace(/nonce(?:=|" content=)"[^"]*"/g, '')
const path = (route: string, id: string) => route.replace(/:\w+/, encodeURIComponent(id))
const open = (route: string) => !/ \/(?:assets|docs|openapi|hooks|shell)/.test(route)
const reads = () => house.routes.filter((r) => r.startsWith('GET ') && open(r))

async function readAll(ids: string[]): Promise<Map<string, { status: number; text: string }>> {
  const answers = new Map<string, { status: number; text: string }>()
  for (const route of reads()) {
    const paths = route.includes(':') ? ids.map((id) => path(route, id)) : [route]
    for (const p of paths) {
      const full = p.includes('/api/v1/') && !route.includes(':') ? `${p}?limit=500` : p
      answers.set(full, await house.ask('GET', full.slice(4)))
    }
  }
  return answers
}

type Answers = Awaited<ReturnType<typeof readAll>>
let alone: Answers
/** The same doors once the others are there. */
let beside: Answers
let ours: string[]
describe('with two other stations in its database', () => {
  beforeAll(async () => {
    tables = [
      ...(await w.db.execute<{ name: string }>(
        sql`select relname name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      )),
    ].map((t) => t.name)
    // what looking itself changes is out of the way: the ledger notes whole numbers once an hour
    ours = [...(await named(w.url)), 'limits']
    await w.db.execute(
      sql`insert into settings (name, value, updated_at, updated_by) values ('limits', ${JSON.stringify({ ...DEFAULTS.limits, requests_per_minute: 100_000 })}::jsonb, now(), 'test')`,
    )
    w.clock.forward(1)
    await readAll(ours)
    alone = await readAll(ours)
    await w.behind(copy)
    beside = await readAll(ours)
  }, 240_000)

  test('each of them has rows in every table, and work that is due', async () => {
    const bare = Object.entries(await theirs()).flatMap(([of, mark]) => (mark.startsWith('0 ') ? [of] : []))
    expect(bare).toEqual([])
    for (const station of [TWIN, STRANGER]) {
      const { db, close } = connect(ofStation(w.url, station), { max: 1 })
      expect(await sweep(db, w.clock.now())).toMatchObject({ chatKeys: ['web unread'], channels: ['web'] })
      await close()
    }
  })

  test('every door reads as if it were alone', () => {
    const answered = new Set<string>()
    for (const [asked, { status, text }] of beside) {
      expect(text, asked).not.toMatch(THEIRS)
      const before = alone.get(asked)!
      expect(status, asked).toBe(before.status)
      // memory and time of this process are its own
      if (!/metrics|xlsx|evidence|events/.test(asked)) expect(plain(text), asked).toBe(plain(before.text))
      if (status === 200)
        answered.add(
          house.routes.find((r) => new RegExp(`^${r.replace(/:\w+/g, '[^/]+')}(?:\\?|$)`).test(asked)) ?? asked,
        )
    }
    // and every door was open, or this says nothing
    expect(reads().filter((r) => !answered.has(r))).toEqual([])
  })

  test('whatever the other has is not there, read or written, and stays as it was', async () => {
    const before = await theirs()
    const strange = await named(ofStation(w.url, STRANGER))
    expect(strange.filter((id) => ours.includes(id))).toEqual([])
    const nothing = '0199ffff-ffff-7fff-8fff-ffffffffffff'
    const person = (await connectOnce(STRANGER, 'select person_id id from obligations limit 1'))[0]!.id as string
    const village = '石岭村'
    /** What is sent to each door that writes: their ids. */
    const BODIES: Record<string, (id: string) => unknown> = {
      'POST /api/v1/accounts/revoke': () => ({ person }),
      'POST /api/v1/broadcasts': (id) => ({ warning: id, villages: [village] }),
      'POST /api/v1/broadcasts/:ref/stop': () => ({ reason: '停' }),
      'POST /api/v1/drills': () => ({ original: `演练：${village}山洪转移`, villages: [village] }),
      'POST /api/v1/warnings': () => ({ original: `${village}暴雨红色预警`, villages: [village] }),
      'POST /api/v1/warnings/:ref/calls': () => ({ person, result: 'answered' }),
      'POST /api/v1/warnings/cap': () => ({}),
      'POST /hooks/:channel': () => ({}),
      'POST /warnings/:ref/calls': () => ({ person, result: 'answered' }),
      'POST /warnings/enter': () => ({ code: '314159' }),
      'POST /web/chats/:id/messages': (id) => ({
        key: `key-${id}`.slice(0, 60),
        text: `${village}滑坡`,
        replyTo: 'web1',
      }),
      'POST /web/chats/:id/press': (id) => ({ messageId: 'x', act: 'report.receive', data: { id } }),
      'POST /web/chats/:id/recall': () => ({ messageId: 'web1' }),
      'POST /web/media': () => ({}),
      'POST /web/session': () => ({ code: '314159' }),
      'PUT /api/v1/settings/:name': () => ({ value: 13 }),
      'DELETE /web/sessions/:id': () => undefined,
      'DELETE /web/session': () => undefined,
    }
    const documented = await documentOf(house)
    /** Stands for an id where it is asked whether one is sent at all. */
    const MARK = 'an id'
    // whoever has signed out asks no more
    const last = (route: string) => Number(route === 'DELETE /web/session')
    const bodyOf = (route: string, id: string) =>
      BODIES[route] ? BODIES[route](id) : documented.body(route, { warning: id, person, villages: [village] })
    const writes = house.routes.filter((r) => !r.startsWith('GET ')).sort((a, b) => last(a) - last(b))
    // a door that writes is in the document, or above
    expect(writes.filter((r) => !BODIES[r] && !documented.has(r))).toEqual([])
    const named_ = strange.filter((id) => !ours.includes(id))
    for (const route of [...reads().filter((r) => r.includes(':')), ...writes]) {
      const [method = '', template = ''] = route.split(' ')
      w.clock.forward(1)
      for (const id of route.includes(':') || JSON.stringify(bodyOf(route, MARK))?.includes(MARK)
        ? named_
        : [nothing]) {
        const got = await house.ask(method, path(template, id), bodyOf(route, id))
        const none = await house.ask(method, path(template, nothing), bodyOf(route, nothing))
        expect(got.text, `${route} ${id}`).not.toMatch(THEIRS)
        if (method === 'GET' && !/chat|broadcasts$/.test(route))
          expect([400, none.status], `${route} ${id}`).toContain(got.status)
      }
    }
    for (const route of reads())
      for (const query of documented.queries(route))
        for (const id of named_) {
          const got = await house.ask('GET', `${route.slice(4)}?${query}=${encodeURIComponent(id)}`)
          expect(got.text, `${route} by ${query} ${id}`).not.toMatch(THEIRS)
          expect([200, 400, 404], `${route} by ${query} ${id}`).toContain(got.status)
        }
    await w.settle()
    expect(await theirs()).toEqual(before)
  }, 120_000)

  test('every job works for its own station alone', async () => {
    const before = await theirs()
    const web = recordingChannel().channel
    const asked: string[] = []
    const look = {
      media: async (id: string) => {
        asked.push(id)
        throw new Error('not there')
      },
      accounts: async (phones: readonly string[]) => {
        asked.push(...phones)
        return new Map<string, string>()
      },
      members: async (chat: string) => {
        asked.push(chat)
        return []
      },
    }
    const channels = new Map([
      ['web', { ...web, look }],
      ['feishu', { ...recordingChannel('feishu').channel, look }],
    ])
    const log = { info() {}, warn() {}, error() {}, debug() {} }
    const { deps, db, clock } = w
    const feed = await startFeed()
    channels.set('broadcast', { ...web, heartbeat: async () => ({ ok: true }) } as never)
    const station = {
      runtime: {
        config: { feed: { url: feed.url, minutes: 5, areas: [] } },
        ...{ channels, log, now: clock.now, newId: () => crypto.randomUUID(), database: w.database },
      },
      decide: deps,
      media: { db, channels, mediaDir: house.mediaDir, now: clock.now, log },
      intake: w.intake,
      lanes: { poke: () => {} },
    } as unknown as Station
    const JOBS: Record<string, () => unknown> = {
      ...Object.fromEntries(Object.entries(roundsOf(station)).map(([name, { run }]) => [name, run])),
      ...Object.fromEntries((await timesOf(station)).map(({ name, run }) => [name, run])),
      // what is not asked for by time
      lanes: () => w.settle(),
      'everything is unread': async () => {
        w.intake.wake(['web unread'])
        await w.intake.idle()
        expect(w.deadLetters).toEqual([])
        expect((await sweep(db, clock.now())).chatKeys).toEqual([])
        expect(await backlogAges(db, clock.now())).toMatchObject({ unread_s: null, dead_letters: 1 })
      },
      'nothing is kept': async () => {
        for (let i = 0; i < 3; i++) await prune(db, { raw_days: 0, outbox_days: 0 }, clock.now())
      },
      'the clock is set': async () => {
        await clampTimes(db, clock.now())
        await decideNow(deps, 'anan', { decide: (g) => clockSet(g, 3_600_000) })
      },
      'what /metrics asks': () => auditState(db),
    }
    expect(Object.keys(JOBS).length).toBeGreaterThan(15)
    await w.settle()
    for (const [job, run] of Object.entries(JOBS)) {
      await run()
      const now = await theirs()
      expect(
        Object.keys(now).filter((k) => now[k] !== before[k]),
        job,
      ).toEqual([])
    }
    clock.forward(60 * 24 * 400)
    for (const run of Object.values(JOBS)) await Promise.resolve(run()).catch(() => {})
    expect(await theirs()).toEqual(before)
    expect(JSON.stringify([asked, w.sent])).not.toMatch(THEIRS)
    await feed.stop()
  }, 120_000)
})

async function connectOnce(station: number, statement: string) {
  const { sql: raw, close } = connect(ofStation(w.url, station), { max: 1 })
  try {
    return await raw.unsafe(statement)
  } finally {
    await close()
  }
}
