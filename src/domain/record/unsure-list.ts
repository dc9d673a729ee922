/** 没看准的消息: what nobody has settled yet, for the officers. */

import { isOfficer } from '../kernel/access.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage, words } from '../kernel/words.ts'
import { reporterWords } from './filing.ts'
import { UNSURE } from './needs.ts'
import { isOpen } from './record.ts'
import { recordWords } from './words.ts'

/** As many as a phone's screen shows with a button each. */
const SHOWN = 5

export const unsureList: Question = {
  forms: [
    /^(?:还有)?(?:几条|哪些)?(?:没|未)(?:有)?(?:看准|看懂|读懂|弄清)的?(?:消息|话|原话)?(?:有哪些|有几条)?[?？]?$/,
    /^(?:看看|查看|列出)?(?:还有|有)?(?:没有|哪些|什么|几条|几个)?(?:待核实的)?疑似(?:的)?(?:险情|灾情|情况)?(?:待核实)?(?:的)?(?:有哪些|有几条|有几个|清单|列表)?[?？]?$/,
  ],
  needs: [UNSURE],
  answer: (s) => {
    if (!isOfficer(s.person)) return [{ text: words.notAllowed('值班员') }]
    const suspected = /疑似/.test((s.event as MessageEvent).text)
    const open = s.need(UNSURE).filter((r) => isOpen(r.state) && (!suspected || r.fields.suspected === true))
    if (!open.length) return [{ text: suspected ? recordWords.noneSuspected : recordWords.noneUnsure }]
    // what may be an emergency stands first, then the newest
    const ranked = open.toReversed().sort((a, b) => Number(!!b.fields.suspected) - Number(!!a.fields.suspected))
    const shown = ranked.slice(0, SHOWN)
    const more = ranked.length - shown.length
    return [
      cardMessage({
        title: suspected ? recordWords.suspectedList(open.length) : recordWords.unsureList(open.length),
        tone: open.some((r) => r.fields.suspected) ? 'danger' : 'info',
        lines: [
          ...shown.map((r) => ({
            label: reporterWords(s, r),
            value: `${r.text.slice(0, 60)}（${saidTime(r.reportedAt, s.tz)}，${r.no}）`,
          })),
          ...(more ? [recordWords.unsureMore(more)] : []),
        ],
        buttons: shown.map((r) => ({ label: r.no, act: 'unsure.show', data: { id: r.id } })),
        note: recordWords.unsureHow,
      }),
    ]
  },
}
