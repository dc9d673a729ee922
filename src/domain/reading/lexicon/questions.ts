/** How it is asked how something stands. */
import { listed } from './words.ts'

/** At the end. */
export const ASKED_ENDS = listed(`
  吗 么 怎么样 咋样 咋个样 如何 怎么样了 怎样了 咋样了 咋个样了 如何了 什么情况 啥情况 什么情况了 啥情况了 么子情况 什么样了 了没有 了没 了没得 了冇 了未 好没好 到哪了 到哪步了
  到哪里了 到哪儿了 在哪 在哪里 在哪儿 几点 多少 多少了 多少人 多少户 几起 几条 几处 多久 有谁 是谁 哪些 哪几个 哪里 哪个`)
/** At the beginning. */
export const ASKED_WHOLE = listed('有没有 是不是 是否 还有没有 有哪些 哪些 哪个村 哪几个 几个村 多少人 什么时候 几时')
/** Whoever asks so calls for help, and tells. */
export const CRIED_FOR = listed(
  '救命 怎么办 咋办 咋整 咋弄 如何是好 来救 快来 快点 还不来 怎么还 谁来 能来 派人来 来人',
)
