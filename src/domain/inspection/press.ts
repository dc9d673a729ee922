/** What the buttons of a check do. */

import { FOUND_NEEDS } from '../hazard/found.ts'
import { isOfficer } from '../kernel/access.ts'
import type { PressEvent } from '../kernel/message.ts'
import type { Press, Presses } from '../kernel/press.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { LOOSE_ATTACHMENTS, ON_SHIFT } from '../record/needs.ts'
import { recordWords } from '../record/words.ts'
import { answered } from './answer.ts'
import { beginOf, endNow, mayCheck, notAllowed, pause, takesPart } from './begin.ts'
import { shown } from './card.ts'
import type { Change } from './fact.ts'
import { type Check, type Item, leftOf, RESULTS, type Result } from './inspection.ts'
import { CHECKS } from './needs.ts'
import { listOf } from './units.ts'
import { inspectionWords } from './words.ts'

const NEEDS = [CHECKS, LOOSE_ATTACHMENTS, ON_SHIFT, ...FOUND_NEEDS]

/** On a check that is being done, by whoever does it; officers too. */
const onCheck = (then: (s: Situation, check: Check, press: PressEvent) => Change[]): Press<Change> => ({
  roles: [],
  needs: NEEDS,
  run(s, press) {
    const check = s.need(CHECKS).find((c) => c.id === press.data.id)
    if (check?.state !== 'checking') return reply(s, { text: recordWords.alreadyDone })
    if (!takesPart(check, s.person!) && !isOfficer(s.person))
      return reply(s, { text: words.notAllowed(check.inspectors.join('、')), drill: check.drill })
    return then(s, check, press)
  },
})

/** Who was first, where that is somebody else. */
const otherName = (s: Situation, { answered: first }: Item): string | undefined =>
  first && first.by !== s.person?.id ? s.roster.people.get(first.by)?.name : undefined

export const INSPECTION_PRESSES: Presses<Change> = {
  'inspection.answer': onCheck((s, check, { data }) => {
    const item = check.items.find((i) => String(i.seq) === data.seq)
    const result = RESULTS.find((r) => r === data.result) as Result | undefined
    if (!item || !result) return reply(s, { text: recordWords.alreadyDone })
    return item.result
      ? [
          ...reply(s, {
            text: inspectionWords.already(item.item, item.result, otherName(s, item)),
            drill: check.drill,
          }),
          ...shown(s, check),
        ]
      : answered(s, check, [{ seq: item.seq, result }])
  }),
  'inspection.rest': onCheck((s, check) =>
    answered(
      s,
      check,
      leftOf(check).map(({ seq }) => ({ seq, result: '合格' })),
    ),
  ),
  'inspection.pause': onCheck((s, check) => pause(s, check)!),
  'inspection.end': onCheck(endNow),
  'inspection.begin': {
    roles: [],
    needs: NEEDS,
    run(s, press) {
      const place = s.roster.places.find((p) => p.id === press.data.place)
      if (!place) return reply(s, { text: recordWords.alreadyDone })
      if (!mayCheck(s.person)) return notAllowed(s)
      return beginOf(s, { name: place.name, list: listOf(s, place), place }, [])
    },
  },
}

/** A photo alone while a check is being done: of the item last found wrong, else of the check. */
export function photoTaken(
  s: Situation,
  check: Check | undefined,
  attach: (id: string) => Change[],
): Change[] | undefined {
  if (!check) return undefined
  const { lately } = check
  return lately
    ? [...attach(lately.hazardId), ...reply(s, { text: inspectionWords.photoOf(lately.hazardNo), drill: check.drill })]
    : attach(check.id)
}
