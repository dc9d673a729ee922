/** Stations of one database are kept apart: by the keys, by the database itself, whoever asks and however. */
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#db/engine/client.ts'
import { LOCKS } from '#db/engine/locks.ts'
import { openDatabase } from '#db/engine/open.ts'
import { keepApart, ofStation, stationOf } from '#db/engine/station.ts'
import { createWorld, type World } from '../world/world.ts'

let first: World
let second: World
beforeAll(async () => {
  first = await createWorld('demo')
  second = await createWorld('demo', [], { station: 2, beside: first })
})
afterAll(async () => {
  await second.close()
  await first.close()
})

/** The service's own role, on a connection that says nothing of a station. */
const bare = async <T>(run: (sql: postgres.Sql) => Promise<T>, url = first.url): Promise<T> => {
  const lone = postgres(url.split('?')[0]!, { max: 1, onnotice: () => {} })
  try {
    return await run(lone)
  } finally {
    await lone.end()
  }
}
const admin = <T>(run: (sql: postgres.Sql) => Promise<T>) => bare(run, first.owner)
const tables = () =>
  admin(async (sql) =>
    (
      await sql<
        { name: string }[]
      >`select relname name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`
    ).map((t) => t.name),
  )

describe('every table', () => {
  test('has its rows kept apart, from the owner of the tables too', async () => {
    const open = await admin(
      (sql) =>
        sql`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
    )
    expect(open).toEqual([])
    expect((await tables()).length).toBeGreaterThan(35)
  })

  test('has the station first in every key, foreign key and index', async () => {
    const wrong = await admin(
      (sql) => sql`
        select i.indexrelid::regclass::text name from pg_index i join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
          left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where a.attname is distinct from 'station_id'
        union all select k.conname from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
          where k.connamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f') and a.attname <> 'station_id'
        union all select k.conname from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid and a.attnum = k.confkey[1]
          where k.connamespace = 'public'::regnamespace and k.contype = 'f' and a.attname <> 'station_id'`,
    )
    expect(wrong).toEqual([])
  })

  test('could be split by it: the keys of each hold in a partitioned table of the same shape', async () => {
    await admin(async (sql) => {
      for (const name of await tables()) {
        await sql.unsafe(`create table split_${name} (like ${name} including all) partition by hash (station_id)`)
        await sql.unsafe(`drop table split_${name}`)
      }
    })
  })

  test('shows a connection that names no station nothing but an error', async () => {
    for (const name of await tables())
      await expect(
        bare((sql) => sql.unsafe(`select * from ${name} where true`)),
        name,
      ).rejects.toThrow(/anan\.station/)
  })

  test('shows a station that has nothing nothing, and one that names itself wrongly an error', async () => {
    const none = connect(ofStation(first.url, 77), { max: 1 })
    for (const name of await tables()) expect(await none.sql.unsafe(`select * from ${name}`), name).toHaveLength(0)
    await none.close()
    const odd = connect(first.url.replace(/anan\.station=1/, 'anan.station=all'), { max: 1 })
    await expect(odd.sql.unsafe('select * from people')).rejects.toThrow(/integer/)
    await odd.close()
  })

  test('that belongs to no station is refused', async () => {
    await admin((sql) => sql.unsafe('create table everybodys (id int primary key)'))
    await expect(admin((sql) => keepApart(sql))).rejects.toThrow(/station_id/)
    await admin((sql) => sql.unsafe('drop table everybodys'))
    await admin((sql) => keepApart(sql))
  })

  test('that a migration lifted the rule from has it back when the migration is over', async () => {
    await admin((sql) =>
      sql.unsafe('alter table records no force row level security; drop policy of_station on warnings'),
    )
    await admin((sql) => keepApart(sql))
    const [left] = await admin(
      (
        sql,
      ) => sql`select count(*)::int n from pg_class c where c.relname in ('records', 'warnings') and c.relforcerowsecurity
        and exists (select from pg_policy p where p.polrelid = c.oid)`,
    )
    expect(left).toEqual({ n: 2 })
  })
})

test('nothing is written into another station, moved there, or changed there', async () => {
  const { db } = first
  await expect(
    db.execute(sql`insert into villages (station_id, code, name) values (2, '1', 'x')`),
  ).rejects.toMatchObject({ cause: { code: '42501' } })
  await expect(db.execute(sql`update people set station_id = 2`)).rejects.toMatchObject({ cause: { code: '42501' } })
  const people = (await second.db.execute(sql`select * from people`)).length
  expect(people).toBeGreaterThan(0)
  await db.execute(sql`update people set name = name`)
  await db.execute(sql`delete from web_members where station_id = 2`)
  expect((await second.db.execute(sql`select * from web_members`)).length).toBeGreaterThan(0)
})

test('two stations live in one database: the same people, chats, messages and numbers, each its own', async () => {
  const said = '隐患：石岭村3组5栋楼下消防通道被堵'
  for (const w of [first, second]) {
    await w.says(w.person('info_officer', '石岭村'), w.groupOf('石岭村'), said, { messageId: 'same' })
    await w.says(w.person('info_officer', '石岭村'), w.groupOf('石岭村'), '石岭村3组后山滑坡，路断了，暂时没有人受伤')
  }
  const numbers = (w: World) =>
    w.db.execute<{ no: string }>(sql`select no from records where text in (${said}) order by 1`)
  expect([...(await numbers(first))]).toHaveLength(1)
  expect([...(await numbers(second))]).toEqual([...(await numbers(first))])
  // one holds back the counters; the other goes on
  let freed!: () => void
  const held = new Promise<void>((done) => {
    freed = done
  })
  const holding = first.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.counters}, 1)`)
    await held
  })
  await second.says(
    second.person('info_officer', '石岭村'),
    second.groupOf('石岭村'),
    '今日巡查石岭村1组河堤，一切正常',
  )
  freed()
  await holding
  expect(second.deadLetters).toEqual([])
  expect(first.errors).toEqual([])
})

