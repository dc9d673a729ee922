/** Serves what decisions need of records. */
import { desc, eq, sql } from 'drizzle-orm'
import type { Heard } from '#domain/kernel/heard.ts'
import { refsOf } from '#domain/kernel/message.ts'
import { onDuty } from '#domain/kernel/roster.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import * as needs from '#domain/record/needs.ts'
import {
  BESIDE_MINUTES,
  callIn,
  goesOn,
  inChat,
  isOwn,
  mayAddToOthers,
  mayGoOn,
  numbersIn,
  ofScene,
  PRESENCE,
  RECENT_MOST,
} from '#domain/record/needs.ts'
import { calledBy } from '#domain/record/numbers.ts'
import { mayBeOpenHere, villagesOf } from '#domain/record/over.ts'
import { isOpen, type Rec } from '#domain/record/record.ts'
import { UUID } from '../engine/page.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { type Loader, type Loading, type Lookers, messagesOf, sendersOf } from '../need.ts'
import { cited } from './cited.ts'
import { bounds, COUNTED, received } from './day.ts'
import { withHeld } from './held.ts'
import { joinedWords } from './joined.ts'
import { unmarkedOf } from './marks.ts'
import { withPictures } from './pictures.ts'
import { openStates } from './states.ts'
import { recordSources, records } from './tables.ts'

const HOUR_MS = 3600_000
const TOLD_MS = 2 * HOUR_MS

/** Of a drill that an officer has said to be over. */
const OVER = sql`coalesce(${records.fields}->'drill_over' = 'true', false)`

/**
 * Each sender's own latest records in their chat that were told or changed within the joining time: those that a message may
 * go on with, or repeat. What is being told for hours is told of still, but no record of another day.
 */
const recent: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const since = new Date(context.now.getTime() - context.settings.join_minutes * 60_000)
  const own = messagesOf(asking).map((h) => ({
    channel: h.event.channel,
    chat: h.event.chat.id,
    account: h.account,
    text: goesOn(h) ? null : h.event.text,
  }))
  const rows = await tx
    .select()
    .from(records)
    .where(sql`${records.id} = any(array(
    select r.id from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) p(channel text, chat text, account text, text text) cross join lateral (
      select id from records where channel = p.channel and chat = p.chat and account = p.account and received_at > ${new Date(since.getTime() - TOLD_MS).toISOString()} and updated_at > ${since.toISOString()} and not ${anyOf(sql`kind`, [...PRESENCE])} and not coalesce(fields->'drill_over' = 'true', false)
        and not (drill and exists (select 1 from warnings w where w.drill and w.state <> 'open' and w.ended_at > received_at) and not exists (select 1 from warnings w where w.drill and w.state = 'open'))
        and (p.text is null or text = p.text)
      order by received_at desc limit ${RECENT_MOST}) r))`)
    .orderBy(desc(records.id))
  const all = await withHeld(tx, rows as Rec[])
  return (h) => all.filter((r) => isOwn(h, r))
}

/** So many of the latest reports are looked through for those of a chat. */
const LATEST_MOST = 50

const besideInChat: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  if (!asking.some(mayAddToOthers)) return () => []
  const since = context.now.getTime() - BESIDE_MINUTES * 60_000
  const latest = tx
    .select()
    .from(records)
    .where(eq(records.kind, 'disaster_report'))
    .orderBy(desc(records.id))
    .limit(LATEST_MOST)
  const open = ((await latest) as Rec[]).filter((r) => isOpen(r.state) && r.updatedAt.getTime() > since).reverse()
  const all = await withHeld(tx, open)
  return (h) => all.filter((r) => inChat(h, r) && r.account !== h.account)
}

const STORY_MS = 72 * HOUR_MS
const STORIES_MOST = 200

