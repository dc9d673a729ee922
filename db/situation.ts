/**
 * Loads what the decisions of a batch of events may look at, each kind of fact in one query for the whole batch, and only
 * where some event needs it.
 */
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { asksReports, asksWarnings, questionIn } from '#domain/dialog/ask.ts'
import type { Inbound } from '#domain/kernel/message.ts'
import { onDuty, type Person, type Roster } from '#domain/kernel/roster.ts'
import type { Situation, WarningState } from '#domain/kernel/situation.ts'
import type { Reading } from '#domain/reading/read.ts'
import { cardSlots, type Rec } from '#domain/record/record.ts'
import { asksReturn, type Returning } from '#domain/returning.ts'
import { codeIn } from '#domain/roster/codes.ts'
import { actSaid } from '#domain/said-acts.ts'
import type { Standing } from '#domain/warning/after.ts'
import { tellsOfCall } from '#domain/warning/call.ts'
import { looksLikeWarning } from '#domain/warning/text.ts'
import { isOwed, type Obligation, type Sending, type Warning } from '#domain/warning/warning.ts'
import { strangersIn } from './broadcast/known.ts'
import { broadcastsFor } from './broadcast/load.ts'
import { among } from './engine/rows.ts'
import type { Tx } from './engine/tx.ts'
import { lockCounters } from './flow/counters.ts'
import { inbox, ledger, outbox, slots } from './flow/tables.ts'
import { obligations, records, warnings } from './record/tables.ts'
import { codeTriesOf } from './roster/codes.ts'
import { sessionsOfPeople } from './roster/sessions.ts'

/** One event to decide, with who sent it and how its text reads. */
export interface Heard {
  event: Inbound
  account: string
  person?: Person
  reading?: Reading
}

type Loaded = Omit<
  Situation,
  | 'now'
  | 'tz'
  | 'roster'
  | 'settings'
  | 'channels'
  | 'newId'
  | 'newNo'
  | 'hashOf'
  | 'event'
  | 'reading'
  | 'person'
  | 'account'
  | 'chat'
  | 'again'
>

export const accountOf = (event: Inbound) => ('sender' in event && event.sender ? event.sender.account : '')

