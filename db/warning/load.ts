/** Serves what decisions need of warnings. */
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { PRIORITY } from '#domain/kernel/fact.ts'
import type { Heard } from '#domain/kernel/heard.ts'
import type { Inbound } from '#domain/kernel/message.ts'
import type { Rec } from '#domain/record/record.ts'
import * as needs from '#domain/warning/needs.ts'
import {
  isOwed,
  type Obligation,
  type Sending,
  type Standing,
  type Warning,
  type WarningState,
} from '#domain/warning/warning.ts'
import { isUuid } from '../engine/page.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { lockCounters } from '../flow/counters.ts'
import { inbox, ledger, outbox } from '../flow/tables.ts'
import { type Loader, type Loading, sendersOf } from '../need.ts'
import { cited } from '../record/cited.ts'
import { openStates } from '../record/states.ts'
import { records } from '../record/tables.ts'
import { obligations, warnings } from './tables.ts'

const HOUR_MS = 3600_000
const {
  SUBJECT_WARNING,
  WHOLE_WARNING,
  ENDING_WARNING,
  ASKED,
  OPEN_WARNINGS,
  RECENT_WARNINGS,
  RECALLED_WARNINGS,
  SHOWN,
  SUCCESSOR,
} = needs

/** Numbers as warnings and their drills have them. */
const numberIn = (event: Inbound) =>
  event.type === 'message' ? /(?:YJ|YLTZ)-\d{8}-\d{3,5}/i.exec(event.text)?.[0].toUpperCase() : undefined

/** The warning that an event speaks of: pressed, named by its number, or quoted. */
async function namedIn(l: Loading): Promise<(event: Inbound) => string | undefined> {
  const pointed = await l.once(cited)
  const numbers = l.asking(SUBJECT_WARNING).flatMap((h) => numberIn(h.event) ?? [])
  const rows = numbers.length
    ? await l.tx.select({ id: warnings.id, no: warnings.no }).from(warnings).where(anyOf(warnings.no, numbers))
    : []
  const byNo = new Map(rows.map((r) => [r.no, r.id]))
  return (event) => {
    if (event.type === 'press') return event.data.id && isUuid(event.data.id) ? event.data.id : undefined
    const named = byNo.get(numberIn(event) ?? '')
    if (named) return named
    const c = pointed(event)
    return c?.kind === 'warning' ? c.id : undefined
  }
}

const newestFirst = (states: WarningState[]) => states.sort((a, b) => (a.warning.id < b.warning.id ? 1 : -1))

/**
 * All warnings that somebody of the batch needs, in one look: named ones, open ones that ask a sender, and all open ones where
 * somebody asks how they stand. Newest first. Each with all obligations where all may be looked at, else only those of the
 * senders: hundreds answer one warning within minutes.
 */
async function batchOf(l: Loading): Promise<WarningState[]> {
  const { tx } = l
  const named = await l.once(namedIn)
  const naming = [SUBJECT_WARNING, WHOLE_WARNING, ENDING_WARNING].flatMap((n) => l.asking(n))
  const ids = naming.flatMap((h) => named(h.event) ?? [])
  const people = sendersOf([...l.asking(ASKED), ...naming])
  const all = l.asking(OPEN_WARNINGS).length > 0
  if (!ids.length && !people.length && !all) return []
  const asked = people.length
    ? sql`exists (select 1 from obligations o where o.warning_id = ${warnings.id} and ${anyOf(sql`o.person_id`, people, 'uuid')})`
    : sql`false`
  const wanted = sql`(${ids.length ? anyOf(warnings.id, ids, 'uuid') : sql`false`} or (${warnings.state} = 'open' and (${all} or ${asked})))`
  const found = (await tx.select().from(warnings).where(wanted).orderBy(desc(warnings.id))) as Warning[]
  const whole = [WHOLE_WARNING, ENDING_WARNING].flatMap((n) => l.asking(n).flatMap((h) => named(h.event) ?? []))
  const states = newestFirst(await withObligations(tx, found, all ? undefined : { whole, people }))
  const ending = l.asking(ENDING_WARNING).flatMap((h) => named(h.event) ?? [])
  return withSent(
    tx,
    states,
    found.map((w) => w.id).filter((id) => ending.includes(id)),
  )
}

const subject: Loader<WarningState | undefined> = async (l) => {
  const [states, named] = await Promise.all([l.once(batchOf), l.once(namedIn)])
  return ({ event }) => {
    const id = named(event)
    return id === undefined ? undefined : states.find((w) => w.warning.id === id)
  }
}

