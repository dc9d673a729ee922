/** What is over in part only, and what grows less: neither is an end. */
import { listed } from './words.ts'

/** How much of it. */
export const PARTS = listed(
  '一半 半边 半幅 半条 半车道 单车道 单幅 单边 单向 单行 一条道 一条车道 一个车道 一车道 一股道 一部分 部分 大部分 大半 小半 一小半 一半多 一半户 一小段 一段 一截 一点 点点 一些 有些 几户 一边 小车 摩托 三轮 人行',
)
/** What ends. */
export const ENDS = listed(
  '通 抢通 打通 能过 可以过 勉强过 恢复 来电 电来 有电 送电 供电 来水 水来 灭 熄 扑灭 控制 退 消 降 落 清 清理 清通 推开 推通 挖开 挖通',
)
/** It grows less. */
export const LESSENS = listed(
  '火小 火势小 火势弱 火势减 火势渐 火弱 明火少 明火不多 烟小 烟少 水小 水退了点 水退了些 水慢慢退 水在退 水开始退 水往下退 水位在降 水位降 水位在落 水开始消 水缓 水势缓 水势减 水降了点 水落了点 快通了 快灭了 快退完 快清完 差不多通 差不多灭 基本通 基本灭 基本退 基本控制 大体控制',
)
/** Nothing is left of it. */
export const WHOLLY = listed(
  '大车小车 大小车 什么车都 车都能 全部 全线 全面 双向 双车道 全通 都通 完全 彻底 全幅 全退 全灭 全都',
)
