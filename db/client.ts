/** The one way to PostgreSQL: postgres.js with Drizzle on top. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Db } from './tx.ts'

export interface Database {
  url: string
  sql: postgres.Sql
  db: Db
  close(): Promise<void>
}

/** @param max connections in the pool. Nothing is connected before the first query. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Database {
  const sql = postgres(url, { max, onnotice: () => {}, connect_timeout: 5, idle_timeout: 0, max_lifetime: null })
  return { url, sql, db: drizzle(sql), close: () => sql.end({ timeout: 5 }) }
}
