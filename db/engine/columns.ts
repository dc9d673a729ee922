import { sql } from 'drizzle-orm'
import { integer, timestamp } from 'drizzle-orm/pg-core'

/** Every time column: UTC in the database, a `Date` in the program. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/**
 * Whose row it is: first in every key, so that a table can be split by it. The connection says for which station it works
 * (`db/engine/station.ts`); on one that does not, nothing is inserted.
 */
export const stationId = () => integer('station_id').notNull().default(sql`current_setting('anan.station')::int`)
