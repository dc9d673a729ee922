/** A similar open hazard near by: offered on the card of the new one; one press says whether it is the same. Nothing waits for it. */
import { metresBetween, wgs84 } from '../kernel/geo.ts'
import { reply, type Situation, tell } from '../kernel/situation.ts'
import { amendment } from '../record/confirm.ts'
import { amendedBy } from '../record/fields.ts'
import { isOpen, mayMove, type Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { ofRecord, shown } from './card.ts'
import type { Change } from './fact.ts'
import { NEAR_HAZARDS } from './needs.ts'
import { hazardWords } from './words.ts'

const NEAR_METRES = 50

/** The newest open one of the same kind, at the same place by its words or within 50 m. */
export const alikeTo = (s: Situation, record: Rec): Rec | undefined =>
  s
    .need(NEAR_HAZARDS)
    .filter((h) => h.id !== record.id && h.drill === record.drill && !h.fields.restricted && isOpen(h.state))
    // what one check found apart is apart
    .filter((h) => !record.fields.inspection || h.fields.inspection !== record.fields.inspection)
    .filter((h) => h.fields.kind === record.fields.kind && (samePlace(h, record) || isNear(h, record)))
    .at(-1)

const placeOf = ({ fields: { place, village, stake } }: Rec): string => {
  const said = String(stake ?? place ?? '').replace(/\s/g, '')
  const there = String(village ?? '').replace(/(?:村|社区)$/, '')
  return there && said.startsWith(there) ? said.slice(there.length).replace(/^(?:村|社区)/, '') : said
}

/** 下街 and 下街消防通道 of one village; the village alone is no place. */
function samePlace(a: Rec, b: Rec): boolean {
  if (a.villageCode !== b.villageCode) return false
  const [one, other] = [placeOf(a), placeOf(b)]
  return one.length > 1 && other.length > 1 && (one.includes(other) || other.includes(one))
}

function isNear(a: Rec, b: Rec): boolean {
  const [one, other] = [wgs84(a), wgs84(b)]
  return !!one && !!other && metresBetween(one, other) <= NEAR_METRES
}

/** It is the same: over as 重复, its words and photos with the other, whose owner hears that it was told again. */
export function merge(s: Situation, hazard: Rec, into: Rec | undefined): Change[] {
  if (!into || into.id === hazard.id || into.drill !== hazard.drill || !isOpen(into.state))
    return reply(s, { text: hazardWords.sameAsWhich(hazard.no), drill: hazard.drill })
  if (!mayMove('hazard_report', hazard.state, 'duplicate')) return reply(s, { text: recordWords.alreadyDone })
  const fields = { same_as: into.no, alike: null }
  const gone: Rec = { ...amendedBy(hazard, fields, ''), state: 'duplicate' }
  const by = hazard.reporterId ? s.roster.people.get(hazard.reporterId)?.name : undefined
  const words = by ? recordWords.addedBy(by, hazard.text) : hazard.text
  const kept: Rec = {
    ...into,
    text: `${into.text}\n${words}`,
    pictures: [...(into.pictures ?? []), ...(hazard.pictures ?? [])],
  }
  const secret = !!hazard.fields.restricted || !!into.fields.restricted
  return [
    { type: 'record.moved', id: hazard.id, from: hazard.state, to: 'duplicate', note: into.no },
    amendment(s.roster, hazard, fields),
    { type: 'record.merged', id: hazard.id, into: into.id },
    { type: 'record.joined', id: into.id, messageId: hazard.sourceMessageIds[0] ?? hazard.id, text: words },
    ...(secret && !into.fields.restricted ? [amendment(s.roster, into, { restricted: true })] : []),
    ...shown(s, gone),
    ...(secret ? [] : shown(s, kept)),
    ...(into.ownerId && into.ownerId !== s.person?.id && !secret
      ? tell(
          s,
          into.ownerId,
          { text: hazardWords.toldAgain(into.no, words), drill: into.drill },
          { priority: 'reply', about: { kind: 'record', id: into.id } },
        )
      : []),
    ...reply(s, { text: hazardWords.merged(hazard.no, into.no), drill: hazard.drill }, { about: ofRecord(into).about }),
  ]
}

/** It is another one: nothing is offered any more. */
export function isNew(s: Situation, hazard: Rec): Change[] {
  const after = amendedBy(hazard, { alike: null }, '')
  return [
    { ...amendment(s.roster, hazard, { alike: null }), seen: hazard.version },
    ...shown(s, after),
    ...reply(s, { text: hazardWords.keptApart(hazard.no), drill: hazard.drill }),
  ]
}
