/** Which hazard a message speaks of. */
import type { MessageEvent } from '../kernel/message.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { amendment } from '../record/confirm.ts'
import { isSensitive, quietly } from '../record/filing.ts'
import { SUBJECT } from '../record/needs.ts'
import { isOpen, type Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { OPEN_HAZARDS } from './needs.ts'
import { hazardWords } from './words.ts'

/** The one that is quoted or named by its number. */
export function theHazardNamed(s: Situation): Rec | undefined {
  const subject = s.need(SUBJECT)
  return subject?.kind === 'hazard_report' ? subject : undefined
}

/** By number, by the quoted card, else the only candidate at that place, or of that thing, or at all. */
export function theHazardMeant(s: Situation): Rec | undefined {
  const named = theHazardNamed(s)
  if (named) return named
  const { village, place, stake } = s.reading!.fields as Record<string, string | undefined>
  const open = s.need(OPEN_HAZARDS).filter((h) => isOpen(h.state))
  const at = open.filter((h) => {
    const where = `${h.fields.place ?? ''}${h.fields.stake ?? ''}${h.fields.description ?? ''}${h.text}`
    return (
      (stake && where.includes(stake)) ||
      (place && (where.includes(place) || (typeof h.fields.place === 'string' && place.includes(h.fields.place)))) ||
      (village && !place && h.fields.village === village)
    )
  })
  if (at.length === 1) return at[0]
  const about = open.filter((h) => h.ownerId === s.person?.id && isAbout(h, (s.event as MessageEvent).text))
  if (about.length === 1) return about[0]
  return open.length === 1 && !village && !place ? open[0] : undefined
}

/** 围墙修好了: the thing that was mended, in the words of the hazard. */
const MENDED =
  /([\u4e00-\u9fa5]{2,8}?)(?:都|已经?|全部|也|终于)?(?:修|换|清理?|拆|装|补|弄|处理|整改|搬|加固|封)(?:好|完|掉|了)/
function isAbout(h: Rec, text: string): boolean {
  const thing = MENDED.exec(text)?.[1]?.replace(/^(?:昨天|前天|上次|刚才)?(?:说|报|提)?的?(?:那个|那处|这个|这处)?/, '')
  return !!thing && thing.length > 1 && `${h.fields.description ?? ''}${h.text}`.includes(thing)
}

/** Asks which is meant, with numbers of the sender's own open hazards, a handful at most. */
export const askWhich = (s: Situation): Change[] =>
  reply(s, {
    text: hazardWords.whichHazard(
      s
        .need(OPEN_HAZARDS)
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
