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
/** Asked for by its end. */
export const ASKS = listed('怎么办 咋办 怎么弄 往哪 去哪 哪里 哪儿 到哪 找谁 谁来 谁管 多久 怎么 如何 什么 吗 呢 多少')