const stories: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const anybodys = asking.some(ofScene)
  const people = sendersOf(asking.filter(mayGoOn))
  if (!people.length && !anybodys) return () => []
  const since = new Date(context.now.getTime() - STORY_MS).toISOString()
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'disaster_report' and ${records.state} in ${openStates('disaster_report')} and ${records.receivedAt} > ${since}
        and ${anybodys ? sql`true` : sql`(${anyOf(records.reporterId, people, 'uuid')} or ${anyOf(records.ownerId, people, 'uuid')})`}`,
    )
    .orderBy(desc(records.id))
    .limit(STORIES_MOST)) as Rec[]
  const all = await withHeld(tx, rows)
  const own = ({ person }: Heard) => all.filter((r) => person && [r.reporterId, r.ownerId].includes(person.id))
  return (h) => (ofScene(h) ? all : mayGoOn(h) ? own(h) : [])
}

/** By id for a press, by a number in it, by what it quotes, by the message that made it. */
const subject: Loader<Rec | undefined> = async (l, asking) => {
  const { tx } = l
  const pressed = asking.flatMap(({ event }) =>
    event.type === 'press' && event.data.id && UUID.test(event.data.id) ? [event.data.id] : [],
  )
  const numbers = asking.flatMap(numbersIn)
  const refs = asking.flatMap((h) => refsOf(h.event))
  const calls = asking.flatMap((h) => callIn(h) ?? [])
  const pointed = await l.once(cited)
  const ids = [
    ...pressed,
    ...asking.flatMap((h) => {
      const c = pointed(h.event)
      return c?.kind === 'record' ? [c.id] : []
    }),
  ]
  const [byId, byNo, bySource, byCall] = await Promise.all([
    ids.length
      ? tx
          .select()
          .from(records)
          .where(anyOf(records.id, ids, 'uuid'))
      : [],
    numbers.length ? tx.select().from(records).where(anyOf(records.no, numbers)) : [],
    refs.length
      ? tx
          .select()
          .from(records)
          .where(
            sql`${records.id} = any(array(select record_id from record_sources where ${anyOf(sql`message_id`, refs)}))`,
          )
          // words that were read anew belong to what they became
          .orderBy(desc(records.id))
      : [],
    calls.length ? calledOf(l) : [],
  ])
  const called = byCall as Rec[]
  const found = new Map([...byId, ...bySource, ...byNo, ...called].map((r) => [r.id, r as Rec]))
  const all = await withPictures(tx, await withHeld(tx, [...found.values()]))
  const of = (call: string | undefined) => {
    const meant = call && calledBy(called, call)
    return meant ? all.find((r) => r.id === meant.id) : undefined
  }
  return (h) => {
    const { event } = h
    const citation = pointed(event)
    const id = event.type === 'press' ? event.data.id : citation?.kind === 'record' ? citation.id : undefined
    const named = numbersIn(h)
    const mine = refsOf(event)
    return (
      // of several the one named first
      named.map((no) => all.find((r) => r.no === no)).find((r) => r) ??
      all.find((r) => r.id === id) ??
      all.find((r) => r.channel === event.channel && r.sourceMessageIds.some((m) => mine.includes(m))) ??
      of(callIn(h))
    )
  }
}

/** Open disaster reports of the last days, which the end of a number may mean. */
const calledOf = ({ tx, context }: Loading) =>
  tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'disaster_report' and ${records.state} in ${openStates('disaster_report')} and ${records.receivedAt} > ${new Date(context.now.getTime() - STORY_MS).toISOString()}`,
    )
    .orderBy(desc(records.id))
    .limit(STORIES_MOST)

/** Shorter words than this are everybody's: 收到, 石岭村平安. */
const OWN_WORDS = 12

const copies: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const texts = messagesOf(asking).flatMap((h) => (h.event.text.length >= OWN_WORDS ? [h.event.text] : []))
  const rows = texts.length
    ? ((await tx
        .select()
        .from(records)
        .where(
          sql`${records.words} = any(array(select md5(t) from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) t)) and ${records.receivedAt} > ${new Date(context.now.getTime() - 24 * HOUR_MS).toISOString()}`,
        )
        .orderBy(records.id)
        .limit(100)) as Rec[])
    : []
  return ({ event }) => (event.type === 'message' ? rows.filter((r) => r.text === event.text) : [])
}

