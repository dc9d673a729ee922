/** One that moves on: who is told of it, where, in words of its own. */
import { reply, type Situation, tell } from '../kernel/situation.ts'
import { saidDay } from '../kernel/time.ts'
import { amendment } from '../record/confirm.ts'
import { amendedBy } from '../record/fields.ts'
import { answerReporter, assign } from '../record/filing.ts'
import type { Rec, RecordState } from '../record/record.ts'
import { shown } from './card.ts'
import type { Change } from './fact.ts'
import { maySee } from './people.ts'
import { hazardWords } from './words.ts'

interface Moving {
  /** What is kept of it; null takes a field away. */
  fields?: Record<string, unknown>
  dueOn?: string
  /** Said of it; what the move says by itself where it is not given. */
  text?: string
  /** Why, in somebody's words. */
  reason?: string
}

/** Its reporter, its owner and whoever moved it hear of it; its card follows where it was said. */
export function moveTo(
  s: Situation,
  hazard: Rec,
  to: RecordState,
  { fields = {}, dueOn, text, reason }: Moving = {},
): Change[] {
  const after: Rec = { ...amendedBy(hazard, fields, ''), state: to, dueOn: dueOn ?? hazard.dueOn }
  const said = text ?? hazardWords.moved(hazard.no, hazard.state, to, reason, dueOn && saidDay(dueOn, s))
  const message = { text: said, drill: hazard.drill }
  // whoever may not see what it is about hears what became of it, and nothing of why
  const bare = hazard.fields.restricted
    ? { text: hazardWords.moved(hazard.no, hazard.state, to), drill: hazard.drill }
    : message
  const owner = hazard.ownerId ? s.roster.people.get(hazard.ownerId) : undefined
  return [
    { type: 'record.moved', id: hazard.id, from: hazard.state, to, note: reason ?? s.person?.name },
    ...(Object.keys(fields).length ? [amendment(s.roster, hazard, fields)] : []),
    ...(dueOn && dueOn !== hazard.dueOn ? [assign(hazard, { dueOn })] : []),
    ...shown(s, after),
    ...answerReporter(s, hazard, bare),
    ...(owner && owner.id !== hazard.reporterId && owner.id !== s.person?.id
      ? tell(s, owner.id, maySee(owner, hazard) ? message : bare, {
          priority: 'reply',
          about: { kind: 'record', id: hazard.id },
        })
      : []),
    ...answered(s, hazard, message),
  ]
}

/** A card that only changes is not heard: whoever says or presses it elsewhere is answered there. */
export function answered(s: Situation, hazard: Rec, message: { text: string; drill: boolean }): Change[] {
  const { event } = s
  const here = 'chat' in event ? event.chat?.id : undefined
  return here && here !== hazard.chat ? reply(s, message) : []
}
