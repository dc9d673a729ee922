/** Settings in force: the defaults with the station's overrides on top. */

import { eq } from 'drizzle-orm'
import { DEFAULTS, isSetting, SETTINGS, type SettingName, type Settings } from '#domain/settings.ts'
import { record } from '../commit.ts'
import type { Db, Tx } from '../engine/tx.ts'
import { settings } from './tables.ts'

/** An override that no longer fits its rule is ignored in favour of the default, so that an upgrade never stops the service. */
export async function loadSettings(db: Db | Tx): Promise<Settings> {
  const rows = await db.select().from(settings)
  const effective: Record<string, unknown> = { ...DEFAULTS }
  for (const row of rows) {
    const ok = isSetting(row.name) ? SETTINGS[row.name as SettingName].safeParse(row.value) : undefined
    if (ok?.success) effective[row.name] = ok.data
  }
  return effective as Settings
}

export const settingRows = (db: Db) => db.select().from(settings)

/** Somebody changes a setting. @param value null = back to the default. */
export async function changeSetting(db: Db, name: SettingName, value: unknown, by: string, now: Date): Promise<void> {
  await record(db, by, now, async (tx) => {
    const [was] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.name, name)).for('update')
    return [{ type: 'setting.changed', name, value, was: was?.value ?? null, by }]
  })
}
