/** Questions 问答: those of all rooms, and help. */
import { isOfficer } from '../kernel/access.ts'
import type { Heard } from '../kernel/heard.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Asked, Question } from '../kernel/question.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { type Change, QUESTIONS, type QuestionName } from '../nouns.ts'
import { asksAsLead } from '../reading/asked.ts'
import { SILENT } from '../reading/reading.ts'
import { numbersIn, withoutNumbers } from '../record/needs.ts'

const MOST_LETTERS = 26
/** With names, numbers and what is polite. */
const MOST_WITH_MENTIONS = 80
const POLITE = /^(?:请问|麻烦问一?下|问一?下|想问一?下?|打听一?下|请教一?下|那|哎|喂)[，,：:\s]*/
const TRAILING = /[呀啊哈嘛噢哦吧~。.！!，,\s]{1,8}(?=[?？]?$)/

/** A question as it stands alone: 请问安安，ZQ-… 怎么样了呀？ → 怎么样了？ */
const bareOf = (text: string) =>
  withoutNumbers(text)
    .replace(/@?安安[，,：:\s]*/g, '')
    .trim()
    .replace(POLITE, '')
    .replace(TRAILING, '')
    .trim()

/** 路断了 is told, 路断了没有 is asked. */
const ASKS =
  /[?？]|[吗呢]|没[有得]?$|冇$|不$|什么|啥|哪|谁|几|多少|怎|咋|如何|有没有|是不是|(?:情况|进度|清单|库存|汇总|统计)$/

/** Whether a message speaks to Anan: in private, by name, by the number of a record, or under something said before. */
export const isAddressed = (heard: Heard, event: MessageEvent): boolean =>
  event.chat.kind === 'p2p' ||
  event.mentionsBot ||
  /^@?安安/.test(event.text.trim()) ||
  !!event.replyTo ||
  numbersIn(heard).length > 0

/** Which question a message asks, or undefined when it is none of ours. */
export function questionIn(heard: Heard, event: MessageEvent): QuestionName | undefined {
  if (event.text.length > MOST_WITH_MENTIONS) return undefined
  const bare = bareOf(event.text)
  if (bare.length > MOST_LETTERS) return undefined
  const spoken = isAddressed(heard, event) && ASKS.test(bare)
  const fits = ({ forms, spoken: others = [] }: Question) =>
    forms.some((form) => form.test(bare)) || (spoken && others.some((form) => form.test(bare)))
  const asked = NAMES.find((q) => fits(QUESTIONS[q]))
  if (asked || !isAddressed(heard, event) || (tells(heard) && !asksAsLeader(heard))) return asked
  const meant = questionOf(bare)
  return meant && !QUESTIONS[meant].byPerson ? meant : undefined
}
const NAMES = Object.keys(QUESTIONS) as QuestionName[]

/** An officer or a leader asks, whatever the words would tell in another's mouth. */
export const asksAsLeader = ({ person, event }: Heard): boolean =>
  event.type === 'message' &&
  event.text.length <= MOST_WITH_MENTIONS &&
  !event.attachments.length &&
  isOfficer(person) &&
  asksAsLead(bareOf(event.text))

/** What is surely read as something that leaves a record, or has more than one sentence, is no question by its words. */
const tells = ({ reading, event }: Heard): boolean =>
  (!!reading && !reading.ask.length && !SILENT.has(reading.intent)) ||
  (event.type === 'message' && /[，。；;！!\n][^\u4e00-\u9fa5，。；;！!\n]*[\u4e00-\u9fa5]/.test(bareOf(event.text)))

/** The question of whose own subject the most is said: 罗塘还有几个没应 is of answers, whatever 还有几个 is else asked of. */
export function questionOf(text: string): QuestionName | undefined {
  const bare = bareOf(text)
  const said = NAMES.map((name) => ({
    name,
    n: Math.max(0, ...(QUESTIONS[name].about ?? []).map((a) => lettersOf(a, bare))),
  }))
  const most = said.reduce((best, one) => (one.n > best.n ? one : best), { name: 'help' as QuestionName, n: 0 })
  return most.n ? most.name : undefined
}

/** A subject weighs more than what is asked of it. */
function lettersOf({ of, asked }: Asked, text: string): number {
  const [what, how] = [of.exec(text), asked.exec(text)]
  return what && how ? 2 * what[0].length + how[0].length : 0
}

export const answered = (s: Situation, question: Question): Change[] => question.answer(s).flatMap((m) => reply(s, m))
