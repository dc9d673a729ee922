/** What became of things in store. */
import type { Kinds } from '../fields/kind.ts'
import { listed } from './words.ts'

export const STOCK: Kinds = {
  入库: {
    names: listed(
      '入库 进库 入仓 进仓 收货 收到货 到货 到了 送来 下拨 拨下来 捐 收下 上架 采购到 买回 进了 又进 新进 调来 拉来 received',
    ),
    hints: listed('进 收 存 到 放'),
  },
  出库: {
    names: listed(
      '出库 出仓 发放 发给 发出 送去 送给 送到 送往 拉到 拖到 拉走 装好车 出了 出沙袋 借给 借出 用掉 已发 送的',
    ),
    hints: listed('出 发 送 给 拖'),
  },
  领用: {
    names: listed('领用 领走 领取 领了 领去 已领 领用人 拿走 提走 取走 来拉了 借走 我领 再添 领雨 领头 领铁'),
    hints: listed('领 拿 取 签字'),
  },
  归还: {
    names: listed(
      '归还 还回来 还回 还了 还来 还咗 退还 退回 退库 收回 归库 送回 交回 还齐 还帐篷 还清 退1 退2 拉回仓库',
    ),
    hints: listed('还 退 回'),
  },
  调拨: {
    names: listed('调拨 调往 调至 调给 调去 调走 调到 调令 匀了 匀给 转运 从镇仓调 移库 调两 送过去'),
    hints: listed('调 匀 转'),
  },
  盘点: {
    names: listed(
      '盘点 盘库 盘了 点数 点完 清点 实存 实数 结存 账面 台账 还剩 只剩 库里 库存 剩余 剩下 应有 数出来 对得上',
    ),
    hints: listed('剩 余 数 存'),
  },
  报废: {
    names: listed('报废 报损 作废处理 销毁 销掉 清掉 过期 失效 处理了 扔了 淘汰 报销 核销'),
    hints: listed('坏 烂 废 断'),
  },
  需求: {
    names: listed(
      '需求 需要 急需 申请 申领 请求 请站里给 请调 想要 想领 还要 要领 再给 再要 缺 告急 不够 用完了 没了 没得了 能不能送 快送 送点 补 求 紧缺 望补 采购',
    ),
    hints: listed('要 差 求 没'),
  },
}