/** Theirs by the inbox row that brought them. */
const loose: Loader<readonly string[]> = async ({ tx, context }, asking) => {
  const since = new Date(context.now.getTime() - context.settings.join_minutes * 60_000)
  const accounts = [...new Set(asking.map((h) => h.account))]
  // whoever is asked what they meant may answer later than that
  const meant = messagesOf(asking).flatMap((h) => h.event.meant?.messages ?? [])
  const quoted = asking.flatMap((h) => refsOf(h.event))
  const rows = [
    ...(await tx.execute<{ id: string; channel: string; message: string; account: string; chat: string }>(sql`
    select a.id, a.channel, a.message_id message, i.event->'sender'->>'account' account, i.event->'chat'->>'id' chat
    from attachments a join inbox i on i.channel = a.channel and i.event_id = a.message_id
    where a.record_id is null and (${anyOf(sql`a.message_id`, [...meant, ...quoted])} or a.created_at > ${since.toISOString()} and ${anyOf(sql`i.event->'sender'->>'account'`, accounts)})`)),
  ]
  // a photo that is quoted goes with what is said of it, whoever took it
  return (h) =>
    rows
      .filter((r) => isOwn(h, r) || (r.channel === h.event.channel && refsOf(h.event).includes(r.message)))
      .map((r) => r.id)
}

/** Check-ins and check-outs of the last day, said by any of these people, of them, or in any of these chats (`channel chat`). */
export async function checksOf(
  tx: Tx,
  { people, names, chats }: { people: string[]; names: string[]; chats: string[] },
  now: Date,
): Promise<Rec[]> {
  return (await tx
    .select()
    .from(records)
    .where(
      sql`${anyOf(records.kind, [...PRESENCE])} and ${records.receivedAt} > ${new Date(now.getTime() - 24 * HOUR_MS).toISOString()}
        and (${anyOf(sql`${records.channel} || ' ' || ${records.chat}`, [...new Set(chats)])} or ${anyOf(records.reporterId, [...new Set(people)], 'uuid')}
          or ${records.fields}->'persons' ?| array(select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb)))`,
    )
    .orderBy(records.receivedAt, records.id)) as Rec[]
}

/** Nobody's but theirs who are on duty: whoever else reports is on no shift. */
const onShift: Loader<readonly Rec[]> = async (l, asking) => {
  const duty = onDuty(l.context.roster, l.context.now).map((d) => d.person)
  const ids = new Set(duty.map((p) => p.id))
  const theirs = asking.some((h) => h.person && ids.has(h.person.id))
  const rows = theirs ? await l.once(ofShift) : []
  const checkIns = rows.filter((c) => c.kind === 'check_in')
  return () => checkIns
}

/** Those by and of whoever is on duty now. */
const ofShift = ({ tx, context }: Loading): Promise<Rec[]> => {
  const duty = onDuty(context.roster, context.now).map((d) => d.person)
  return checksOf(tx, { people: duty.map((p) => p.id), names: duty.map((p) => p.name), chats: [] }, context.now)
}

/** So long somebody may say that it was ended too early. */
const ENDED_MS = 24 * HOUR_MS

const ACTABLE_MOST = 200

