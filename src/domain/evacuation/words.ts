/** Sentences of people moved out of danger. */

interface Count {
  people?: number
  households?: number
}
/** 8户33人; '' for nobody. */
const count = ({ people, households }: Count) => `${households ? `${households}户` : ''}${people ? `${people}人` : ''}`
const known = (label: string, n: Count) => (count(n) ? `，${label}${count(n)}` : '')

interface About {
  moved: readonly string[]
  back: readonly string[]
}
/** What nobody counted is named apart: it is in no sum. */
const besides = ({ moved, back }: About) =>
  `${moved.length ? `，另约${moved.join('、')}` : ''}${back.length ? `，返回另约${back.join('、')}` : ''}`

export const evacuationWords = {
  count,
  noneMoved: (village = '') => `近三天没有记录到${village}转移的人数。`,
  moved: (village: string, moved: Count, back: Count, out: Count, left: Count, about: About) =>
    `${village}已转移${count(moved) || '0人'}${known('已返回', back)}${count(back) || count(moved) ? `，还没回家${count(out) || '0人'}` : ''}${known('还没转', left)}${besides(about)}。`,
  village: (name: string, moved: Count, back: Count, out: Count, left: Count, about: About) =>
    `${name}：转移${count(moved) || '0人'}${known('返回', back)}${known('还没回家', out)}${known('还没转', left)}${besides(about)}`,
  elsewhere: '没说哪个村',
  evacuationKept: (no: string, what: string) => `已记转移 ${no}：${what}。`,
  inAll: (village: string, moved: Count, back: Count, about: About = { moved: [], back: [] }, over = false) =>
    `${village}现在共转移${count(moved) || '0人'}${known('已返回', back)}${besides(about)}；${over ? '说的返回比转移的多，请核对。' : ''}不对请发“累计…户…人”。`,
  about: (words: readonly string[]) => (words.length ? `另约${words.join('、')}` : ''),
} as const