const askedOf = (states: readonly WarningState[], h: Heard): needs.Asked[] =>
  states.flatMap((w) =>
    w.warning.state === 'open'
      ? w.obligations
          .filter((o) => !!h.person && o.personId === h.person.id)
          .map((obligation) => ({ obligation, warning: w.warning }))
      : [],
  )

const asked: Loader<readonly needs.Asked[]> = async (l) => {
  const states = await l.once(batchOf)
  return (h) => askedOf(states, h)
}

const openOnes: Loader<readonly WarningState[]> = async (l) => {
  const states = await l.once(batchOf)
  const open = states.filter((w) => w.warning.state === 'open')
  return () => open
}

/** Looked up only where somebody is asked by several, since one alone cannot be mistaken for another. */
const shown: Loader<ReadonlyMap<string, Date>> = async (l, asking) => {
  const states = await l.once(batchOf)
  const open = states.filter((w) => w.warning.state === 'open')
  const several = asking.filter((h) => askedOf(open, h).filter((a) => isOwed(a.obligation)).length > 1)
  const chats = several.flatMap((h) => (h.event.type === 'message' ? [h.event.chat.id] : []))
  const rows = several.length
    ? [
        ...(await l.tx.execute<{ about_id: string; chat: string | null; person_id: string | null; at: string }>(sql`
        select about_id, chat, person_id, max(coalesce(sent_at, created_at)) at from outbox
        where about_kind = 'warning' and ${anyOf(
          sql`about_id`,
          open.map((w) => w.warning.id),
          'uuid',
        )} and state in ('queued', 'leased', 'sent') and priority = ${PRIORITY.warning}
          and (${anyOf(sql`chat`, chats)} or ${anyOf(sql`person_id`, sendersOf(several), 'uuid')}) group by 1, 2, 3`)),
      ]
    : []
  return ({ event, person }) => {
    const chat = 'chat' in event ? event.chat?.id : undefined
    const last = new Map<string, Date>()
    for (const r of rows) {
      const at = new Date(r.at)
      const here = (r.chat && r.chat === chat) || (r.person_id && r.person_id === person?.id)
      if (here && !(last.get(r.about_id)! > at)) last.set(r.about_id, at)
    }
    return last
  }
}

const successor: Loader<Warning | undefined> = async (l, asking) => {
  const named = await l.once(namedIn)
  const of = await successorsOf(
    l.tx,
    asking.flatMap((h) => named(h.event) ?? []),
  )
  return ({ event }) => of.get(named(event) ?? '')
}

const recentOnes: Loader<WarningState[]> = async ({ tx, context }) => {
  const states = await recentWarnings(tx, context.now)
  return () => states
}

const openDrills: Loader<readonly WarningState[]> = async ({ tx }) => {
  const found = (await tx
    .select()
    .from(warnings)
    .where(and(eq(warnings.state, 'open'), warnings.drill))
    .orderBy(desc(warnings.id))) as Warning[]
  const states = await withSent(
    tx,
    await withObligations(tx, found),
    found.map((w) => w.id),
  )
  return () => states
}

const recalledOnes: Loader<readonly Warning[]> = async ({ tx, context }, asking) => {
  const drafts = await draftedBy(tx, asking, context.now)
  return ({ event }) =>
    event.type === 'recall' ? drafts.filter((r) => r.messageId === event.messageId).map((r) => r.warning) : []
}

/** Beside a question on returning: warnings that went out in the last days, and who was moved since. */
const returning: Loader<needs.Returning | undefined> = async ({ tx, context }) => {
  const since = new Date(context.now.getTime() - MOVED_BEFORE_MS)
  const [sent, standing] = await Promise.all([
    tx
      .select({ id: warnings.id, drill: warnings.drill, villages: warnings.villages, area: warnings.area })
      .from(warnings)
      .where(
        and(sql`${warnings.openedAt} > ${since.toISOString()}`, inArray(warnings.state, ['open', 'lifted', 'closed'])),
      ),
    standingOf(tx, since),
  ])
  const found = { warnings: sent as needs.Returning['warnings'], standing }
  return () => found
}

