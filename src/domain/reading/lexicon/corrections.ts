/** Words by which somebody takes back what they said before. */
import { listed } from './words.ts'

export const CORRECTED = listed(`
  更正 纠正 订正 说错 打错 报错 写错 记错 按错 填错 数错 搞错 弄错 看错 算错 错了 错啦 应为 改为 改成 多报 少报 多算 少算 漏了 漏报 漏算 误报 多打 少打 数花 作废 有误
  前面不算 刚才不对 不对 勘误 写反 打反 看反 说反 输反 报反 毋对 唔对 冇对 讲错 讲毋对 说得不对 不准 没说对`)
/** The digits were turned round: 12 for 21. */
export const TURNED = listed('写反 打反 看反 说反 输反 报反 反了')
/** What stands beside a correction and says nothing more. */
export const BESIDE_CORRECTIONS = listed(`
  刚才 刚刚 刚 上面 上一条 前面 那条 那个 这个 数字 人数 户数 数 应该 应当 才 是 为 成 讲 我 们 啊 哦 喔 哈 了 的 吧 呀 哎 唉 诶 请 一共 总共 共 就 对 反 抱歉 不好意思 手滑 手误 看花 说快`)
