/** Places of the roster as a text names them. */
import type { Place, Roster } from './roster.ts'

/** 老街社区小学 → 老街小学: as people call it. */
const plainPlace = (name: string): string =>
  name.replace(/(?:村民委员会|村|社区|镇)(?=.{2})/g, '').replace(/[\s“”"']/g, '')

/** What is left of a place's name without its village's: 小学 of 老街社区小学. */
function shortOf({ villages }: Pick<Roster, 'villages'>, place: Place): string {
  const village = villages.find((v) => v.code === place.villageCode)
  const lead = [village?.name, ...(village?.aliases ?? []), village && plainPlace(`${village.name}一一`).slice(0, -2)]
  const named = lead.filter((n): n is string => !!n && place.name.startsWith(n)).sort((a, b) => b.length - a.length)[0]
  return named ? place.name.slice(named.length) : place.name
}

interface Called {
  name: string
  place: Place
  /** Code of the village without which nobody means it by that name; undefined = it is its own. */
  within?: string
}

/** The names of all places, the longest first; made once for each version of the roster. */
const calledBy = new WeakMap<readonly Place[], readonly Called[]>()
function namesOf(roster: Pick<Roster, 'places' | 'villages'>): readonly Called[] {
  const known = calledBy.get(roster.places)
  if (known) return known
  const names = roster.places
    .flatMap((place): Called[] => [
      { name: place.name, place },
      { name: plainPlace(place.name), place },
      { name: shortOf(roster, place), place, within: place.villageCode },
    ])
    .filter(({ name }) => name.length > 1)
    .sort((a, b) => b.name.length - a.name.length)
  calledBy.set(roster.places, names)
  return names
}

/**
 * The places that a text names, the longest names first; what is part of a longer one's name is not named by it.
 * @param villages codes of villages that it is about besides: their places go by their short names.
 */
export function placesIn(
  roster: Pick<Roster, 'places' | 'villages'>,
  text: string,
  villages: ReadonlySet<string> = new Set(),
): Place[] {
  const found: Place[] = []
  let left = text.replace(/[\s“”"']/g, '')
  for (const { name, place, within } of namesOf(roster)) {
    if ((within !== undefined && !villages.has(within)) || !left.includes(name)) continue
    left = left.replaceAll(name, '\n')
    if (!found.includes(place)) found.push(place)
  }
  return found
}

/** Places of the roster that a name means: called just so, else those whose name holds it. */
export function placesCalled(roster: Pick<Roster, 'places'>, said: string): Place[] {
  const name = plainPlace(said)
  if (name.length < 2) return []
  const plain = plainNamesOf(roster.places)
  const called = plain.filter((p) => p.name === name)
  return (called.length ? called : plain.filter((p) => p.name.includes(name))).map(({ place }) => place)
}
const plainNames = new WeakMap<readonly Place[], readonly Called[]>()
function plainNamesOf(places: readonly Place[]): readonly Called[] {
  const known = plainNames.get(places) ?? places.map((place) => ({ name: plainPlace(place.name), place }))
  plainNames.set(places, known)
  return known
}
