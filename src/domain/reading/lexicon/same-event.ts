/** Words by which two reports are said to be of one event. */
import { listed } from './words.ts'

export const ONE_EVENT = listed(`
  是一件事 是一回事 是一个事 是一起 是一码事 是一桩事 是同一 同一件事 同一个事 同一起 同一桩 同一回事 同一事件 同一个险情 同一险情 同一处 同一个地方
  说的一件事 都是一件 算一件 算一起 重复了 重复报 报重了 报重 重了 是重复 合并 合到一起 并到一起 并在一起 并一起 并案 并成一`)
/** The first goes into the second. */
export const JOINED = listed('并到 并入 并进 并给 合到 合入 归到 归入 合并到 合并进')
