/** The one way to PostgreSQL: postgres.js with Drizzle on top. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { stationOf } from './station.ts'
import type { Db } from './tx.ts'

export interface Database {
  url: string
  /** Whose rows it sees and writes, as its address says. */
  station: number | null
  sql: postgres.Sql
  db: Db
  close(): Promise<void>
}

/** @param max connections in the pool. Nothing is connected before the first query. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Database {
  const sql = postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 5,
    idle_timeout: 0,
    max_lifetime: null,
    backoff: () => 0.1,
  })
  return { url, station: stationOf(url), sql, db: drizzle(prepared(sql)), close: () => sql.end({ timeout: 5 }) }
}

/**
 * Drizzle sends every query unprepared; planning costs more than running the small ones. This makes each text a prepared
 * statement, in transactions too.
 */
function prepared<T extends object>(sql: T): T {
  return new Proxy(sql, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key === 'unsafe')
        return (query: string, params?: unknown[], options?: object) =>
          value.call(target, query, params, { ...options, prepare: true })
      if (key === 'begin' || key === 'savepoint')
        return (...args: unknown[]) => {
          const work = args.pop() as (tx: object) => unknown
          return value.call(target, ...args, (tx: object) => work(prepared(tx)))
        }
      return value
    },
  })
}
