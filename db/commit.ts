/**
 * The one writer. All changes of one or more decisions, their ledger lines and owed messages go down in the transaction it
 * is given; hot tables take many rows in one statement, so that a burst costs a handful of round trips.
 */
import { sql } from 'drizzle-orm'
import { type Change, PRIORITY, RULES } from '#domain/change.ts'
import { markDrill } from '#domain/message.ts'
import { applyAudit } from './facts/audit.ts'
import { applyBroadcasts } from './facts/broadcasts.ts'
import { applyPeople } from './facts/people.ts'
import { applyRecords } from './facts/records.ts'
import { applyTime } from './facts/time.ts'
import { applyWarnings } from './facts/warnings.ts'
import { among, insertRows } from './rows.ts'
import { ledger, outbox } from './schema/flow.ts'
import type { Tx } from './tx.ts'

/** One decision: its changes, who caused it, and from which received event. */
export interface Decision {
  changes: Change[]
  /** Person id, `channel account` of a stranger, `token:name`, or `anan` for the clock. */
  actor: string
  inboxId: string | null
}

/** Our own means, not facts of the station: owed messages and receipts have rows of their own, and deadlines follow from the facts. */
const UNLEDGERED: ReadonlySet<Change['type']> = new Set([
  'message.owed',
  'message.read',
  'deadline.set',
  'deadlines.cleared',
  'audit.clean',
  'link.tested',
  'link.heard',
])

/** Applies decisions in order. Returns the channels that now owe something. */
export async function commit(tx: Tx, decisions: Decision[], now: Date): Promise<Set<string>> {
  const changes = decisions.flatMap((d) => d.changes.map((change) => ({ change, actor: d.actor, inboxId: d.inboxId })))
  const facts = changes.map((c) => c.change)
  const drills = await drillsNamed(tx, facts)
  // The statements run in this order on the one connection, but nobody waits for an answer in between.
  const [, , , , , , , channels] = await Promise.all([
    applyPeople(tx, facts, now),
    applyRecords(tx, facts, now),
    applyWarnings(tx, facts, now),
    applyBroadcasts(tx, facts, now),
    applyTime(tx, facts, now),
    applyAudit(tx, facts, now),
    insertRows(
      tx,
      ledger,
      changes
        .filter((c) => !UNLEDGERED.has(c.change.type))
        .map(({ change, actor, inboxId }) => ({
          at: now,
          change: change.type,
          subjectId: subjectOf(change),
          actor,
          inboxId,
          data: change,
          rules: RULES,
          drill: drillOf(change, drills),
        })),
    ),
    owe(tx, facts, now),
  ])
  return channels
}

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
      sql`on conflict (channel, slot, coalesce(chat, account)) where slot is not null and state = 'queued'
    do update set message = excluded.message, priority = least(outbox.priority, excluded.priority), reply_to = coalesce(outbox.reply_to, excluded.reply_to)`,
    ),
    slotted.length &&
      tx.execute(sql`update outbox o set available_at = s.sent_at + make_interval(secs => ${CARD_GAP_S}) from slots s
      where ${among(
        sql`o.id`,
        slotted.map((r) => r.id),
        'uuid',
      )} and s.channel = o.channel and s.slot = o.slot and s.address = coalesce(o.chat, o.account) and s.sent_at > ${new Date(now.getTime() - CARD_GAP_S * 1000).toISOString()}`),
  ])
  return new Set(rows.map((r) => r.channel))
}

const subjectOf = (c: Change): string | null =>
  'record' in c
    ? c.record.id
    : 'warning' in c
      ? c.warning.id
      : 'warningId' in c
        ? c.warningId
        : 'subjectId' in c
          ? c.subjectId
          : 'personId' in c
            ? c.personId
            : c.type.startsWith('record') && 'id' in c
              ? c.id
              : /^(?:warning|broadcast)/.test(c.type) && 'id' in c
                ? c.id
                : 'broadcast' in c
                  ? c.broadcast.id
                  : null

const drillOf = (c: Change, drills: ReadonlySet<string>): boolean =>
  'record' in c
    ? c.record.drill
    : 'warning' in c
      ? c.warning.drill
      : 'broadcast' in c
        ? c.broadcast.drill
        : drills.has(subjectOf(c) ?? '')

/** The drills among warnings and records that changes name without carrying them: their lines in the ledger are marked too. */
async function drillsNamed(tx: Tx, changes: Change[]): Promise<Set<string>> {
  const ids = changes.flatMap((c) =>
    'warningId' in c ? (c.warningId ?? []) : /^(?:record|warning)\./.test(c.type) && 'id' in c ? c.id : [],
  )
  if (!ids.length) return new Set()
  const named = among(sql`id`, [...new Set(ids)], 'uuid')
  const rows = await tx.execute<{ id: string }>(
    sql`select id from warnings where drill and ${named} union all select id from records where drill and ${named}`,
  )
  return new Set([...rows].map((r) => r.id))
}
