/** A setting changed by somebody: the value and its ledger line in one transaction. */
import { eq, sql } from 'drizzle-orm'
import { RULES } from '#domain/kernel/fact.ts'
import type { Db } from '../engine/tx.ts'
import { ledger } from '../flow/tables.ts'
import { settings } from './tables.ts'

/** @param value null = back to the default. */
export const changeSetting = (db: Db, name: string, value: unknown, by: string, now: Date): Promise<void> =>
  db.transaction(async (tx) => {
    const [was] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.name, name)).for('update')
    if (value === null) await tx.delete(settings).where(eq(settings.name, name))
    else
      await tx.execute(sql`insert into settings (name, value, updated_at, updated_by) values (${name}, ${JSON.stringify(value)}::jsonb, ${now.toISOString()}, ${by})
      on conflict (station_id, name) do update set value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by`)
    await tx.insert(ledger).values({
      at: now,
      change: 'setting.changed',
      subjectId: null,
      actor: by,
      inboxId: null,
      data: { type: 'setting.changed', name, value, was: was?.value ?? null },
      rules: RULES,
    })
  })

export const settingRows = (db: Db) => db.select().from(settings)
