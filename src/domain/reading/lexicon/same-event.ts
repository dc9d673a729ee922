/** Words by which two reports are said to be of one event. */
import { listed } from './words.ts'

export const ONE_EVENT = listed(`
  是一件事 是一回事 是一个事 是一起 是一码事 是一桩事 是同一 同一件事 同一个事 同一起 同一桩 同一回事 同一事件 同一个险情 同一险情 同一处 同一个地方
  说的一件事 都是一件 算一件 算一起 重复了 重复报 报重了 报重 重了 是重复 合并 合到一起 并到一起 并在一起 并一起 并案 并成一`)
/** The first goes into the second. */
export const JOINED = listed('并到 并入 并进 并给 合到 合入 归到 归入 合并到 合并进')
/** Words by which something is said to be of another event than it was taken for. */
export const APART = listed(`
  不是同一起 不是同一件事 不是同一件 不是同一个事 不是同一个 不是同一处 不是同一回事 不是同一桩 不是同一事件 不是一起的 不是一起 不是一件事 不是一回事 不是一码事 不是一个事 不是一个地方 不是这一起 不是那一起 不是这起 不是那起 不是这件事 不是那件事
  不同一起 不是同个 另外一起 另一起 另外一件 另一件 另外一处 另一处 另外一个事 另一个事 另一回事 另一码事 两码事 两回事 两件事 是两起 是两件 是两个事 两起事 别的一起 新的一起
  分开记 分开报 分开登记 分开算 分开处理 分开来登记 拆开记 拆成两 单独记 单独报 单独登记 单独算 另记 另外记 另外登记 另行登记 别并在一起 不要并在一起 不要合并 别合并 不能合并 并错了 合错了 归错了 搞混了 弄混了 混到一起了 记混了`)
/** What stands beside them and says nothing more. */
export const BESIDE_APART = listed(`
  这是 那是 这个是 那个是 这条是 那条是 上面是 刚才那条 刚才这条 上面那条 刚才说的 我说的 我刚说的 我报的 我发的 后面那条 后来那条 最后那条 这条 那条 这个 那个 这起 那起 这 那 是 的 和 跟 与 同 前面 后面 上面 刚才 刚刚 不对 错了 哦 噢 啊 哈 吧 了 呀 请 麻烦 帮忙 帮我 把 给 它 他们 它们 应该 要 都 是说 你们 安安 起 件 处 个 条 事 一个 一条 登记 记 报 算 两 俩 说的 我 原来的 之前 那次 这次 不 别`)
