/** Brings a database up to date: our tables by Drizzle's migrations, the queue's by BullMQ's own. Safe from several processes at once. */
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'bullmq'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as drizzleMigrate } from 'drizzle-orm/postgres-js/migrator'
import pg from 'pg'
import postgres from 'postgres'
import { LOCKS } from './locks.ts'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const queue = new pg.Client({ connectionString: url })
  try {
    await queue.connect()
    await sql`select pg_advisory_lock(${LOCKS.migrate}, 0)`
    await Promise.all([drizzleMigrate(drizzle(sql), { migrationsFolder: folder }), runMigrations(queue, 'bullmq')])
  } finally {
    await Promise.allSettled([sql.end({ timeout: 5 }), queue.end()])
  }
}
