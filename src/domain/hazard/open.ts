/** 还有几条没整改, 超期几条. */

import { mayWatch } from '../kernel/access.ts'
import type { Question } from '../kernel/question.ts'
import { dayOf, saidDay } from '../kernel/time.ts'
import { stateWords } from '../record/filing.ts'
import { STATE_WORDS } from '../record/record.ts'
import { toldTo } from '../record/sight.ts'
import { OPEN_HAZARDS } from './needs.ts'
import { hazardWords } from './words.ts'

const LISTED = 10

export const openHazards: Question = {
  forms: [],
  spoken: [
    /^(?:现在|目前|一共|总共)?(?:还)?(?:有|剩)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?(?:还)?(?:没有?|未)(?:整改|销号|改|处理|弄|修)(?:完|好|的)?(?:隐患)?(?:的)?[?？]?$/,
    /^(?:隐患|整改)?(?:超期|逾期|过期)(?:的|了)?(?:有)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?[?？]?$/,
    /^(?:有)?(?:几|多少|哪些|哪几)(?:条|个|处)?(?:隐患)?(?:超期|逾期|过期|到期)(?:了|的)?[?？]?$/,
    /^(?:现在|目前)?(?:还)?(?:有)?(?:几|多少|哪些)(?:条|个|处)?(?:隐患)[?？]?$/,
    /^隐患(?:整改|销号|处理)?(?:情况|进度|得)?(?:怎么样|怎样|如何|咋样|有哪些)了?[?？]?$/,
  ],
  topics: ['隐患进度'],
  needs: [OPEN_HAZARDS],
  answer: (s) => {
    const open = s.need(OPEN_HAZARDS).filter(toldTo(s))
    if (!open.length) return [{ text: hazardWords.noneOpen }]
    const today = dayOf(s.now, s.tz)
    const isLate = (dueOn: string | null) => !!dueOn && dueOn < today
    const late = open.filter((h) => isLate(h.dueOn) && h.state !== 'recheck')
    const count = (state: string) => open.filter((h) => h.state === state).length
    const states = ['suspected', 'registered', 'rectifying', 'recheck', 'transferred', 'enforcement'] as const
    const counts = states
      .filter((state) => count(state) || state === 'registered' || state === 'rectifying' || state === 'recheck')
      .map((state) => `${STATE_WORDS[state]}${count(state)}条`)
      .join('，')
    const scope = mayWatch(s.roster, s.person!, s.now) ? hazardWords.ofTown : hazardWords.ofOwn
    const shown = [...late, ...open.filter((h) => !late.includes(h))].slice(0, LISTED)
    return [
      {
        text: [
          hazardWords.openOnes(open.length, counts, late.length, scope),
          ...shown.map((h) =>
            hazardWords.openLine(
              h.no,
              [h.fields.place, h.fields.description].filter(Boolean).join(' ').slice(0, 30),
              stateWords(h),
              h.dueOn ? saidDay(h.dueOn, s) : undefined,
              late.includes(h),
            ),
          ),
          ...(open.length > shown.length ? [hazardWords.andMore(open.length - shown.length)] : []),
        ].join('\n'),
      },
    ]
  },
}
