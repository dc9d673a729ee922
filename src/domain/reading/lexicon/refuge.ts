/** What is said of a shelter, and of how many are in it. */
import type { Kinds } from '../fields/kind.ts'
import { listed } from './words.ts'

export const REFUGE: Kinds = {
  开放: {
    names: listed(
      '开放 启用 开门 开了 开起 开咗门 开设 已开 挂牌 设在 腾出 可以接人 对外开放 开启 投入使用 open 开好了 搭好',
    ),
    hints: listed('开 接人 设 启'),
  },
  关闭: {
    names: listed(
      '关闭 关了 关门 撤点 撤了 撤销 起撤 停用 关停 闭了 锁门 清场 收场 走光 清空 不住人了 人清 全部回家 全部离开 已闭',
    ),
    hints: listed('关 撤 闭 走 拆'),
  },
  在住: {
    names: listed(
      '在住 现有 住着 住了 住进 住下 还住 入住 安置 接收 收了 收着 收人 接进 登记 睡了 歇了 还有 满了 住满 人数 在册 又来 先来了 打地铺 目前 里面',
    ),
    hints: listed('住 人 户 缺 睡'),
  },
}
/** Before a number: those are not the ones who are in it. */
export const NOT_IN_IT = listed(`
  容纳 可住 能住 住得下 容得下 容量 可容 可接 床铺 床位 铺位 应到 工作人员 另有 其中 其 比 减少 增加 少 多了 又来 又来了 再收 新来 新进 新增 昨进 昨离 离开 走了 老人 儿童 小孩 孩子 娃 中青年 女 男 孕妇 高龄 学生 流浪 隔离 差 缺
  够 不够 要`)
/** What people in a shelter want. */
export const WANTS = listed(
  '还缺 尚缺 紧缺 急缺 缺 还差 尚差 差 不够 不足 没有了 没得 需要 需求 所需 还需 急需 要添 麻烦送 送点 再加 要加 再派 要 请调 请送 想要',
)
