/** What a CAP message may be right in form and still not be taken for: somewhere else's, a colour there is none of. */

import type { CapReading } from '../cap/from-cap.ts'
import { COLOURS, NATIONAL, type Profile } from '../cap/profile.ts'
import type { CapAlert, Fault } from '../cap/types.ts'
import { codesIn } from '../kernel/area.ts'
import type { Roster } from '../kernel/roster.ts'
import { treeIn } from './area.ts'
import { warningWords } from './words.ts'

/** What to say to whoever sent it; `line` is of no use here. */
export type Unfit = Omit<Fault, 'line'>

/** The first thing that keeps a well-formed alert out, or undefined. */
export const unfit = (alert: CapAlert, read: CapReading, roster: Roster): Unfit | undefined =>
  unknownColour(alert) ?? elsewhere(read, roster)

/** A colour said in the profile's own parameter is one of the four; words may say what they like. */
function unknownColour(alert: CapAlert, profile: Profile = NATIONAL): Unfit | undefined {
  const names = COLOURS.flatMap((c) => [c, profile.colours[c].name])
  for (const [i, info] of (alert.info ?? []).entries()) {
    const said = info.parameter?.find((p) => p.valueName === profile.valueNames.colour)?.value
    if (said !== undefined && !names.includes(said.toLowerCase()))
      return {
        element: `alert/info[${i + 1}]/parameter[valueName=${profile.valueNames.colour}]/value`,
        why: warningWords.noSuchColour(said.slice(0, 20), COLOURS),
        example: 'orange',
      }
  }
  return undefined
}

/** Codes that are all of other places. An area told in words only, or drawn, is for the officer to judge. */
function elsewhere(read: CapReading, roster: Roster): Unfit | undefined {
  const areas = read.signals.flatMap((s) => s.area ?? [])
  const codes = areas.flatMap((a) => a.codes)
  const { station } = roster
  const named = [station.township, ...roster.villages.map((v) => v.name)]
  const judged = areas.some((a) => !a.codes.length || a.places.some((p) => named.includes(p)))
  if (!areas.length || judged || codesIn(treeIn(roster), codes).size) return undefined
  return {
    element: 'alert/info/area/geocode/value',
    why: `范围（${codes.slice(0, 3).join('、')}）不含${station.township}`,
    example: station.code,
  }
}
