import type { Question } from './question.ts'
import { cardMessage, words } from './words.ts'

/** What people are taught of a room: an example of what can be said, a question that can be asked, or a line of its own. */
export type Taught = { rank: number } & ({ says: string } | { asks: string } | { besides: string })

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

/** 帮助. */
export const help = (lines: readonly string[]): Question => ({
  forms: [
    /^(?:帮助|help|怎么用|菜单|\?|？)$/i,
    /^(?:怎么|如何|咋个?)(?:上?报|绑定|登记|签到|用|整改|请假|延期)[^，。]{0,8}[?？]?$/,
  ],
  needs: [],
  answer: () => [cardMessage({ title: '安安能帮您做什么', tone: 'info', lines: [...lines] })],
})
