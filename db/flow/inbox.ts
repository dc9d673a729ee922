/** What was received, kept before anything is decided of it, and which of it is still to be read. */
import { sql } from 'drizzle-orm'
import type { Inbound } from '#domain/kernel/message.ts'
import { LOCKS, keyOf as lockKeyOf } from '../engine/locks.ts'
import type { Db, Tx } from '../engine/tx.ts'

/** A received event as it is kept; the platform's own body word for word in `raw`. */
export interface Kept {
  id: string
  chatKey: string
  event: Inbound
  raw: string
}

/** An event still to be read. */
export interface Unread {
  /** Unread messages of the chat behind this one. */
  behind: number
  id: string
  chat_key: string
  /** Its place among the chat's messages; a bigint, as the driver gives it. */
  seq: string
  event: Inbound
  /** Tries begun, this one among them once it is counted. */
  attempts: number
}

type Place = Pick<Unread, 'chat_key' | 'seq'>

/**
 * Keeps what was received; what was received before is known by its event id. The try that follows at once is counted here
 * already: see `createIntake`.
 * @returns what is new.
 */
export async function keepReceived(
  db: Db,
  received: readonly Kept[],
  now: Date,
): Promise<{ keys: string[]; ids: string[] }> {
  const at = now.toISOString()
  const rows = received.map(({ id, chatKey, event, raw }) => ({
    id,
    channel: event.channel,
    event_id: event.eventId,
    chat_key: chatKey,
    event,
    raw,
    received_at: at,
  }))
  const fresh = await db.execute<{ chat_key: string; inbox_id: string }>(sql`
    with fresh as (insert into inbox (id, channel, event_id, chat_key, event, raw, received_at)
      select id, channel, event_id, chat_key, event, raw, received_at from jsonb_populate_recordset(null::inbox, ${JSON.stringify(rows)}::jsonb)
      on conflict (station_id, channel, event_id) do nothing returning id, chat_key, seq)
    insert into unread (chat_key, seq, inbox_id, next_at, attempts) select chat_key, seq, id, ${at}, 1 from fresh returning chat_key, inbox_id`)
  return { keys: [...new Set([...fresh].map((r) => r.chat_key))], ids: [...fresh].map((r) => r.inbox_id) }
}

/** Puts a message behind what is unread of its chat once more, with all that was said of it and what somebody said it means. */
export async function readAnew(
  tx: Tx,
  {
    inboxId,
    id,
    channel,
    as,
    messages,
    text,
  }: { inboxId: string; id: string; channel: string; as: string; messages: readonly string[]; text: string },
  now: Date,
): Promise<void> {
  const fresh = await tx.execute(sql`
    with fresh as (insert into inbox (id, channel, event_id, chat_key, event, raw, received_at)
      select ${inboxId}::uuid, channel, ${`meant:${id}`}, chat_key, event || ${JSON.stringify({ text, attachments: [], meant: { as, messages } })}::jsonb, '', ${now.toISOString()}
      from inbox where channel = ${channel} and event_id = ${messages[0] ?? ''}
      on conflict (station_id, channel, event_id) do nothing returning id, chat_key, seq)
    insert into unread (chat_key, seq, inbox_id, next_at, attempts) select chat_key, seq, id, ${now.toISOString()}, 0 from fresh returning 1`)
  // what nobody would ever read is not taken as done
  if (!fresh.length) throw new Error('the message to be read anew is not there any more')
}

/**
 * The oldest unread messages of each chat, in order, the chats locked for this transaction so that no other process reads them.
 * @param each most of one chat.
 */
export async function oldestUnread(tx: Tx, keys: string[], each: number, now: Date): Promise<Unread[]> {
  const json = JSON.stringify([...keys].sort())
  const locked = tx.execute(
    sql`select pg_advisory_xact_lock(${LOCKS.intake}, h) from (select distinct ${lockKeyOf(sql`k`)} h from jsonb_array_elements_text(${json}::jsonb) k order by 1) locks`,
  )
  // one more is looked at than is taken, to know whether there is one; none is taken past one that waits for its time
  const reading = tx.execute<Unread & Record<string, unknown>>(sql`
    select i.id, u.chat_key, u.seq, i.event, u.attempts, u.behind::int from jsonb_array_elements_text(${json}::jsonb) k cross join lateral (
      select *, bool_and(next_at <= ${now.toISOString()}) over (order by seq) due, count(*) over () - row_number() over (order by seq) behind, row_number() over (order by seq) place
      from (select chat_key, seq, inbox_id, attempts, next_at from unread where chat_key = k and next_at is not null order by seq limit ${each + 1}) first) u
      join inbox i on i.id = u.inbox_id
    where u.due and u.place <= ${each} order by u.chat_key, u.place`)
  await locked
  return [...(await reading)]
}

/** They are read: in the commit of what was decided of them. */
export const markRead = async (tx: Tx, rows: readonly Place[]) =>
  rows.length &&
  tx.execute(
    sql`delete from unread u using jsonb_to_recordset(${JSON.stringify(rows.map(placeOf))}::jsonb) r(chat_key text, seq bigint) where u.chat_key = r.chat_key and u.seq = r.seq`,
  )

const placeOf = ({ chat_key, seq }: Place): Place => ({ chat_key, seq })

/** Counts a try of each, in a commit of its own. @returns those that are still to be read, as counted. */
export async function countTries<R extends Place>(db: Db, rows: readonly R[]): Promise<(R & { attempts: number })[]> {
  const counted = await db.execute<{ chat_key: string; seq: string; attempts: number }>(
    sql`update unread u set attempts = u.attempts + 1 from jsonb_to_recordset(${JSON.stringify(rows.map(placeOf))}::jsonb) r(chat_key text, seq bigint)
      where u.chat_key = r.chat_key and u.seq = r.seq and u.next_at is not null returning u.chat_key, u.seq, u.attempts`,
  )
  const tries = new Map(counted.map((c) => [`${c.chat_key} ${c.seq}`, c.attempts]))
  return rows.flatMap((row) => {
    const attempts = tries.get(`${row.chat_key} ${row.seq}`)
    return attempts === undefined ? [] : [{ ...row, attempts }]
  })
}

/** A try that failed: it is read again at `nextAt`. */
export const putOff = (db: Db, row: Place, { tries, error, nextAt }: { tries: number; error: string; nextAt: Date }) =>
  db.execute(
    sql`update unread set attempts = ${tries}, error = ${error}, next_at = ${nextAt.toISOString()} where chat_key = ${row.chat_key} and seq = ${row.seq}`,
  )

/** Takes it off the unread ones: a dead letter, to be looked into. @returns whether it was there still. */
export const setAside = async (tx: Db | Tx, { chat_key, seq }: Place, error: string): Promise<boolean> =>
  (
    await tx.execute(
      sql`update unread set next_at = null, error = ${error} where chat_key = ${chat_key} and seq = ${seq} and next_at is not null returning seq`,
    )
  ).length > 0
