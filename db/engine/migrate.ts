/** Brings a database up to date: our tables by Drizzle's migrations, the queue's by BullMQ's own. Safe from several processes at once. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'bullmq'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as drizzleMigrate } from 'drizzle-orm/postgres-js/migrator'
import pg from 'pg'
import postgres from 'postgres'
import { LOCKS } from './locks.ts'
import { grantTo, makeBound, standsAbove } from './roles.ts'
import { keepApart } from './station.ts'

const folder = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * @param url of whoever owns the tables, or is to
 * @param service the role that works with them, where that is another: it is granted what it needs
 * @returns the role to work as, where the one that was given stands above the rules that keep stations apart
 */
export async function migrate(url: string, service?: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const queue = new pg.Client({ connectionString: url })
  // a server that ends meanwhile is told of by whatever waits for it
  queue.on('error', () => {})
  try {
    if (!service && (await onlyServes(sql))) return
    await queue.connect()
    await sql`select pg_advisory_lock(${LOCKS.migrate}, 0)`
    await Promise.all([drizzleMigrate(drizzle(sql), { migrationsFolder: folder }), runMigrations(queue, 'bullmq')])
    await keepApart(sql)
    const bound = (await standsAbove(sql, service)) ? await makeBound(sql) : undefined
    for (const role of [service, bound]) if (role) await grantTo(sql, role)
    return bound
  } finally {
    await Promise.allSettled([sql.end({ timeout: 5 }), queue.end()])
  }
}

/**
 * A role that does not own the tables can only work with them as they are.
 * @throws with a sentence for the person who started the service, where they are of an older version.
 */
async function onlyServes(sql: postgres.Sql): Promise<boolean> {
  const [role] = await sql<{ serves: boolean }[]>`
    select coalesce(not pg_has_role(current_user, (select relowner from pg_class where oid = to_regclass('public.ledger')), 'member'), false) serves`
  if (!role!.serves) return false
  const journal = JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')) as { entries: { when: number }[] }
  const [done] = await sql<{ at: string | null }[]>`select max(created_at) at from drizzle.__drizzle_migrations`
  if (Number(done?.at) < journal.entries.at(-1)!.when)
    throw new Error(
      '数据库要先更新到这一版，而 DATABASE_URL 里的账号不能改表。请设 DATABASE_OWNER_URL（建表的账号），再启动一次。',
    )
  return true
}
