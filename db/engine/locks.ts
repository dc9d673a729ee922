/** Every advisory lock of the database, one number each: two uses of one number would wait for each other, or miss each other. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from './tx.ts'

export const LOCKS = {
  /** One process migrates at a time. */
  migrate: 7200,
  /** One chat is read by one process at a time; keyed by the chat. */
  intake: 7201,
  /** Whoever decides anything numbered; taken before any row of theirs. */
  counters: 7202,
  digest: 7203,
  /** Leadership, held by a session; keyed by what is led. */
  lead: 7204,
  seed: 7205,
  /** Keyed by token and Idempotency-Key. */
  idempotency: 7206,
  roster: 7207,
  audit: 7208,
  feed: 7209,
  /** One process marks earlier records at a time. */
  mark: 7211,
  /** The processes that live on one embedded server, shared; exclusive for the one who switches it off. */
  tenants: 7210,
  /** One process hands the database to its roles at a time. */
  roles: 7220,
} as const
export type Lock = keyof typeof LOCKS

/** What a station's own lock is keyed by: nobody waits for another station. */
export const keyOf = (name: SQL | string) => sql`hashtext(current_setting('anan.station') || ' ' || ${name})`

/** The station's, held until the transaction ends; with a key, only against whoever asks for the same key. */
export const lock = (tx: Tx, name: Lock, key?: string) =>
  key === undefined
    ? tx.execute(sql`select pg_advisory_xact_lock(${LOCKS[name]}, current_setting('anan.station')::int)`)
    : tx.execute(sql`select pg_advisory_xact_lock(${LOCKS[name]}, ${keyOf(key)})`)
