/** Words by which something that sounds like trouble is none: jokes, thanks, help that has come, what is over. */
import { listed } from './words.ts'

export const JOKES = listed('😂 🤣 😄 😆 😁 😜 😝 😹 哈哈 嘻嘻 嘿嘿 呵呵 笑死 [笑哭] [呲牙] [偷笑]').map((w) =>
  w.replace(/[[\]]/g, '\\$&'),
)
export const THANKS = listed('谢谢 多谢 感谢 辛苦 点赞 给力 致敬')
/** Who comes to help, and by what. */
export const HELPERS = listed(
  '救援队 救援 救护车 消防队 消防 民兵 支援 增援 医生 抢修队 抢修 挖机 铲车 电工 供电所 冲锋舟 皮划艇 部队 武警 镇里的人 派的人 来的人',
)
export const ARRIVES = listed('到了 来了 赶到 到达 抵达 到位 到场 进来了 进场 在清 在推 在挖 在抢 在修 已到 来人了')
export const NO_HELP = listed(
  '已派 已经派 派了人 派人去了 不用派 不用来 不用救 不用支援 不用帮 不用管 不要派 不需要派 不需要支援 不需要救 莫派 不消派 用不着',
)
/** In the clause itself: it has come to an end. */
export const COMES_BACK = listed(
  '来电了 有电了 电来了 送电了 通电了 有信号了 恢复 通了 能过 抢通 好了 修好 退了 退下去 退完 灭了 扑灭 出来了 找到了 救起来 救出 排除 解除 消除 脱险 获救 搞定',
)
/** In a later clause: now it is well again. */
export const NOW_WELL = listed('好了 有了 恢复 通了 来了 修好 没事 正常')
/** Where nobody is left because all have gone. */
export const GONE_FOR_GOOD = listed('转移 撤走 撤离 撤了 接走 搬走 走完了 都走了 疏散')
/** Tired, and at work all the same. */
export const WEARY = listed('困死 困得 好困 太困 犯困 困了 瞌睡 想睡 累死 累瘫 熬不住')
/** What a phone is short of; while whoever has it still writes by it, it keeps them from nothing. */
export const LOW_BATTERY = listed('没电 冇电 快没电 要没电 电量低 电不多 没多少电 不到电 剩不了多少电')
