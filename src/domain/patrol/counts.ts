/** Which places a round counts for. */
import type { AnyFact } from '../kernel/fact.ts'
import { metresBetween, wgs84 } from '../kernel/geo.ts'
import { ofType } from '../kernel/need.ts'
import { placesIn } from '../kernel/places.ts'
import { type Person, type Roster, villagesOfPerson } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { at, dayOf } from '../kernel/time.ts'
import { ROUNDS } from '../reading/lexicon/inspecting.ts'
import type { Change as Below } from '../record/fact.ts'
import { RECENT, SUBJECT } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import type { Visit } from './patrol.ts'

/** Told from no farther than this, it was there. */
const NEAR_M = 200

/** The grid, the village, all there is: no place of a name of its own. */
const GENERAL = /网格|辖区|片区|责任区|全村|本村|各(?:个|处)?(?:点|隐患点|重点)|所有(?:的)?(?:点|隐患点)|一圈|一遍/

/** Named in the text, else near where it was told from, else of the grids of whoever told it where they name no place of their own. */
function visitsOf(roster: Roster, record: Rec, person: Person | undefined): Visit[] {
  const villages = new Set(record.villageCode ? [record.villageCode] : villagesOfPerson(person))
  const named = placesIn(roster, record.text, villages)
  const point = wgs84(record)
  const near = point
    ? roster.places.filter((p) => {
        const place = wgs84(p)
        return place && metresBetween(place, point) <= NEAR_M
      })
    : []
  const visits: Visit[] = [
    ...named.map((p): Visit => ({ placeId: p.id, how: 'named' })),
    ...near.filter((p) => !named.includes(p)).map((p): Visit => ({ placeId: p.id, how: 'near' })),
  ]
  return visits.length || !isGeneral(roster, record) ? visits : ofGrids(roster, person)
}

/** What was looked at is no one thing: nothing is named, or the village, or the grid as a whole. */
function isGeneral({ villages }: Roster, { fields, text, kind }: Rec): boolean {
  if (kind !== 'patrol') return false
  const object = typeof fields.object === 'string' ? fields.object : ''
  const village = villages.find((v) => v.name === fields.village)
  return !object || GENERAL.test(text) || [village?.name, ...(village?.aliases ?? [])].includes(object)
}

const ofGrids = ({ places }: Roster, person: Person | undefined): Visit[] => {
  const grids = new Set(person?.roles.flatMap((r) => (r.role === 'grid_member' && r.gridId ? [r.gridId] : [])))
  return places.filter((p) => p.gridId && grids.has(p.gridId)).map((p) => ({ placeId: p.id, how: 'grid' }))
}

/** A round as it is told; something wrong that a round came upon tells of the round as well. */
const tellsOfRound = ({ kind, text }: Rec): boolean =>
  kind === 'patrol' || ((kind === 'hazard_report' || kind === 'disaster_report') && ROUNDS.test(text))

/** When somebody was there: as said, never ahead of now. */
function visitedAt(s: Situation, { fields, occurredAt, reportedAt }: Rec): Date {
  const { date } = fields as { date?: string }
  const past = date && date < dayOf(reportedAt, s.tz) ? at(date, '12:00', s.tz) : reportedAt
  return new Date(Math.min((occurredAt ?? past).getTime(), s.now.getTime()))
}

/** What else follows from rounds among the facts of a message: the places that they count for. */
export function counted(s: Situation, facts: readonly AnyFact[]): Change[] {
  const filed = ofType<Below>(facts)('record.filed').map((f) => f.record)
  // a place that is sent after its words
  const placed = ofType<Below>(facts)('record.joined').flatMap(({ id, location }) => {
    const record = [s.need(SUBJECT), ...s.need(RECENT)].find((r) => r?.id === id)
    return record && location ? [{ ...record, ...location }] : []
  })
  return [...filed, ...placed].filter(tellsOfRound).flatMap((record): Change[] => {
    const visits = visitsOf(s.roster, record, s.person)
    return visits.length
      ? [{ type: 'patrol.counted', id: record.id, drill: record.drill, at: visitedAt(s, record), visits }]
      : []
  })
}
