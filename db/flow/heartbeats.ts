/** When something that comes round again and again was last done, by its name. */
import { eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '../engine/tx.ts'
import { heartbeats } from './tables.ts'

export const beat = (db: Db | Tx, name: string, now: Date): Promise<unknown> =>
  db.execute(
    sql`insert into heartbeats (name, at) values (${name}, ${now.toISOString()}) on conflict (station_id, name) do update set at = excluded.at`,
  )

/** Null before the first. */
export async function lastBeat(db: Db | Tx, name: string): Promise<Date | null> {
  const [row] = await db.select({ at: heartbeats.at }).from(heartbeats).where(eq(heartbeats.name, name))
  return row?.at ?? null
}

/** What was done once and need not be done again: its mark stands, and takes the place of those of before. */
export async function markOnce(db: Db, of: string, mark: string, now: Date): Promise<void> {
  const name = `${of} ${mark}`
  await db.execute(
    sql`insert into heartbeats (name, at) values (${name}, ${now.toISOString()}) on conflict (station_id, name) do nothing`,
  )
  await db.execute(sql`delete from heartbeats where name like ${`${of} %`} and name <> ${name}`)
}

export const isMarked = async (db: Db, of: string, mark: string): Promise<boolean> =>
  (await lastBeat(db, `${of} ${mark}`)) !== null
