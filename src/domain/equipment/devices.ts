/** Kinds of gear, as data: one more under the plan is a line here and its words in `spoken.ts`. */

/** The kinds under the plan, with the days between tests of a station that says nothing else; their words are in `spoken.ts`. */
export const DEVICES = {
  satellite_phone: { noun: '卫星电话', everyDays: 30 },
  video_link: { noun: '视频会商', everyDays: 15 },
  broadcast: { noun: '应急广播', everyDays: 30 },
  generator: { noun: '发电机', everyDays: 30 },
} as const
export type Device = keyof typeof DEVICES
/** All other gear goes by its own name, and nobody is reminded of it. */
export type Kind = Device | 'other'
export const OTHER = '其他'
export const isDevice = (key: unknown): key is Device => typeof key === 'string' && Object.hasOwn(DEVICES, key)
export const isKind = (key: unknown): key is Kind => key === 'other' || isDevice(key)