test('an address says its station once', () => {
  expect(ofStation('postgres://a:b@h/d', 3)).toBe('postgres://a:b@h/d?anan.station=3')
  expect(ofStation(ofStation('postgres://a:b@h/d?sslmode=require', 3), 4)).toBe(
    'postgres://a:b@h/d?sslmode=require&anan.station=4',
  )
  expect(stationOf('postgres://a:b@h/d')).toBe(null)
  expect(stationOf(ofStation('postgres://a:b@h/d', 12))).toBe(12)
})

test('a role that stands above the rules works under them all the same, also where a second station comes later', async () => {
  const said: string[] = []
  const open = (stationId: number) =>
    openDatabase({ databaseUrl: { reveal: () => first.owner }, dataDir: '/nowhere', stationId }, (m) => said.push(m))
  for (const [id, w] of [
    [1, first],
    [2, second],
  ] as const) {
    const { url } = await open(id)
    const mine = connect(url, { max: 1 })
    const stations =
      await mine.sql`select distinct station_id from people union select distinct station_id from records`
    expect([...stations]).toEqual([{ station_id: id }])
    expect(await mine.sql`update people set name = name where station_id <> ${id} returning id`).toHaveLength(0)
    // it writes what the service writes
    expect((await mine.sql`update people set name = name returning id`).length).toBe(w.roster.people.size)
    await mine.close()
  }
  // whoever keeps the database hears of it as before
  expect(said.join()).toMatch(/超级用户/)
})

test('a role that the rules do not bind, and that can make no other, is not let in where there are several stations', async () => {
  await admin((sql) =>
    sql.unsafe(`do $$ begin create role above login password 'above' bypassrls; exception when duplicate_object then null; end $$;
      grant all on all tables in schema public, drizzle to above; grant usage on schema public, drizzle to above`),
  )
  const url = first.owner.replace(/\/\/[^@]+@/, '//above:above@')
  await expect(openDatabase({ databaseUrl: { reveal: () => url }, dataDir: '/nowhere', stationId: 1 })).rejects.toThrow(
    /不止一个站/,
  )
})
