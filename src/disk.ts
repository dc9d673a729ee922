/** Whether there is room to keep what comes: in DATA_DIR, where photos and the embedded database are, and in the database. */
import { statfs } from 'node:fs/promises'

/** With less than this the database may not be able to write its log any more. */
const LEAST_BYTES = 48 * 1024 * 1024
/** PostgreSQL's disk_full. */
const DISK_FULL = '53100'

/** So long the database's word holds: whoever is told to stay away brings nothing by which it could be seen to be over. */
const BELIEVED_MS = 30_000

export interface Disk {
  ok(): Promise<boolean>
  /** What became of the last attempt to keep something. */
  stored(error?: unknown): void
}

/** @param room what the file system says of a folder. */
export function createDisk(
  dataDir: string,
  room: (path: string) => Promise<{ bavail: number; bsize: number }> = statfs,
): Disk {
  let fullAt = Number.NEGATIVE_INFINITY
  return {
    async ok() {
      if (performance.now() - fullAt < BELIEVED_MS) return false
      return room(dataDir).then(
        ({ bavail, bsize }) => bavail * bsize >= LEAST_BYTES,
        () => false,
      )
    },
    stored(error) {
      if (!error) fullAt = Number.NEGATIVE_INFINITY
      else if (isDiskFull(error)) fullAt = performance.now()
    },
  }
}

const isDiskFull = (error: unknown): boolean => {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return code === DISK_FULL || (!!cause && isDiskFull(cause))
}
