/** People on the move: how many ought to, did, are left; said before a number or after it. */
import { listed } from './words.ts'

/** How somebody is taken who does not go by themselves. */
export const CARRYING = listed('背 抬 抱 劝 接 扶 架 拖 拉 搀 哄 请 硬')
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
/** Until a time, or as it stands: the figures are all there are. */
export const BY_THEN = listed('截至 截止 累计 目前共 现在共 到现在共 为准')
/** Said of a number before it: they did move. */
export const MOVED = listed(
  '已转移 已转 实转 转移 转出 已撤 撤出 撤离 接下来 接出 接走 送走 送到 安置 住进 返回 回来 返 回 拉走 拉来 挪到 搬到 转 撤 走',
)
/** Those counted here are not the ones that are moved. */
export const OF_OTHERS = listed(
  '安置点 处 民兵 队员 干部 工作人员 老师跟着 点 车 其中 含 男 女 儿童 嫌 住院 外出 照顾 志愿者 护士 医生',
)
/** Before the moving: it is ordered, asked for or about to be, and not done. */
export const TO_MOVE = listed(
  '马上 立即 立刻 赶紧 赶快 尽快 火速 抓紧 连夜 务必 必须 一律 请 要求 通知 组织 安排 动员 准备 打算 正在 需要 应该 让 叫',
)
/** It has been done, whatever is still to come. */
export const HAS_MOVED = listed(
  '已 一共 总共 都走 走了 走完 完毕 转完 转移完 撤离完 撤完 全部到 都到 到位 安置好 安顿好 住进 接到 累计 截至 截止 实际 实转 一共转 共转 转移了 转了 撤了 撤出 送到',
)
/** Said of a number after it: they were told to, and whether they did is another matter. */
export const TOLD_TO = listed('是要求 是通知 是让 是叫 是要 要求 通知 应 需 需要 还要')
