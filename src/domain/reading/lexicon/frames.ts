/** What makes of words no news of today, and what turns from there to what is happening now. */
import { listed } from './words.ts'

/** What is only supposed. */
export const SUPPOSED = listed('假如 假使 假若 假设 假定 要是 如果 倘若 若是 万一 倘使 比方说 比如说')
/** What was planned, or was so once. */
export const ONCE = listed(
  '本来 原本 原定 原计划 原先 原以为 还以为 以为 说好 上次 上回 上个月 去年 前年 往年 以前 从前 那年 平时 平常 前阵子',
)
/** From here on it is told what is so now, wherever it stands. */
export const TURNS = listed(
  '结果 现在 没想到 没成想 谁知 谁知道 谁晓得 哪知道 哪晓得 不料 不曾想 偏偏 这会儿 这下 眼下 此刻 刚才 刚刚 突然 倒好',
)
/** The same, at the beginning of a clause. */
export const TURNS_AHEAD = listed('今天 今早 今晨 今晚 今日 目前 可 可是 但 但是 不过 却 这次 这回 真的 已经')
/** It goes on now: nothing is only supposed of it. */
export const GOES_ON = listed('再 还 已经 继续 一直 越来越 正在')
/** Where something was heard or seen that its teller was not at. */
export const SEEN_ON = listed(
  '抖音 快手 微博 朋友圈 视频号 小红书 网上 听说 听人说 听别人说 有人说 群里传 别的群 网传 有人转',
)
/** Its teller does not know. */
export const IS_IT_SO = listed(
  '不知道 不晓得 不清楚 是不是我们 是不是咱 是不是真 是真的吗 真的假的 真假 是我们这 是咱们这 是我们镇 是咱镇',
)
/** It is of somewhere else, or of another time. */
export const ELSEWHERE = listed(
  '隔壁县 邻县 外县 外省 外地 别的县 别的镇 不是我们 不是咱 去年 前年 往年 以前 老视频 旧视频',
)
/** Asked for by its end. */
export const ASKS = listed('怎么办 咋办 怎么弄 往哪 去哪 哪里 哪儿 到哪 找谁 谁来 谁管 多久 怎么 如何 什么 吗 呢 多少')
