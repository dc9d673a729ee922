/** Words about a record that changed nothing by themselves: a card that only changes is not heard, so they are put before people. */

import type { MessageEvent } from '../kernel/message.ts'
import { officers, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { amendment } from './confirm.ts'
import type { Change } from './fact.ts'
import { attach, isSensitive } from './filing.ts'
import { LOOSE_ATTACHMENTS } from './needs.ts'
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

/** The words, who said them, and what came with them; sensitive ones mark the record. */
export function joined(s: Situation, record: Rec): { changes: Change[]; after: Rec; newly: boolean } {
  const event = s.event as MessageEvent
  const name = s.person && s.person.id !== record.reporterId ? s.person.name : undefined
  const text = name ? recordWords.addedBy(name, event.text) : event.text
  const newly = !record.fields.restricted && isSensitive(s, event.text)
  const mark = newly ? { restricted: true } : {}
  return {
    newly,
    after: {
      ...record,
      text: `${record.text}\n${text}`,
      fields: { ...record.fields, ...mark },
      version: record.version + 1,
    },
    changes: [
      ...(newly ? [amendment(s.roster, record, mark, '', event.messageId)] : []),
      {
        type: 'record.joined',
        id: record.id,
        messageId: event.messageId,
        text,
        location: event.location,
        attachmentIds: [...s.need(LOOSE_ATTACHMENTS)],
      },
      ...attach(s, record.id),
    ],
  }
}
