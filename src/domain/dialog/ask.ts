/** Questions 问答: answered only from the records, never from guesses. */

import { dutyMessage } from '../duty/duty.ts'
import { mayWatch, WATCHERS } from '../kernel/access.ts'
import type { Change } from '../kernel/fact.ts'
import type { Inbound, Outbound } from '../kernel/message.ts'
import { hasRole } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { dayOf, saidTime } from '../kernel/time.ts'
import { cardMessage, words } from '../kernel/words.ts'
import type { Reading } from '../reading/read.ts'
import { reporterWords, stateWords } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { myAccounts } from '../roster/accounts.ts'
import { statusMessage } from '../warning/card.ts'

export type Question = 'help' | 'duty' | 'my_hazards' | 'my_accounts' | 'unanswered' | 'lift' | 'reports'

/** The plain forms people are taught; longer questions come through the reading's topic. */
const PLAIN: [RegExp, Question][] = [
  [/^(?:帮助|help|怎么用|菜单|\?|？)$/i, 'help'],
  [/^(?:怎么|如何|咋个?)(?:上?报|绑定|登记|签到|用|整改|请假|延期)[^，。]{0,8}[?？]?$/, 'help'],
  [/^(?:今天|现在|今晚)?谁(?:在)?值班[?？]?$/, 'duty'],
  [/^(?:我的|我名下的?)隐患[?？]?$/, 'my_hazards'],
  [/^我(?:的|绑定的?|绑了哪些)?(?:账号|帐号|绑定)[?？]?$/, 'my_accounts'],
  [/^(?:还有)?谁(?:还)?没(?:有)?(?:收到|应答|回复)[?？]?$/, 'unanswered'],
  // the cards that show who has not answered are the ones that end a warning or a drill
  [/^(?:请)?(?:解除|取消|结束)[^，。\n]{0,12}(?:预警|演练)[。！]?$/, 'lift'],
  [/^(?:现在|目前|今天)有?(?:什么|啥)(?:情况|事)[?？]?$/, 'reports'],
  [/^(?:现在|目前|今天)?(?:还)?有?(?:几起|几条|多少|哪些)?(?:灾情|险情|灾情险情)(?:情况)?[?？]?$/, 'reports'],
]

/** Which question a text asks, or undefined when it is none of ours. */
export function questionIn(text: string): Question | undefined {
  const bare = text.replace(/@安安/g, '').trim()
  return bare.length <= 20 ? PLAIN.find(([form]) => form.test(bare))?.[1] : undefined
}

export function answerTo(s: Situation, question: Question): Change[] {
  return ANSWERS[question](s).flatMap((m) => reply(s, m))
}

const ANSWERS: Record<Question, (s: Situation) => Outbound[]> = {
  help: () => [cardMessage({ title: '安安能帮您做什么', tone: 'info', lines: [...words.help] })],
  duty: (s) => [dutyMessage(s)],
  my_accounts: (s) => [myAccounts(s)],
  my_hazards: (s) => {
    const mine = s.hazards.filter((h) => s.person && h.ownerId === s.person.id)
    if (!mine.length) return [{ text: words.noHazards }]
    const today = dayOf(s.now, s.tz)
    return [
      cardMessage({
        title: `我的隐患 ${mine.length}条`,
        tone: mine.some((h) => h.dueOn && h.dueOn < today) ? 'warn' : 'info',
        lines: mine.slice(0, 20).map((h) => ({
          label: h.no,
          value:
            `${h.fields.place ?? ''} ${h.fields.description ?? ''}（${stateWords(h)}，${h.dueOn ? (h.dueOn < today ? `已超期，原定${h.dueOn}` : `${h.dueOn}前`) : '未定期限'}）`.trim(),
        })),
        note: `${mine.length > 20 ? `另有${mine.length - 20}条，没有列出。` : ''}整改好后发“编号 整改完成”并附照片。`,
      }),
    ]
  },
  unanswered: (s) => {
    if (!hasRole(s.person, ...WATCHERS)) return [{ text: words.notAllowed('值班员或领导') }]
    if (!s.openWarnings.length) return [{ text: words.noOpenWarning }]
    const more = s.openWarnings.length - 3
    return [
      ...s.openWarnings.slice(0, 3).map((w) => statusMessage(s, w, Number.POSITIVE_INFINITY)),
      ...(more > 0 ? [{ text: `另有${more}条预警还在叫应，这里只列最近的3条，全部见预警页面。` }] : []),
    ]
  },
  lift: (s) => ANSWERS.unanswered(s).map((m) => (m.card ? { ...m, card: { ...m.card, note: words.liftByCard } } : m)),
  // officers and leaders see all of them, everybody else their own; drills are no events
  reports: (s) => {
    const all = !!s.person && mayWatch(s.roster, s.person, s.now)
    const open = s.near
      .filter((r) => !r.drill && (all ? !r.fields.restricted : r.reporterId === s.person?.id))
      .toReversed()
    const unjudged = all ? (s.unjudged ?? []).filter((r) => !r.drill && !r.fields.restricted).toReversed() : []
    if (!open.length && !unjudged.length) return [{ text: all ? words.noReports : words.noReportsOfYours }]
    // what and where first, on a line of its own: a number is only looked up
    const lines = (some: readonly Rec[]) => [
      ...some.slice(0, 20).map((r) => {
        const what = [r.fields.place ?? r.fields.village, r.fields.kind].filter(Boolean).join(' ')
        return `${what || '地点不明'}，${stateWords(r)}（${reporterWords(s, r)} ${saidTime(r.receivedAt, s.tz)}报，${r.no}）`
      }),
      ...(some.length > 20 ? [`另有${some.length - 20}起。`] : []),
    ]
    return [
      cardMessage({
        title: `没办结的灾情险情 ${open.length}起`,
        tone: unjudged.length || open.some((r) => r.state === 'raised') ? 'danger' : 'info',
        lines: [
          ...lines(open),
          ...(unjudged.length ? [`另有待核实${unjudged.length}起，还没有计入：`, ...lines(unjudged)] : []),
        ],
      }),
    ]
  },
}

/** Whether a text asks how warnings stand, so that all open ones must be looked up. */
export function asksWarnings(text: string): boolean {
  const question = questionIn(text)
  return question === 'unanswered' || question === 'lift'
}

/** Whether an event asks how reports stand, so that they must be looked up. */
export const asksReports = (event: Inbound, reading?: Reading): boolean =>
  event.type === 'message' &&
  (questionIn(event.text) === 'reports' || (reading?.intent === 'query' && reading.fields.topic === '灾情'))

/** A question the reading recognised by topic; undefined when the records hold no answer to it. */
export function topicQuestion(s: Situation): Question | undefined {
  const { topic, lines } = s.reading!.fields as { topic?: string; lines?: string[] }
  if (topic === '值班' || (lines?.length && topic === undefined)) return 'duty'
  if (topic === '隐患进度') return 'my_hazards'
  if (topic === '灾情') return 'reports'
  return undefined
}
