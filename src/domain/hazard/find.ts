/** The hazard of a message that was read as one of a mending or of a term: what it says by itself tells which. */
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { amendment } from '../record/confirm.ts'
import { isSensitive, quietly } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { MEANT } from './needs.ts'
import { bareOf, hazardsMeant, pointedIn, theHazardNamed } from './pointing.ts'
import { hazardWords } from './words.ts'

/** By number, by the quoted card, by 那条, else by place and thing; those that fit alike are given back, the newest first. */
export function theHazardsMeant(s: Situation, fits: (h: Rec) => boolean): Rec[] {
  const named = theHazardNamed(s)
  if (named) return [named]
  const bare = bareOf((s.event as MessageEvent).text)
  const { village, place, stake } = s.reading!.fields as Record<string, string | undefined>
  const pointed = pointedIn(bare)
  const which = pointed?.which || [bare, village, place, stake].filter(Boolean).join(' ')
  const found = hazardsMeant(s, { fits, which, that: !!pointed })
  // words that say nothing of which, or of none that is known: one's own, else the only one that may be meant
  return found.length || village || place ? found : hazardsMeant(s, { fits, which: '', that: !!pointed })
}

/** Asks which is meant, with numbers of the sender's own open hazards, a handful at most. */
export const askForNumber = (s: Situation): Change[] =>
  reply(s, {
    text: hazardWords.whichHazard(
      s
        .need(MEANT)
        .filter((h) => h.ownerId === s.person?.id)
        .slice(0, 5)
        .map((h) => h.no),
    ),
  })

/** What is said of a hazard marks it where it speaks of sensitive matter, and its words are put before whoever is on duty. */
export function marked(s: Situation, hazard: Rec): { hazard: Rec; changes: Change[] } {
  const event = s.event as MessageEvent
  if (hazard.fields.restricted || !isSensitive(s, event.text)) return { hazard, changes: [] }
  const mark = { restricted: true }
  return {
    hazard: { ...hazard, fields: { ...hazard.fields, ...mark }, version: hazard.version + 1 },
    changes: [amendment(s.roster, hazard, mark, '', event.messageId), ...quietly(s, event)],
  }
}
