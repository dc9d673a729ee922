/**
 * A whole station to tell stories in: real database, real intake, lanes and decisions; a clock that moves when told; a
 * recording channel in place of the platform.
 */

import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { uuidv7 } from 'uuidv7'
import type { Channel, Outcome } from '#bots/channel.ts'
import { commit } from '#db/commit.ts'
import { connect } from '#db/engine/client.ts'
import { ofStation } from '#db/engine/station.ts'
import { createRosterCache, loadRoster } from '#db/roster/snapshot.ts'
import { seedDemo } from '#db/seed.ts'
import { asText, type Inbound, type MessageEvent, type Outbound, type Urgent } from '#domain/kernel/message.ts'
import type { Role } from '#domain/kernel/roster.ts'
import { newCode } from '#domain/roster/codes.ts'
import { audit } from '#jobs/audit.ts'
import { createDecisionContext, createReader, hashOf } from '#jobs/context.ts'
import { remind } from '#jobs/deadlines.ts'
import { createLane } from '#jobs/deliver.ts'
import { digest } from '#jobs/digest.ts'
import { createIntake } from '#jobs/intake.ts'
import { createReceiver } from '#src/receive.ts'
import { behindOf } from './behind.ts'
import { createTestClock, SEEDED_AT } from './clock.ts'
import { rowsOf } from './rows.ts'
import { emptyStage, type Stage, takeStage } from './stage.ts'

export interface Sent {
  id: string
  /** The channel's name. */
  via: string
  chat?: string
  account?: string
  message: Outbound
  key: string
  edit?: string
  replyTo?: string
  urgent?: Urgent
}

/** A platform without limits that remembers everything; `answer` may be changed to misbehave. */
export function recordingChannel(name = 'web', sent: Sent[] = []) {
  const channel: Channel & { answer: (s: Sent) => Outcome | Promise<Outcome> } = {
    name,
    limits: {
      perSecond: Infinity,
      perMinute: Infinity,
      perChatPerSecond: Infinity,
      textLength: 5000,
      idempotencyMs: 3600_000,
      edits: true,
    },
    answer: (s) => ({ kind: 'sent', id: s.edit ?? `sent-${s.id}` }),
    render: (m) => m,
    async send(to, wire, key, how = {}) {
      const s: Sent = { id: key, via: name, chat: to.chat, account: to.account, message: wire as Outbound, key, ...how }
      const outcome = await channel.answer(s)
      if (outcome.kind === 'sent') sent.push(s)
      return outcome
    },
  }
  return { channel, sent }
}

export type World = Awaited<ReturnType<typeof createWorld>>

/**
 * @param more channels beside `web`, less preferred, each with a lane of its own; one given by name records into the same list.
 * @param other another station, in the database of this one: the demo station once more.
 */
