/**
 * Inbox → decisions → one commit. Runs in the process that received the message, at once; `sweep` hands it what a dead
 * process left. A batch takes the oldest unread messages of each chat, in their order, under the chat's lock; each is decided
 * as after those before it.
 */
import { commit, type Decision } from '#db/commit.ts'
import { untilFirst } from '#db/engine/overtaken.ts'
import type { Db } from '#db/engine/tx.ts'
import { openCounters } from '#db/flow/counters.ts'
import { countTries, markRead, oldestUnread, putOff, type Unread } from '#db/flow/inbox.ts'
import { loadNeeds } from '#db/situation.ts'
import { mayFollow } from '#domain/dialog/batch.ts'
import { decide } from '#domain/dialog/dialog.ts'
import { counts, quietOverQuota } from '#domain/dialog/quota.ts'
import type { Heard } from '#domain/kernel/heard.ts'
import { accountOf, type Inbound, type MessageEvent } from '#domain/kernel/message.ts'
import { failureLine } from '#domain/kernel/privacy.ts'
import { accountKey, personOf } from '#domain/kernel/roster.ts'
import type { DecisionContext, Situation } from '#domain/kernel/situation.ts'
import type { Change } from '#domain/nouns.ts'
import type { Read } from './context.ts'
import { giveUp } from './give-up.ts'
import { createQuota, type Quota } from './quota.ts'
import { within } from './within.ts'

/** Tries of one message before it is a dead letter and its chat goes on. */
const MAX_TRIES = 5
/** What fails by itself is not mended by waiting: its chat waits for a second and a half in all. */
const AGAIN_MS = 50
const ELSEWHERE_MS = 500
const BATCH = 64
/** Most messages of one chat in a batch. */
const OF_A_CHAT = 32
/** Longest that the texts of a batch may be read, and that its decisions may take: a wall, far above what is usual. */
const READ_MS = 1_000
const DECIDE_MS = 5_000

export interface IntakeDeps {
  db: Db
  context(): Promise<DecisionContext>
  read: Read
  now(): Date
  poke(channel: string): void
  log: { error(fields: object, message: string): void }
  /** Called once for a message given up on, after it was filed and told of. */
  deadLettered(inboxId: string, error: string): void
  /** Called when photos or files came, so that they are fetched before their links expire. */
  attached?(): void
  /** Called when something was not understood for sure. */
  unsure?(): void
}

interface Batch {
  /** Chats that may have more. */
  more: string[]
  /** Rows that were not tried, since their try is not counted yet. */
  uncounted: Unread[]
}

export type Intake = ReturnType<typeof createIntake>

/**
 * A try is counted before it begins, in a commit of its own: what kills the process in the middle of it is given up on after
 * `MAX_TRIES` deaths. The first try of the process that received the message is counted in the row as it is inserted.
 */
export function createIntake(deps: IntakeDeps) {
  const quota = createQuota()
  const pending = new Set<string>()
  /** Inbox rows received here whose first try, already counted, is still to come. */
  const fresh = new Set<string>()
  let running: Promise<void> | undefined

  /** One batch after another: what comes in meanwhile makes the next batch larger, and cheaper a message. */
  async function drain(): Promise<void> {
    while (pending.size) {
      const keys = [...pending].slice(0, BATCH)
      for (const key of keys) pending.delete(key)
      try {
        for (const key of await takeBatch(keys)) pending.add(key)
      } catch (error) {
        deps.log.error({ err: error }, 'intake batch failed; the sweep tries again')
      }
    }
  }

  const wake = (chatKeys: string[], received: string[] = []): void => {
    for (const key of chatKeys) pending.add(key)
    for (const id of received) fresh.add(id)
    running ??= drain().finally(() => {
      running = undefined
      if (pending.size) wake([])
    })
  }

  /** Reads one message of each chat. Returns the chats that may have more. */
  async function takeBatch(keys: string[]): Promise<string[]> {
    const { more, uncounted } = await readEach(keys, fresh)
    const counted = uncounted.length ? await countedTries(deps, uncounted) : []
    // Whatever may have killed a process in a batch is tried by itself from then on: its neighbours bear no count of its.
    const together = counted.filter((row) => row.attempts <= 2)
    const alone = counted.filter((row) => row.attempts > 2)
    for (const rows of [together, ...alone.map((row) => [row])]) {
      if (!rows.length) continue
      const read = await readEach(rows.map(chatKey), new Set(rows.map((r) => r.id)))
      more.push(...read.more, ...read.uncounted.map(chatKey))
    }
    return more
  }

  /**
   * All in one commit; where that fails each chat alone, then its messages one by one, so that a bad one holds up only itself.
   * One that somebody else was ahead of is decided again at once, within the same try: its sender waits for no back-off.
   */
  async function readEach(keys: string[], counted: ReadonlySet<string>, most = OF_A_CHAT): Promise<Batch> {
    let tried: Unread[] = []
    const once = () => {
      tried = []
      return readTogether(deps, quota, keys, counted, tried, most)
    }
    try {
      const { decided, ...read } = await (keys.length > 1 ? once() : untilFirst(once))
      for (const id of decided) fresh.delete(id)
      return read
    } catch (error) {
      if (keys.length === 1 && (tried.length < 2 || most === 1)) {
        if (!tried[0]) throw error
        fresh.delete(tried[0].id)
        await failedRow(deps, tried[0], error)
        return { more: [], uncounted: [] }
      }
      const all: Batch = { more: [], uncounted: [] }
      for (const key of keys) {
        const one = await readEach([key], counted, keys.length === 1 ? 1 : most)
        all.more.push(...one.more)
        all.uncounted.push(...one.uncounted)
      }
      // what stood behind the first of a chat waits its turn
      if (keys.length === 1) all.more.push(...keys)
      return all
    }
  }

  return {
    /** Reads these chats now; returns at once. `received` are inbox rows that this process has just inserted. */
    wake,
    /** Resolves when nothing more is being read. */
    async idle(): Promise<void> {
      while (running) await running
    },
  }
}