/** The newest of them; a number says which of the others is meant. */
const actable: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const rows = await tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'disaster_report' and (${records.state} in ${openStates('disaster_report')}
          or (${records.state} in ('closed','false_alarm') and ${records.updatedAt} > ${new Date(context.now.getTime() - ENDED_MS).toISOString()}))`,
    )
    .orderBy(desc(records.id))
    .limit(ACTABLE_MOST)
  const all = await withHeld(tx, (rows as Rec[]).toReversed())
  return () => all
}

const alreadyTold: Loader<boolean> = async ({ tx }, asking) => {
  const said = (h: Heard) => (h.event.type === 'press' ? h.event.data.said : undefined)
  const ids = asking.flatMap((h) => said(h) ?? [])
  const rows = ids.length
    ? await tx.select({ id: recordSources.messageId }).from(recordSources).where(anyOf(recordSources.messageId, ids))
    : []
  const told = new Set(rows.map((r) => r.id))
  return (h) => told.has(said(h) ?? '')
}

const TOLD_DAYS = 7

const ownTold: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const people = sendersOf(asking)
  const since = new Date(context.now.getTime() - TOLD_DAYS * 24 * HOUR_MS).toISOString()
  const rows = people.length
    ? ((await tx
        .select()
        .from(records)
        .where(
          sql`${records.kind} in ('disaster_report','hazard_report') and not ${records.drill} and ${records.state} not in ('withdrawn','refused','merged') and ${records.receivedAt} > ${since}
            and (${anyOf(records.reporterId, people, 'uuid')} or ${anyOf(records.ownerId, people, 'uuid')})`,
        )
        .orderBy(desc(records.id))
        .limit(STORIES_MOST)) as Rec[])
    : []
  return ({ person }) => rows.filter((r) => !!person && (r.reporterId === person.id || r.ownerId === person.id))
}

const KEPT_DAYS = 90
const LATELY_MOST = 3000

const lately: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const since = (days: number) => new Date(context.now.getTime() - days * 24 * HOUR_MS).toISOString()
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${COUNTED} and (${records.kind} in ('disaster_report','hazard_report','evacuation','patrol','callout') and ${records.receivedAt} > ${since(3)}
        or ${records.kind} in ('shelter','supplies') and ${records.receivedAt} > ${since(KEPT_DAYS)})`,
    )
    .orderBy(desc(records.id))
    .limit(LATELY_MOST)) as Rec[]
  return () => rows.toReversed()
}

/** Whose recall is there already. */
const takenBack: Loader<boolean> = async ({ tx }, asking) => {
  const ids = messagesOf(asking).map((h) => h.event.messageId)
  const rows = ids.length
    ? await tx.execute<{ channel: string; message: string }>(sql`
    select channel, recalls message from inbox where ${anyOf(sql`recalls`, ids)}`)
    : []
  const back = new Set([...rows].map((r) => `${r.channel} ${r.message}`))
  return ({ event }) => event.type === 'message' && back.has(`${event.channel} ${event.messageId}`)
}

/** Those of the last day: enough to know how often somebody was asked, and about what. */
const ownUnsure: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const people = sendersOf(asking)
  const since = new Date(context.now.getTime() - 24 * HOUR_MS).toISOString()
  const rows = people.length
    ? ((await tx
        .select()
        .from(records)
        .where(
          sql`${records.kind} = 'unsure' and ${anyOf(records.reporterId, people, 'uuid')} and ${records.receivedAt} > ${since}`,
        )
        .orderBy(desc(records.id))) as Rec[])
    : []
  return ({ person }) => rows.filter((r) => !!person && r.reporterId === person.id)
}