/** @param joinMinutes how long a sender's messages still belong together. */
export async function loadSituations(
  tx: Tx,
  heard: Heard[],
  roster: Roster,
  now: Date,
  joinMinutes: number,
): Promise<Loaded[]> {
  const since = new Date(now.getTime() - joinMinutes * 60_000)
  const messages = heard.filter((h) => h.event.type === 'message')
  const refs = heard.flatMap((h) => refsOf(h.event))
  const named = heard.flatMap((h) => numbersIn(h))
  const pressedIds = heard.flatMap((h) =>
    h.event.type === 'press' && h.event.data.id && UUID.test(h.event.data.id) ? [h.event.data.id] : [],
  )
  const people = [...new Set(heard.flatMap((h) => (h.person ? [h.person.id] : [])))]
  const duty = new Set(onDuty(roster, now).map((d) => d.person.id))
  const checkers = heard.filter(
    (h) =>
      h.reading &&
      (h.reading.intent === 'check_in' || h.reading.intent === 'check_out' || duty.has(h.person?.id ?? '')),
  )
  // only what is told apart by its words looks through the open hazards of all
  const hazards = heard.some((h) => h.person && anyHazard(h))
    ? 'all'
    : heard.some((h) => h.person && ownHazards(h))
      ? 'own'
      : undefined

  const askers = heard.some(
    (h) =>
      h.reading?.intent === 'query' ||
      (h.event.type === 'message' && (asksWarnings(h.event.text) || tellsOfCall(h.event.text))),
  )
  const [
    recent,
    near,
    unjudged,
    copies,
    cited,
    bySource,
    byId,
    byNo,
    checks,
    mine,
    loose,
    codes,
    sessions,
    owedOrPressed,
    latest,
    takenBack,
    actable,
    returning,
    recalled,
  ] = await Promise.all([
    messages.length ? recentOf(tx, messages, since) : [],
    nearOf(tx, heard, roster, now),
    heard.some(looksBack) ? unjudgedOf(tx, now) : [],
    copiesOf(tx, messages, now),
    refs.length
      ? tx
          .select({ providerId: outbox.providerId, kind: outbox.aboutKind, id: outbox.aboutId })
          .from(outbox)
          .where(and(among(outbox.providerId, refs), sql`${outbox.aboutId} is not null`))
      : [],
    refs.length
      ? tx
          .select()
          .from(records)
          .where(
            sql`${records.sourceMessageIds} && array(select jsonb_array_elements_text(${JSON.stringify(refs)}::jsonb))`,
          )
      : [],
    pressedIds.length
      ? tx
          .select()
          .from(records)
          .where(among(records.id, pressedIds, 'uuid'))
      : [],
    named.length ? tx.select().from(records).where(among(records.no, named)) : [],
    checkers.length ? checksFor(tx, checkers, roster, now) : [],
    hazards
      ? tx
          .select()
          .from(records)
          .where(
            and(
              eq(records.kind, 'hazard_report'),
              sql`${records.state} in ('registered','rectifying','recheck')`,
              hazards === 'own'
                ? sql`(${among(records.ownerId, people, 'uuid')} or ${among(sql`${records.fields}->>'awaiting_photo_from'`, people)})`
                : undefined,
            ),
          )
          .orderBy(records.dueOn, records.id)
      : [],
    messages.length ? looseOf(tx, messages, since) : [],
    heard.some(triesCode) ? codeTriesOf(tx, now) : undefined,
    sessionsOfPeople(
      tx,
      heard.filter(asksAccounts).flatMap((h) => h.person?.id ?? []),
      now,
    ),
    people.length || pressedIds.length || askers ? loadWarnings(tx, heard, people, pressedIds, askers) : [],
    heard.some(issues) ? recentWarnings(tx, now) : [],
    takenBackOf(tx, messages),
    heard.some(actsInWords) ? actableOf(tx, now) : [],
    heard.some(goesBack) ? returningOf(tx, now) : undefined,
    draftedBy(tx, heard, now),
  ])
  const citedRecords = cited.filter((c) => c.kind === 'record').map((c) => c.id!)
  const citedWarnings = cited
    .filter((c) => c.kind === 'warning')
    .map((c) => c.id!)
    .filter((id) => !owedOrPressed.some((w) => w.warning.id === id))
  const [alsoCited, citedStates, broadcasts, strange, shown, successors] = await Promise.all([
    citedRecords.length
      ? tx
          .select()
          .from(records)
          .where(among(records.id, citedRecords, 'uuid'))
      : [],
    citedWarnings.length ? loadWarnings(tx, heard, people, citedWarnings, false) : [],
    broadcastsFor(
      tx,
      heard.map((h) => h.event),
    ),
    Promise.all(heard.map((h) => strangersIn(tx, h.event))),
    shownOf(tx, messages, owedOrPressed),
    successorsOf(tx, [
      ...cited.filter((c) => c.kind === 'warning').map((c) => c.id!),
      ...heard.flatMap((h) => (h.event.type === 'press' && h.event.act === OWN_ACT ? [h.event.data.id ?? ''] : [])),
    ]),
  ])
  const lately = new Date(now.getTime() - NEAR_HOURS * HOUR_MS)
  const states = [...owedOrPressed, ...citedStates].sort((a, b) => (a.warning.id < b.warning.id ? 1 : -1))
  const held = await heldOf(tx, [...byId, ...alsoCited, ...bySource, ...byNo, ...recent, ...near, ...actable] as Rec[])
  const recordById = new Map([...byId, ...alsoCited, ...bySource, ...byNo].map((r) => [r.id, held(r as Rec)]))

  return heard.map(({ event, account, person, ...h }, i) => {
    const myRefs = refsOf(event)
    // what it answers before what it stands under
    const citation = myRefs.map((ref) => cited.find((c) => c.providerId === ref)).find((c) => c !== undefined)
    const subjectId = event.type === 'press' ? event.data.id : citation?.kind === 'record' ? citation.id : undefined
    const numbers = numbersIn({ event, account, person, ...h })
    const chat = 'chat' in event ? event.chat?.id : undefined
    const own = (r: { channel: string; account: string; chat: string | null }) =>
      r.channel === event.channel && r.account === account && r.chat === chat
    const open = states.filter((w) => w.warning.state === 'open')
    const asked = open.flatMap((w) =>
      w.obligations
        .filter((o) => !!person && o.personId === person.id)
        .map((obligation) => ({ obligation, warning: w.warning })),
    )
    const warningId = event.type === 'press' ? event.data.id : citation?.kind === 'warning' ? citation.id : undefined
    const back = looksBack({ event, account, person, ...h })
    return {
      recent: (recent as Rec[]).filter(own).map(held),
      near: (near as Rec[]).filter((r) => back || r.receivedAt > lately).map(held),
      unjudged: back ? (unjudged as Rec[]) : [],
      copies: event.type === 'message' ? (copies as Rec[]).filter((r) => r.text === event.text) : [],
      subject:
        recordById.get(subjectId ?? '') ??
        [...recordById.values()].find((r) => numbers.includes(r.no)) ??
        [...recordById.values()].find(
          (r) => r.channel === event.channel && r.sourceMessageIds.some((m) => myRefs.includes(m)),
        ),
      subjectWarning: states.find((w) => w.warning.id === warningId),
      asked,
      owes: asked.filter((o) => isOwed(o.obligation)),
      shown: shown(person?.id, chat),
      successor: successors.get(warningId ?? ''),
      checks: (checks as Rec[]).filter(
        (c) => (c.channel === event.channel && c.chat === chat) || (person && c.reporterId === person.id),
      ),
      onShift: (checks as Rec[]).filter((c) => c.kind === 'check_in'),
      hazards: mine as Rec[],
      openWarnings: askers ? open : [],
      recentWarnings: latest,
      recalledWarnings:
        event.type === 'recall' ? recalled.filter((r) => r.messageId === event.messageId).map((r) => r.warning) : [],
      broadcasts,
      strangeSerials: strange[i]!,
      ...(actsInWords({ event, person }) ? { actable: (actable as Rec[]).map(held) } : {}),
      ...(goesBack({ event }) && returning ? { returning } : {}),
      takenBack: event.type === 'message' && takenBack.has(`${event.channel} ${event.messageId}`),
      looseAttachments: loose
        .filter((l) => l.channel === event.channel && l.account === account && l.chat === chat)
        .map((l) => l.id),
      sessions: sessions.filter((x) => x.personId === person?.id),
      codes: triesCode({ event }) ? codes?.({ channel: event.channel, account, personId: person?.id }) : undefined,
    }
  })
}

