/** How it is said that a drill is over. */
import { listed } from './words.ts'

export const DRILL_NAMES = listed('演练 演习 拉练 推演 盲演')
/** Before the drill's name. */
export const LEADS_TO_DRILL = listed(
  '各位 各村 各组 各单位 大家 全体 通知 报告 注意 好 好了 现在 今天 今晚 今日 上午 下午 本次 这次 此次 当前 全镇 全部 防汛 防台 防震 消防 山洪 避险 应急 转移 疏散 抢险 救援 综合 桌面 实战 的 宣布 我宣布',
)
export const ENDED_AS = listed(
  '结束 完毕 停止 终止 收队 为止 解除 完成 搞完 做完 到此 到此结束 到此为止 到这里 到这儿 到此收队 到此告一段落',
)
export const ENDING = listed('结束 停止 终止 解除 叫停')
