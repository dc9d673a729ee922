/** Presses on the card of a hazard: its verbs. */
import type { Presses } from '../kernel/press.ts'
import { reply } from '../kernel/situation.ts'
import { SUBJECT } from '../record/needs.ts'
import { recordWords } from '../record/words.ts'
import { act } from './act.ts'
import type { Change } from './fact.ts'
import { VERBS, type Verb } from './verbs.ts'

export const HAZARD_PRESSES: Presses<Change> = Object.fromEntries(
  Object.entries<Verb>(VERBS).map(([name, verb]) => [
    name,
    {
      roles: verb.village ? [] : verb.roles,
      owner: verb.owner,
      reporter: verb.reporter,
      needs: [SUBJECT, ...(verb.needs ?? [])],
      run: (s, { data, form = {} }) => {
        const hazard = s.need(SUBJECT)
        return hazard?.kind === 'hazard_report'
          ? act(s, { ...verb, from: verb.pressed ?? verb.from }, hazard, { arg: '', data, form })
          : reply(s, { text: recordWords.alreadyDone })
      },
    },
  ]),
)
