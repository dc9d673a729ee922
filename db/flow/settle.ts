/** A lane's work on the outbox ends: what became of the rows it sent. */
import { sql } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'
import { REFUSED } from '../nouns.ts'
import type { OutboxRow } from './outbox.ts'

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
 * of its slot waits already is over. Where a message is refused, what rooms look at for it then is due at once.
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
    refused as (select about_kind, about_id, priority from done where state = 'refused'),
    looked as (insert into deadlines (id, kind, subject_id, due_at) select gen_random_uuid(), l.kind, l.id, ${at}::timestamptz from (${REFUSED}) l(kind, id))
    insert into slots (channel, address, slot, provider_id, sent_at) select distinct on (s.channel, s.address, s.slot) s.channel, s.address, s.slot, s.provider_id, ${at}::timestamptz from s join done using (id)
      where s.slot is not null and s.state = 'sent' and s.provider_id is not null
    on conflict (station_id, channel, address, slot) do update set provider_id = excluded.provider_id, sent_at = excluded.sent_at`)
}