const UNSURE_MS = 7 * 24 * HOUR_MS
const unsure: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const since = new Date(context.now.getTime() - UNSURE_MS).toISOString()
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'unsure' and ${records.state} in ${openStates('unsure')} and not ${records.drill} and ${records.receivedAt} > ${since}`,
    )
    .orderBy(records.id)) as Rec[]
  return () => rows
}

const openHere: Loader<readonly Rec[]> = async ({ tx, context }, asking) => {
  const { roster, now } = context
  const over = messagesOf(asking).filter((h) => mayBeOpenHere(h.event.text))
  const villages = [...new Set(over.flatMap((h) => villagesOf(h, roster)))]
  if (!villages.length) return () => []
  const rows = (await tx
    .select()
    .from(records)
    .where(
      sql`${records.kind} = 'disaster_report' and ${records.state} in ${openStates('disaster_report')} and ${records.state} <> 'unverified'
        and ${records.receivedAt} > ${new Date(now.getTime() - STORY_MS).toISOString()} and ${anyOf(records.villageCode, villages)}`,
    )
    .orderBy(records.id)) as Rec[]
  const all = await withHeld(tx, rows)
  return (h) => {
    if (h.event.type !== 'message' || !mayBeOpenHere(h.event.text)) return []
    const here = villagesOf(h, roster)
    return all.filter((r) => r.villageCode && here.includes(r.villageCode))
  }
}

const drillRecords: Loader<readonly Rec[]> = async ({ tx, context }) => {
  const since = new Date(context.now.getTime() - 24 * HOUR_MS).toISOString()
  const rows = (await tx
    .select()
    .from(records)
    .where(sql`${records.drill} and ${records.kind} <> 'activity' and ${records.receivedAt} > ${since} and not ${OVER}`)
    .orderBy(records.id)) as Rec[]
  return () => rows
}

const SAID_MS = 6 * HOUR_MS
const SAID_MOST = 200

/** By the account that wrote it, among what came in of late. */
const saidBy: Loader<readonly needs.Saying[]> = async ({ tx, context }, asking) => {
  const { people, reach } = context.roster
  const named = messagesOf(asking).flatMap((h) => needs.whoseWords(h.event.text) ?? [])
  const meant = [...people.values()].filter((p) => named.some((name) => name.endsWith(p.name)))
  const accounts = new Map(
    meant.flatMap((p) => (reach.get(p.id) ?? []).map((a) => [`${a.channel} ${a.account}`, p.id])),
  )
  if (!accounts.size) return () => []
  const rows = await tx.execute<{
    channel: string
    account: string
    chat: string
    kind: string
    id: string
    said: string
    written: string
    no: string | null
  }>(sql`
    select i.channel, i.event->'sender'->>'account' account, i.event->'chat'->>'id' chat, i.event->'chat'->>'kind' as kind, i.event->>'messageId' as id, i.event->>'text' as said, i.event->>'at' as written,
      (select r.no from record_sources rs join records r on r.id = rs.record_id where rs.message_id = i.event->>'messageId' and r.kind not in ('unsure', 'aside') order by r.id desc limit 1) as no
    from inbox i where i.raw <> '' and i.received_at > ${new Date(context.now.getTime() - SAID_MS).toISOString()}
      and i.event->>'type' = 'message' and i.event->>'text' <> '' and ${anyOf(sql`i.channel || ' ' || (i.event->'sender'->>'account')`, [...accounts.keys()])}
    order by i.received_at desc, i.seq desc limit ${SAID_MOST}`)
  const all = [...rows].map((r) => ({
    personId: accounts.get(`${r.channel} ${r.account}`)!,
    channel: r.channel,
    account: r.account,
    chat: r.chat,
    inGroup: r.kind === 'group',
    messageId: r.id,
    text: r.said,
    at: new Date(r.written),
    no: r.no,
  }))
  return () => all
}

async function unsureOfDay(tx: Tx, day: string, g: DecisionContext): Promise<{ unsure: needs.UnsureDay }> {
  const [unsure] = await tx.execute<needs.UnsureDay & Record<string, number>>(
    sql`select count(*)::int open from records where kind = 'unsure' and state in ${openStates('unsure')} and ${received(bounds(day, g))} and ${COUNTED}`,
  )
  return { unsure: unsure! }
}

export const RECORD_LOADERS = {
  [needs.OWN_UNSURE.name]: ownUnsure,
  [needs.UNSURE.name]: unsure,
  [needs.SAID_BY.name]: saidBy,
  [needs.OPEN_HERE.name]: openHere,
  [needs.JOINED_WORDS.name]: joinedWords,
  [needs.DRILL_RECORDS.name]: drillRecords,
  [needs.RECENT.name]: recent,
  [needs.STORIES.name]: stories,
  [needs.IN_CHAT.name]: besideInChat,
  [needs.SUBJECT.name]: subject,
  [needs.COPIES.name]: copies,
  [needs.LOOSE_ATTACHMENTS.name]: loose,
  [needs.ON_SHIFT.name]: onShift,
  [needs.TAKEN_BACK.name]: takenBack,
  [needs.ACTABLE.name]: actable,
  [needs.ALREADY_TOLD.name]: alreadyTold,
  [needs.OWN_TOLD.name]: ownTold,
  [needs.LATELY.name]: lately,
}

/** One record by id, held until the transaction ends, for the clock's decisions. */
export async function loadRecord(tx: Tx, id: string): Promise<Rec | undefined> {
  return (await tx.select().from(records).where(eq(records.id, id)).for('update'))[0] as Rec | undefined
}

export const RECORD_LOOKS: Lookers<typeof needs> = {
  unmarked: (tx, ids) => unmarkedOf(tx, ids),
  unsure_day: unsureOfDay,
  record: loadRecord,
}
