/** People on the move: how many ought to, did, are left; said before a number or after it. */
import { listed } from './words.ts'

/** Before a number: so many ought to move, or lie within a danger zone. */
export const OUGHT = listed(
  '应转移 应转 需转移 需转 须转 应撤 应 需 拟转 待转 要转 计划 共需转移 共有 原 在册 危险区 涉及 登记',
)
/** Before a number: so many are still there. */
export const LEFT_BEFORE = listed(
  '还剩 就剩 只剩 剩余 剩下 剩返 剩 还差 还有 仲有 尚余 尚有 另有 余下 余 未转移 未转 没转 未撤 没撤 没走 未返 没回 未回 仍在家 仍在 正在做工作 做工作 还在外面 还在坡上的有 其余',
)
/** After a number: they are still there. */
export const LEFT_AFTER = listed(
  '不肯 不愿 唔肯 死活不 就是不 不走 没走 未走 没转 未转 没回 未返 未回 不肯回 还在 仍住 仍在 再住 没锁门 没接到 没撤 在路上 在半路 不回 没下来 没下船 没动 留在 留守 等电',
)
/** All of them together. */
export const ALL_TOLD = listed('总共 一共 合计 共计 通共 拢总 累计 合起来 总计 共 全部 点名 总数 加起来 统共')
/** Said of a number before it: they did move. */
export const MOVED = listed(
  '已转移 已转 实转 转移 转出 已撤 撤出 撤离 接下来 接出 接走 送走 送到 安置 住进 返回 回来 返 回 拉走 拉来 挪到 搬到 转 撤 走',
)
/** Those counted here are not the ones that are moved. */
export const OF_OTHERS = listed(
  '安置点 处 民兵 队员 干部 工作人员 老师跟着 点 车 其中 含 男 女 儿童 嫌 住院 外出 照顾 志愿者 护士 医生',
)
