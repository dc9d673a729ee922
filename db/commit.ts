/**
 * The one writer. All changes of one or more decisions, their ledger lines and owed messages go down in the transaction it
 * is given; hot tables take many rows in one statement, so that a burst costs a handful of round trips. Who else writes what,
 * and that it is no fact of the station: `test/engine/writers.test.ts`.
 */
import { sql } from 'drizzle-orm'
import { PRIORITY, RULES } from '#domain/kernel/fact.ts'
import type { Subject } from '#domain/kernel/ledgered.ts'
import { markDrill } from '#domain/kernel/message.ts'
import { type Change, subjectOf } from '#domain/nouns.ts'
import { moveTimes } from './clock.ts'
import { anyOf, insertRows } from './engine/rows.ts'
import type { Db, Tx } from './engine/tx.ts'
import { lockCounters } from './flow/counters.ts'
import { ledger, outbox } from './flow/tables.ts'
import { ABOUT_KINDS, WRITERS } from './nouns.ts'

/** One decision: its changes, who caused it, and from which received event. */
export interface Decision {
  changes: Change[]
  /** Person id, `channel account` of a stranger, `token:name`, or `anan` for the clock. */
  actor: string
  inboxId: string | null
}

/** Applies decisions in order. Returns the channels that now owe something. */
export async function commit(tx: Tx, decisions: Decision[], now: Date): Promise<Set<string>> {
  const changes = decisions.flatMap((d) => d.changes.map((change) => ({ change, actor: d.actor, inboxId: d.inboxId })))
  const facts = changes.map((c) => c.change)
  const lines = changes.flatMap((c) => {
    const subject = subjectOf(c.change)
    return subject ? [{ ...c, subject }] : []
  })
  const drills = await drillsAmong(
    tx,
    lines.map((l) => l.subject),
  )
  // The statements run in this order on the one connection, but nobody waits for an answer in between.
  const written = [
    // first of all: what is written after it is by the new time
    moveTimes(tx, facts, now),
    ...WRITERS.map((write) => write(tx, facts, now)),
    insertRows(
      tx,
      ledger,
      lines.map(({ change, actor, inboxId, subject }) => ({
        at: now,
        change: change.type,
        subjectId: subject.id,
        actor,
        inboxId,
        data: subject.kept ?? change,
        rules: RULES,
        drill: subject.drill ?? drills.has(subject.id ?? ''),
      })),
    ),
  ]
  const [channels] = await Promise.all([owe(tx, facts, now), ...written])
  return channels
}

/**
 * Records what somebody did outside of any message and that owes nobody a word: a setting, an import, a token. In one
 * transaction: `look` reads and locks what it stands on and says what has happened; nothing said is nothing written.
 */
export const record = (
  db: Db,
  actor: string,
  now: Date,
  look: (tx: Tx) => Promise<readonly Change[]>,
): Promise<readonly Change[]> =>
  db.transaction(async (tx) => {
    // as every decision does, before any row: nobody waits for somebody who waits for them
    await lockCounters(tx)
    const changes = await look(tx)
    if (changes.length) await commit(tx, [{ changes: [...changes], actor, inboxId: null }], now)
    return changes
  })

/** A card that changes is changed at most this often, so that a busy chat does not eat the platform's allowance. */
const CARD_GAP_S = 2

/** Queues what is owed. Messages of a slot not yet sent take the newest body; a sent slot is edited at most every few seconds. */
async function owe(tx: Tx, changes: Change[], now: Date): Promise<Set<string>> {
  const owed = new Map<string, Extract<Change, { type: 'message.owed' }>['owed']>()
  for (const c of changes)
    if (c.type === 'message.owed')
      owed.set(
        c.owed.slot ? `${c.owed.to.channel} ${c.owed.to.chat ?? c.owed.to.account} ${c.owed.slot}` : c.owed.id,
        c.owed,
      )
  for (const { about } of owed.values())
    if (about && !ABOUT_KINDS.has(about.kind)) throw new Error(`a message is about "${about.kind}", which no room has`)
  const rows = [...owed.values()].map((o) => ({
    id: o.id,
    channel: o.to.channel,
    chat: o.to.chat ?? null,
    account: o.to.account ?? null,
    personId: o.personId ?? null,
    priority: PRIORITY[o.priority],
    message: markDrill(o.message),
    drill: o.message.drill ?? false,
    replyTo: o.replyTo ?? null,
    slot: o.slot ?? null,
    urgent: o.urgent && o.to.account ? { how: o.urgent, accounts: [o.to.account] } : null,
    step: o.step ?? null,
    aboutKind: o.about?.kind ?? null,
    aboutId: o.about?.id ?? null,
    still: o.still ?? null,
    state: 'queued',
    availableAt: now,
    expiresAt: o.expiresAt ?? null,
    createdAt: now,
  }))
  const plain = rows.filter((r) => !r.slot)
  const slotted = rows.filter((r) => r.slot)
  await Promise.all([
    insertRows(tx, outbox, plain),
    insertRows(
      tx,
      outbox,
      slotted,
      sql`on conflict (station_id, channel, slot, coalesce(chat, account)) where slot is not null and state = 'queued'
    do update set message = excluded.message, priority = least(outbox.priority, excluded.priority), reply_to = coalesce(outbox.reply_to, excluded.reply_to)`,
    ),
    slotted.length &&
      tx.execute(sql`update outbox o set available_at = least(s.sent_at, ${now.toISOString()}::timestamptz) + make_interval(secs => ${CARD_GAP_S}) from slots s
      where ${anyOf(
        sql`o.id`,
        slotted.map((r) => r.id),
        'uuid',
      )} and s.channel = o.channel and s.slot = o.slot and s.address = coalesce(o.chat, o.account) and s.sent_at > ${new Date(now.getTime() - CARD_GAP_S * 1000).toISOString()}`),
  ])
  return new Set(rows.map((r) => r.channel))
}

/** The drills among what changes name: said by the changes that make the rows, or by the rows themselves. */
async function drillsAmong(tx: Tx, subjects: Subject[]): Promise<Set<string>> {
  const made = new Map(subjects.flatMap((s) => (s.id && s.drill !== undefined ? [[s.id, s.drill] as const] : [])))
  const drills = new Set([...made].flatMap(([id, drill]) => (drill ? [id] : [])))
  const byTable = new Map<string, Set<string>>()
  for (const { id, of } of subjects)
    if (id && of && !made.has(id)) byTable.set(of, (byTable.get(of) ?? new Set()).add(id))
  if (!byTable.size) return drills
  const looks = [...byTable].map(
    ([table, ids]) => sql`select id from ${sql.identifier(table)} where drill and ${anyOf(sql`id`, [...ids], 'uuid')}`,
  )
  for (const row of await tx.execute<{ id: string }>(sql.join(looks, sql` union all `))) drills.add(row.id)
  return drills
}