/** Asks what is bound to them, or ends their sign-ins. */
const asksAccounts = ({ event }: Heard) =>
  event.type === 'message'
    ? questionIn(event.text) === 'my_accounts'
    : event.type === 'press' && event.act === 'sessions.end'

const actsInWords = ({ event, person }: Pick<Heard, 'event' | 'person'>) =>
  event.type === 'message' && !!person && actSaid(event.text) !== undefined

const goesBack = ({ event }: Pick<Heard, 'event'>) => event.type === 'message' && asksReturn(event.text)

const triesCode = ({ event }: Pick<Heard, 'event'>) => event.type === 'message' && codeIn(event.text) !== undefined

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Reports with the cards that people hold of them, which follow whatever becomes of it. */
async function heldOf(tx: Tx, all: Rec[]): Promise<(r: Rec) => Rec> {
  const ids = [...new Set(all.filter((r) => r.kind === 'disaster_report').map((r) => r.id))]
  if (!ids.length) return (r) => r
  const rows = await tx
    .select({ channel: slots.channel, account: slots.address, slot: slots.slot })
    .from(slots)
    .where(among(slots.slot, ids.flatMap(cardSlots)))
  return (r) => ({ ...r, held: rows.filter((c) => cardSlots(r.id).includes(c.slot)) })
}

/** Platform message ids that an event points at. */
function refsOf(event: Inbound): string[] {
  if (event.type === 'message') return [event.replyTo, event.thread].filter((id) => id !== undefined)
  return event.type === 'recall' ? [event.messageId] : []
}

