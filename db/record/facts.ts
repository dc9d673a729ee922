/** Applies what happened to records and their photos. */

import { sql } from 'drizzle-orm'
import type { AnyFact } from '#domain/kernel/fact.ts'
import { wgs84 } from '#domain/kernel/geo.ts'
import { ofType } from '#domain/kernel/need.ts'
import type { ChangeOf, RecordFact } from '#domain/record/fact.ts'
import { Overtaken } from '../engine/overtaken.ts'
import { anyOf, insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { LEDGER_ONLY, TOGETHER, type Writers, writeEach } from '../fact.ts'
import { readAnew } from '../flow/inbox.ts'
import { attachments, recordSources, records } from './tables.ts'

/** All record changes of a batch; new records and attachments in one statement each, the rest one by one in order. */
export async function writeRecords(tx: Tx, changes: readonly AnyFact[], now: Date): Promise<void> {
  const of = ofType<RecordFact>(changes)
  await insertRows(
    tx,
    records,
    of('record.filed').map(
      ({ record: { photos: _, ...record } }) =>
        ({ ...record, ...copyOf(record) }) as unknown as Record<string, unknown>,
    ),
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
    sql`on conflict (station_id, channel, message_id, key) do nothing`,
  )
  await writeEach(WRITERS, tx, changes, now)
  await join(tx, of('record.joined'), now)
  // which message went into which record
  const sources = [
    ...of('record.filed').flatMap(({ record }) =>
      record.sourceMessageIds.map((messageId) => ({ messageId, recordId: record.id })),
    ),
    ...[...of('record.joined'), ...of('record.amended')].flatMap(({ messageId, id }) =>
      messageId ? [{ messageId, recordId: id }] : [],
    ),
  ]
  await insertRows(tx, recordSources, sources, sql`on conflict do nothing`)
}

/** The copy of a point in WGS-84. */
function copyOf(placed: Parameters<typeof wgs84>[0]) {
  const point = wgs84(placed)
  return { wgsLat: point?.lat ?? null, wgsLon: point?.lon ?? null }
}

/** What joins records: words, places and source messages of a record in the order they came, all records in one statement. */
async function join(tx: Tx, joined: ChangeOf<'record.joined'>[], now: Date): Promise<void> {
  if (!joined.length) return
  const rows = joined.map((c, n) => ({
    n,
    id: c.id,
    message: c.messageId,
    text: c.text || null,
    ...c.location,
    ...copyOf(c.location ?? {}),
  }))
  const loose = joined.flatMap((c) => (c.attachmentIds ?? []).map((attachment) => ({ attachment, id: c.id })))
  await Promise.all([
    tx.execute(sql`
      with j as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) j(n int, id uuid, message text, text text, lat float8, lon float8, datum text, "wgsLat" float8, "wgsLon" float8)),
        g as (select id, string_agg(text, E'\n' order by n) text, array_agg(message order by n) messages, max(n) filter (where lat is not null) placed from j group by id)
      update records r set text = concat_ws(E'\n', nullif(r.text, ''), g.text),
        source_message_ids = r.source_message_ids || array(select m from unnest(g.messages) with ordinality u(m, o) where not m = any(r.source_message_ids) order by o),
        lat = coalesce(p.lat, r.lat), lon = coalesce(p.lon, r.lon), datum = coalesce(p.datum, r.datum), wgs_lat = coalesce(p."wgsLat", r.wgs_lat), wgs_lon = coalesce(p."wgsLon", r.wgs_lon), updated_at = ${now.toISOString()}
      from g left join j p on p.n = g.placed where r.id = g.id and r.id = any(array(select id from g))`),
    loose.length &&
      tx.execute(sql`update attachments a set record_id = l.id from jsonb_to_recordset(${JSON.stringify(loose)}::jsonb) l(attachment uuid, id uuid)
        where a.id = l.attachment and ${anyOf(
          sql`a.id`,
          loose.map((l) => l.attachment),
          'uuid',
        )} and a.record_id is null`),
  ])
}

const WRITERS: Writers<RecordFact> = {
  'record.filed': TOGETHER,
  'attachment.received': TOGETHER,
  'attachment.kept': (tx, c) =>
    tx.execute(sql`update attachments set hash = ${c.hash}, type = ${c.media}, size = ${c.bytes} where id = ${c.id}`),
  'attachment.lost': (tx, c) =>
    tx.execute(
      sql`update attachments set error = ${c.why}, size = coalesce(${c.bytes ?? null}, size) where id = ${c.id}`,
    ),
  'record.joined': TOGETHER,
  'record.noted': LEDGER_ONLY,
  'message.meant': (tx, c, now) => readAnew(tx, c, now),
  'record.merged': (tx, c) => tx.execute(sql`update attachments set record_id = ${c.into} where record_id = ${c.id}`),
  'record.amended': async (tx, c, now) => {
    const done =
      await tx.execute(sql`update records set fields = jsonb_strip_nulls(fields || ${JSON.stringify(c.fields)}::jsonb), village_code = coalesce(${c.villageCode ?? null}, village_code), text = case when ${c.text} = '' then text else text || E'\n' || ${c.text} end,
    source_message_ids = case when ${c.messageId} = any(source_message_ids) then source_message_ids else array_append(source_message_ids, ${c.messageId}) end,
    version = version + 1, updated_at = ${now.toISOString()} where id = ${c.id} and ${c.seen === undefined ? sql`true` : sql`version = ${c.seen}`} returning 1`)
    if (c.seen !== undefined && !done.length) throw new Overtaken('the record was changed meanwhile')
  },
  'record.parted': async (tx, c, now) => {
    await tx.execute(sql`update records set fields = jsonb_strip_nulls(fields || ${JSON.stringify(c.fields)}::jsonb),
      text = case when position(E'\n' || ${c.text}::text in text) > 0 then overlay(text placing '' from position(E'\n' || ${c.text}::text in text) for length(${c.text}::text) + 1) else text end,
      source_message_ids = array_remove(source_message_ids, ${c.messageId}), version = version + 1, updated_at = ${now.toISOString()} where id = ${c.id}`)
    await tx.execute(sql`delete from record_sources where record_id = ${c.id} and message_id = ${c.messageId}`)
    await tx.execute(
      sql`update attachments set record_id = ${c.into} where record_id = ${c.id} and message_id = ${c.messageId}`,
    )
  },
  // a move from a state in which it no longer is, or from hands in which it no longer is, was decided too late
  'record.moved': async (tx, c, now) => {
    const done = await tx.execute(
      sql`update records set state = ${c.to}, version = version + 1, updated_at = ${now.toISOString()} where id = ${c.id} and state = ${c.from} returning 1`,
    )
    if (!done.length) throw new Overtaken(`the record is no longer ${c.from}`)
  },
  'record.judged': async (tx, c, now) => {
    const done = await tx.execute(
      sql`update records set drill = ${c.drill}, no = ${c.no}, state = ${c.to}, fields = fields - 'in_doubt', version = version + 1, updated_at = ${now.toISOString()}
      where id = ${c.id} and state = 'unverified' and fields->'in_doubt' = 'true' returning 1`,
    )
    if (!done.length) throw new Overtaken('the record is judged meanwhile')
  },
  'record.assigned': async (tx, c, now) => {
    const done = await tx.execute(
      sql`update records set owner_id = ${c.ownerId}, due_on = ${c.dueOn}, version = version + 1, updated_at = ${now.toISOString()}
      where id = ${c.id} and owner_id is not distinct from ${c.was.ownerId}::uuid and due_on is not distinct from ${c.was.dueOn}::date returning 1`,
    )
    if (!done.length) throw new Overtaken('the record is in other hands meanwhile')
  },
}
