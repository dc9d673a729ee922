/**
 * Inbox → decisions → one commit. Runs in the process that received the message, at once; `sweep` hands it what a dead
 * process left. A batch takes at most one message from each chat, its oldest unread, under the chat's lock.
 */
import { sql } from 'drizzle-orm'
import { commit, type Decision } from '#db/commit.ts'
import { openCounters } from '#db/load/counters.ts'
import { accountOf, type Heard, loadSituations } from '#db/load/situation.ts'
import { LOCKS } from '#db/locks.ts'
import type { Db, Tx } from '#db/tx.ts'
import { decide } from '#domain/dialog.ts'
import type { Inbound, MessageEvent } from '#domain/message.ts'
import { failureLine } from '#domain/privacy.ts'
import { accountKey, personOf } from '#domain/roster.ts'
import type { Ground } from '#domain/situation.ts'
import { giveUp } from './give-up.ts'
import type { Read } from './ground.ts'

/** Tries of one message before it is parked and its chat goes on. */
export const MAX_TRIES = 5
const BATCH = 64

export interface IntakeParts {
  db: Db
  ground(): Promise<Ground>
  read: Read
  hashOf(text: string): string
  now(): Date
  poke(channel: string): void
  log: { error(fields: object, message: string): void }
  /** Called once for a message given up on, after it was filed and told of. */
  parked(inboxId: string, error: string): void
  /** Called when photos or files came, so that they are fetched before their links expire. */
  attached?(): void
}

interface Unread {
  /** The chat has another unread message behind this one. */
  more: boolean
  id: string
  chat_key: string
  /** Its place among the chat's messages; a bigint, as the driver gives it. */
  seq: string
  event: Inbound
  attempts: number
}

export function createIntake(parts: IntakeParts) {
  const pending = new Set<string>()
  let running: Promise<void> | undefined

  /** One batch after another: what comes in meanwhile makes the next batch larger, and cheaper a message. */
  async function drain(): Promise<void> {
    while (pending.size) {
      const keys = [...pending].slice(0, BATCH)
      for (const key of keys) pending.delete(key)
      try {
        for (const key of await takeBatch(parts, keys)) pending.add(key)
      } catch (error) {
        parts.log.error({ err: error }, 'intake batch failed; the sweep tries again')
      }
    }
  }

  const wake = (chatKeys: string[]): void => {
    for (const key of chatKeys) pending.add(key)
    running ??= drain().finally(() => {
      running = undefined
      if (pending.size) wake([])
    })
  }

  return {
    /** Reads these chats now; returns at once. */
    wake,
    /** Resolves when nothing more is being read. */
    async idle(): Promise<void> {
      while (running) await running
    },
  }
}

/** Reads one message of each chat. Returns the chats that may have more. */
async function takeBatch(parts: IntakeParts, keys: string[]): Promise<string[]> {
  try {
    return await readTogether(parts, keys)
  } catch (error) {
    if (keys.length === 1) {
      await failed(parts, keys[0]!, error)
      return []
    }
    // Something in the batch cannot be committed: each chat alone, so that one bad message holds up only itself.
    const more: string[] = []
    for (const key of keys) more.push(...(await takeBatch(parts, [key])))
    return more
  }
}

