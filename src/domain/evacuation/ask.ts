/** 转了多少人. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { dayOf } from '../kernel/time.ts'
import { LATELY } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import { toldTo, villageIn } from '../record/sight.ts'
import { evacuationWords } from './words.ts'

export const moved: Question = {
  forms: [],
  spoken: [
    /^.{0,8}?(?:今天|现在|目前|到现在|一共|总共|已经?|都){0,2}(?:转移|转|撤离?|疏散|撤出来?)了?(?:多少(?:人|户|群众|家)?了?[?？]?|几个?(?:人|户|家)了?[?？])$/,
    /^.{0,8}?(?:人|群众|村民|住户)?(?:都|全)?(?:转移|撤离?|疏散|转)(?:完|走|好|出来)?了(?:没有?|吗)[?？]?$/,
    /^.{0,8}?(?:还)?有(?:多少|几)(?:人|户)?(?:没|未)(?:转移?|撤)(?:的)?[?？]?$/,
  ],
  topics: ['转移安置'],
  needs: [LATELY],
  answer: (s) => {
    const village = villageIn(s, (s.event as MessageEvent).text)
    const today = dayOf(s.now, s.tz)
    const told = s
      .need(LATELY)
      .filter((r) => (r.kind === 'evacuation' || r.kind === 'disaster_report') && toldTo(s)(r))
      .filter((r) => dayOf(r.receivedAt, s.tz) === today && (!village || r.villageCode === village.code))
      .flatMap(eventsOf)
      .filter((f) => f.direction !== '返回')
    const sum = (key: string) => told.reduce((n, f) => n + (typeof f[key] === 'number' ? (f[key] as number) : 0), 0)
    const [people, households] = [sum('evacuated_people'), sum('evacuated_households')]
    if (!people && !households) return [{ text: evacuationWords.noneMoved(village?.name) }]
    return [
      {
        text: evacuationWords.moved(
          village?.name,
          people,
          households,
          sum('remaining_people'),
          sum('remaining_households'),
        ),
      },
    ]
  },
}

const eventsOf = ({ fields }: Rec): Record<string, unknown>[] =>
  Array.isArray(fields.events) ? (fields.events as Record<string, unknown>[]) : [fields]
