/** How it is said that nothing has befallen anybody. */
import { listed } from './words.ts'

/** Before what has not happened. */
export const NOTHING = listed(
  '没有 没 无 未 未有 暂无 均无 都没 没有发生 未发生 未出现 未发现 没发现 没出现 未造成 没造成 零',
)
/** What has not happened. */
export const NOT_HAPPENED = listed(`
  人员伤亡 伤亡 受伤 伤员 死亡 被困 失联 失踪 险情 灾情 灾害 事故 异常 异样 损失 受损 倒塌 倒房 垮塌 塌方 滑坡 落石 进水 受淹 内涝 火情 火警 情况 出事 问题 变化 隐患`)
/** That things are well. */
export const WELL = listed(`
  平安 正常 平稳 稳定 安全 安好 无恙 良好 无事 没事 无异常 有序 一切都好 一切好 身体都好 都好 放心`)
/** What such words are said of: the whole of a place, or up to when. */
export const OF_ALL_THERE = listed('村 社区 各组 各点 全镇 目前 截至 现在 今天 今日 今晚 安置点 避灾点 零报告')