/**
 * Load → decide → commit → poke for what may be read of these chats.
 * @param counted the rows whose try is counted; others are left as they are and given back.
 * @param tried is filled with the rows that are tried, also where it throws.
 */
async function readTogether(
  deps: IntakeDeps,
  quota: Quota,
  keys: string[],
  counted: ReadonlySet<string>,
  tried: Unread[],
  most: number,
): Promise<Batch & { decided: string[] }> {
  const { channels, attached, unsure, thrown, ...batch } = await deps.db.transaction(async (tx) => {
    const each = Math.max(1, Math.min(most, Math.floor(BATCH / keys.length)))
    const [context, oldest] = await Promise.all([deps.context(), oldestUnread(tx, keys, each, deps.now())])
    const { rows, uncounted } = inTurn(oldest, counted)
    tried.push(...rows)
    if (!rows.length)
      return { channels: [], attached: false, unsure: false, thrown: [], more: [], uncounted, decided: [] }
    const heard = within(READ_MS, 'reading', () => rows.map((row) => hear(deps, context, row.event)))
    const recorded: Change[] = []
    const [needed, counters] = await Promise.all([loadNeeds(tx, context, heard, recorded), openCounters(tx, context)])
    const situations = rows.map(
      (row, i): Situation => ({
        ...context,
        ...heard[i]!,
        ...needed[i]!,
        newNo: counters.next,
        again: (how) => deps.read(row.event as MessageEvent, heard[i]!.person, context, how),
      }),
    )
    const { decisions, read, thrown, waiting } = within(DECIDE_MS, 'deciding', () =>
      decideInOrder(rows, situations, recorded, quota),
    )
    const [touched] = await Promise.all([commit(tx, decisions, context.now), counters.save(), markRead(tx, read)])
    // what stands behind the last row that was read of a chat, as far as the query said
    const behind = new Map(rows.map((r) => [r.chat_key, r.behind]))
    return {
      channels: [...touched],
      attached: decisions.some((d) => d.changes.some((c) => c.type === 'attachment.received')),
      unsure: decisions.some((d) => d.changes.some((c) => c.type === 'record.filed' && c.record.kind === 'unsure')),
      thrown,
      more: [
        ...new Set([
          ...readAnew(decisions),
          ...waiting.map(chatKey),
          ...[...behind].flatMap(([key, more]) => (more ? [key] : [])),
        ]),
      ],
      uncounted,
      decided: [...read, ...thrown.map((t) => t.row)].map((r) => r.id),
    }
  })
  channels.forEach(deps.poke)
  if (attached) deps.attached?.()
  if (unsure) deps.unsure?.()
  for (const { row, error } of thrown) await failedRow(deps, row, error)
  return batch
}

/** Chats in which words are to be read anew. */
const readAnew = (decisions: readonly Decision[]): string[] =>
  decisions.flatMap((d) => d.changes.flatMap((c) => (c.type === 'message.meant' ? [`${c.channel} ${c.chat}`] : [])))

