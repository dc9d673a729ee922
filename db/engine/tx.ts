import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'

export type Db = PostgresJsDatabase
/** A running transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
