/** Sentences of people moved out of danger. */

interface Count {
  people?: number
  households?: number
}
/** 8户33人; '' for nobody. */
const count = ({ people, households }: Count) => `${households ? `${households}户` : ''}${people ? `${people}人` : ''}`
const known = (label: string, n: Count) => (count(n) ? `，${label}${count(n)}` : '')

export const evacuationWords = {
  count,
  noneMoved: (village = '') => `近三天没有记录到${village}转移的人数。`,
  moved: (village: string, moved: Count, back: Count, left: Count) =>
    `${village}已转移${count(moved) || '0人'}${known('已返回', back)}${known('还没转', left)}。`,
  village: (name: string, moved: Count, back: Count, left: Count) =>
    `${name}：转移${count(moved) || '0人'}${known('返回', back)}${known('还没转', left)}`,
  elsewhere: '没说哪个村',
  evacuationKept: (no: string, what: string) => `已记转移 ${no}：${what}。`,
  inAll: (village: string, moved: Count, back: Count) =>
    `${village}现在共转移${count(moved) || '0人'}${known('已返回', back)}；不对请发“累计…户…人”。`,
} as const
