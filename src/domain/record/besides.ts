/** Words about a record that changed nothing by themselves: a card that only changes is not heard, so they are put before people. */

import type { MessageEvent } from '../kernel/message.ts'
import { officers, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Change } from './fact.ts'
import type { Rec } from './record.ts'
import { recordWords } from './words.ts'

/** To whoever answers for it, and to the officers where `raised`; of sensitive matter to the officers alone. */
export function sayBesides(s: Situation, record: Rec, note: string, raised = true): Change[] {
  const { text } = s.event as MessageEvent
  const message = cardMessage(
    {
      title: recordWords.saidBesides(record.no),
      tone: 'warn',
      lines: [...known([['来自', s.person?.name]]), note],
      original: { text: text.slice(0, 800), source: '原话' },
    },
    record.drill,
  )
  const quiet = !!record.fields.restricted
  const to = [...(raised || quiet ? officers(s).map((p) => p.id) : []), ...(quiet ? [] : [record.ownerId ?? ''])]
  return [...new Set(to)]
    .filter((id) => id !== s.person?.id && s.roster.people.has(id))
    .flatMap((id) => tell(s, id, message, { priority: 'alert', about: { kind: 'record', id: record.id } }))
}