/** Record numbers in a message, YH-20261124-003. */
const numbersIn = ({ event, reading }: Heard): string[] =>
  event.type === 'message'
    ? [
        ...new Set([
          ...(event.text.toUpperCase().match(/[A-Z]{2,8}-\d{8}-\d{3,5}/g) ?? []),
          ...(typeof reading?.fields.hazard_ref === 'string' ? [reading.fields.hazard_ref] : []),
        ]),
      ].slice(0, 5)
    : []

/** Which hazard is meant is told by place and thing, whoever answers for it. */
const anyHazard = ({ event, reading }: Heard) =>
  event.type === 'message' && (reading?.intent === 'rectification' || reading?.intent === 'extension_request')
const ownHazards = ({ event, reading }: Heard) =>
  event.type === 'message' &&
  (reading?.intent === 'query' || questionIn(event.text) === 'my_hazards' || event.attachments.length > 0)

/** Check-ins and check-outs of the last day: in the chats of those who check now, by themselves, and by or of whoever is on duty. */
function checksFor(tx: Tx, checkers: Heard[], roster: Roster, now: Date) {
  const onSheet = onDuty(roster, now).map((d) => d.person)
  const chats = checkers.flatMap(({ event }) =>
    'chat' in event && event.chat ? [`${event.channel} ${event.chat.id}`] : [],
  )
  const people = [...onSheet.map((p) => p.id), ...checkers.flatMap((h) => (h.person ? [h.person.id] : []))]
  const names = JSON.stringify(onSheet.map((p) => p.name))
  return tx
    .select()
    .from(records)
    .where(
      and(
        inArray(records.kind, ['check_in', 'check_out']),
        sql`${records.receivedAt} > ${new Date(now.getTime() - 24 * HOUR_MS).toISOString()}`,
        sql`(${among(sql`${records.channel} || ' ' || ${records.chat}`, [...new Set(chats)])} or ${among(records.reporterId, [...new Set(people)], 'uuid')}
          or ${records.fields}->'persons' ?| array(select jsonb_array_elements_text(${names}::jsonb)))`,
      ),
    )
    .orderBy(records.receivedAt, records.id)
}

/** What a message of such an intent may go on with; any other only repeats its own words. */
const GOES_ON: ReadonlySet<Reading['intent'] | undefined> = new Set([undefined, 'none', 'disaster_report'])
const goesOn = (h: Heard) => GOES_ON.has(h.reading?.intent) || h.reading?.fields.correction === true

/**
 * Each sender's own latest records in their chat that were told or changed since a moment, newest first: those that a message
 * may go on with, or repeat. What is being told for hours is told of still, but no record of another day.
 */
function recentOf(tx: Tx, heard: Heard[], since: Date) {
  const own = JSON.stringify(
    heard.flatMap((h) =>
      h.event.type === 'message'
        ? [
            {
              channel: h.event.channel,
              chat: h.event.chat.id,
              account: h.account,
              text: goesOn(h) ? null : h.event.text,
            },
          ]
        : [],
    ),
  )
  return tx
    .select()
    .from(records)
    .where(sql`${records.id} = any(array(
    select r.id from jsonb_to_recordset(${own}::jsonb) p(channel text, chat text, account text, text text) cross join lateral (
      select id from records where channel = p.channel and chat = p.chat and account = p.account and received_at > ${new Date(since.getTime() - TOLD_MS).toISOString()} and updated_at > ${since.toISOString()} and kind not in ('check_in','check_out')
        and (p.text is null or text = p.text)
      order by received_at desc limit ${RECENT}) r))`)
    .orderBy(desc(records.id))
}

const HOUR_MS = 3600_000
const TOLD_MS = 2 * HOUR_MS
/** Two reports of one event come within some hours; the officer may see so some days later. */
const NEAR_HOURS = 6
const MERGE_HOURS = 72

/** Who asks for reports, or merges one into another, looks back for days. */
const looksBack = ({ event, reading }: Heard) =>
  (event.type === 'press' && event.act === 'report.merge') || asksReports(event, reading)

/**
 * Open disaster reports that somebody asks for: all of them; or that a new one may be about as well: those of its place. The
 * oldest first.
 */
