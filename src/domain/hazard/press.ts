/** Presses on the card of a hazard: its verbs, and which one was meant. */
import type { Presses } from '../kernel/press.ts'
import { reply } from '../kernel/situation.ts'
import { LOOSE_ATTACHMENTS, SUBJECT } from '../record/needs.ts'
import { recordWords } from '../record/words.ts'
import { act } from './act.ts'
import { chosen } from './acted.ts'
import type { Change } from './fact.ts'
import { MENTIONED } from './needs.ts'
import { VERBS, type Verb } from './verbs.ts'

const ofVerbs: Presses<Change> = Object.fromEntries(
  Object.entries<Verb>(VERBS).flatMap(([name, verb]) =>
    verb.wordsOnly
      ? []
      : [
          [
            name,
            {
              roles: verb.village ? [] : verb.roles,
              owner: verb.owner,
              reporter: verb.reporter,
              needs: [SUBJECT, ...(verb.needs ?? [])],
              run: (s, { data, form = {} }) => {
                const hazard = s.need(SUBJECT)
                return hazard?.kind === 'hazard_report'
                  ? act(s, verb, hazard, { arg: '', data, form })
                  : reply(s, { text: recordWords.alreadyDone })
              },
            },
          ],
        ],
  ),
)

export const HAZARD_PRESSES: Presses<Change> = {
  ...ofVerbs,
  /** Which of several was meant, by whoever said it. */
  'hazard.which': { roles: [], needs: [SUBJECT, MENTIONED, LOOSE_ATTACHMENTS], run: chosen },
}
