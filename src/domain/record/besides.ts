/** Words about a record that changed nothing by themselves: a card that only changes is not heard, so they are put before people. */

import type { Button, MessageEvent, Outbound } from '../kernel/message.ts'
import { leaders, officers, type Situation, tell } from '../kernel/situation.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { anewIn } from '../reading/anew.ts'
import { fragmentIn } from '../reading/fragment.ts'
import { amendment } from './confirm.ts'
import { wentOnIn } from './event.ts'
import type { Change } from './fact.ts'
import { attach, isSensitive, stateWords } from './filing.ts'
import { LOOSE_ATTACHMENTS, SUBJECT } from './needs.ts'
import type { Rec } from './record.ts'
import { recordWords } from './words.ts'

/** To whoever answers for it, and to the officers where `raised`; of sensitive matter to the officers alone. @param buttons what may be done about it by one press. */
export function sayBesides(s: Situation, record: Rec, note: string, raised = true, buttons: Button[] = []): Change[] {
  const { text } = s.event as MessageEvent
  const message = cardMessage(
    {
      title: recordWords.saidBesides(record.no),
      tone: 'warn',
      lines: [...known([['来自', s.person?.name]]), note],
      original: { text: text.slice(0, 800), source: '原话' },
      buttons,
    },
    record.drill,
  )
  const quiet = !!record.fields.restricted
  const to = [...(raised || quiet ? officers(s).map((p) => p.id) : []), ...(quiet ? [] : [record.ownerId ?? ''])]
  return [...new Set(to)]
    .filter((id) => id !== s.person?.id && s.roster.people.has(id))
    .flatMap((id) => tell(s, id, message, { priority: 'alert', about: { kind: 'record', id: record.id } }))
}

/**
 * New harm of an event that stands already: the officers and leaders on duty and whoever answers for it hear of it at once, in a
 * message of its own; of sensitive matter the officers alone.
 */
export function sayWorse(s: Situation, record: Rec, buttons: readonly Button[] = []): Change[] {
  const { text } = s.event as MessageEvent
  const card = cardMessage(
    {
      title: recordWords.worse(record.no),
      tone: 'danger',
      lines: known([
        ['地点', record.fields.place ?? record.fields.village],
        ['来自', s.person?.name],
        ['状态', stateWords(record)],
      ]),
      original: { text: text.slice(0, 800), source: '原话' },
      ...(buttons.length ? { buttons: [...buttons] } : {}),
    },
    record.drill,
  )
  const quiet = !!record.fields.restricted
  const all = [...officers(s), ...(quiet ? [] : leaders(s))].map((p) => p.id)
  return [...new Set([...all, ...(quiet ? [] : [record.ownerId ?? ''])])]
    .filter((id) => id !== s.person?.id && s.roster.people.has(id))
    .flatMap((id) => tell(s, id, card, { priority: 'alert', about: { kind: 'record', id: record.id } }))
}

/** What a sentence was answered with; where it joined by what it says, and tells of harm, it may be of another event. */
export function joinedAnswer(s: Situation, record: Rec, text: string): Outbound {
  const event = s.event as MessageEvent
  const { drill } = record
  const quiet = !!record.fields.restricted
  const tells = anewIn(event.text) || (!!s.reading!.fields.kind && !wentOnIn(event.text))
  if (quiet || !tells || s.event.type !== 'message' || s.need(SUBJECT) || fragmentIn(event.text)) return { text, drill }
  return cardMessage({ title: text, tone: 'info', lines: [], buttons: [partButton(record, event.messageId)] }, drill)
}

/** Pressed, it leaves the report again. */
export const partButton = (record: Rec, messageId: string): Button => ({
  label: recordWords.isAnother,
  act: 'report.part',
  data: { id: record.id, said: messageId },
})

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