interface Decided {
  decisions: Decision[]
  read: Unread[]
  thrown: { row: Unread; error: unknown }[]
  /** Whose turn comes with the next batch, or after the try of one before them. */
  waiting: Unread[]
}

/**
 * One decision a row, each seeing what those before it recorded. A row that throws, or whose facts nothing may follow within a
 * batch, closes its chat: what stands behind it waits.
 * @param recorded is filled with what is decided; the needs of those that follow look at it.
 */
function decideInOrder(rows: Unread[], situations: Situation[], recorded: Change[], quota: Quota): Decided {
  const done: Decided = { decisions: [], read: [], thrown: [], waiting: [] }
  const closed = new Set<string>()
  for (const [i, row] of rows.entries()) {
    if (closed.has(row.chat_key)) {
      done.waiting.push(row)
      continue
    }
    const s = situations[i]!
    try {
      const all = decide(s)
      const changes = counts(row.event) ? quietOverQuota(s, all, heardOf(quota, row, s, s.now)) : all
      const actor = s.person?.id ?? (s.account ? accountKey(row.event.channel, s.account) : 'anan')
      done.decisions.push({ changes, actor, inboxId: row.id })
      done.read.push(row)
      recorded.push(...changes)
      if (!mayFollow(changes)) closed.add(row.chat_key)
    } catch (error) {
      done.thrown.push({ row, error })
      closed.add(row.chat_key)
    }
  }
  return done
}

/** Of each chat, those from its oldest on whose try is counted, and the first whose is not: none is read before it. */
function inTurn(oldest: Unread[], counted: ReadonlySet<string>): { rows: Unread[]; uncounted: Unread[] } {
  const uncounted = new Map<string, Unread>()
  const rows = oldest.filter((row) => {
    if (uncounted.has(row.chat_key)) return false
    if (!counted.has(row.id)) uncounted.set(row.chat_key, row)
    return counted.has(row.id)
  })
  return { rows, uncounted: [...uncounted.values()] }
}

const chatKey = (row: Unread) => row.chat_key

const heardOf = (quota: Quota, row: Unread, { event, account }: Heard, now: Date) => ({
  sender: quota.count(accountKey(event.channel, account), now),
  chat: quota.count(row.chat_key, now),
})

function hear(deps: IntakeDeps, context: DecisionContext, event: Inbound): Heard {
  const account = accountOf(event)
  const person = account ? personOf(context.roster, event.channel, account) : undefined
  const reading = event.type === 'message' && event.text ? deps.read(event, person, context) : undefined
  return { event, account, person, reading, chat: chatOf(context, event) }
}

const chatOf = (context: DecisionContext, event: Inbound) =>
  'chat' in event
    ? context.roster.chats.find((c) => c.channel === event.channel && c.chat === event.chat?.id)
    : undefined

/** Counts a try of each, durably, and gives up what has had all of its tries; gives back the others as counted. */
async function countedTries(deps: IntakeDeps, rows: Unread[]): Promise<Unread[]> {
  const due: Unread[] = []
  for (const row of await countTries(deps.db, rows)) {
    if (row.attempts <= MAX_TRIES) due.push(row)
    else {
      const error = 'reading it ended the process'
      deps.log.error({ inbox: row.id, tries: row.attempts - 1, dead_letter: true }, error)
      if (await giveUp(deps, row, error)) deps.deadLettered(row.id, error)
    }
  }
  return due
}

/** What is no fault of the message: the database went away, was full or had others to serve first. */
const ELSEWHERE = /^(?:CONNECT|ECONN|EPIPE|ETIMEDOUT|08|40|53|55|57|58)/
const isElsewhere = (error: unknown): boolean => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  return typeof code === 'string' ? ELSEWHERE.test(code) : cause !== undefined && isElsewhere(cause)
}

/** A try that failed; after the last one it is given up: filed with its bare words, answered, told of; its chat goes on. */
async function failedRow(deps: IntakeDeps, row: Unread, error: unknown): Promise<void> {
  const message = failureLine(error)
  const now = deps.now()
  // a try that somebody else spoilt does not count
  const elsewhere = isElsewhere(error)
  const tries = Math.max(1, elsewhere ? row.attempts - 1 : row.attempts)
  const wait = elsewhere ? ELSEWHERE_MS : AGAIN_MS * 2 ** tries
  const last = tries >= MAX_TRIES
  deps.log.error({ err: error, inbox: row.id, tries, dead_letter: last }, 'a message could not be read')
  await putOff(deps.db, row, { tries, error: message, nextAt: new Date(now.getTime() + wait) })
  if (last && (await giveUp(deps, row, message))) deps.deadLettered(row.id, message)
}
