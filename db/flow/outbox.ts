/** A lane's work on the outbox, besides claiming rows (`claim.ts`): settling them in batches, and what it must know of them. */
import { sql } from 'drizzle-orm'
import { PRIORITY } from '#domain/kernel/fact.ts'
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

export interface Settled {
  id: string
  attempts: number
  state: OutboxRow['state']
  /** This attempt may have arrived though no answer said so. */
  doubt?: boolean
  provider_id: string | null
  reason: string | null
  available_at: string | null
  slot: string | null
  channel: string
  address: string | null
}

/**
 * Writes what became of rows. A row leased anew in the meantime is left alone; one that would wait again while a newer body
 * of its slot waits already is over. Where a warning's own message is refused, whom it was for is seen to at once.
 * It is not waited for on the disk: what a lost machine forgets of its last half second is taken up as what was in flight,
 * under the same key, as after a death between the platform's answer and this.
 */
export async function settle(db: Db, settled: Settled[], now: Date): Promise<void> {
  const json = JSON.stringify(settled)
  const at = now.toISOString()
  await db.execute(sql`
    with s as (select s.* from (select set_config('synchronous_commit', 'off', true)) unwaited, jsonb_to_recordset(${json}::jsonb) s(id uuid, attempts smallint, state text, doubt boolean, provider_id text, reason text, available_at timestamptz, slot text, channel text, address text)),
    done as (update outbox o set state = case when s.state = 'queued' and o.slot is not null and exists (
        select 1 from outbox q where q.channel = o.channel and q.slot = o.slot and q.state = 'queued' and coalesce(q.chat, q.account) = coalesce(o.chat, o.account)) then 'settled' else s.state end, provider_id = coalesce(s.provider_id, o.provider_id), reason = s.reason, doubt = o.doubt or coalesce(s.doubt, false), leased_until = null,
      sent_at = case when s.state = 'sent' then ${at}::timestamptz else o.sent_at end, available_at = coalesce(s.available_at, o.available_at)
      from s where o.id = s.id and o.id = any(array(select id from s)) and o.state = 'leased' and o.attempts = s.attempts returning o.id, o.state, o.about_kind, o.about_id, o.priority),
    reach as (insert into deadlines (id, kind, subject_id, due_at) select gen_random_uuid(), 'warning.reach', w.id, ${at}::timestamptz from warnings w
      where w.state = 'open' and w.id in (select about_id from done where state = 'refused' and about_kind = 'warning' and priority = ${PRIORITY.warning}))
    insert into slots (channel, address, slot, provider_id, sent_at) select distinct on (s.channel, s.address, s.slot) s.channel, s.address, s.slot, s.provider_id, ${at}::timestamptz from s join done using (id)
      where s.slot is not null and s.state = 'sent' and s.provider_id is not null
    on conflict (station_id, channel, address, slot) do update set provider_id = excluded.provider_id, sent_at = excluded.sent_at`)
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
