/** Who was not moved, who is to be moved, who lives there, and who is moved out of where they were caught. */
import { listed } from './words.ts'

/** They are still there, whatever was said of their moving. */
export const NOT_MOVED = listed(`
  没转 没有转 没转移 没有转移 还没转 未转 未转移 冇转 没搬 没有搬 还没搬 未搬 没撤 没有撤 还没撤 未撤 没走成 没转成 没转出来 没撤出来
  转不了 转不出来 转不动 撤不了 撤不出来 搬不了 走不了 不肯走 不愿走 不肯转 不愿转 不肯搬 没接出来 没接到 接不出来 没转过去 根本没转 没人转 都没出来 都没走 都没转 没动`)
/** The moving is asked of somebody: 把两个老人劝回来, 叫他们转移. */
export const ASK_THEM = listed(
  '把 叫 喊 让 请 劝 催 去劝 去叫 去喊 去接 帮忙 麻烦 快去 赶紧去 派人 想办法 务必 尽量 最好 记得 通知 动员',
)
/** And it was done. */
export const DONE_ALREADY = listed('了 哒 咯 啦 完 好 已 过来了 到位 成功')
/** Who lives in a house, and where those are who do not: 屋里只得两个. */
export const LIVES_IN = listed(
  '屋里只得 屋里只有 屋里就 屋里住 屋里有 屋里剩 家里只有 家里就 家里住 家里有 家里剩 屋头只有 屋头有 平时住 常住 住着 住了 只住 在家的只有 在屋的只有',
)
/** Where whoever is there is safe: 还有5个在小学. */
export const SAFE_PLACES = listed('小学 学校 中学 村部 村委 安置点 避灾点 祠堂 亲戚 活动室 礼堂 敬老院 医院')
