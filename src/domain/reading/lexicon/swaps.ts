/** Shifts that change hands. */
import type { Kinds } from '../fields/kind.ts'
import { listed } from './words.ts'

export const SWAP_STATUS: Kinds = {
  已定: {
    names: listed(
      '同意 批准 准假 批了 已批 点了头 说好了 定了 已定 讲好 答应 应了 应承 协商一致 商量好 肯替 说行 换好 改为 调整为 改由 替 顶 →  ⇄ 🔁 晓得 可以 公布 备案 谢了 行 中',
    ),
    hints: listed('好 我来 我替 我顶 换 由'),
  },
  申请: {
    names: listed(
      '请假 请求 申请 想 能不能 能否 可否 可不可以 可唔可以 求 哪个 谁 哪位 帮我 找人 有没有人 值不了 上不了 来不了 走不开 行不行 中不中 行不 成不 麻烦 恳请 妥否 请批示 另行安排 求换 搵人 让一下 另派',
    ),
    hints: listed('请 吗 不 ？ ? 望'),
  },
}
/** Between who leaves the shift and who takes it. */
export const TO_OTHER = listed('→ -> ⇄ 🔁 换给 换成 改为 改成 改由 调整为 让给 由')
/** Who stands in for whom: 甲替乙. */
export const STANDS_IN = listed('顶替 代替 替换 代替 替 顶 代 接')
/** What follows a name. */
export const NAME_ENDS = listed(
  '同志 替 顶 代 值 上 来 补 承担 换 对 串 掉 调 那边 说 帮 答应 同意 可以 请假 班 的 了 我 今 明 后 夜 白 家 去 也 那 这 原 改 周 礼 担',
)
/** No name of anybody. */
export const NO_NAMES = listed(`
  我 你 他 她 俺 恁 咱 谁 哪 别人 别 人 大家 站 领导 本人 能 可 想 不 行 好 今 明 后 夜 白 晚 周 礼拜 国庆 值班 班 换 替 顶 代 自 这 那 有 没 是 就 都 得 要 请 找 两 一 三 四 五 十 值 上 下 对 调 回 去 来 另 家 孩 娃 崽 原 同意 个 任意 其他 补 当 安排
  备 申请 麻烦 说 拟 全 早 医院`)
/** Days by their names: month and day. */
export const FEASTS: readonly (readonly [name: string, month: number, day: number])[] = [
  ['元旦', 1, 1],
  ['劳动节', 5, 1],
  ['五一', 5, 1],
  ['国庆', 10, 1],
  ['十一', 10, 1],
]
/** Why somebody cannot come. */
export const REASONS = listed(`
  发烧 生病 病了 住院 手术 产检 生孩子 要生 结婚 婚礼 过世 去世 丧 出殡 祭祖 考试 培训 开会 出差 学习 体检 打针 疫苗 开学 家长会 毕业 填志愿 取药 取片 复查 接机 拔牙 牙 搬家 感冒 流感 拉肚子 有事 家里 作证 比武 回家 高考 照顾 摔 受伤 孩子 老人 娃`)
/** A shift at night. */
export const NIGHTS = listed('夜班 晚班 夜里 今夜 今晚 明晚 后晚 那晚 通宵 晚上的班 守夜')
/** It is settled, whatever else is said. */
export const SWAP_SETTLED = listed(
  '同意 批准 准假 批了 已批 点了头 说好 定了 已定 讲好 答应 应承 应了 协商一致 商量好 肯替 现予公布 备案 现改为',
)
/** It is asked for. */
export const SWAP_ASKED = listed(
  '申请 能不能 能否 可否 可不可以 可唔可以 请假 谁能 哪个能 哪位 帮我 找人 有没有人 值不了 上不了 来不了 走不开 行不行 中不中 成不 行不 麻烦 恳请 请批示 另行安排 另派 求',
)
