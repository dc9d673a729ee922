/** Applies what happened to records and their photos. */
import { sql } from 'drizzle-orm'
import type { Change, ChangeOf } from '#domain/change.ts'
import { insertRows } from '../rows.ts'
import { attachments, records } from '../schema/records.ts'
import type { Tx } from '../tx.ts'

/** All record changes of a batch; new records and attachments in one statement each, the rest one by one in order. */
export async function applyRecords(tx: Tx, changes: Change[], now: Date): Promise<void> {
  const of = <T extends Change['type']>(type: T) => changes.filter((c): c is ChangeOf<T> => c.type === type)
  await insertRows(
    tx,
    records,
    of('record.filed').map(({ record: { photos: _, ...record } }) => record as unknown as Record<string, unknown>),
  )
  // The same photo pushed twice, or shared by two records, is one attachment.
  await insertRows(
    tx,
    attachments,
    of('attachment.received').map((c) => ({
      id: c.id,
      recordId: c.recordId,
      channel: c.channel,
      messageId: c.messageId,
      key: c.attachment.key,
      kind: c.attachment.kind,
      name: c.attachment.name ?? null,
      nextAt: now,
      createdAt: now,
    })),
    sql`on conflict (channel, message_id, key) do nothing`,
  )
  for (const c of changes) await APPLY[c.type]?.(tx, c as never, now)
}

type Apply = { [T in Change['type']]?: (tx: Tx, change: ChangeOf<T>, now: Date) => Promise<unknown> }

const APPLY: Apply = {
  'record.amended': (tx, c, now) =>
    tx.execute(sql`update records set fields = jsonb_strip_nulls(fields || ${JSON.stringify(c.fields)}::jsonb), village_code = coalesce(${c.villageCode ?? null}, village_code), text = case when ${c.text} = '' then text else text || E'\n' || ${c.text} end,
    source_message_ids = case when ${c.messageId} = any(source_message_ids) then source_message_ids else array_append(source_message_ids, ${c.messageId}) end,
    version = version + 1, updated_at = ${now.toISOString()} where id = ${c.id}`),
  'record.joined': async (tx, c, now) => {
    await tx.execute(sql`update records set text = case when ${c.text ?? ''} = '' then text else text || E'\n' || ${c.text ?? ''} end,
      source_message_ids = case when ${c.messageId} = any(source_message_ids) then source_message_ids else array_append(source_message_ids, ${c.messageId}) end,
      lat = coalesce(${c.location?.lat ?? null}, lat), lon = coalesce(${c.location?.lon ?? null}, lon), datum = coalesce(${c.location?.datum ?? null}, datum),
      updated_at = ${now.toISOString()} where id = ${c.id}`)
    if (c.attachmentIds?.length)
      await tx.execute(
        sql`update attachments set record_id = ${c.id} where record_id is null and id = any(${`{${c.attachmentIds.join(',')}}`}::uuid[])`,
      )
  },
  'record.moved': (tx, c, now) =>
    tx.execute(
      sql`update records set state = ${c.to}, version = version + 1, updated_at = ${now.toISOString()} where id = ${c.id}`,
    ),
  'record.assigned': (tx, c, now) =>
    tx.execute(
      sql`update records set owner_id = ${c.ownerId}, due_on = ${c.dueOn}, version = version + 1, updated_at = ${now.toISOString()} where id = ${c.id}`,
    ),
}
