/** What a question about rules, hazards or stores names. */
import { listed } from './words.ts'

/** How a thing is done: 怎么申请. */
export const HOW = listed('怎么 如何 咋 咋个')
export const DONE_SO = listed('申请 报 填 办 写 走 弄 用 操作 处理 上报 领 登记 提交 算')
export const RULED = listed('流程 手续 规定 制度 预案 标准是 多久报 多久内 响应级别 响应条件')
/** What is asked of a hazard. */
export const HOW_FAR = listed('哪 进度 怎么样 到 完 没 吗 多少 几 情况 改 好')
/** What lies in store. */
export const STORED = listed(`
  物资 救生衣 沙袋 编织袋 帐篷 发电机 油料 雨衣 雨鞋 手电 对讲机 铁锹 棉被 被子 矿泉水 方便面 灭火器 风力灭火机 抽水泵 冲锋舟 救生圈 仓库 库存`)
/** What is asked for by name. */
export const ITEMS_ASKED = listed(`
  救生衣 沙袋 编织袋 帐篷 发电机 油料 柴油 汽油 雨衣 雨鞋 手电筒 手电 对讲机 铁锹 铁铲 棉被 被子 矿泉水 方便面 灭火器 风力灭火机 抽水泵 水泵 冲锋舟 救生圈 救生绳 铜锣 哨子 喇叭 担架 急救箱 彩条布 应急灯 头盔
  安全帽 油锯 二号工具 打火把 水枪 折叠床 大衣 毛毯 食品 药品 物资`)
