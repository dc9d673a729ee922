/** Fetches photos and files at once, since platforms' links expire; kept by content hash under DATA_DIR/media. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Channel } from '#bots/channel.ts'
import { record } from '#db/commit.ts'
import type { Db } from '#db/engine/tx.ts'
import { bytesBy, fetchLater, toFetch } from '#db/record/fetch.ts'
import { loadSettings } from '#db/roster/settings.ts'
import { failureLine } from '#domain/kernel/privacy.ts'

const MAX_TRIES = 8
const BATCH = 20
const MB = 1024 * 1024
const QUOTA_AGAIN_MS = 3600_000
/** How soon what the disk did not take is fetched again. */
const UNKEPT_AGAIN_MS = 30_000
/** What a channel calls bytes that are nothing it knows; such a file is not kept. */
const UNKNOWN = 'application/octet-stream'

/** Writes bytes under their SHA-256, aside first; the same content is kept once. */
export async function keep(mediaDir: string, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const folder = join(mediaDir, hash.slice(0, 2))
  const path = join(folder, hash)
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const part = `${path}.${randomUUID()}.part`
    try {
      await writeFile(part, bytes, { mode: 0o600, flush: true })
      await rename(part, path)
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }
  return hash
}

/** The folder of photos, closed to everybody else; what a station of before has in it is closed as well. */
export async function closeMedia(mediaDir: string): Promise<void> {
  await mkdir(mediaDir, { recursive: true, mode: 0o700 })
  await shut(mediaDir, 0o700)
  for (const entry of await readdir(mediaDir, { withFileTypes: true })) {
    const path = join(mediaDir, entry.name)
    if (!entry.isDirectory()) await shut(path, 0o600)
    // a folder that is closed had its files made closed
    else if ((await stat(path)).mode & 0o077) {
      for (const name of await readdir(path)) await shut(join(path, name), 0o600)
      await shut(path, 0o700)
    }
  }
}

const shut = async (path: string, mode: number) => {
  if (((await stat(path)).mode & 0o777) !== mode) await chmod(path, mode)
}

export interface MediaDeps {
  db: Db
  channels: ReadonlyMap<string, Channel>
  mediaDir: string
  now(): Date
  log: { warn(f: object, m: string): void }
}

/** Fetches what has not been fetched, up to the size the settings allow now. Several processes may run it; a file fetched twice is the same file. */
export async function fetchMedia({ db, channels, mediaDir, now, log }: MediaDeps): Promise<number> {
  const due = await toFetch(db, now(), BATCH)
  if (!due.length) return 0
  const { limits } = await loadSettings(db)
  const maxBytes = limits.media_mb * MB
  const later = (ms: number) => new Date(now().getTime() + ms)
  for (const a of due) {
    const { id, recordId } = a
    const lost = (why: string, bytes?: number) =>
      record(db, 'anan', now(), async () => [
        { type: 'attachment.lost', id, recordId, why, ...(bytes === undefined ? {} : { bytes }) },
      ])
    const look = channels.get(a.channel)?.look
    try {
      if (recordId && (await bytesBy(db, recordId, later(-24 * 3600_000))) >= limits.media_mb_per_day * MB) {
        // looked at again when some of the day's are a day old
        await fetchLater(db, id, later(QUOTA_AGAIN_MS))
        continue
      }
      if (!look) throw new Error('channel is off')
      const { bytes, type } = await look.media(a.messageId, a.key, a.kind, maxBytes)
      if (type === UNKNOWN || bytes.length > maxBytes) {
        await lost(type === UNKNOWN ? 'type not kept' : 'too large', bytes.length)
        continue
      }
      let hash: string
      try {
        hash = await keep(mediaDir, bytes)
      } catch (err) {
        // our own disk takes nothing: that is no try, and the photo is fetched once it does
        log.warn({ err, attachment: id }, 'an attachment could not be kept')
        await fetchLater(db, id, later(UNKEPT_AGAIN_MS))
        continue
      }
      await record(db, 'anan', now(), async () => [
        { type: 'attachment.kept', id, recordId, hash, media: type, bytes: bytes.length },
      ])
    } catch (err) {
      log.warn({ err, attachment: id }, 'an attachment could not be fetched')
      const tries = a.attempts + 1
      await fetchLater(db, id, later(1000 * 2 ** tries), tries)
      if (tries >= MAX_TRIES) await lost(failureLine(err))
    }
  }
  return due.length
}
