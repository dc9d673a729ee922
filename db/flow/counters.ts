/** Readable numbers without gaps: counted in the same transaction as the records that bear them. */
import { sql } from 'drizzle-orm'
import { dayOf } from '#domain/kernel/time.ts'
import { lock } from '../engine/locks.ts'
import type { Tx } from '../engine/tx.ts'

/** Held until the transaction ends: whoever decides anything numbered holds it, and takes it before any row of theirs. */
export const lockCounters = (tx: Tx) => lock(tx, 'counters')

/**
 * Today's counters, locked until the transaction ends so that two processes never give one number twice.
 * `next('YH')` → YH-20261124-003.
 */
export async function openCounters(tx: Tx, { now, tz }: { now: Date; tz: string }) {
  const day = dayOf(now, tz).replaceAll('-', '')
  const [, rows] = await Promise.all([
    lockCounters(tx),
    tx.execute<{ name: string; n: number }>(sql`select name, n from counters where name like ${`%-${day}`}`),
  ])
  const counted = new Map([...rows].map((r) => [r.name, Number(r.n)]))
  const changed = new Set<string>()
  return {
    next(prefix: string): string {
      const name = `${prefix}-${day}`
      const n = (counted.get(name) ?? 0) + 1
      counted.set(name, n)
      changed.add(name)
      return `${name}-${String(n).padStart(3, '0')}`
    },
    async save(): Promise<void> {
      if (!changed.size) return
      const rows = JSON.stringify([...changed].map((name) => ({ name, n: counted.get(name) })))
      await tx.execute(
        sql`insert into counters (name, n) select name, n from jsonb_populate_recordset(null::counters, ${rows}::jsonb) on conflict (station_id, name) do update set n = excluded.n`,
      )
    },
  }
}
