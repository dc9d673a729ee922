/** Places of the roster as a text names them. */
import type { Place, Roster } from './roster.ts'

/** 老街社区小学 → 老街小学: as people call it. */
export const plainPlace = (name: string): string =>
  name.replace(/(?:村民委员会|村|社区|镇)(?=.{2})/g, '').replace(/[\s“”"']/g, '')

/** What is left of a place's name without its village's: 小学 of 老街社区小学. */
function shortOf({ villages }: Pick<Roster, 'villages'>, place: Place): string {
  const village = villages.find((v) => v.code === place.villageCode)
  const lead = [village?.name, ...(village?.aliases ?? []), village && plainPlace(`${village.name}一一`).slice(0, -2)]
  const named = lead.filter((n): n is string => !!n && place.name.startsWith(n)).sort((a, b) => b.length - a.length)[0]
  return named ? place.name.slice(named.length) : place.name
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
  const names = roster.places.flatMap((place) =>
    [place.name, plainPlace(place.name), ...(villages.has(place.villageCode) ? [shortOf(roster, place)] : [])]
      .filter((name) => name.length > 1)
      .map((name) => ({ name, place })),
  )
  const found: Place[] = []
  let left = text.replace(/[\s“”"']/g, '')
  for (const { name, place } of names.sort((a, b) => b.name.length - a.name.length)) {
    if (!left.includes(name)) continue
    left = left.replaceAll(name, '\n')
    if (!found.includes(place)) found.push(place)
  }
  return found
}
