/** What a CAP message may be right in form and still not be taken for: somewhere else's, a colour there is none of, the end of nothing. */
import type { Roster } from '../roster.ts'
import type { WarningState } from '../situation.ts'
import type { CapReading } from './from-cap.ts'
import { supersedes } from './identity.ts'
import { COLOURS, NATIONAL, type Profile } from './profile.ts'
import { readWarning } from './text.ts'
import type { CapAlert, CapArea, Circle, Fault, Point } from './types.ts'

/** What to say to whoever sent it; `line` is of no use here. */
export type Unfit = Omit<Fault, 'line'>

/** The first thing that keeps a well-formed alert out, or undefined. @param recent warnings of the last day and all open ones. */
export function unfit(
  alert: CapAlert,
  read: CapReading,
  { roster, recent, tz }: { roster: Roster; recent: readonly WarningState[]; tz: string },
): Unfit | undefined {
  return unknownColour(alert) ?? elsewhere(read, roster) ?? endsNothing(alert, read, recent, tz)
}

/** A colour said in the profile's own parameter is one of the four; words may say what they like. */
function unknownColour(alert: CapAlert, profile: Profile = NATIONAL): Unfit | undefined {
  const names = COLOURS.flatMap((c) => [c, profile.colours[c].name])
  for (const [i, info] of (alert.info ?? []).entries()) {
    const said = info.parameter?.find((p) => p.valueName === profile.valueNames.colour)?.value
    if (said !== undefined && !names.includes(said.toLowerCase()))
      return {
        element: `alert/info[${i + 1}]/parameter[valueName=${profile.valueNames.colour}]/value`,
        why: `没有“${said.slice(0, 20)}”这种颜色，只能是 ${COLOURS.join('、')}`,
        example: 'orange',
      }
  }
  return undefined
}

/** A code without the zeros that stand for all below it: 350500 → 3505, 350524128000 → 350524128. */
const ownDigits = (code: string) =>
  code.replace(/(?<=^\d{6}(?:\d{3})*?)(?:000)+$/, '').replace(/(?<=^\d{2,4})(?:00){1,2}$/, '')

/** Codes that are all of other places. An area told in words only, or drawn, is for the officer to judge. */
function elsewhere(read: CapReading, { station, villages }: Roster): Unfit | undefined {
  const areas = read.signals.flatMap((s) => s.area ?? [])
  const codes = areas.flatMap((a) => a.codes)
  const home = ownDigits(station.code)
  const ours = (code: string) => home.startsWith(ownDigits(code)) || ownDigits(code).startsWith(home)
  const names = [station.township, ...villages.map((v) => v.name)]
  if (!codes.length || codes.some(ours) || areas.some((a) => a.places.some((p) => names.includes(p)))) return undefined
  return {
    element: 'alert/info/area/geocode/value',
    why: `范围（${codes.slice(0, 3).join('、')}）不含${station.township}`,
    example: station.code,
  }
}

/** A Cancel that follows no warning known here, by its identifier or by what it is about: nobody was told, so there is nothing to end. */
function endsNothing(
  alert: CapAlert,
  read: CapReading,
  recent: readonly WarningState[],
  tz: string,
): Unfit | undefined {
  if (alert.msgType !== 'Cancel') return undefined
  const named = new Set(alert.references?.map((r) => r.identifier))
  const known = recent.some(
    ({ warning: w }) =>
      w.drill === read.drill &&
      w.state !== 'discarded' &&
      (named.has(w.no) ||
        (!!w.identifier && named.has(w.identifier)) ||
        readWarning(w.original, { sentAt: w.createdAt, tz }).signals.some((old) =>
          read.signals.some((s) => supersedes(s, old)),
        )),
  )
  if (known) return undefined
  const open = recent.find(({ warning: w }) => w.state === 'open')?.warning
  return {
    element: 'alert/references',
    why: '要取消的预警这里没有发过',
    example: `${alert.sender},${open?.no ?? '35052441600000_20261124060000'},${alert.sent}`,
  }
}

/** Whether an alert draws areas none of which touches a place known here: taken all the same, and the officer is told. */
export function drawnNowhere(alert: CapAlert, roster: Roster): boolean {
  const drawn = (alert.info ?? []).flatMap((info) => info.area ?? []).filter((a) => a.polygon || a.circle)
  const points = roster.places.flatMap((p): Point[] => (p.lat != null && p.lon != null ? [[p.lat, p.lon]] : []))
  return drawn.length > 0 && !drawn.some((a) => points.some((p) => within(p, a)))
}

const within = (point: Point, { polygon = [], circle = [] }: CapArea) =>
  polygon.some((ring) => inRing(point, ring)) || circle.some((c) => inCircle(point, c))

/** Crossings of a ray to the east: an odd number is inside. A township is small enough to be flat. */
function inRing([lat, lon]: Point, ring: readonly Point[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[aLat, aLon], [bLat, bLon]] = [ring[i]!, ring[j]!]
    if (aLat > lat !== bLat > lat && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon) inside = !inside
  }
  return inside
}

const KM_PER_DEGREE = 111.2
function inCircle([lat, lon]: Point, { centre: [cLat, cLon], radiusKm }: Circle): boolean {
  const north = (lat - cLat) * KM_PER_DEGREE
  const east = (lon - cLon) * KM_PER_DEGREE * Math.cos((cLat * Math.PI) / 180)
  return Math.hypot(north, east) <= radiusKm
}
