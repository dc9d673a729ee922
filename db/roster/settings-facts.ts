/** Applies what happened to settings. */
import { eq, sql } from 'drizzle-orm'
import type { RosterFact } from '#domain/roster/fact.ts'
import type { Writers } from '../fact.ts'
import { settings } from './tables.ts'

export const SETTING_WRITERS: Writers<Extract<RosterFact, { type: 'setting.changed' }>> = {
  'setting.changed': (tx, { name, value, by }, now) =>
    value === null
      ? tx.delete(settings).where(eq(settings.name, name))
      : tx.execute(sql`insert into settings (name, value, updated_at, updated_by) values (${name}, ${JSON.stringify(value)}::jsonb, ${now.toISOString()}, ${by})
          on conflict (station_id, name) do update set value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by`),
}
