/** Where somebody goes or stands, by the words around the place. */
import { listed } from './words.ts'

/** Before a place that is gone to. */
export const HEADING = listed(`
  抵达 到达 赶到 开到 摸到 进到 开进 转到 支援 前往 赶往 开往 奔赴 驰援 往 去 奔 到了 到 进了 进`)
/** Behind those words no place begins. */
export const NO_GOAL = listed('了 位 齐 场 现 预 今 明 底 指令 命令 通知 任务 电话')
/** Behind a place that is gone to. */
export const GOAL_ENDS = listed('了 上空 待命 集合 列队 清 赶 去 支 搜 抢 开 展 架 继 附近 那头')
/** What a place ends with that is stood at. */
export const STANDING_AT = listed(`
  坪 场 院 口 门口 院里 院子 脚 边 里 上 处 点 码头 站 库 坝 堤 桥 沟 垭 岭 街 现场`)
/** Behind a place that is stood at. */
export const STANDING_ENDS = listed('集合 集结 列队 列好队 点名 等 找 清 铲 搜 堵 上 出发 待命')
/** No place where a place is looked for. */
export const NO_PLACES = listed('位 岗 路上 一起 救 回 站里 站 所里 家 走 外 上 里 前 那 这 他 我 指定')