function nearOf(tx: Tx, heard: Heard[], roster: Roster, now: Date) {
  const looking = heard.some(looksBack)
  const told = heard.filter((h) => h.reading?.intent === 'disaster_report')
  if (!looking && !told.length) return []
  const said = (key: string) =>
    told.flatMap(({ reading }) => (typeof reading?.fields[key] === 'string' ? [reading.fields[key]] : []))
  // said in a village's own group without a village, it is about that one
  const here = told.flatMap(({ event }) => {
    const chat =
      'chat' in event ? roster.chats.find((c) => c.channel === event.channel && c.chat === event.chat?.id) : undefined
    const codes = roster.groups.find((g) => g.id === chat?.groupId)?.villages ?? []
    return roster.villages.filter((v) => codes.includes(v.code)).map((v) => v.name)
  })
  return tx
    .select()
    .from(records)
    .where(
      and(
        eq(records.kind, 'disaster_report'),
        sql`${records.state} in ('raised','received','handling') and ${records.receivedAt} > ${new Date(now.getTime() - (looking ? MERGE_HOURS : NEAR_HOURS) * HOUR_MS).toISOString()}`,
        looking
          ? undefined
          : sql`(${among(sql`${records.fields}->>'village'`, [...said('village'), ...here])} or ${among(sql`${records.fields}->>'stake'`, said('stake'))} or ${among(sql`${records.fields}->>'place'`, said('place'))})`,
      ),
    )
    .orderBy(records.receivedAt, records.id)
}

/** Disaster reports of the last days that wait for an officer's word; a flood of them is bounded. */
const unjudgedOf = (tx: Tx, now: Date) =>
  tx
    .select()
    .from(records)
    .where(
      and(
        eq(records.kind, 'disaster_report'),
        eq(records.state, 'unverified'),
        sql`${records.receivedAt} > ${new Date(now.getTime() - MERGE_HOURS * HOUR_MS).toISOString()}`,
      ),
    )
    .orderBy(records.receivedAt, records.id)
    .limit(1000)

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

/** Shorter words than this are everybody's: 收到, 石岭村平安. */
const OWN_WORDS = 12

/** Reports with the very words of one of these messages: copied, forwarded, or sent twice. */
function copiesOf(tx: Tx, heard: Heard[], now: Date) {
  const texts = heard.flatMap((h) =>
    h.event.type === 'message' && h.event.text.length >= OWN_WORDS && COPIED.has(h.reading?.intent)
      ? [h.event.text]
      : [],
  )
  if (!texts.length) return []
  return tx
    .select()
    .from(records)
    .where(
      sql`md5(${records.text}) = any(array(select md5(t) from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) t)) and ${records.receivedAt} > ${new Date(now.getTime() - 24 * HOUR_MS).toISOString()}`,
    )
    .orderBy(records.id)
    .limit(100)
}
/** What is copied round; rounds and duty messages sound the same every day. */
const COPIED: ReadonlySet<Reading['intent'] | undefined> = new Set(['disaster_report', 'hazard_report', 'evacuation'])

/** Messages whose recall is there already, keyed `channel message`. */
async function takenBackOf(tx: Tx, heard: Heard[]): Promise<Set<string>> {
  const ids = heard.flatMap((h) => (h.event.type === 'message' ? [h.event.messageId] : []))
  if (!ids.length) return new Set()
  const rows = await tx.execute<{ channel: string; message: string }>(sql`
    select channel, event->>'messageId' message from inbox
    where event->>'type' = 'recall' and ${among(sql`event->>'messageId'`, ids)}`)
  return new Set([...rows].map((r) => `${r.channel} ${r.message}`))
}

/** How many of a sender's latest records may be meant by what they say next. */
const RECENT = 5

/** Photos sent before their words: theirs by the inbox row that brought them. */
async function looseOf(tx: Tx, heard: Heard[], since: Date) {
  const accounts = [...new Set(heard.map((h) => h.account))]
  const rows = await tx.execute<{ id: string; channel: string; account: string; chat: string }>(sql`
    select a.id, a.channel, i.event->'sender'->>'account' account, i.event->'chat'->>'id' chat
    from attachments a join inbox i on i.channel = a.channel and i.event_id = a.message_id
    where a.record_id is null and a.created_at > ${since.toISOString()} and ${among(sql`i.event->'sender'->>'account'`, accounts)}`)
  return [...rows]
}

