/** 我交代的事办得怎么样了: what the asker ordered, and what was answered. */
import type { Question } from '../kernel/question.ts'
import { saidDay, saidTime } from '../kernel/time.ts'
import { OWN_ORDERS } from './needs.ts'
import { instructionWords } from './words.ts'

const LISTED = 10
const GIVEN = '我(?:今天|昨天|刚才|上午|下午|这几天|前面)?(?:交代|交待|交办|安排|布置|要求|吩咐|批示)(?:下去)?的'
const DONE = '(?:办|落实|完成|处理|弄|做|执行)?(?:得|的)?'

export const myOrders: Question = {
  forms: [],
  spoken: [
    new RegExp(
      `^${GIVEN}(?:那)?(?:几|些)?(?:个|件|条|项)?(?:事情?|任务|工作|要求)?(?:都|现在)?${DONE}(?:怎么样|咋样|如何|好|完)?了?(?:没有?|吗)?[?？]?$`,
    ),
    new RegExp(`^${GIVEN}.{0,6}(?:有|有没有)(?:结果|回话|回音|反馈|进展)了?(?:没有?|吗)?[?？]?$`),
  ],
  needs: [OWN_ORDERS],
  answer: (s) => {
    const own = s.need(OWN_ORDERS).filter((r) => !r.fields.restricted)
    if (!own.length) return [{ text: instructionWords.noneGiven }]
    const open = own.filter((r) => !r.fields.answer)
    // what nobody has answered first
    const lines = [...open, ...own.filter((r) => r.fields.answer)].slice(0, LISTED).map((r) => {
      const { text, to, deadline, answer } = r.fields
      const term =
        typeof deadline !== 'string'
          ? ''
          : deadline.includes('T')
            ? saidTime(new Date(deadline), s.tz)
            : saidDay(deadline, s)
      const whom = Array.isArray(to) ? to.join('、') : ''
      return instructionWords.givenLine(r.no, String(text ?? r.text).slice(0, 40), whom, term, String(answer ?? ''))
    })
    return [{ text: [instructionWords.given(own.length, open.length), ...lines].join('\n') }]
  },
}