export const WARNING_LOADERS = {
  [SUBJECT_WARNING.name]: subject,
  [WHOLE_WARNING.name]: subject,
  [ENDING_WARNING.name]: subject,
  [ASKED.name]: asked,
  [SHOWN.name]: shown,
  [SUCCESSOR.name]: successor,
  [OPEN_WARNINGS.name]: openOnes,
  [RECENT_WARNINGS.name]: recentOnes,
  [RECALLED_WARNINGS.name]: recalledOnes,
  [needs.OPEN_DRILLS.name]: openDrills,
  [needs.RETURNING.name]: returning,
}

/** The open warning that took the place of each one that is over, however many there were between, by the ledger. */
async function successorsOf(tx: Tx, ids: string[]): Promise<Map<string, Warning>> {
  const named = [...new Set(ids)]
  if (!named.length) return new Map()
  const rows = await tx.execute<{ of: string; id: string }>(sql`
    with recursive after(of, id, n) as (
      select w.id, w.id, 0 from warnings w where ${anyOf(sql`w.id`, named, 'uuid')} and w.state <> 'open'
      union select a.of, next.id, a.n + 1 from after a join ledger l on l.subject_id = a.id and l.change in ('warning.ended', 'warning.narrowed')
        join warnings next on next.no = l.data->>'note' where a.n < 20)
    select of, a.id from after a join warnings w on w.id = a.id where w.state = 'open' and a.n > 0 order by a.n`)
  if (!rows.length) return new Map()
  const found = (await tx
    .select()
    .from(warnings)
    .where(
      anyOf(
        warnings.id,
        [...rows].map((r) => r.id),
        'uuid',
      ),
    )) as Warning[]
  return new Map([...rows].map((r) => [r.of, found.find((w) => w.id === r.id)!]))
}

/** Warnings of the last day, not over yet, that a message now taken back had drafted; the ledger knows from which message. */
async function draftedBy(
  tx: Tx,
  heard: readonly Heard[],
  now: Date,
): Promise<{ messageId: string; warning: Warning }[]> {
  const recalls = heard.flatMap(({ event }) => (event.type === 'recall' ? [event] : []))
  if (!recalls.length) return []
  const rows = await tx
    .select({ warning: warnings, messageId: sql<string>`${inbox.event}->>'messageId'` })
    .from(warnings)
    .innerJoin(ledger, and(eq(ledger.subjectId, warnings.id), eq(ledger.change, 'warning.drafted')))
    .innerJoin(inbox, eq(inbox.id, ledger.inboxId))
    .where(
      and(
        sql`${warnings.state} in ('draft', 'open')`,
        sql`${warnings.createdAt} > ${new Date(now.getTime() - 24 * HOUR_MS).toISOString()}`,
        anyOf(
          sql`${inbox.event}->>'messageId'`,
          recalls.map((r) => r.messageId),
        ),
        anyOf(
          inbox.channel,
          recalls.map((r) => r.channel),
        ),
        sql`${inbox.event}->>'type' = 'message'`,
      ),
    )
  return rows as { messageId: string; warning: Warning }[]
}

/**
 * All open warnings and those of the last day, newest first; what was sent of the open ones, since they may end.
 * Whoever issues looks one at a time, under the counters' lock, so that one signal never goes out by two ways at once.
 * @param named official identifiers: whatever has or names one of them is loaded however old it is.
 */
export async function recentWarnings(tx: Tx, now: Date, named: readonly string[] = []): Promise<WarningState[]> {
  await lockCounters(tx)
  const found = (await tx
    .select()
    .from(warnings)
    .where(
      sql`${warnings.state} = 'open' or ${warnings.createdAt} > ${new Date(now.getTime() - 24 * HOUR_MS).toISOString()}
        or ${named.length ? sql`(${anyOf(warnings.identifier, named)} or ${warnings.follows} && array(select jsonb_array_elements_text(${JSON.stringify(named)}::jsonb)))` : sql`false`}`,
    )
    .orderBy(desc(warnings.id))) as Warning[]
  return withSent(
    tx,
    await withObligations(tx, found),
    found.filter((w) => w.state === 'open').map((w) => w.id),
  )
}

