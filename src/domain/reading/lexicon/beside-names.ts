/** Words that stand next to names of people and are none. */
import { listed } from './words.ts'

export const BESIDE_NAMES: readonly (readonly string[])[] = [
  // lines of duty
  listed('政务值班 安全生产 森林防灭火 森林防火 防汛抗旱 防灭火 抗旱 防汛 森防 防火 安监 政务 四条线 条线 线'),
  // offices and bodies
  listed(`
    带班领导 带班 领导 副镇长 镇长 书记 主任 站长 所长 委员 同志 队长 带队 人员 组长 小组 班组 专班 组 人 员 老 本 段 镇 站 室 网格 护林 信息 林区 全体 辖区`),
  // coming, going, handing over
  listed(`
    值班 值守 签到 签退 签收 到岗 在岗 上岗 下岗 撤岗 离岗 到位 就位 打卡 上班 下班 报到 报告 交接班 交班人 交班 接班人 接班 交接 移交 接替 顶班 顶替 代班 替班 替 代 当班 缺席
    缺勤 缺岗 假 外出 出差 生病 住院 培训 值 接 交 班`),
  // shifts and hours
  listed(`
    白班 夜班 全天 早班 中班 晚班 今天 今晚 今早 明早 明晚 今日 明天 昨晚 昨天 早上 上午 中午 下午 晚上 凌晨 夜里 期间 小时 时段 日期 时间`),
  // how it stands
  listed(`
    全部 全员 正常 一切 情况 异常 事项 遗留 待办 没啥事 没事 顺利 平安 安全 严格 水位 河道 天气 高温 黄色 红色 辛苦 安安 完毕 清楚`),
  // what is done
  listed(`
    负责 巡查 巡护 巡逻 发现 结束 演练 演习 记录 接电话 联系电话 电话 手机 开机 姓名 继续 跟踪 跟进 关注 处理 注意 记得 知晓 留意 盯着 守 一起`),
  // small words
  listed('均 都 已经 已 我是 我叫 我 和 与 及 跟 来 了 在 由 到 是 的 请 把 给 无 未 有 里 上 先 也 还 没 不'),
]
