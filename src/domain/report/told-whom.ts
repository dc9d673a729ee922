/** 领导知道了没有: who has the card of a report, of the one that is quoted or named, else of the latest. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { hasRole, personOf, ROLES } from '../kernel/roster.ts'
import { SUBJECT } from '../record/needs.ts'
import { toldTo, villageIn } from '../record/sight.ts'
import { OPEN_REPORTS } from './needs.ts'
import { reportWords } from './words.ts'

const LEADING = ['duty_leader', 'town_leader'] as const
const KNOWS =
  /(?:知道|晓得|清楚|通知|告诉|报告|汇报|看到|收到|报)(?:到位|过|到|给)?了?(?:没有?|吗|不|么)|(?:通知|告诉|报告?|汇报)给?[^，。]{0,6}了(?:没有?|吗)|有没有(?:通知|告诉|报)|知不知道|知道不|晓不晓得/

export const toldWhom: Question = {
  forms: [],
  about: [
    { of: /镇领导|带班领导|领导|书记|镇长|主任|上级|上面/, asked: KNOWS },
    {
      of: /通知|告诉|报给|叫|发给/,
      asked: /了(?:谁|哪些人|哪几个)|(?:谁|哪些人)(?:没有?)?(?:知道|收到)?$|都?(?:有)?谁知道/,
    },
  ],
  needs: [SUBJECT, OPEN_REPORTS],
  answer: (s) => {
    const subject = s.need(SUBJECT)
    const village = villageIn(s, (s.event as MessageEvent).text)
    const told = s.need(OPEN_REPORTS).filter(toldTo(s))
    const named = subject?.kind === 'disaster_report' && toldTo(s)(subject) ? subject : undefined
    const record = named ?? told.findLast((r) => !village || r.villageCode === village.code)
    if (!record) return [{ text: reportWords.nothingToTell }]
    const people = new Map(
      (record.held ?? []).flatMap(({ channel, account }) => {
        const p = personOf(s.roster, channel, account)
        return p ? [[p.id, p] as const] : []
      }),
    )
    const holders = [...people.values()]
    const leaders = holders.filter((p) => hasRole(p, ...LEADING))
    const role = (p: (typeof holders)[number]) =>
      ROLES[p.roles.find((r) => LEADING.some((l) => l === r.role))?.role ?? p.roles[0]!.role]
    const what = [record.fields.place ?? record.fields.village, record.fields.kind].filter(Boolean).join(' ')
    return [
      {
        text: reportWords.toldTo(
          record.no,
          what,
          leaders.map((p) => `${role(p)}${p.name}`),
          holders.filter((p) => !leaders.includes(p)).map((p) => p.name),
        ),
      },
    ]
  },
}
