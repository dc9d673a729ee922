/** What people do with things in store, said between a thing's name and its number. */
import { listed } from './words.ts'

export const HANDLED = listed(`
  申请调拨 申请 出库 入库 进库 入仓 领用登记 领用 领走 领取 领去 想领 领 归还 还回来 还回 还来 还要 还缺 还差 还有 还剩 还 退还 退回 退 收回 收到 收下 收 调拨 调令 调给 调走 调去 调来 调往 调 匀
  盘点结果 盘点 盘库 盘了下库 盘 仓库点数 点数 只剩 剩余 剩下 剩 实存 实数 实有 实到 实 账面 结存 报废 报损 报 急需 需要 需 想要 要 再给 再要 再添 再 缺 差 补 又进 进 出 送来 送去 送给 送 拿走 拿来 拿 提走 借走的 借的 借给
  借 用掉 发给 发了 发 买了 买 过期的 过期 坏了 坏 清掉 捐的 捐 拨下来 下拨 拨 共 有 是 另 外加 加 把 给 请 到场 到咯 到 大概 约 已经 已 其中 数量 本月 今日 今天 昨天 下午 上午 早上 月末 至少 我们 我 弄坏 从 那边 来拉 拉 找
  移交 交 换 登记 物资 单 可 呢 嗯 还有就是 各 了 的 received Received`)
/** Behind a number: times, days, people and sizes, no quantity. */
export const NO_MEASURES = listed(
  '月 日 号 点 时 年 天 人 户 % ％ 楼 村 组 队 千瓦 寸 周 小时 分 季 处 家 次 班 期 届 一样 出 成',
)
/** Before a number: this is how many there really are. */
export const COUNTED_AGAIN = listed('实存 实数 实有 实到 实 数出来 还剩 剩 结存 合起来 总共 共 应改为 是 现有')
/** Before a number: not how many were handled. */
export const NOT_MEANT = listed('少 短 差 缺了 漏 每 每袋 账面 应有 应存 坏 能转 能用 其中 含 规格 单子写 只有 多')
/** No name of a thing. */
export const NO_THING = listed(`
  每 其余 其中 另 少 多 短 差 坏 能 能转 一共 合计 要换 序号 编号 日期 时间 收货时间 有效期 保质期 到期 生产日期 电话 盘点人 保管 经手 签字 仓里 库里 站里 镇里 厂里 这边 那边 安置点 上周 昨晚 今晚 下面 以上 全部 这里 大家 一批 一车货 单位 账 照 在
  大概 你们 我们 他们 兄弟们`)
/** Before whoever signed, keeps or took a thing. */
export const KEEPERS = listed(
  '签字 签收 签领 领用人 领取人 经手 经办 保管 库管 盘点人 接收人 收货人 提货人 交接人 承运 对接人 领的人 押运 送货 搬的',
)
/** After them. */
export const SIGNS_FOR = listed(
  '签收 签字 签的字 签了字 签过字 打条子 打的条 点的数 点数 经手 保管 押运 来领 来拉 领走 领的 提走 拿走的',
)
/** Before whoever gets a thing. */
export const GIVEN = listed('送给 送到 送往 送去 送 发给 发到 调往 调给 调至 调到 借给 拖到 拉到 拉去 去向 给 去 往')
