/** A lane's work on the outbox: claim due rows, look again at what they speak of, settle them in batches. */
import { sql } from 'drizzle-orm'
import type { About } from '#domain/delivery.ts'
import { outbox, type OutboxRow } from '../schema/flow.ts'
import type { Db } from '../tx.ts'

const LEASE_MS = 60_000

/** Rows whose time has come, most urgent first, leased to the caller. One card of a slot is in flight at a time. */
export async function claim(db: Db, channel: string, most: number, now: Date): Promise<OutboxRow[]> {
  const at = now.toISOString()
  return db.update(outbox)
    .set({ state: 'leased', leasedUntil: new Date(now.getTime() + LEASE_MS), attempts: sql`${outbox.attempts} + 1`, firstTriedAt: sql`coalesce(${outbox.firstTriedAt}, ${at})` })
    .where(sql`${outbox.id} in (select o.id from outbox o where o.channel = ${channel} and o.state = 'queued' and o.available_at <= ${at}
      and (o.slot is null or not exists (select 1 from outbox f where f.channel = o.channel and f.slot = o.slot and f.state = 'leased' and coalesce(f.chat, f.account) = coalesce(o.chat, o.account)))
      order by o.priority, o.available_at, o.id limit ${most} for update skip locked)`)
    .returning()
    .then((rows) => rows.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1)))
}

/** When the next queued row of a channel is due; null when nothing waits. */
export async function nextDue(db: Db, channel: string): Promise<Date | null> {
  const [row] = await db.execute<{ at: string | null }>(sql`select min(available_at) at from outbox where channel = ${channel} and state = 'queued'`)
  return row?.at ? new Date(row.at) : null
}

/** What the rows with a condition speak of, as it stands now. */
export async function aboutOf(db: Db, rows: OutboxRow[]): Promise<Map<string, About>> {
  const asked = rows.filter((r) => r.still && r.aboutId)
  if (!asked.length) return new Map()
  const ids = JSON.stringify(asked.map((r) => ({ id: r.id, about: r.aboutId, person: r.personId })))
  const found = await db.execute<{ id: string; w: string | null; a: boolean; r: string | null }>(sql`
    select q.id, w.state w, o.answered_at is not null a, r.state r from jsonb_to_recordset(${ids}::jsonb) q(id uuid, about uuid, person uuid)
    left join warnings w on w.id = q.about left join obligations o on o.warning_id = q.about and o.person_id = q.person left join records r on r.id = q.about`)
  return new Map([...found].map((f) => [f.id, { warningState: f.w ?? undefined, answered: f.a, recordState: f.r ?? undefined }]))
}

/** The platform message that shows each row's slot already. */
export async function shownOf(db: Db, rows: OutboxRow[]): Promise<Map<string, string>> {
  const slotted = rows.filter((r) => r.slot)
  if (!slotted.length) return new Map()
  const asked = JSON.stringify(slotted.map((r) => ({ id: r.id, channel: r.channel, address: r.chat ?? r.account, slot: r.slot })))
  const found = await db.execute<{ id: string; provider_id: string }>(sql`
    select q.id, s.provider_id from jsonb_to_recordset(${asked}::jsonb) q(id uuid, channel text, address text, slot text) join slots s using (channel, address, slot)`)
  return new Map([...found].map((f) => [f.id, f.provider_id]))
}

export interface Settled {
  id: string
  attempts: number
  state: OutboxRow['state']
  provider_id: string | null
  reason: string | null
  available_at: string | null
  slot: string | null
  channel: string
  address: string | null
}

/**
 * Writes what became of rows. A row leased anew in the meantime is left alone; one that would wait again while a newer body
 * of its slot waits already is over.
 */
export async function settle(db: Db, settled: Settled[], now: Date): Promise<void> {
  const json = JSON.stringify(settled)
  const at = now.toISOString()
  await db.execute(sql`
    with s as (select * from jsonb_to_recordset(${json}::jsonb) s(id uuid, attempts smallint, state text, provider_id text, reason text, available_at timestamptz, slot text, channel text, address text)),
    done as (update outbox o set state = case when s.state = 'queued' and o.slot is not null and exists (
        select 1 from outbox q where q.channel = o.channel and q.slot = o.slot and q.state = 'queued' and coalesce(q.chat, q.account) = coalesce(o.chat, o.account)) then 'settled' else s.state end, provider_id = coalesce(s.provider_id, o.provider_id), reason = s.reason, leased_until = null,
      sent_at = case when s.state = 'sent' then ${at}::timestamptz else o.sent_at end, available_at = coalesce(s.available_at, o.available_at)
      from s where o.id = s.id and o.state = 'leased' and o.attempts = s.attempts returning o.id)
    insert into slots (channel, address, slot, provider_id, sent_at) select distinct on (s.channel, s.address, s.slot) s.channel, s.address, s.slot, s.provider_id, ${at}::timestamptz from s join done using (id)
      where s.slot is not null and s.state = 'sent' and s.provider_id is not null
    on conflict (channel, address, slot) do update set provider_id = excluded.provider_id, sent_at = excluded.sent_at`)
}

/** Rows that whoever held the lane before left in flight. */
export const leftInFlight = (db: Db, channel: string): Promise<OutboxRow[]> =>
  db.select().from(outbox).where(sql`${outbox.channel} = ${channel} and ${outbox.state} = 'leased'`)

/** When messages went out in the last minute, in ms: a process that takes the lane over keeps the platform's limits from there. */
export async function sentInLastMinute(db: Db, channel: string, now: Date): Promise<number[]> {
  const rows = await db.execute<{ at: string }>(sql`select sent_at at from outbox where channel = ${channel} and sent_at > ${new Date(now.getTime() - 60_000).toISOString()} order by sent_at`)
  return [...rows].map((r) => new Date(r.at).getTime())
}
