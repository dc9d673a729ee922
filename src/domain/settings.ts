/** The registry of settings: one line a room. The value in force comes from the station's own, else from what stands here. */
import type { z } from 'zod'
import { BROADCAST_SETTINGS } from './broadcast/settings.ts'
import { EQUIPMENT_SETTINGS } from './equipment/settings.ts'
import { HAZARD_SETTINGS } from './hazard/settings.ts'
import { INSPECTION_SETTINGS } from './inspection/settings.ts'
import type { Setting } from './kernel/setting.ts'
import { KERNEL_SETTINGS } from './kernel/settings.ts'
import { PATROL_SETTINGS } from './patrol/settings.ts'
import { RECORD_SETTINGS } from './record/settings.ts'
import { REPORT_SETTINGS } from './report/settings.ts'
import { ROSTER_SETTINGS } from './roster/settings.ts'
import { SUMMARY_SETTINGS } from './summary/settings.ts'
import { WARNING_SETTINGS } from './warning/settings.ts'

const ALL = {
  ...ROSTER_SETTINGS,
  ...WARNING_SETTINGS,
  ...HAZARD_SETTINGS,
  ...EQUIPMENT_SETTINGS,
  ...INSPECTION_SETTINGS,
  ...PATROL_SETTINGS,
  ...REPORT_SETTINGS,
  ...SUMMARY_SETTINGS,
  ...BROADCAST_SETTINGS,
  ...RECORD_SETTINGS,
  ...KERNEL_SETTINGS,
}

export type SettingName = keyof typeof ALL
export type Settings = { [N in SettingName]: z.infer<(typeof ALL)[N]['rule']> }

const each = <K extends 'label' | 'rule' | 'fallback'>(part: K) =>
  Object.fromEntries(Object.entries<Setting>(ALL).map(([name, it]) => [name, it[part]])) as unknown as {
    [N in SettingName]: (typeof ALL)[N][K]
  }

export const SETTINGS = each('rule')
export const SETTING_LABELS = each('label')
export const DEFAULTS: Settings = each('fallback')

export const isSetting = (name: string): name is SettingName => Object.hasOwn(ALL, name)
