/** The photos and films of hazards, with when each came. */
import { asc, sql } from 'drizzle-orm'
import type { Rec } from '#domain/record/record.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { attachments } from './tables.ts'

/** The same records, hazards among them with their pictures, the oldest first. */
export async function withPictures(tx: Tx, all: readonly Rec[]): Promise<Rec[]> {
  const ids = all.filter((r) => r.kind === 'hazard_report').map((r) => r.id)
  if (!ids.length) return [...all]
  const rows = await tx
    .select({
      id: attachments.id,
      recordId: attachments.recordId,
      at: attachments.createdAt,
      messageId: attachments.messageId,
      // what was brought to our own page is kept by its hash before it is sent
      hash: sql<
        string | null
      >`coalesce(${attachments.hash}, case when ${attachments.key} ~ '^[0-9a-f]{64}$' then ${attachments.key} end)`,
    })
    .from(attachments)
    .where(sql`${anyOf(attachments.recordId, ids, 'uuid')} and ${attachments.kind} in ('image', 'video')`)
    .orderBy(asc(attachments.createdAt), asc(attachments.id))
  const of = new Map<string | null, NonNullable<Rec['pictures']>[number][]>()
  for (const { recordId, ...picture } of rows) of.set(recordId, [...(of.get(recordId) ?? []), picture])
  return all.map((r) => {
    const pictures = of.get(r.id) ?? []
    return r.kind === 'hazard_report' ? { ...r, photos: pictures.length, pictures } : r
  })
}
