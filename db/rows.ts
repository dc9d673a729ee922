/** Many rows, or many values, in one statement with one parameter. */
import { type AnyColumn, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './tx.ts'

/**
 * Inserts rows of one shape in a single statement with a single parameter, so that one prepared plan serves any number.
 * Columns that the first row lacks take their defaults.
 */
export async function insertRows(tx: Tx, table: PgTable, rows: Record<string, unknown>[], tail = sql``): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = getTableColumns(table)
  const names = Object.keys(first).map((key) => columns[key]!.name)
  const list = sql.join(
    names.map((n) => sql.identifier(n)),
    sql`, `,
  )
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.keys(first).map((key) => [columns[key]!.name, row[key] ?? null]))),
  )
  await tx.execute(
    sql`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${json}::jsonb) ${tail}`,
  )
}

/** `column in (…)` as one parameter, so that any number of values is the same prepared statement. */
export const among = (column: AnyColumn | SQL, values: readonly string[], type: 'text' | 'uuid' = 'text'): SQL =>
  sql`${column} in (select value::${sql.raw(type)} from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
