import type { Question } from './question.ts'
import { hasRole, ROLES, type Role } from './roster.ts'
import type { Situation } from './situation.ts'
import { CAN, cardMessage, words } from './words.ts'

/** What people are taught of a room: an example of what can be said, a question that can be asked, or a line of its own. */
export type Taught = { rank: number /** What is asked about in 怎么报隐患. */; about?: RegExp } & (
  | { says: string /** Whom it is taught first; left out = everybody. */; of?: readonly Role[] }
  | { asks: string }
  | { besides: string }
)

/** 谁值班 · 灾情 · … */
export const askable = (taught: readonly Taught[]): string =>
  taught.flatMap((t) => ('asks' in t ? t.asks : [])).join(' · ')

/** What can be said to Anan, line by line. @param taught by all rooms, in order. */
export const helpLines = (taught: readonly Taught[]): string[] => [
  words.inYourWords,
  ...taught.flatMap((t) => ('says' in t ? `· ${t.says}` : [])),
  words.youMayAsk(askable(taught)),
  ...taught.flatMap((t) => ('besides' in t ? t.besides : [])),
]

const EXAMPLES = 3
const QUESTIONS = 8

/** What the asker's role can do, three examples that are theirs first, and what can be asked. */
function ofRole({ person, roster }: Situation, taught: readonly Taught[]): string[] {
  const held = (Object.keys(CAN) as (keyof typeof CAN)[]).find((role) => hasRole(person, role))
  const village = person?.roles.find((r) => r.role === held)?.villageCode
  const where = roster.villages.find((v) => v.code === village)?.name ?? ''
  const says = taught.flatMap((t) => ('says' in t ? [t] : []))
  const theirs = says.filter((t) => held && t.of?.includes(held))
  const examples = [...theirs, ...says.filter((t) => !t.of)].slice(0, EXAMPLES)
  return [
    ...(held ? [words.youCan(`${where}${ROLES[held]}`, CAN[held])] : []),
    words.inYourWords,
    ...examples.map((t) => `· ${t.says}`),
    words.youMayAsk(askable(taught.filter((t) => 'asks' in t).slice(0, QUESTIONS))),
    ...taught.flatMap((t) => ('besides' in t ? t.besides : [])),
    words.allHelp,
  ]
}

/** 怎么报隐患: how that one is said. */
const howTo = (taught: readonly Taught[], text: string): string[] | undefined => {
  const lines = taught
    .filter((t) => t.about?.test(text))
    .flatMap((t) => ('says' in t ? `· ${t.says}` : 'besides' in t ? t.besides : []))
  return lines.length ? [words.inYourWords, ...lines] : undefined
}

const HOW =
  /^(?:我)?(?:要|想|该)?(?:怎么|如何|咋个?)(?:样)?(?:上?报|绑定|登记|签到|签退|用|整改|请假|延期|巡查|换班)[^，。]{0,8}[?？]?$/
const ALL = /^(?:全部|所有|更多)(?:的)?(?:帮助|功能|用法)|^帮助\s?全部$/

/** 帮助, 你能干啥, 怎么报隐患. @param taught by all rooms, in order. */
export const help = (taught: readonly Taught[]): Question => ({
  forms: [/^(?:帮助|help|怎么用|菜单|\?|？)$/i, HOW, ALL],
  spoken: [
    /^你?(?:都)?(?:能|会|可以)(?:干|做|帮我?(?:做|干)?)?(?:些)?(?:啥|什么|嘛|些什么)(?:呢|事)?[?？]?$/,
    /^(?:你)?(?:有)?(?:什么|哪些)(?:功能|用处|用法|本事)[?？]?$/,
    /^(?:能|可以)(?:问|跟)你(?:问|说)?(?:什么|啥|哪些)[?？]?$/,
    /^(?:你是谁|你是干(?:什么|啥|嘛)的|这个怎么用|怎么(?:跟你说|使用|操作))[?？]?$/,
  ],
  needs: [],
  answer: (s) => {
    const text = s.event.type === 'message' ? s.event.text.replace(/@?安安[，,\s]*/, '').trim() : ''
    const how = HOW.test(text) ? howTo(taught, text) : undefined
    const lines = ALL.test(text) ? helpLines(taught) : (how ?? ofRole(s, taught))
    return [cardMessage({ title: words.helpTitle, tone: 'info', lines })]
  },
})
