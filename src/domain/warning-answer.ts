/** Answers 应答: only a person's own act answers for them; having been sent or read something does not. */
import type { Change } from './change.ts'
import type { ChatRef } from './message.ts'
import type { Ground, Situation, WarningState } from './situation.ts'
import type { AnswerHow, Warning } from './warning.ts'
import { cardDue } from './warning-card.ts'

/** One person's own act answers. A second answer changes nothing. */
export function answer(g: Ground, state: WarningState, personId: string, how: AnswerHow, said: string): Change[] {
  const mine = state.obligations.find((o) => o.personId === personId)
  if (!mine || mine.answeredAt || mine.endedAt || state.warning.state !== 'open') return []
  return [
    { type: 'obligation.answered', warningId: state.warning.id, personId, how, answer: said },
    cardDue(g, state.warning.id),
  ]
}

/** People were moved: that answers too, and is kept as acted with the record that says so, also where 收到 came before. */
export function acted(g: Ground, state: WarningState, personId: string, record: { id: string; no: string }): Change[] {
  if (state.warning.state !== 'open' || !state.obligations.some((o) => o.personId === personId && !o.endedAt)) return []
  return [
    ...answer(g, state, personId, 'report', record.no),
    { type: 'obligation.acted', warningId: state.warning.id, personId, recordId: record.id },
    cardDue(g, state.warning.id),
  ]
}

/** Whether a 收到 said in this chat can be meant for the warning: it was posted here, or this is the person's own chat. */
const saidHere = (w: Warning, channel: string, chat: ChatRef) =>
  chat.kind === 'p2p' || w.chats.some((c) => c.channel === channel && c.chat === chat.id)

/**
 * The warning that a 收到 answers: the one quoted, else the newest open one addressed to this person in this chat.
 * A quote of anything else is talk among people.
 */
export function answeredBy(s: Situation): WarningState | undefined {
  if (s.event.type !== 'message') return undefined
  const { channel, chat, replyTo } = s.event
  if (replyTo) return s.subjectWarning
  const owed = s.owes.find((o) => saidHere(o.warning, channel, chat))
  return owed && { warning: owed.warning, obligations: [owed.obligation] }
}