/** Acts on a warning that concern only the presser's own obligation, and those that end it. */
const OWN_ACT = 'warning.ack'
const ENDING: ReadonlySet<string> = new Set(['warning.lift', 'drill.end'])

/**
 * Warnings named, plus open ones that some sender is asked by; all open ones when somebody asks. Newest first. Each with all
 * obligations where all may be looked at, else only those of these people: hundreds answer one warning within minutes.
 */
async function loadWarnings(
  tx: Tx,
  heard: Heard[],
  people: string[],
  ids: string[],
  all: boolean,
): Promise<WarningState[]> {
  const asked = people.length
    ? sql`exists (select 1 from obligations o where o.warning_id = ${warnings.id} and ${among(sql`o.person_id`, people, 'uuid')})`
    : sql`false`
  const wanted = sql`(${ids.length ? among(warnings.id, ids, 'uuid') : sql`false`} or (${warnings.state} = 'open' and (${all} or ${asked})))`
  const found = (await tx.select().from(warnings).where(wanted).orderBy(desc(warnings.id))) as Warning[]
  const presses = heard.flatMap((h) => (h.event.type === 'press' ? [h.event] : []))
  const whole = presses.flatMap((p) => (p.act !== OWN_ACT && p.data.id ? [p.data.id] : []))
  const ends = presses.flatMap((p) => (ENDING.has(p.act) && p.data.id ? [p.data.id] : []))
  const states = await withObligations(tx, found, all ? undefined : { whole, people })
  const ending = found.filter((w) => ends.includes(w.id)).map((w) => w.id)
  return ending.length ? withSent(tx, states, ending) : states
}

/**
 * When each open warning was last shown in a chat or to a person; looked up only where somebody is asked by several, since
 * one alone cannot be mistaken for another.
 */
async function shownOf(tx: Tx, messages: Heard[], states: WarningState[]) {
  const open = states.filter((w) => w.warning.state === 'open')
  const several = messages.filter(
    (h) =>
      h.person && open.filter((w) => w.obligations.some((o) => o.personId === h.person!.id && isOwed(o))).length > 1,
  )
  const chats = several.flatMap((h) => (h.event.type === 'message' ? [h.event.chat.id] : []))
  const rows = several.length
    ? await tx.execute<{ about_id: string; chat: string | null; person_id: string | null; at: string }>(sql`
        select about_id, chat, person_id, max(coalesce(sent_at, created_at)) at from outbox
        where about_kind = 'warning' and ${among(
          sql`about_id`,
          open.map((w) => w.warning.id),
          'uuid',
        )} and state in ('queued', 'leased', 'sent') and priority = 0
          and (${among(sql`chat`, chats)} or ${among(
            sql`person_id`,
            several.map((h) => h.person!.id),
            'uuid',
          )}) group by 1, 2, 3`)
    : []
  return (person: string | undefined, chat: string | undefined): ReadonlyMap<string, Date> => {
    const last = new Map<string, Date>()
    for (const r of rows) {
      const at = new Date(r.at)
      const here = (r.chat && r.chat === chat) || (r.person_id && r.person_id === person)
      if (here && !(last.get(r.about_id)! > at)) last.set(r.about_id, at)
    }
    return last
  }
}

/** The open warning that took the place of each one that is over, however many there were between, by the ledger. */
async function successorsOf(tx: Tx, ids: string[]): Promise<Map<string, Warning>> {
  const named = [...new Set(ids)].filter((id) => UUID.test(id))
  if (!named.length) return new Map()
  const rows = await tx.execute<{ of: string; id: string }>(sql`
    with recursive after(of, id, n) as (
      select w.id, w.id, 0 from warnings w where ${among(sql`w.id`, named, 'uuid')} and w.state <> 'open'
      union select a.of, next.id, a.n + 1 from after a join ledger l on l.subject_id = a.id and l.change in ('warning.ended', 'warning.narrowed')
        join warnings next on next.no = l.data->>'note' where a.n < 20)
    select of, a.id from after a join warnings w on w.id = a.id where w.state = 'open' and a.n > 0 order by a.n`)
  if (!rows.length) return new Map()
  const found = (await tx
    .select()
    .from(warnings)
    .where(
      among(
        warnings.id,
        [...rows].map((r) => r.id),
        'uuid',
      ),
    )) as Warning[]
  return new Map([...rows].map((r) => [r.of, found.find((w) => w.id === r.id)!]))
}

