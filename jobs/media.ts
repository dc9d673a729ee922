/** Fetches photos and files at once, since platforms' links expire; kept by content hash under DATA_DIR/media. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Channel } from '#bots/channel.ts'
import { attachments } from '#db/schema/records.ts'
import type { Db } from '#db/tx.ts'

const MAX_TRIES = 8
const BATCH = 20

/** What may be kept, by the first bytes; a file that says otherwise is what its bytes say. */
const TYPES: [string, number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/gif', [0x47, 0x49, 0x46]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['audio/ogg', [0x4f, 0x67, 0x67, 0x53]],
  ['application/msword', [0xd0, 0xcf, 0x11, 0xe0]],
]

/** The type by content; null = nothing we keep. mp4 has its mark at the fourth byte. */
export function sniff(bytes: Uint8Array): string | null {
  if (bytes.length > 12 && String.fromCharCode(...bytes.slice(4, 8)) === 'ftyp') return 'video/mp4'
  return TYPES.find(([, head]) => head.every((b, i) => bytes[i] === b))?.[0] ?? null
}

/** Writes bytes under their SHA-256, aside first; the same content is kept once. */
export async function keep(mediaDir: string, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const folder = join(mediaDir, hash.slice(0, 2))
  const path = join(folder, hash)
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true })
    await writeFile(`${path}.part`, bytes)
    await rename(`${path}.part`, path)
  }
  return hash
}

export interface MediaParts {
  db: Db
  channels: ReadonlyMap<string, Channel>
  mediaDir: string
  maxBytes: number
  now(): Date
  log: { warn(f: object, m: string): void }
}

/** Fetches what has not been fetched. Several processes may run it; a file fetched twice is the same file. */
export async function fetchMedia({ db, channels, mediaDir, maxBytes, now, log }: MediaParts): Promise<number> {
  const due = await db
    .select()
    .from(attachments)
    .where(sql`hash is null and error is null and next_at <= ${now().toISOString()}`)
    .orderBy(attachments.createdAt)
    .limit(BATCH)
  for (const a of due) {
    const look = channels.get(a.channel)?.look
    try {
      if (!look) throw new Error('channel is off')
      const { bytes } = await look.media(a.messageId, a.key, a.kind, maxBytes)
      const type = sniff(bytes)
      if (!type || bytes.length > maxBytes) {
        await db.execute(
          sql`update attachments set error = ${type ? 'too large' : 'type not kept'}, size = ${bytes.length} where id = ${a.id}`,
        )
        continue
      }
      const hash = await keep(mediaDir, bytes)
      await db.execute(
        sql`update attachments set hash = ${hash}, type = ${type}, size = ${bytes.length} where id = ${a.id}`,
      )
    } catch (err) {
      log.warn({ err, attachment: a.id }, 'an attachment could not be fetched')
      const tries = a.attempts + 1
      await db.execute(
        sql`update attachments set attempts = ${tries}, next_at = ${new Date(now().getTime() + 1000 * 2 ** tries).toISOString()}, error = ${tries >= MAX_TRIES ? String((err as Error).message).slice(0, 300) : null} where id = ${a.id}`,
      )
    }
  }
  return due.length
}
