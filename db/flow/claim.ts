/** A lane's work on the outbox begins: due rows are claimed, with what they speak of as it stands now. */
import { sql } from 'drizzle-orm'
import type { Db } from '../engine/tx.ts'
import { ABOUT } from '../nouns.ts'
import type { OutboxRow } from './outbox.ts'

const LEASE_MS = 60_000

/** A claimed row with what must be known to send it. */
export interface Claimed extends Omit<OutboxRow, 'message'> {
  /** The message as JSON: the same one goes to many chats, and is read and rendered once. */
  message: string
  /** How what it speaks of stands now; null where it stands under no condition, or is not there. */
  about: unknown
  /** The platform message that shows the row's slot already. */
  shown: string | null
}

/**
 * Rows whose time has come, most urgent first, leased to the caller, with what they speak of as it stands now: one round trip.
 * None is less urgent than the priority `lowest`.
 * `flyingSlots`, written `slot address`, are left alone: one card of a slot is in flight at a time.
 */
export async function claim(
  db: Db,
  channel: string,
  most: number,
  lowest: number,
  now: Date,
  flyingSlots: readonly string[],
): Promise<Claimed[]> {
  const at = now.toISOString()
  const rows = await db.execute<Record<string, unknown>>(sql`
    with due as (select o.id from outbox o where o.channel = ${channel} and o.state = 'queued' and o.priority <= ${lowest} and o.available_at <= ${at}
        and (o.slot is null or not (o.slot || ' ' || coalesce(o.chat, o.account) = any (array(select jsonb_array_elements_text(${JSON.stringify(flyingSlots)}::jsonb)))))
        order by o.priority, o.available_at, o.id limit ${most} for update skip locked),
      mine as (update outbox o set state = 'leased', leased_until = ${new Date(now.getTime() + LEASE_MS).toISOString()}, attempts = o.attempts + 1, first_tried_at = coalesce(o.first_tried_at, ${at})
        from due where o.id = due.id returning o.*)
    select m.id, m.channel, m.chat, m.account, m.person_id, m.priority, case when m.message is distinct from lag(m.message) over (order by m.priority, m.id) then m.message::text end message, m.reply_to, m.slot, m.urgent, m.still, m.attempts, m.expires_at, m.first_tried_at, s.provider_id shown, case when m.still is not null then ${ABOUT} end about
    from mine m left join slots s on s.channel = m.channel and s.slot = m.slot and s.address = coalesce(m.chat, m.account)
    order by m.priority, m.id`)
  let message = ''
  return [...rows].map((r) => {
    // handed over once where it is the same as the one before: a warning goes to hundreds of chats
    message = (r.message as string | null) ?? message
    return {
      id: r.id,
      channel: r.channel,
      chat: r.chat,
      account: r.account,
      personId: r.person_id,
      priority: r.priority,
      message,
      replyTo: r.reply_to,
      slot: r.slot,
      urgent: r.urgent,
      still: r.still,
      attempts: r.attempts,
      expiresAt: r.expires_at ? new Date(r.expires_at as string) : null,
      firstTriedAt: new Date(r.first_tried_at as string),
      shown: r.shown,
      about: r.about,
    } as unknown as Claimed
  })
}