/** Each warning with its obligations: all of them, or of all but the `whole` ones only those of some people. */
async function withObligations(
  tx: Tx,
  found: Warning[],
  only?: { whole: string[]; people: string[] },
): Promise<WarningState[]> {
  if (!found.length) return []
  const ids = found.map((w) => w.id)
  const rows = (await tx
    .select()
    .from(obligations)
    .where(
      and(
        anyOf(obligations.warningId, ids, 'uuid'),
        only
          ? sql`(${anyOf(obligations.personId, only.people, 'uuid')} or ${anyOf(
              obligations.warningId,
              only.whole.filter((id) => ids.includes(id)),
              'uuid',
            )})`
          : undefined,
      ),
    )) as Obligation[]
  const byWarning = new Map<string, Obligation[]>(ids.map((id) => [id, []]))
  for (const o of rows) byWarning.get(o.warningId)?.push(o)
  return found.map((warning) => ({ warning, obligations: byWarning.get(warning.id)! }))
}

async function withSent(tx: Tx, states: WarningState[], ids: string[]): Promise<WarningState[]> {
  if (!ids.length) return states
  const opened = Math.min(...states.map((s) => (s.warning.openedAt ?? s.warning.createdAt).getTime()))
  const [sent, standing] = await Promise.all([sendingsOf(tx, ids), standingOf(tx, new Date(opened - MOVED_BEFORE_MS))])
  return states.map((s) => (ids.includes(s.warning.id) ? { ...s, sent: sent.get(s.warning.id) ?? [], standing } : s))
}

/** Whoever was moved longer before a warning went out was moved for another. */
const MOVED_BEFORE_MS = 3 * 24 * HOUR_MS

/** Open disaster reports, and who was moved since a moment. */
const standingOf = (tx: Tx, since: Date): Promise<Standing[]> =>
  tx
    .select({
      no: records.no,
      kind: records.kind,
      drill: records.drill,
      villageCode: records.villageCode,
      fields: records.fields,
    })
    .from(records)
    .where(
      sql`(${records.kind} = 'disaster_report' and ${records.state} in ${openStates('disaster_report')})
        or (${records.kind} = 'evacuation' and ${records.state} = 'filed' and ${records.receivedAt} > ${since.toISOString()})`,
    )
    .orderBy(records.id) as Promise<Standing[]>

/** Every message owed of some warnings and what became of it; the cards that officers watch are left out. */
export async function sendingsOf(tx: Tx, ids: string[]): Promise<Map<string, Sending[]>> {
  const rows = await tx
    .select({
      warningId: outbox.aboutId,
      id: outbox.id,
      channel: outbox.channel,
      chat: outbox.chat,
      account: outbox.account,
      personId: outbox.personId,
      step: outbox.step,
      state: outbox.state,
      reason: outbox.reason,
      availableAt: outbox.availableAt,
      createdAt: outbox.createdAt,
    })
    .from(outbox)
    .where(
      and(
        eq(outbox.aboutKind, 'warning'),
        anyOf(outbox.aboutId, ids, 'uuid'),
        isNull(outbox.slot),
        isNull(outbox.replyTo),
      ),
    )
    .orderBy(outbox.id)
  const byWarning = new Map<string, Sending[]>()
  for (const { warningId, ...row } of rows) {
    const list = byWarning.get(warningId!)
    if (list) list.push(row)
    else byWarning.set(warningId!, [row])
  }
  return byWarning
}

/** Whether what a drill's record belongs to is over: the drills its reporter was asked in, else any around it; none of them runs. */
export async function drillEnded(tx: Tx, record: Rec): Promise<boolean> {
  if (!record.drill) return false
  const since = new Date(record.receivedAt.getTime() - 24 * HOUR_MS).toISOString()
  const rows = await tx.execute<{ open: boolean; own: boolean }>(sql`
    select w.state = 'open' open, exists (
      select 1 from obligations o where o.warning_id = w.id and o.person_id = ${record.reporterId}::uuid) own
    from warnings w where w.drill and w.opened_at is not null and (w.state = 'open' or w.ended_at > ${since}::timestamptz)`)
  const all = [...rows]
  const its = all.some((r) => r.own) ? all.filter((r) => r.own) : all
  return its.length > 0 && !its.some((r) => r.open)
}

/** One by id, held until the transaction ends, for the clock and the API. */
export async function loadWarning(tx: Tx, id: string): Promise<WarningState | undefined> {
  const found = (await tx.select().from(warnings).where(eq(warnings.id, id)).for('update')) as Warning[]
  return (await withObligations(tx, found))[0]
}

/** The same with what was sent of it, for a decision that may end it. */
export async function loadWarningSent(tx: Tx, id: string): Promise<WarningState | undefined> {
  const state = await loadWarning(tx, id)
  return state && (await withSent(tx, [state], [id]))[0]
}
