import { timestamp } from 'drizzle-orm/pg-core'

/** Every time column: UTC in the database, a `Date` in the program. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })
