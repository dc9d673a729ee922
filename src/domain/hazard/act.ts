/** Doing what was pressed or said: whether they may, whether it still stands so, then what follows. */
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { stateWords } from '../record/filing.ts'
import { mayPress, whoMay } from '../record/may.ts'
import { tooLate } from '../record/press.ts'
import type { Rec } from '../record/record.ts'
import { requested } from './extension.ts'
import type { Change } from './fact.ts'
import { hasPart, livesWith, mayRectify } from './people.ts'
import type { Said, Verb } from './verbs.ts'
import { hazardWords } from './words.ts'

export const may = (s: Situation, verb: Verb, hazard: Rec): boolean =>
  !!s.person &&
  (verb.village
    ? livesWith(s.person, hazard)
    : verb.mends
      ? mayRectify(s.person, hazard)
      : mayPress(s.person, verb, hazard))

export function act(s: Situation, verb: Verb, hazard: Rec, said: Said): Change[] {
  const { person } = s
  if (!person || !may(s, verb, hazard))
    return reply(s, {
      text: words.notAllowed(
        verb.village ? hazardWords.villagers : verb.mends ? hazardWords.menders : whoMay(verb.roles),
      ),
      drill: hazard.drill,
    })
  // a card of an earlier version says nothing of how it was shown: it was of one that nobody had decided
  const { v } = said.data
  const asShown = v ? v === String(hazard.version) : hazard.state === verb.from[0]
  if (verb.asShown && s.event.type === 'press' && !asShown) return tooLate(s, hazard)
  if (!verb.from.includes(hazard.state))
    return s.event.type === 'press'
      ? tooLate(s, hazard)
      : reply(s, { text: hazardWords.notNow(hazard.no, stateWords(hazard)), drill: hazard.drill })
  // what judges a hazard is for somebody else than who answers for it, put it right or asked
  if (verb.judged && (hasPart(person, hazard) || person.id === requested(hazard)?.by))
    return reply(s, { text: hazardWords.notYourOwn, drill: hazard.drill })
  return verb.run(s, hazard, said)
}
