/**
 * Demo stations that one story after the other is told in. A clone, its connections and its end cost three times what a story
 * does, so rows are put back as they were seeded instead, while the next story is looked for.
 */
import postgres from 'postgres'
import { connect, type Database } from '#db/engine/client.ts'
import { freshDatabase } from './database.ts'

/** Rows that were changed and deleted are never vacuumed here: after so many stories a stage is dropped for a new one. */
const STORIES = 60

export interface Stage {
  /** As its owner, and as the station itself. */
  owner: string
  service: string
  database: Database
  /** It is no more as it was seeded but for its rows: dropped at the end, not used again. */
  spoil(): void
  leave(): Promise<void>
}

interface Kept {
  stage: Omit<Stage, 'spoil' | 'leave'>
  admin: postgres.Sql
  stories: number
  spoilt: boolean
  drop(): Promise<void>
}

const free: Promise<Kept | undefined>[] = []

export async function takeStage(): Promise<Stage> {
  const kept = (await free.pop()) ?? (await build())
  kept.stories += 1
  return {
    ...kept.stage,
    spoil: () => {
      kept.spoilt = true
    },
    leave: async () => {
      if (kept.spoilt || kept.stories >= STORIES) return end(kept)
      free.push(putBack(kept))
    },
  }
}

/** Migrated tables alone: few stories begin so, and each has its own. */
export async function emptyStage(): Promise<Stage> {
  const { url, service, drop } = await freshDatabase('empty')
  const database = connect(service, { max: 4 })
  return {
    owner: url,
    service,
    database,
    spoil() {},
    leave: async () => {
      await database.close()
      await drop()
    },
  }
}

async function build(): Promise<Kept> {
  const { url, service, drop } = await freshDatabase('demo')
  const admin = postgres(url, { max: 1, idle_timeout: 20, onnotice: () => {} })
  seeded ??= await statementsOf(admin)
  return {
    stage: { owner: url, service, database: connect(service, { max: 4 }) },
    admin,
    stories: 0,
    spoilt: false,
    drop,
  }
}

async function end({ stage, admin, drop }: Kept): Promise<void> {
  await Promise.all([stage.database.close(), admin.end()])
  await drop()
}

/** Undefined where somebody still works in it or holds a lock: that one is dropped. */
async function putBack(kept: Kept): Promise<Kept | undefined> {
  try {
    await kept.stage.database.sql`select 1`
    await kept.admin.unsafe(seeded!)
    return kept
  } catch {
    await end(kept).catch(() => {})
    return undefined
  }
}

/** What puts every row and counter back, as one text: read once, of a station in which nothing was said yet. */
let seeded: string | undefined

const LOCKED = `do $$ begin
  if exists (select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()))
  then raise 'somebody holds a lock'; end if;
end $$`

async function statementsOf(sql: postgres.Sql): Promise<string> {
  const tables = await sql<{ name: string; columns: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$|^drizzle$'`
  const counters = await sql<{ name: string; last: string | null; first: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name, last_value as last, start_value as first from pg_sequences`
  const rows = await Promise.all(
    tables.map(async ({ name, columns }) => {
      const [{ all }] = (await sql.unsafe(`select jsonb_agg(t)::text as all from ${name} t`)) as [
        { all: string | null },
      ]
      const kept = `insert into ${name} (${columns}) overriding system value select ${columns} from jsonb_populate_recordset(null::${name}, '${all?.replaceAll("'", "''")}')`
      return [`delete from ${name}`, ...(all ? [kept] : [])]
    }),
  )
  return [
    'begin',
    "set local lock_timeout = '2s'",
    'set local session_replication_role = replica',
    LOCKED,
    ...rows.flat(),
    ...counters.map(({ name, last, first }) => `select setval('${name}', ${last ?? first}, ${last !== null})`),
    'commit',
  ].join(';\n')
}
