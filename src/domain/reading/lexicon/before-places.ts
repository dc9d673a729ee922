/** Words right before a village's name that do not belong to it. */
import { listed } from './words.ts'

export const BEFORE_PLACES: readonly (readonly string[])[] = [
  // who speaks, and to whom
  listed(
    '改成 改为 改到 应为 应该是 更正为 换成 报告 一下 们 汇报 上报 反映 我们 咱们 你们 他们 我 咱 俺 称 说 报 据 接报 初报 续报 终报 通知 收到 了解 得知 听说 关于',
  ),
  // in which direction
  listed(
    '去向 住在 在 到 去 往 从 向 把 将 和 与 跟 及 至 由 受 给 帮 请 让 叫 于 家住 住 下游 上游 附近 隔壁 邻近 位于 跑了 到了',
  ),
  // small words
  listed(
    '的 了 是 有 这 那 为 接 替 代 都 也 又 再 且 但 而 因 致 使 共 约 就 就是 其中 另外 还有 以及 全 各 本 该 段 许 左右',
  ),
  // from whom it was heard
  listed('有人发 人发 有人 有个 转发 网传'),
  // what makes it no news of now, and what turns to it
  listed('假如 假使 假若 假定 要是 如果 倘若 若是 万一 比如 本来 原本 原定 结果 没想到 谁知 不料 眼下 这会儿'),
  // when
  listed(`
    今 今天 今早 今晚 今日 昨天 昨晚 昨夜 昨日 前天 刚才 刚刚 刚 现在 目前 早上 上午 中午 下午 傍晚 晚上 凌晨 半夜 夜里 时 分 点 日 号 期间 夜巡`),
  // of what and of whom
  listed('镇 乡 县 街道 网格 网格员 村民 信息员 护林员 地点 地址'),
  // what is done
  listed(`
    巡查 查看 查到 排查 发现 发生 经过 转移 接到 核实 走访 巡 查 看 看到 威胁 涉及 演练 假设 建议 督促 责令`),
]
