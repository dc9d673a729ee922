/** Somebody says that a real warning is none: 是演练, 误发. That is no answer; whoever is on duty hears of it, and it stands until they say. */

import type { MessageEvent } from '../kernel/message.ts'
import { officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { isSensitive } from '../record/filing.ts'
import { withoutNumbers } from '../record/needs.ts'
import type { Change } from './fact.ts'
import { SUBJECT_WARNING } from './needs.ts'
import { titleOf, type Warning } from './warning.ts'
import { warningWords } from './words.ts'

const ABOUT = '(?:这|那|就|都|应该|好像|其实|预警|警报|条|个|明明|肯定|怕|可能|只|说|是|属于|不过){0,6}'
const FALSE = new RegExp(
  `^${ABOUT}(?:误发|错发|发错(?!群|地方|人)|误报|假|谣言|骗人|不是真|测试|作废|不算数|乱发|没这回事)`,
)
const DRILL = new RegExp(`^${ABOUT}(?:演练|演习|拉练)`)
const ANSWERS = /收到|知道|明白|已阅|[?？吗么]|参加|准备|马上/
const MOST = 24

/** @param asked the warning that asks its sender here, where none is named. Undefined = nothing of the kind is said. */
export function contested(s: Situation, asked: Warning | undefined): Change[] | undefined {
  const event = s.event as MessageEvent
  const named = s.need(SUBJECT_WARNING)?.warning
  const warning = named ?? asked
  if (!s.person || !warning || warning.state !== 'open') return undefined
  const said = withoutNumbers(event.text)
    .replace(/@\S{1,12}(?=\s|$)/g, '')
    .replace(/[\s，,。.！!：:]/g, '')
  if (!said || said.length > MOST || ANSWERS.test(said)) return undefined
  if (!FALSE.test(said) && (warning.drill || !named || !DRILL.test(said))) return undefined
  const card = cardMessage(
    {
      title: warningWords.contested(s.person.name, titleOf(warning)),
      tone: 'danger',
      lines: known([['编号', warning.no]]),
      original: { text: isSensitive(s, event.text) ? warningWords.heldBack : event.text, source: '原话' },
      note: warningWords.contestedNext,
    },
    warning.drill,
  )
  const about = { kind: 'warning', id: warning.id } as const
  return [
    ...officers(s)
      .filter((p) => p.id !== s.person!.id)
      .flatMap((p) => tell(s, p.id, card, { priority: 'alert', about })),
    ...reply(s, { text: warningWords.standsTillChecked, drill: warning.drill }, { about }),
  ]
}
