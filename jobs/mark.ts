/** Marks what was kept before a word came to the list of sensitive matter, or before records were looked at for it. */
import { sql } from 'drizzle-orm'
import { lock } from '#db/engine/locks.ts'
import { among } from '#db/engine/rows.ts'
import type { Change } from '#domain/nouns.ts'
import { type DecideParts, decideNow } from './decide.ts'
import { hashOf } from './ground.ts'

/** Records looked at in one read; what is found is marked in one transaction. */
const SLICE = 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'
/** Under this name, with the list's hash, stands when everything had been looked at by that list. */
const MARKED = 'marked'

/**
 * Looks at every record once a list of words, in slices; each that speaks of one, in its words or its fields, is amended, with
 * its line in the ledger. What comes later is looked at when it is said. Several processes take turns.
 */
export async function markSensitive(parts: DecideParts): Promise<void> {
  const { settings, now } = await parts.ground()
  const words = [...new Set(settings.sensitive_words)].sort()
  const name = `${MARKED} ${hashOf(JSON.stringify(words)).slice(0, 16)}`
  const [done] = await parts.db.execute(sql`select 1 from heartbeats where name = ${name}`)
  if (done) return
  const speaks = sql`exists (select 1 from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) w where position(w in r.text) > 0 or position(w in r.fields::text) > 0)`
  for (let after: string | undefined = FIRST; after && words.length; ) {
    // looked at without a lock: whoever reports meanwhile does not wait
    const slice: { id: string; speaks: boolean }[] = await parts.db.execute<{ id: string; speaks: boolean }>(
      sql`select r.id, not r.fields @> '{"restricted":true}' and ${speaks} speaks from records r where r.id > ${after} order by r.id limit ${SLICE}`,
    )
    const found = slice.filter((r) => r.speaks).map((r) => r.id)
    if (found.length)
      await decideNow(
        parts,
        'anan',
        async (tx) => {
          await lock(tx, 'mark')
          return tx.execute<{ id: string; message: string | null }>(sql`
            select r.id, r.source_message_ids[1] message from records r
            where ${among(sql`r.id`, found, 'uuid')} and not r.fields @> '{"restricted":true}' order by r.id for update`)
        },
        (_, rows) =>
          [...rows].map(
            ({ id, message }): Change => ({
              type: 'record.amended',
              id,
              fields: { restricted: true },
              was: {},
              text: '',
              messageId: message ?? '',
            }),
          ),
      )
    after = slice.length === SLICE ? slice.at(-1)?.id : undefined
  }
  await parts.db.execute(
    sql`insert into heartbeats (name, at) values (${name}, ${now.toISOString()}) on conflict (station_id, name) do nothing`,
  )
  await parts.db.execute(sql`delete from heartbeats where name like ${`${MARKED} %`} and name <> ${name}`)
}