export async function createWorld(
  template: 'demo' | 'empty' = 'demo',
  more: readonly (string | Channel)[] = [],
  other?: { station: number; beside: Beside },
) {
  // as the service itself: what its own role may not do is seen here first
  const {
    owner,
    service: url,
    database,
    spoil,
    leave,
  } = other ? besideOf(other) : await (template === 'demo' ? takeStage() : emptyStage())
  const { db } = database
  if (other && template === 'demo') await seedDemo(db, SEEDED_AT)
  const clock = createTestClock()
  const { channel, sent } = recordingChannel()
  const others = more.map((c) => (typeof c === 'string' ? recordingChannel(c, sent).channel : c))
  const errors: { fields: unknown; message: string }[] = []
  const log = {
    info() {},
    warn() {},
    debug() {},
    error: (fields: object, message: string) => void errors.push({ fields, message }),
  }
  const deadLetters: string[] = []
  const context = createDecisionContext({
    db,
    roster: createRosterCache(db),
    tz: 'Asia/Shanghai',
    now: clock.now,
    newId: uuidv7,
    channels: ['web', ...others.map((c) => c.name)],
  })
  const lane = createLane({ db, channel, now: clock.now, log })
  const lanes = [lane, ...others.map((c) => createLane({ db, channel: c, now: clock.now, log }))]
  const stopping = new AbortController()
  const running = Promise.all(lanes.map((l) => l.run(stopping.signal)))
  const wake = () => lanes.forEach((l) => void l.wake())
  const deps = { db, context, poke: wake }
  const intakeDeps = {
    ...deps,
    read: createReader('Asia/Shanghai'),
    now: clock.now,
    log,
    deadLettered: (id: string) => void deadLetters.push(id),
  }
  const intake = createIntake(intakeDeps)
  const receive = createReceiver(db, uuidv7, clock.now, (keys, ids) => intake.wake(keys, ids))
  let roster = await loadRoster(db, clock.now())
  let n = 0

  /** Waits until everything received is read and everything due is sent. */
  async function settle(): Promise<void> {
    await intake.idle()
    for (let i = 0; i < 400; i++) {
      wake()
      const [card0] = await db.execute(
        sql`select 1 from deadlines where kind in ('warning.card', 'warning.reach') and done_at is null and due_at <= ${clock.now().toISOString()} limit 1`,
      )
      // officers' cards are drawn, and whoever cannot be told is seen to, within a second
      if (card0) await remind({ ...deps, now: clock.now, log })
      const [row] = await db.execute<{ n: number }>(
        sql`select (select count(*) from outbox where (leased_until is not null and state = 'leased') or (state = 'queued' and available_at <= ${clock.now().toISOString()}))::int + (select count(*) from unread where next_at <= ${clock.now().toISOString()})::int
          + (select count(*) from deadlines where kind in ('warning.card', 'warning.reach') and done_at is null and due_at <= ${clock.now().toISOString()})::int n`,
      )
      if (!row?.n) {
        // a card that changed a moment ago waits its turn: a moment passes
        const [card] = await db.execute<{ n: number }>(
          sql`select count(*)::int n from outbox where state = 'queued' and slot is not null and available_at <= ${new Date(clock.now().getTime() + 3000).toISOString()}`,
        )
        if (!card?.n) return
        clock.forward(0.05)
      }
      await new Promise((done) => setTimeout(done, 5))
    }
    throw new Error('the station does not come to rest')
  }

  async function behind(statement: string): Promise<void> {
    spoil()
    const sql = postgres(owner, { max: 1, onnotice: () => {} })
    await sql.unsafe(statement)
    await sql.end()
  }

  const world = {
    ...rowsOf(db),
    ...behindOf(db, clock.now, behind),
    db,
    database,
    url,
    owner,
    spoil,
    /** Done to the database by its owner, behind the station's back: the station's own role may not. */
    behind,
    clock,
    sent,
    channel,
    errors,
    deadLetters,
    intake,
    /** For a second process at the same database. */
    intakeDeps,
    lane,
    deps,
    receive,
    settle,
    get roster() {
      return roster
    },
    async reloadRoster() {
      roster = await loadRoster(db, clock.now())
    },
    /** A person by role, the n-th in order of id; with a village, that village's. */
    person(role: Role, village?: string, nth = 0) {
      const code = village && roster.villages.find((v) => v.name === village)?.code
      const found = [...roster.people.values()]
        .filter((p) => p.roles.some((r) => r.role === role && (!code || r.villageCode === code)))
        .sort((a, b) => (a.id < b.id ? -1 : 1))[nth]
      if (!found) throw new Error(`nobody is ${role} ${village ?? ''}`)
      return found
    },
    /** The officer on duty now. */
    officer: () => {
      const shift = roster.shifts.find((s) => s.post === 'officer' && s.startAt <= clock.now() && clock.now() < s.endAt)
      return roster.people.get(shift!.personId)!
    },
    leader: () => {
      const shift = roster.shifts.find((s) => s.post === 'leader' && s.startAt <= clock.now() && clock.now() < s.endAt)
      return roster.people.get(shift!.personId)!
    },
    groupOf: (village: string) => `group:${roster.groups.find((g) => g.name.startsWith(village))!.id}`,
    /** Somebody writes; returns when everybody has been answered. */
    async says(
      who: { id: string; name: string },
      chat: string,
      text: string,
      more: Partial<MessageEvent> = {},
    ): Promise<string> {
      const messageId = more.messageId ?? `m${++n}`
      await receive([
        {
          raw: text,
          event: {
            type: 'message',
            channel: 'web',
            eventId: messageId,
            at: clock.now().toISOString(),
            chat: { id: chat, kind: chat.startsWith('p2p') ? 'p2p' : 'group' },
            sender: { account: who.id, name: who.name },
            messageId,
            text,
            attachments: [],
            mentionsBot: false,
            mentionsAll: false,
            ...more,
          },
        },
      ])
      await settle()
      return messageId
    },
    /** Somebody presses a button of the latest message that has it. */
    async presses(
      who: { id: string; name: string },
      label: string,
      form?: Record<string, string>,
      where?: (s: Sent) => boolean,
    ): Promise<void> {
      const card = [...sent]
        .reverse()
        .find((s) => (where?.(s) ?? true) && buttonsOf(s.message).some((b) => b.label === label))
      if (!card) throw new Error(`nobody was shown “${label}”: ${sent.map((s) => s.message.text).join(' | ')}`)
      const button = buttonsOf(card.message).find((b) => b.label === label)!
      await world.event({
        type: 'press',
        channel: 'web',
        eventId: `p${++n}`,
        at: clock.now().toISOString(),
        chat: { id: card.chat ?? `p2p:${card.account}`, kind: card.chat ? 'group' : 'p2p' },
        sender: { account: who.id, name: who.name },
        messageId: `sent-${card.id}`,
        act: button.act,
        data: button.data,
        form,
      })
    },
    /** The station gives somebody a one-time code, as `npm run code` does. */
    async gives(person: { id: string }, code: string): Promise<string> {
      const made = newCode({ id: uuidv7(), personId: person.id, hash: hashOf(code), now: clock.now() })
      await db.transaction((tx) => commit(tx, [{ changes: made, actor: 'cli:code', inboxId: null }], clock.now()))
      return code
    },
    async event(event: Inbound): Promise<void> {
      await receive([{ event, raw: JSON.stringify(event) }])
      await settle()
    },
    /** The clock moves; everything that falls due on the way is done, minute by minute. */
    async fastForward(minutes: number): Promise<void> {
      const step = minutes > 120 ? 30 : 1
      for (let done = 0; done < minutes; done += step) {
        clock.forward(Math.min(step, minutes - done))
        while (await remind({ ...deps, now: clock.now, log })) await settle()
        await settle()
      }
    },
    /** The auditor looks once; how much stands amiss. */
    audit: async () => {
      const standing = await audit({ ...deps, log })
      await settle()
      return standing
    },
    digest: async () => {
      const made = await digest(deps)
      await settle()
      return made
    },
    /** Messages to a person (privately) or chat since a mark, as text. */
    to: (address: string, from = 0) =>
      sent
        .slice(from)
        .filter((s) => s.account === address || s.chat === address)
        .map((s) => asText(s.message)),
    async close(): Promise<void> {
      stopping.abort()
      await running
      await leave()
    },
  }
  return world
}

/** The station that is there already. */
type Beside = { owner: string; url: string; spoil(): void }

/** Another station in the database of one that is there. */
function besideOf({ station, beside }: { station: number; beside: Beside }): Stage {
  beside.spoil()
  const [owner, service] = [ofStation(beside.owner, station), ofStation(beside.url, station)]
  const database = connect(service, { max: 4 })
  return { owner, service, database, spoil() {}, leave: () => database.close() }
}

const buttonsOf = (m: Outbound) => [...(m.card?.buttons ?? []), ...(m.card?.form ? [m.card.form.submit] : [])]
