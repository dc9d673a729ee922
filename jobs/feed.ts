/**
 * The polled list of the national warning platform (12379): asked every few minutes, only at the configured address, and only
 * for what changed. What comes back is somebody else's text: bounded, read strictly, never more than a draft. Off without FEED_URL.
 */

import { loadFeed } from '#db/feed/load.ts'
import type { BrokenItem } from '#domain/cap/feed.ts'
import { concerns, type FeedArea, type FeedItem, feedInSlices } from '#domain/cap/feed.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Change } from '#domain/nouns.ts'
import { decoded } from '#domain/reading/decoded.ts'
import type { Feed, FeedEntry } from '#domain/warning/fact.ts'
import { FEED_ACTOR, feedSilence, fromFeed, tellBroken } from '#domain/warning/feed.ts'
import { FEED, RECENT_OR_NAMED } from '#domain/warning/needs.ts'
import { bounded } from './bounded.ts'
import { type DecideDeps, decideNow } from './decide.ts'

/** The platform's own list is some hundred kilobytes; tens of thousands of entries fit. */
const MOST_BYTES = 32 * 1024 * 1024
const TIMEOUT_MS = 15_000

export interface FeedDeps extends DecideDeps {
  url: string
  /** Six-digit codes and names watched besides the station's own county and township. */
  areas: readonly string[]
  log: { warn(f: object, m: string): void }
}

type Answer =
  | { kind: 'list'; items: FeedItem[]; broken: BrokenItem[]; etag: string | null; lastModified: string | null }
  | { kind: 'unchanged' }
  | { kind: 'failed'; why: string }

/** Asks once, and tells the officers when it has been in vain for long. @returns how many drafts it made. */
export async function pollFeed(deps: FeedDeps): Promise<number> {
  const { db, url } = deps
  const source = new URL(url).host
  const context = await deps.context()
  const { tz, hashOf } = context
  const keyOf = (item: FeedItem) => hashOf([item.identifier, item.headline, item.original].join('\n'))
  const brokenKey = (item: BrokenItem) => hashOf(`broken\n${item.raw}\n${item.why}`)
  const answer = await ask(deps, tz, areaOf(context, deps.areas), await loadFeed(db, source))
  // the same entry twice in one list is one entry
  const items = new Map(answer.kind === 'list' ? answer.items.map((item) => [keyOf(item), item]) : [])
  const broken = new Map(answer.kind === 'list' ? answer.broken.map((item) => [brokenKey(item), item]) : [])
  const listed = [...items.keys(), ...broken.keys()]
  const changes = await decideNow(deps, FEED_ACTOR, {
    needs: (g) => {
      const ours = [...items.values()].filter((item) => concerns(item, areaOf(g, deps.areas)))
      const known = FEED.of({ source, hashes: listed })
      return { known, recent: RECENT_OR_NAMED.of(ours.map((item) => item.identifier)) }
    },
    decide: (g, { known: { before, unseen }, recent }): Change[] => {
      const fresh = [...items].flatMap(([key, item]) => (unseen.has(key) ? [item] : []))
      const decided = fromFeed(g, fresh, areaOf(g, deps.areas), recent)
      const unread = [...broken].filter(([key]) => unseen.has(key))
      const after = feedAfter(source, before, answer, g.now)
      // what was left for the next time must come again, so the list is then asked for as if it were new
      const left = decided.looked.length < fresh.length ? { etag: null, lastModified: null } : {}
      const silence = feedSilence(g, after)
      const told = silence.length ? { toldAt: after.failingSince ? g.now : null } : {}
      const looked = [
        ...decided.looked.map(
          ({ item, outcome, warningId }): FeedEntry => ({
            ...{ hash: keyOf(item), identifier: item.identifier },
            ...{ outcome, warningId },
          }),
        ),
        ...unread.map(
          ([hash, { identifier }]): FeedEntry => ({ hash, identifier, outcome: 'broken', warningId: null }),
        ),
      ]
      return [
        ...decided.changes,
        ...tellBroken(
          g,
          unread.map(([, item]) => item),
        ),
        ...silence,
        { type: 'feed.asked', feed: { ...after, ...left, ...told }, listed, looked },
      ]
    },
  })
  return changes.flatMap((c) => (c.type === 'feed.asked' ? c.looked.filter((l) => l.outcome === 'drafted') : [])).length
}

/** The station's own county and township, and what its settings name besides. */
const areaOf = ({ roster: { station } }: DecisionContext, areas: readonly string[]): FeedArea => ({
  codes: [station.code.slice(0, 6), ...areas.filter((a) => /^\d{6}$/.test(a))],
  names: [station.township, ...areas.filter((a) => !/^\d{6}$/.test(a))],
})

function feedAfter(source: string, before: Feed | undefined, answer: Answer, now: Date): Feed {
  const failed = answer.kind === 'failed' ? answer.why : null
  const marks = answer.kind === 'list' ? answer : before
  return {
    source,
    etag: marks?.etag ?? null,
    lastModified: marks?.lastModified ?? null,
    checkedAt: now,
    okAt: failed ? (before?.okAt ?? null) : now,
    failingSince: failed ? (before?.failingSince ?? now) : null,
    error: failed,
    toldAt: before?.toldAt ?? null,
  }
}

/** One request; whatever goes wrong is an answer too. A redirect is not followed: only the configured host is asked. */
async function ask({ url, log }: FeedDeps, tz: string, area: FeedArea, before: Feed | undefined): Promise<Answer> {
  const failed = (why: string): Answer => ({ kind: 'failed', why })
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        accept: 'application/json',
        ...(before?.etag ? { 'if-none-match': before.etag } : {}),
        ...(before?.lastModified ? { 'if-modified-since': before.lastModified } : {}),
      },
    })
    if (response.status !== 200) await response.body?.cancel()
    if (response.status === 304) return { kind: 'unchanged' }
    if (response.status !== 200) return failed(`对方答复 ${response.status}`)
    const bytes = await bounded(response, MOST_BYTES)
    if (bytes === undefined) return failed('答复太大')
    const text = decoded(bytes, charsetOf(response))
    if (text === undefined) return failed('答复的文字编码读不懂')
    const reading = feedInSlices(parsed(text), tz, area)
    let step = reading.next()
    for (; !step.done; step = reading.next()) await new Promise((served) => setImmediate(served))
    const { items, faults, broken } = step.value
    if (faults.length)
      log.warn({ faults: faults.slice(0, 3), of: faults.length }, 'entries of the feed that cannot be read')
    // a list of which nothing can be read is no list
    if (faults.length && !items.length) return failed(`答复读不懂：${faults[0]!.field}${faults[0]!.why}`)
    const mark = (name: string) => response.headers.get(name)?.slice(0, 200) ?? null
    return { kind: 'list', items, broken, etag: mark('etag'), lastModified: mark('last-modified') }
  } catch (error) {
    log.warn({ err: error }, 'the feed could not be asked')
    return failed((error as Error).name === 'TimeoutError' ? '等不到答复' : '连接不上')
  }
}

/** The encoding that the answer names. */
const charsetOf = (response: Response) =>
  /charset=["']?([\w-]{1,20})/i.exec(response.headers.get('content-type') ?? '')?.[1]

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
