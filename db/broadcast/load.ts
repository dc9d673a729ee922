/** Broadcasts with their villages, their warning's state and what became of their outbox row. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { AirVillage, Broadcast, BroadcastState, BroadcastView, Link } from '#domain/broadcast/broadcast.ts'
import { NO_LINK } from '#domain/broadcast/link.ts'
import * as needs from '#domain/broadcast/needs.ts'
import type { Serial } from '#domain/kernel/message.ts'
import { UUID } from '../engine/page.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { outbox } from '../flow/tables.ts'
import type { Loader, Lookers } from '../need.ts'
import { warnings } from '../warning/tables.ts'
import { strangersIn } from './known.ts'
import { type BroadcastRow, broadcasts, broadcastVillages, links } from './tables.ts'

/** The pressed ones, and those that a platform reports on. */
const named: Loader<readonly BroadcastView[]> = async ({ tx }, asking) => {
  const pressed = asking.flatMap(({ event }) =>
    event.type === 'press' && event.data.id && UUID.test(event.data.id) ? [event.data.id] : [],
  )
  const serials = asking.flatMap(({ event }) => (event.type === 'air' ? event.reports.map((r) => r.of) : []))
  const wanted = sql.join(
    [
      ...(pressed.length ? [anyOf(broadcasts.id, pressed, 'uuid')] : []),
      ...(serials.length
        ? [
            anyOf(broadcasts.serial, serials),
            // a word on our order to stop is a word on what it stops
            sql`${broadcasts.stop} -> 'serials' ?| array(select jsonb_array_elements_text(${JSON.stringify(serials)}::jsonb))`,
          ]
        : []),
    ],
    sql` or `,
  )
  if (!pressed.length && !serials.length) return () => []
  const views = await sightsOf(
    tx,
    await tx.select().from(broadcasts).where(wanted).orderBy(broadcasts.id).for('update'),
  )
  return () => views
}

const open: Loader<readonly BroadcastView[]> = async ({ tx }) => {
  const views = await openBroadcasts(tx)
  return () => views
}

/** Of reports, the numbers under our name that are none of ours. */
const strange: Loader<readonly Serial[]> = async ({ tx }, asking) => {
  const of = new Map(await Promise.all(asking.map(async ({ event }) => [event, await strangersIn(tx, event)] as const)))
  return ({ event }) => of.get(event) ?? []
}

export const BROADCAST_LOADERS = {
  [needs.BROADCASTS.name]: named,
  [needs.OPEN_BROADCASTS.name]: open,
  [needs.STRANGE_SERIALS.name]: strange,
}

/** Those not over, for a request by the API. */
const openBroadcasts = async (tx: Tx): Promise<BroadcastView[]> =>
  sightsOf(
    tx,
    await tx.select().from(broadcasts).where(sql`${broadcasts.endedAt} is null`).orderBy(broadcasts.id).for('update'),
  )

/** One by id, locked, for the clock and the API. */
export const loadBroadcast = async (tx: Tx, id: string): Promise<BroadcastView | undefined> =>
  (await sightsOf(tx, await tx.select().from(broadcasts).where(eq(broadcasts.id, id)).for('update')))[0]

async function sightsOf(tx: Tx, rows: BroadcastRow[]): Promise<BroadcastView[]> {
  if (!rows.length) return []
  const ids = (pick: (r: BroadcastRow) => string | null) => rows.flatMap((r) => pick(r) ?? [])
  const [villages, theirWarnings, deliveries] = await Promise.all([
    tx
      .select()
      .from(broadcastVillages)
      .where(
        anyOf(
          broadcastVillages.broadcastId,
          ids((r) => r.id),
          'uuid',
        ),
      )
      .orderBy(broadcastVillages.villageCode),
    tx
      .select({ id: warnings.id, state: warnings.state, villages: warnings.villages, area: warnings.area })
      .from(warnings)
      .where(
        anyOf(
          warnings.id,
          ids((r) => r.warningId),
          'uuid',
        ),
      ),
    tx
      .select({ id: outbox.id, state: outbox.state, reason: outbox.reason, doubt: outbox.doubt })
      .from(outbox)
      .where(anyOf(outbox.id, [...ids((r) => r.playId), ...ids((r) => r.stopId)], 'uuid')),
  ])
  return rows.map((row) => ({
    broadcast: row as Broadcast,
    villages: villages.filter((v) => v.broadcastId === row.id) as AirVillage[],
    warningState: theirWarnings.find((w) => w.id === row.warningId)?.state ?? null,
    warningArea: theirWarnings.find((w) => w.id === row.warningId) ?? null,
    delivery: deliveries.find((d) => d.id === row.playId) ?? null,
    stopDelivery: deliveries.find((d) => d.id === row.stopId) ?? null,
  }))
}

/** A page, newest first, with the villages of each. */
export async function listBroadcasts(
  db: Db,
  { state, drill }: { state?: BroadcastState; drill: boolean },
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<BroadcastView[]> {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(
      and(
        eq(broadcasts.drill, drill),
        state ? eq(broadcasts.state, state) : undefined,
        cursor ? lt(broadcasts.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(broadcasts.id))
    .limit(limit + 1)
  return sightsOf(db as unknown as Tx, rows)
}

/** By readable number or id. */
export async function findBroadcast(db: Db, ref: string): Promise<BroadcastView | undefined> {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(UUID.test(ref) ? eq(broadcasts.id, ref) : eq(broadcasts.no, ref.toUpperCase()))
  return (await sightsOf(db as unknown as Tx, rows))[0]
}

export async function loadLink(db: Db | Tx): Promise<Link> {
  const [row] = await db.select().from(links).where(eq(links.channel, 'broadcast'))
  return row ?? NO_LINK
}

export const BROADCAST_LOOKS: Lookers<typeof needs> = {
  broadcast: (tx, id) => loadBroadcast(tx, id),
  broadcasts_open: (tx) => openBroadcasts(tx),
  link: (tx) => loadLink(tx),
}
