import { look, need } from '../kernel/need.ts'
import type { Rec } from '../record/record.ts'

export interface Uncounted {
  /** Records that nobody has confirmed. */
  unverified: number
  /** Messages owed and neither sent nor settled, refused ones included. */
  undelivered: number
  drills: number
}

/** What of a day is in no room's figures. */
export const UNCOUNTED = look<string, Uncounted>()('summary_day')

/** Hazards and checks of the last months that name the thing that is asked about, the newest first. */
export const THING_TOLD = need<readonly Rec[]>([])('thing_told')

const THING =
  /^(?:请问|麻烦问一?下|问一?下|安安|那个?|这个?|[，,\s@]){0,3}(?<thing>[\u4e00-\u9fa5A-Za-z0-9]{2,12}?)的?(?:隐患|问题)?(?:都|现在|到底|后来)?(?:整改|复查|修|改|弄|解决|验收|销号|换|拆|是谁|归谁|由谁|谁|哪个)/
/** Words that name no one thing. */
const NO_THING =
  /^(?:隐患|问题|现在|目前|今天|全部|所有|还有|几条|多少|预警|我|你|他|这|那|哪|谁|什么|一共|都|整改|情况|值班|今晚|明天)/
/** 福来超市 of 福来超市整改了没有. */
export const thingIn = (text: string): string | undefined => {
  const thing = THING.exec(text.trim())?.groups?.thing
  return thing && !NO_THING.test(thing) ? thing : undefined
}
