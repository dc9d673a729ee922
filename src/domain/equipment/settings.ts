/** What a station may set of its tests. No national table of intervals exists: these are the station's own. */
import { z } from 'zod'
import { clock, setting } from '../kernel/setting.ts'
import { DEVICES, type Device } from './devices.ts'

const days = z.number().int().min(1).max(366).nullable()
const of = <T>(each: (device: Device) => T) =>
  Object.fromEntries((Object.keys(DEVICES) as Device[]).map((device) => [device, each(device)])) as Record<Device, T>

export const EQUIPMENT_SETTINGS = {
  /** Days between tests of each kind of gear, null = none by plan; the time of day of a reminder. */
  equipment: setting('设备测试', z.object({ every_days: z.object(of(() => days)), at: clock }), {
    every_days: of((device) => DEVICES[device].everyDays),
    at: '09:00',
  }),
}
