/** How somebody in charge tells a person, or all villages, what to do. */
import { listed } from './words.ts'

/** Posts that people are called by, behind their family name. */
export const POSTS = listed(
  '主任 副主任 站长 副站长 所长 副所长 书记 副书记 镇长 副镇长 支书 队长 组长 局长 科长 委员 主席 部长 主管 经理 医生 工 总',
)
/** Before whoever is to do it. */
export const HANDS_TO = listed('让 叫 请 由 安排 通知 派 要求 责成 交给 交由 麻烦 @')
/** Between their name and what is to be done. */
export const SETS_OUT = listed(
  '同志 你 您 也 都 就 先 再 要 务必 必须 负责 亲自 马上 立即 立刻 赶紧 赶快 尽快 抓紧 现在 今天 今日 今晚 今夜 明天 明早 后天 本周 这周 本周内 上午 下午 晚上 早上 中午 之内 内 前 之前 点 个 ， , 、 带队 各组',
)
/** What people are set to do. */
export const TASKS = listed(`
  去 带 带人 带队 带几 带两 牵头 处置 处理 跟进 盯 守 坐镇 在家 在站 留守 值守 负责 安排 组织 通知 转移 撤离 疏散 清点 统计 核实 检查 排查 巡查 复查 查 看 报 送 写 拿 做 拉 封 派 联系 协调 对接 配合 落实 整改 完成 把 维持 准备 打电话 到现场 赶到 停课 停工 关闭 在岗 保持`)
/** Said of somebody, it is told, and no order. */
export const TOLD_OF = listed(
  '收到 好的 谢谢 明白 已 已经 正在 刚 说 报告 反映 回复 家 的 和 来电 受伤 被 不 没 是 在吗 您好 辛苦 接我 接班 替我',
)
/** All villages. */
export const ALL_VILLAGES = listed('各村 各村社区 各村居 各行政村 所有村 每个村 各村支书 各村书记 各村主任')
