/** A lane's work on the outbox, besides claiming rows (`claim.ts`) and settling them (`settle.ts`): what it must know of them. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../engine/tx.ts'
import { outbox } from './tables.ts'

export type OutboxRow = typeof outbox.$inferSelect

/** Owed still: waiting, or on its way. */
export const UNSENT = sql`(state = 'queued' or leased_until is not null)`

/** When the next queued row of a channel is due; null when nothing waits. */
export async function nextDue(db: Db, channel: string): Promise<Date | null> {
  const [row] = await db.execute<{ at: string | null }>(
    sql`select min(available_at) at from outbox where channel = ${channel} and state = 'queued'`,
  )
  return row?.at ? new Date(row.at) : null
}

/** The packet kept of a row, base64. */
export async function keptPacket(db: Db, id: string): Promise<string | undefined> {
  const [row] = await db.execute<{ body: string }>(sql`select body from packets where outbox_id = ${id}`)
  return row?.body
}

/** Keeps the packet of a row before it goes out; whoever was first stands. @returns what is kept. */
export async function keepPacket(db: Db, id: string, body: string): Promise<string> {
  await db.execute(sql`insert into packets (outbox_id, body) values (${id}, ${body}) on conflict do nothing`)
  return (await keptPacket(db, id))!
}

/** What still waits for an account is not sent any more. */
export const dropQueued = (tx: Tx, { channel, account }: { channel: string; account: string }, reason: string) =>
  tx.execute(
    sql`update outbox set state = 'settled', reason = ${reason} where channel = ${channel} and account = ${account} and state = 'queued'`,
  )

/** Rows that whoever held the lane before left in flight. */
export const leftInFlight = (db: Db, channel: string): Promise<OutboxRow[]> =>
  db.select().from(outbox).where(sql`${outbox.channel} = ${channel} and ${outbox.leasedUntil} is not null`)

/** When messages went out in the last minute, in ms: a process that takes the lane over keeps the platform's limits from there. */
export async function sentInLastMinute(db: Db, channel: string, now: Date): Promise<number[]> {
  const rows = await db.execute<{ at: string }>(
    sql`select sent_at at from outbox where channel = ${channel} and sent_at > ${new Date(now.getTime() - 60_000).toISOString()} and created_at > ${new Date(now.getTime() - 86_400_000).toISOString()} order by sent_at`,
  )
  return [...rows].map((r) => new Date(r.at).getTime())
}
