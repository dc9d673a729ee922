/** How it is asked how something stands. */
import { listed } from './words.ts'

/** At the end. */
export const ASKED_ENDS = listed(`
  吗 么 怎么样 咋样 咋个样 如何 怎么样了 怎样了 咋样了 咋个样了 如何了 什么情况 啥情况 什么情况了 啥情况了 么子情况 什么样了 了没有 了没 了没得 了冇 了未 好没好 到哪了 到哪步了
  到哪里了 到哪儿了 在哪 在哪里 在哪儿 几点 几天 几号 几家 多少 多少了 多少人 多少户 几起 几条 几处 多久 有谁 是谁 哪些 哪几个 哪里 哪个`)
/** At the beginning. */
export const ASKED_WHOLE = listed('有没有 是不是 是否 还有没有 有哪些 哪些 哪个村 哪几个 几个村 多少人 什么时候 几时')
/** Whoever asks so calls for help, and tells. */
export const CRIED_FOR = listed(
  '救命 怎么办 咋办 咋整 咋弄 如何是好 来救 快来 快点 还不来 怎么还 谁来 能来 派人来 来人',
)

/** What officers and leaders ask of others in a few words: a count at the end, or before how those counted are. */
const COUNTED = '(?<![十百千好第])几(?![十百千])(?:个|位|名|件|起|条|处|户|家|间)?人?'
export const COUNT_ASKED: readonly string[] = [
  `${COUNTED}了?$`,
  `(?:^|(?:现在|目前|到底|一共|总共)有?|还有?|今晚|今天|村|组|那边|那里|那个)${COUNTED}(?:还|都|被|给){0,2}(?:困|埋|压|伤|受伤|死|失踪|失联|[没未][^，。]{1,4})(?:着|住|了|的)?$`,
  '多少',
  '有没有',
  '哪些|哪几',
  '谁还?[没在]',
  '(?:人|完|结)没有?$',
  '^[^了着还在又没正]{2,6}呢$',
]
/** Whoever says so tells, and asks nothing. */
export const NOT_ASKED = listed('不知道 不清楚 不晓得 没多少 多少有 多少都')
/** A new event in the same breath is told, whatever is counted of it; of one that is known, 那个滑坡, it is asked. */
export const NEWLY_TOLD = listed('塌方了 塌了 滑坡了 垮了 垮下 倒了 着火 起火 撞了 翻了 爆炸 爆了 淹了 冲走 掉下 落水')