async function readTogether(parts: IntakeParts, keys: string[]): Promise<string[]> {
  const throws: { row: Unread; error: unknown }[] = []
  const { channels, seen, attached } = await parts.db.transaction(async (tx) => {
    const [ground, rows] = await Promise.all([parts.ground(), oldestUnread(tx, keys, parts.now())])
    if (!rows.length) return { channels: new Set<string>(), seen: [], attached: false }
    const heard = rows.map((row) => hear(parts, ground, row.event))
    const [situations, counters] = await Promise.all([
      loadSituations(tx, heard, ground.roster, ground.now, ground.settings.join_minutes),
      openCounters(tx, ground),
    ])
    const decisions: Decision[] = []
    const read: Unread[] = []
    rows.forEach((row, i) => {
      const h = heard[i]!
      try {
        const changes = decide({
          ...ground,
          ...situations[i]!,
          newNo: counters.next,
          event: row.event,
          reading: h.reading,
          person: h.person,
          account: h.account,
          chat: chatOf(ground, row.event),
          again: (before) =>
            parts.read(row.event as MessageEvent, h.person, ground, before === 'aside' ? undefined : before),
        })
        decisions.push({
          changes,
          actor: h.person?.id ?? (h.account ? accountKey(row.event.channel, h.account) : 'anan'),
          inboxId: row.id,
        })
        read.push(row)
      } catch (error) {
        throws.push({ row, error })
      }
    })
    const [touched] = await Promise.all([commit(tx, decisions, ground.now), counters.save(), markRead(tx, read)])
    return {
      channels: touched,
      seen: rows.filter((r) => r.more).map((r) => r.chat_key),
      attached: decisions.some((d) => d.changes.some((c) => c.type === 'attachment.received')),
    }
  })
  for (const channel of channels) parts.poke(channel)
  if (attached) parts.attached?.()
  for (const { row, error } of throws) await failedRow(parts, row, error)
  return seen
}

const markRead = (tx: Tx, rows: Unread[]) =>
  rows.length &&
  tx.execute(
    sql`delete from unread u using jsonb_to_recordset(${JSON.stringify(rows.map(keyOf))}::jsonb) r(chat_key text, seq bigint) where u.chat_key = r.chat_key and u.seq = r.seq`,
  )

const keyOf = ({ chat_key, seq }: Unread) => ({ chat_key, seq })

/** The oldest unread message of each chat, the chats locked for this transaction so that no other process reads them. */
async function oldestUnread(tx: Tx, keys: string[], now: Date): Promise<Unread[]> {
  const json = JSON.stringify([...keys].sort())
  const locked = tx.execute(
    sql`select pg_advisory_xact_lock(${LOCKS.intake}, h) from (select distinct hashtext(k) h from jsonb_array_elements_text(${json}::jsonb) k order by 1) locks`,
  )
  const reading = tx.execute<Unread & Record<string, unknown>>(sql`
    select i.id, u.chat_key, u.seq, i.event, u.attempts, u.more from jsonb_array_elements_text(${json}::jsonb) k cross join lateral (
      select chat_key, seq, inbox_id, attempts, next_at, lead(seq) over (order by seq) is not null more from unread
      where chat_key = k and next_at is not null order by seq limit 1) u join inbox i on i.id = u.inbox_id
    where u.next_at <= ${now.toISOString()}`)
  await locked
  return [...(await reading)]
}

function hear(parts: IntakeParts, ground: Ground, event: Inbound): Heard {
  const account = accountOf(event)
  const person = account ? personOf(ground.roster, event.channel, account) : undefined
  const reading = event.type === 'message' && event.text ? parts.read(event, person, ground) : undefined
  return { event, account, person, reading }
}

const chatOf = (ground: Ground, event: Inbound) =>
  'chat' in event
    ? ground.roster.chats.find((c) => c.channel === event.channel && c.chat === event.chat?.id)
    : undefined

async function failed(parts: IntakeParts, key: string, error: unknown): Promise<void> {
  const [row] = await parts.db.execute<Unread & Record<string, unknown>>(
    sql`select i.id, u.chat_key, u.seq, i.event, u.attempts, false more from unread u join inbox i on i.id = u.inbox_id where u.chat_key = ${key} and u.next_at is not null order by u.seq limit 1`,
  )
  if (row) await failedRow(parts, row, error)
}

/** Counts a try against a message; after the last one it is given up: filed with its bare words, answered, told of; its chat goes on. */
async function failedRow(parts: IntakeParts, row: Unread, error: unknown): Promise<void> {
  const message = failureLine(error)
  const tries = row.attempts + 1
  const now = parts.now()
  const park = tries >= MAX_TRIES
  parts.log.error({ err: error, inbox: row.id, tries, parked: park }, 'a message could not be read')
  await parts.db.execute(
    sql`update unread set attempts = ${tries}, error = ${message}, next_at = ${new Date(now.getTime() + 250 * 2 ** tries).toISOString()} where chat_key = ${row.chat_key} and seq = ${row.seq}`,
  )
  if (park && (await giveUp(parts, row, message))) parts.parked(row.id, message)
}