/** A message or a press that may draft or issue a warning. */
const issues = ({ event }: Heard) =>
  (event.type === 'message' && (looksLikeWarning(event.text) || /发布|转发|演练|广播/.test(event.text.slice(0, 20)))) ||
  (event.type === 'press' && event.act === 'warning.issue')

/** Warnings of the last day, not over yet, that a message now taken back had drafted; the ledger knows from which message. */
async function draftedBy(tx: Tx, heard: Heard[], now: Date): Promise<{ messageId: string; warning: Warning }[]> {
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
        among(
          sql`${inbox.event}->>'messageId'`,
          recalls.map((r) => r.messageId),
        ),
        among(
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
        or ${named.length ? sql`(${among(warnings.identifier, named)} or ${warnings.follows} && array(select jsonb_array_elements_text(${JSON.stringify(named)}::jsonb)))` : sql`false`}`,
    )
    .orderBy(desc(warnings.id))) as Warning[]
  return withSent(
    tx,
    await withObligations(tx, found),
    found.filter((w) => w.state === 'open').map((w) => w.id),
  )
}

/** Each warning with its obligations: all of them, or of all but the `whole` ones only those of some people. */
export async function withObligations(
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
        among(obligations.warningId, ids, 'uuid'),
        only
          ? sql`(${among(obligations.personId, only.people, 'uuid')} or ${among(
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

/** What words without a number may be meant for: open reports, open hazards, and those cleared in the last weeks. */
const actableOf = (tx: Tx, now: Date) =>
  tx
    .select()
    .from(records)
    .where(
      sql`(${records.kind} = 'disaster_report' and ${records.state} in ('raised','received','handling'))
        or (${records.kind} = 'hazard_report' and (${records.state} in ('registered','rectifying','recheck')
          or (${records.state} = 'cleared' and ${records.updatedAt} > ${new Date(now.getTime() - CLEARED_MS).toISOString()})))`,
    )
    .orderBy(records.id)
const CLEARED_MS = 30 * 24 * HOUR_MS

/** What a question on returning is looked at beside. */
async function returningOf(tx: Tx, now: Date): Promise<Returning> {
  const since = new Date(now.getTime() - MOVED_BEFORE_MS)
  const [sent, standing] = await Promise.all([
    tx
      .select({ id: warnings.id, drill: warnings.drill, villages: warnings.villages, area: warnings.area })
      .from(warnings)
      .where(
        and(sql`${warnings.openedAt} > ${since.toISOString()}`, inArray(warnings.state, ['open', 'lifted', 'closed'])),
      ),
    standingOf(tx, since),
  ])
  return { warnings: sent as Returning['warnings'], standing }
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
      sql`(${records.kind} = 'disaster_report' and ${records.state} in ('raised','received','handling'))
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
        among(outbox.aboutId, ids, 'uuid'),
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

/** One record or warning by id, for the clock's decisions. */
export async function loadRecord(tx: Tx, id: string): Promise<Rec | undefined> {
  return (await tx.select().from(records).where(eq(records.id, id)).for('update'))[0] as Rec | undefined
}

export async function loadWarning(tx: Tx, id: string): Promise<WarningState | undefined> {
  const found = (await tx.select().from(warnings).where(eq(warnings.id, id)).for('update')) as Warning[]
  return (await withObligations(tx, found))[0]
}

/** The same with what was sent of it, for a decision that may end it. */
export async function loadWarningSent(tx: Tx, id: string): Promise<WarningState | undefined> {
  const state = await loadWarning(tx, id)
  return state && (await withSent(tx, [state], [id]))[0]
}
