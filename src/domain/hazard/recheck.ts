/** 复查、销号、退回: by somebody else than who put it right, with a photo, and a reason where it is sent back. */
import { officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { addDays, dayOf } from '../kernel/time.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { moveTo } from './move.ts'
import { defaultDue } from './owner.ts'
import { lacksProof, newTurn } from './pictures.ts'
import { hazardWords } from './words.ts'

/** Closed: the day of the look-back is planned. */
export function pass(s: Situation, hazard: Rec): Change[] {
  if (lacksProof(hazard)) return reply(s, { text: hazardWords.needProof(hazard.no), drill: hazard.drill })
  const look_back_on = addDays(dayOf(s.now, s.tz), s.settings.hazard_days.look_back)
  return moveTo(s, hazard, 'cleared', { fields: { look_back_on, look_back_result: null, rechecked_by: s.person!.id } })
}

/** Sent back to be put right further; the reason is asked for where none is given. */
export function sendBack(s: Situation, hazard: Rec, reason: string): Change[] {
  if (!reason) return reply(s, { text: hazardWords.whyBack(hazard.no), drill: hazard.drill })
  return moveTo(s, hazard, 'rectifying', { fields: newTurn(hazard, s.now), reason })
}

/** 又出现了, 没整改好: it is open again, with a new term where the old one is over; owner and officers are told. */
export function reopen(s: Situation, hazard: Rec, said: string): Change[] {
  const today = dayOf(s.now, s.tz)
  const over = !hazard.dueOn || hazard.dueOn < today
  const changes = moveTo(s, hazard, 'rectifying', {
    fields: { look_back_on: null, awaiting_photo_from: null, ...newTurn(hazard, s.now) },
    ...(over ? { dueOn: defaultDue(s, hazard.fields) } : {}),
    reason: said,
  })
  return [...changes, ...toldOfficers(s, hazard, hazardWords.reopened(hazard.no, s.person?.name ?? '', said))]
}

/** 又堵上了 while it waits for the re-check: it is not passed, and goes on; owner, reporter and officers are told. */
export function refuseRecheck(s: Situation, hazard: Rec, said: string): Change[] {
  const text = hazardWords.cameBackBefore(hazard.no, said)
  return [
    ...moveTo(s, hazard, 'rectifying', {
      fields: { awaiting_photo_from: null, ...newTurn(hazard, s.now) },
      text,
      reason: said,
    }),
    ...toldOfficers(s, hazard, text),
  ]
}

const toldOfficers = (s: Situation, hazard: Rec, text: string): Change[] =>
  officers(s)
    .filter((p) => p.id !== s.person?.id && p.id !== hazard.ownerId)
    .flatMap((p) =>
      tell(s, p.id, { text, drill: hazard.drill }, { priority: 'alert', about: { kind: 'record', id: hazard.id } }),
    )

/** 回头看: it did not come back. */
export const steady = (s: Situation, hazard: Rec, said: string): Change[] =>
  moveTo(s, hazard, 'looked_back', {
    fields: { look_back_result: said || hazardWords.didNotComeBack, looked_back_by: s.person!.id },
  })
