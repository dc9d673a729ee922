/** Taught words, in the order in which they are looked for: those of all rooms, then what goes on with the sender's own. */

import { type Command, command, ofKnown } from '../kernel/command.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { topicOf } from '../kernel/topic.ts'
import { kindOf, kinds } from '../kinds.ts'
import { ASKABLE, type Change, COMMANDS as OF_ROOMS, QUESTIONS, RECORDS, TOPICS } from '../nouns.ts'
import { TOPICS_ASKED, type Topic } from '../reading/lexicon/topics.ts'
import { setAside } from '../record/aside.ts'
import { editsIn, valuesOf } from '../record/confirm.ts'
import { mayChange } from '../record/may.ts'
import { ACTABLE, LATELY, numbersIn, RECENT, SUBJECT } from '../record/needs.ts'
import { RECORD_NUMBER } from '../record/numbers.ts'
import { isOpen, isToldOf, mayMove, type Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { answered, asksAsLeader, isAddressed, questionIn, questionOf } from './ask.ts'
import { toldApart } from './doubt.ts'
import { ownOpen } from './own.ts'
import { handedOn, handingIn } from './reassign.ts'
import { actedInWords, actSaid } from './said-acts.ts'
import { bareNumber, shownByNumber } from './shown.ts'
import { withdraw } from './withdraw.ts'
import { dialogWords } from './words.ts'

/** 撤回, 刚才那条作废, 取消登记: the whole message is nothing else. */
const WITHDRAW =
  /^(?:@?安安[，,\s]*)?(?:[A-Z]{2,8}-\d{8}-\d{3,5}\s?)?(?:请|麻烦)?(?:把)?(?:刚才|刚刚|上面|上一条|前面)?(?:那条|这条|报的|的)?(?:请)?(?:(?:撤回|撤销|作废|取消(?:登记|上报)?|报错了|不算|发错了)[，,\s]{0,2}){1,2}(?:吧|一下|了|，?谢谢)?(?:\s?[A-Z]{2,8}-\d{8}-\d{3,5})?[。.！!]?$/i

/** 发错群了 上一条不算: what was sent to the wrong chat takes back the sender's own words, never what others sent. */
const WRONG_CHAT =
  /^(?:不好意思|抱歉|对不起|哎呀?|哦)?[，,\s]*(?:我)?发错(?:群|地方|人)了?[，,。\s]*(?:(?:把|请)?(?:刚才|刚刚|上面|上一条|前面|前一条|那条|这条)(?:那条|这条|的)?)(?:不算数?|作废|撤回|撤销|取消|别管|当没发)(?:了|吧)?[。！!]?$/

/** 刚才转移那条作废，登记错了: which of the sender's own, by what it is called. */
const WITHDRAW_CALLED =
  /^(?:@?安安[，,\s]*)?(?:请|麻烦)?(?:把)?(?:刚才|刚刚|上面|前面|今天|早上|上午|下午)(?:上报|报|登记|记)?的?(?<what>[\u4e00-\u9fa5]{2,4}?)的?(?:那条|这条|那个|记录)(?:作废|撤回|撤销|取消|不算)(?:了|吧|掉)?(?:[，,。\s]{1,2}(?:是|我|演练|测试|，){0,3}(?:登记|报|记|写|发|弄|搞)?(?:错|重|重复)(?:了|的)?)?[。！!]?$/

const NUMBERED = `(?:@?安安[，,\\s]*)?${RECORD_NUMBER}[，,：:\\s]*`
/** With a number: ZQ-… 是我发错了，没有泥石流; YH-… 不是隐患，撤了吧. */
const WITHDRAW_NAMED: readonly RegExp[] = [
  new RegExp(
    `^${NUMBERED}(?:这条|这个|记录|请){0,3}(?:作废|撤回|撤销|取消|删除|删掉|不算)(?:了|吧|掉)?(?:[，,。\\s]{1,2}(?:是|我){0,2}(?:写|报|发|填|登记|记|弄|搞)?(?:错|重复|重)(?:了|的)?)?[。！!]?$`,
    'i',
  ),
  new RegExp(
    `^${NUMBERED}(?:这条)?(?:是)?我?(?:发|报)错了?[，,。\\s]{0,2}(?:[^，。]{0,6}(?:没有?|不是|不存在)[^，。]{1,12})?[。！!]?$`,
    'i',
  ),
  new RegExp(
    `^${NUMBERED}(?:(?:这|那)?(?:个|条)?不(?:是|算)(?:隐患|险情|灾情|事)[，,。\\s]{0,2})?(?:撤|删|取消|去|抹)(?:了|掉|销)吧?[。！!]?$`,
    'i',
  ),
]
const withdraws = (text: string): boolean =>
  WITHDRAW.test(text) || WRONG_CHAT.test(text.trim()) || WITHDRAW_NAMED.some((form) => form.test(text.trim()))

/** What is named or quoted: an officer voids what was merely noted; events and hazards have ends of their own. */
const voidable = (s: Situation): Rec | undefined => {
  const subject = s.need(SUBJECT)
  const noted = subject && subject.kind !== 'disaster_report' && subject.kind !== 'hazard_report'
  return noted && isToldOf(subject) && s.person && mayChange(s.person, subject) ? subject : undefined
}

/** Warnings and devices have numbers too. */
const isOfRecord = (no: string): boolean =>
  Object.values(kinds).some(({ prefix }) => no.replace(/^YL/, '').startsWith(`${prefix}-`))

const OF_RECORDS: readonly Command<Change>[] = [
  command(
    ofKnown(() => true),
    [],
    (s) => toldApart(s, ownOpen(s)),
  ),
  command(ofKnown(editsIn), [], (s, edits) => {
    const quoted = s.need(SUBJECT)
    if (quoted && s.person && !mayChange(s.person, quoted))
      return setAside(s, 'not_theirs', recordWords.othersRecord, quoted)
    const own = quoted && isOpen(quoted.state) && isToldOf(quoted) ? quoted : ownOpen(s)
    if (!own) return undefined
    const told = valuesOf(own, edits)
    return 'fault' in told
      ? reply(s, { text: told.fault, drill: own.drill })
      : RECORDS[own.kind].checked?.(s, own, told.values)
  }),
  command(
    ofKnown((text) => withdraws(text) || undefined),
    [],
    (s, _, event) => {
      const own = voidable(s) ?? ownOpen(s)
      const mine = own && mayMove(own.kind, own.state, 'withdrawn') ? own : undefined
      const no = s.need(SUBJECT) ? undefined : numbersIn(s).find(isOfRecord)
      if (!mine) return reply(s, { text: no ? recordWords.noSuchNumber(no) : dialogWords.nothingToWithdraw })
      return withdraw(s, mine, event.text)
    },
  ),
  command(
    ofKnown((text) => WITHDRAW_CALLED.exec(text.trim())?.groups?.what),
    [RECENT, LATELY],
    (s, what, { text }) => {
      const called = (r: Rec) => kindOf(r.kind).noun.includes(what) && mayMove(r.kind, r.state, 'withdrawn')
      const own = s.need(LATELY).filter((r) => r.reporterId === s.person?.id)
      const mine = s.need(RECENT).find(called) ?? own.findLast(called)
      return mine ? withdraw(s, mine, text) : reply(s, { text: dialogWords.nothingToWithdraw })
    },
  ),
  command(ofKnown(bareNumber), [], shownByNumber),
  command(ofKnown(actSaid), [ACTABLE], actedInWords),
  command(ofKnown(handingIn), [], handedOn),
]

const asking: Command<Change> = {
  needs: (heard) => {
    const question = heard.person && heard.event.type === 'message' ? questionIn(heard, heard.event) : undefined
    return question && QUESTIONS[question].needs
  },
  run: (s) => {
    const question = s.person && s.event.type === 'message' ? questionIn(s, s.event) : undefined
    const changes = question ? answered(s, QUESTIONS[question]) : []
    return changes.length ? changes : unfit(s)
  },
}

/** 还有多少 is asked of anything: only what is named makes a few words a question of it. */
const isNamed = (topic: Topic, text: string): boolean =>
  TOPICS_ASKED[topic].names.some((name) => !/几|多少/.test(name) && text.includes(name))

/** An officer's or a leader's question that is none of ours tells nothing: said so to whoever speaks to Anan, else left to people. */
function unfit(s: Situation): Change[] | undefined {
  const { event, reading } = s
  if (event.type !== 'message' || !asksAsLeader(s)) return undefined
  // a question of a topic that a room answers, or that only a person does, has its own way
  const topic = reading?.intent === 'query' && !reading.ask.length ? topicOf(reading) : undefined
  const said = questionOf(event.text)
  if ((topic && TOPICS.has(topic) && isNamed(topic, event.text)) || (said && QUESTIONS[said].byPerson)) return undefined
  return isAddressed(s, event) ? reply(s, { text: dialogWords.cannotAnswer(ASKABLE) }) : []
}

export const COMMANDS: readonly Command<Change>[] = [...OF_ROOMS, ...OF_RECORDS, asking]

/**
 * What follows from the first that takes the message, and whether it is read as well; undefined = it is read.
 * @param reports what it was read as tells of something happening.
 */
export function obeyCommand(s: Situation, reports: boolean): { changes: Change[]; readOn: boolean } | undefined {
  for (const { run, readOn = false, unlessReport } of COMMANDS) {
    if (reports && s.event.type === 'message' && unlessReport?.(s.event.text)) continue
    const changes = run(s)
    if (changes) return { changes, readOn }
  }
  return undefined
}
