/** What sentences of all rooms share; a room's own stand in its `words.ts`. Plain, polite, short; what matters first, then what to do next. */
import type { Card, Line } from './message.ts'
import type { Role } from './roster.ts'

/** Where to turn when it cannot wait; without the number where the station has not set it. */
export const callIfUrgent = (phone: string) => `事情急，请直接打${phone ? `值班室电话 ${phone}` : '值班室电话'}。`

export const words = {
  notAllowed: (who: string) => `这一步要由${who}来做。如需帮忙，请联系值班员。`,
  inYourWords: '直接用自己的话说就行，例如：',
  helpTitle: '安安能帮您做什么',
  youCan: (who: string, can: string) => `您是${who}，可以：${can}。`,
  allHelp: '全部说法请发“全部帮助”。',
  youMayAsk: (askable: string) => `也可以问：${askable} · 帮助`,
} as const

/** What each role can do, in a line; of several that somebody holds the first counts. */
export const CAN = {
  duty_officer: '接警、转派、办结，发布和解除预警，复查隐患，代人登记，问全镇情况',
  duty_leader: '看全镇情况，升级、转派、办结，同意广播，解除预警',
  town_leader: '看全镇情况和日报，交办事情，同意广播',
  info_officer: '报险情和隐患，记巡查、转移、安置，签到，回复预警',
  grid_member: '报险情和隐患，记巡查和转移，签到，回复预警',
  forest_ranger: '报火情和隐患，记巡护，签到，回复预警',
  rescue_member: '报出动和到场，报险情，签到，回复预警',
  inspector: '报检查情况和隐患，报险情',
  unit_contact: '报整改情况，申请延期，报险情',
  broadcaster: '播发广播，报设备测试，签到',
  station_staff: '登记、转派、办结，复查隐患，问全镇情况',
  admin: '绑定和解绑账号，登记、转派、办结，问全镇情况',
} as const satisfies Partial<Record<Role, string>>

/** 标签：值 lines, leaving out what is not known. */
export const known = (pairs: [string, unknown][]): Line[] =>
  pairs.flatMap(([label, value]) =>
    value === undefined || value === null || value === '' ? [] : [{ label, value: String(value) }],
  )

/** A card with its one-line summary, as one message. */
export const cardMessage = (card: Card, drill = false) => ({
  text: card.title,
  card,
  ...(drill ? { drill: true } : {}),
})

/** Channels as people call them; a channel without a word here goes by its own name. */
export const CHANNEL_WORDS: Record<string, string> = { web: '网页', feishu: '飞书', broadcast: '应急广播' }
