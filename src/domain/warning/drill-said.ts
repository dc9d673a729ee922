/**
 * 演练结束, 演习结束，恢复正常, 本次演练到此结束: said by an officer or a leader in whatever chat, it ends the station's drills.
 * What was recorded in them is kept and reminded of no more, and what is said from now on is real.
 */

import { isOfficer } from '../kernel/access.ts'
import { type Command, command, ofKnown } from '../kernel/command.ts'
import { reply } from '../kernel/situation.ts'
import { DRILL_NAMES, ENDED_AS, ENDING, LEADS_TO_DRILL } from '../reading/lexicon/drills.ts'
import { anyOf, withoutLead } from '../reading/lexicon/words.ts'
import { DRILL_RECORDS } from '../record/needs.ts'
import { isOpen } from '../record/record.ts'
import { endDrill } from './drill.ts'
import type { Change } from './fact.ts'
import { OPEN_DRILLS } from './needs.ts'
import { warningWords } from './words.ts'

const MOST_LETTERS = 80
/** What stands around the words of a lead. */
const LEADS = [...LEADS_TO_DRILL, ...'，,：:、 【】']
const NAME = anyOf(DRILL_NAMES)
const END = '(?:了|啦)?(?:$|[，,。.！!；;\\s])'
const FORMS = [
  new RegExp(`^${NAME}(?:活动|任务|科目)?[，,]?(?:现在|已经?|正式|全部|圆满|顺利|都|就|先)?${anyOf(ENDED_AS)}${END}`),
  new RegExp(`^${anyOf(ENDING)}[^，。]{0,10}${NAME}${END}`),
]
const ASKED = /[?？]|[吗么没]$/

/** Whether a message says that the drill is over now: no question, no plan, no tale of another day. */
export const saysDrillOver = (text: string): boolean => {
  const said = text.replace(/@?安安/, '').trim()
  if (said.length > MOST_LETTERS || ASKED.test(said)) return false
  // 【演练】演练到此结束: the mark is no name
  const bare = withoutLead(said.replace(/[【[（(]演练[】\]）)]/, ''), LEADS)
  return FORMS.some((form) => form.test(bare))
}

export const drillSaidOver: Command<Change> = {
  ...command(
    ofKnown((text) => saysDrillOver(text) || undefined),
    [OPEN_DRILLS, DRILL_RECORDS],
    (s) => {
      if (!isOfficer(s.person)) return undefined
      const drills = s.need(OPEN_DRILLS)
      const records = s.need(DRILL_RECORDS)
      if (!drills.length && !records.length) return reply(s, { text: warningWords.noDrillRuns })
      return [
        ...drills.flatMap((state) => endDrill(s, state, state.sent ?? [])),
        ...records.flatMap((r): Change[] => [
          {
            type: 'record.amended',
            ...{ id: r.id, fields: { drill_over: true }, was: {}, text: '', messageId: r.sourceMessageIds[0] ?? '' },
          },
          ...(isOpen(r.state) ? [{ type: 'deadlines.cleared', subjectId: r.id } as const] : []),
        ]),
        ...reply(s, {
          text: warningWords.drillsOver(
            drills.map(({ warning }) => warning.no),
            records.length,
          ),
          drill: true,
        }),
      ]
    },
  ),
  // 演练结束。后山真的滑坡了: what is told besides is read as well
  readOn: true,
}
