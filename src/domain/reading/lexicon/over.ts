/** How it is said that something has come to an end, and what says that it has not. */
import { listed } from './words.ts'

/** … stands for a few other characters. */
export const IS_OVER = listed(
  '来电了 电来了 有电了 送电了 通电了 供电恢复 电…恢复 路…通了 路…抢通 路…能过 桥…通了 桥…能过 抢通了 能过车了 车能过了 通车了 水退 水…退了 水…退完 水…退下 水下去了 水…消了 火…灭了 火…熄了 扑灭了 信号…有了 信号…恢复 有信号了 网…恢复 来水了 水来了 供水恢复',
)
export const GOES_ON_BESIDES = listed(
  '又 还 没 未 不 断 困 伤 死 埋 塌 垮 淹 掉 失联 但 可是 等 才 什么时候 几点 昨天 要是 如果 快 马上 派 请 叫 急',
)
