/** The states of a kind as its room's table has them, for a statement: a list of literals, so that its text is always the same. */
import { type SQL, sql } from 'drizzle-orm'
import { kindOf, type RecordKind } from '#domain/kinds.ts'

/** Of a kind's own states, those in which one is not over: `state in ${openStates('hazard_report')}`. */
export const openStates = (kind: RecordKind): SQL =>
  sql.raw(
    `(${Object.entries(kindOf(kind).states)
      .filter(([, state]) => !state.over)
      .map(([name]) => `'${name}'`)
      .join(',')})`,
  )
