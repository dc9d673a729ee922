/** Words by which something is denied, wished for, promised or asked about, and is not done. */
import { listed } from './words.ts'

export const DEEDS = listed('整改 完成 修 换 弄 搞 处理 落实 清 清理 拆 装 补 加固 解决 销号 办')
export const NOT_YET = listed('没 没有 未 没能 未能 尚未 还没 还没有')
export const WISHES = listed('请 麻烦 希望 要求 务必 抓紧 尽快 赶紧 必须')
export const PROMISES = listed('计划 预计 估计 争取 保证 力争 确保 承诺 准备 打算 最迟 将在 将于')
export const DAYS_TO_COME = listed(
  '月底 月初 年底 年前 节前 明天 后天 下周 下月 下个月 周一 周二 周三 周四 周五 周六 周日 周末 星期一 星期二 星期三 星期四 星期五 星期天',
)
export const LATER = listed('明天 后天 明早 待会 待会儿 等下 一会 一会儿 下午 晚上 准备 打算 马上 计划')
export const FORGOT = listed('忘了 忘记 忘 没空 来不及')

/** What is done of each kind that leaves a record by its having been done. */
export const ACTS = {
  patrol: listed('巡查 巡逻 巡护 巡河 巡山 巡 检查'),
  check_in: listed('签到 打卡'),
  check_out: listed('签退 下班'),
  handover: listed('交班 交接 接班'),
} as const
/** What was done besides, whatever was not. */
export const MADE = listed('一切正常 无异常 没有异常 未见异常 正常')

/** Somebody says that it was mended, and it is not so. */
export const DISPUTES = listed(
  '哪个说 谁说 谁讲 哪个讲 说是修好 说是焊好 说是整改 骗人 假的 糊弄 做样子 没人来修 没人来弄 没人管',
)
/** As it was before the mending. */
export const UNMENDED = listed('断 坏 堵 漏 裂 松 歪 斜 缺 空 破 敞 开着 老样 那样 原样 没 不行 不通 不亮')
export const NOT_AT_ALL = listed('根本没 根本就没 压根没 压根就没 从来没 一直没 一点没 完全没 根本不')
