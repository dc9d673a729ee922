/** What a channel may ask, once a push of its platform is kept, before the push is answered. */
import { sql } from 'drizzle-orm'
import type { Inbound, Serial } from '#domain/kernel/message.ts'
import type { Db, Tx } from '../engine/tx.ts'

export const knownBy = (db: Db) => ({
  async raw(channel: string, eventId: string): Promise<string | undefined> {
    const [row] = await db.execute<{ raw: string }>(
      sql`select raw from inbox where channel = ${channel} and event_id = ${eventId}`,
    )
    return row?.raw
  },
  ours: async (serials: readonly Serial[]): Promise<boolean> => (await unsentOf(db, serials)).length < serials.length,
})

/** Those that no broadcast of ours, and no order to stop one, ever had. */
async function unsentOf(tx: Db | Tx, serials: readonly Serial[]): Promise<Serial[]> {
  const rows = await tx.execute<{ serial: Serial }>(
    sql`select distinct s.serial from jsonb_array_elements_text(${JSON.stringify(serials)}::jsonb) s(serial)
      where not exists (select 1 from broadcasts b where b.serial = s.serial or b.stop -> 'serials' ? s.serial)`,
  )
  return [...rows].map((r) => r.serial)
}

/** Numbers under our name that a platform's push reports on, that were never ours and that no earlier push spoke of. */
export async function strangersIn(tx: Tx, event: Inbound): Promise<Serial[]> {
  const serials = event.type === 'air' ? [...new Set(event.reports.map((r) => r.of))] : []
  const unsent = serials.length ? await unsentOf(tx, serials) : []
  if (!unsent.length) return []
  const { channel, eventId } = event
  const rows = await tx.execute<{ serial: Serial }>(
    sql`select s.serial from jsonb_array_elements_text(${JSON.stringify(unsent)}::jsonb) s(serial)
      where not exists (select 1 from inbox i where i.channel = ${channel}
        and i.seq < (select seq from inbox where channel = ${channel} and event_id = ${eventId})
        and i.event -> 'reports' @> jsonb_build_array(jsonb_build_object('of', s.serial)))`,
  )
  return [...rows].map((r) => r.serial)
}
