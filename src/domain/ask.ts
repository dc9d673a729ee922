/** Questions 问答: answered only from the records, never from guesses. */
import { myAccounts } from './accounts.ts'
import type { Change } from './change.ts'
import { dayOf } from './deadline.ts'
import { dutyMessage } from './duty.ts'
import { stateWords } from './filing.ts'
import type { Outbound } from './message.ts'
import { hasRole } from './roster.ts'
import { reply, type Situation } from './situation.ts'
import { statusMessage } from './warning-card.ts'
import { cardMessage, words } from './words.ts'

export type Question = 'help' | 'duty' | 'my_hazards' | 'my_accounts' | 'unanswered'

/** The plain forms people are taught; longer questions come through the reading's topic. */
const PLAIN: [RegExp, Question][] = [
  [/^(?:帮助|help|怎么用|菜单|\?|？)$/i, 'help'],
  [/^(?:今天|现在|今晚)?谁(?:在)?值班[?？]?$/, 'duty'],
  [/^(?:我的|我名下的?)隐患[?？]?$/, 'my_hazards'],
  [/^我(?:的|绑定的?|绑了哪些)?(?:账号|帐号|绑定)[?？]?$/, 'my_accounts'],
  [/^(?:还有)?谁(?:还)?没(?:有)?(?:收到|应答|回复)[?？]?$/, 'unanswered'],
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
        note: '整改好后发“编号 整改完成”并附照片。',
      }),
    ]
  },
  unanswered: (s) => {
    if (!hasRole(s.person, 'duty_officer', 'duty_leader', 'town_leader', 'station_staff', 'broadcaster', 'admin'))
      return [{ text: words.notAllowed('值班员或领导') }]
    if (!s.openWarnings.length) return [{ text: words.noOpenWarning }]
    return s.openWarnings.slice(0, 3).map((w) => statusMessage(s, w, Number.POSITIVE_INFINITY))
  },
}

/** A question the reading recognised by topic; undefined when the records hold no answer to it. */
export function topicQuestion(s: Situation): Question | undefined {
  const { topic, lines } = s.reading!.fields as { topic?: string; lines?: string[] }
  if (topic === '值班' || (lines?.length && topic === undefined)) return 'duty'
  if (topic === '隐患进度') return 'my_hazards'
  return undefined
}
