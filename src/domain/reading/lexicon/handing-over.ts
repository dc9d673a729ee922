/** Words around a shift that passes from one to another. */
import { listed } from './words.ts'

/** 接班, 我来接班了: whoever says so takes over. */
export const I_TAKE_OVER = listed('接班 来接班 接夜班 接白班 接岗 来接岗 接替 来了接班 我接')
/** 他的班我顶: whoever says so stands in. */
export const I_STAND_IN = listed(
  '我顶 我来顶 我替 我来替 我值 我来值 我上 我来上 我代 我来代 我去顶 我去值 我接着值 由我顶 由我替 由我值 我帮他 我帮她',
)
/** What names stand beside where a shift passes on. */
export const NEXT_TO_NAMES = {
  behind: listed(
    '接班 接我 接他 接她 来接 接替 接手 下班 交班 值班 白班 夜班 的班 到岗 已接 已到 同志 → -> 、 替 顶 代',
  ),
  before: listed('交给 移交给 转交 给 → -> 接班人 交班人 接班 交班 由 请 、 和 跟 替 顶'),
}
/** Taken for names, and none. */
export const NO_PEOPLE = listed(
  '白天 白班 夜里 夜班 晚上 今天 明天 卫星 滑坡 充电 电话 情况 隐患 险情 正常 安全 平安 水位 雨情 水库 山塘 班组 全天 钥匙 车辆 应急 防汛 都正常 常平安 温馨 全部 单位 方面 余下 许多 高水位 石头 山洪 金额 白板 毛毯',
)
/** What a clause says that is not done yet. */
export const LEFT_OPEN = listed(
  '还没 没处理 没办 没弄 没修 没通 没回 没退 没完 没搞 未处理 未办 未完 未修 未通 未到 未回 尚未 还要 要盯 盯着 盯紧 盯一下 盯好 继续 关注 跟进 跟踪 留意 注意 还在 正在 封着 没办结 未办结 请接班 剩下 还剩 还有 记得 别忘 待处理 待办 待复查 待回复 等回复',
)
