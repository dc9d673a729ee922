/** What is said from the scene of something that is known already. */
import { listed } from './words.ts'

/** Somebody is there. */
export const THERE = listed(`
  到现场 到达现场 抵达现场 赶到现场 在现场 到了现场 现场情况 现场补充 现场反馈 现场回报 现场报告 现场处置 现场人员 现场已 现场还 现场正在 现场没有 现场清理 现场： 现场:`)
/** What is over; what is done about it; and that it is done. */
export const DANGERS = listed('险情 危险 警报 警情 火情 灾情 隐患险情')
export const ENDED = listed('解除 排除 消除 结束')
export const WORK = listed('处置 处理 抢险 清理 清障 清淤 排险 抢修 救援 抢通')
export const DONE = listed('完毕 完成 到位 结束 完了 好了 完')
/** Things that lie in the way, cleared. */
export const CLEARED = listed(
  '清完 清干净 清理完 清走 清掉 清通 搬完 搬走 挖通 铲完 挪开 锯断搬走 全部清理 已清理 扑灭',
)
/** Before such words: it is not so yet. */
export const NOT_SO = listed(
  '没 没有 未 尚未 还没 还没有 不 不能 无法 正在 在 准备 预计 估计 争取 马上 尽快 抓紧 请 需要 要 等 待 何时 什么时候 是否 有没有 继续 开始',
)
/** It is the same as something told already. */
export const SAME = listed('同一起 同一件 同一个 同一处 同一回 同一桩 一回事 一码事 是一起的 是一件事 是一个事')
