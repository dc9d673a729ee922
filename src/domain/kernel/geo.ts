/** Points on the ground. What chat platforms send is GCJ-02, 50–500 m off; whatever is measured or given away is WGS-84. */
import gcoord from 'gcoord'
import type { Location } from './message.ts'

// its types are of a module with a default of its own; what Node loads is that default itself
const { transform, GCJ02, WGS84 } = gcoord as unknown as typeof gcoord.default

/** A point in WGS-84, decimal degrees. */
export interface Point {
  lat: number
  lon: number
}

interface Placed {
  lat?: number | null
  lon?: number | null
  /** null: not said, taken for WGS-84, as the roster's places are. */
  datum?: Location['datum'] | string | null
}

/** The same point in WGS-84, to a centimetre; undefined where there is none. */
export function wgs84({ lat, lon, datum }: Placed): Point | undefined {
  if (lat == null || lon == null) return undefined
  if (datum !== 'GCJ-02') return { lat, lon }
  const [x, y] = transform<[number, number]>([lon, lat], GCJ02, WGS84)
  return { lat: Number(y.toFixed(7)), lon: Number(x.toFixed(7)) }
}

const EARTH_M = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two points over the ground (haversine; off by less than 0.5 %). */
export function metresBetween(a: Point, b: Point): number {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)]
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.sqrt(h))
}
