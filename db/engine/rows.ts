/** Many rows, or many values, in one statement with one parameter. */
import { type AnyColumn, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './tx.ts'

/**
 * Inserts rows of one shape in a single statement with a single parameter, so that one prepared plan serves any number.
 * Columns that the first row lacks take their defaults; whose rows they are is said by the connection alone.
 */
export async function insertRows(tx: Tx, table: PgTable, rows: Record<string, unknown>[], tail = sql``): Promise<void> {
  const first = rows[0]
  if (!first) return
  const { list, columns } = shapeOf(
    table,
    Object.keys(first).filter((key) => key !== 'stationId'),
  )
  const json = JSON.stringify(
    rows.map((row) => {
      const out: Record<string, unknown> = {}
      for (const [key, name] of columns) out[name] = row[key] ?? null
      return out
    }),
  )
  await tx.execute(
    sql`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${json}::jsonb) ${tail}`,
  )
}

interface Shape {
  list: SQL
  /** Key of a row → column of the table. */
  columns: [key: string, name: string][]
}
const shapes = new WeakMap<PgTable, Map<string, Shape>>()

/** The columns that rows with these keys fill; worked out once, since every message inserts rows of the same few shapes. */
function shapeOf(table: PgTable, keys: string[]): Shape {
  const known = shapes.get(table) ?? new Map<string, Shape>()
  shapes.set(table, known)
  const shape = known.get(keys.join()) ?? describe(table, keys)
  known.set(keys.join(), shape)
  return shape
}

function describe(table: PgTable, keys: string[]): Shape {
  const all = getTableColumns(table)
  const columns = keys.map((key): [string, string] => [key, all[key]!.name])
  const names = columns.map(([, name]) => sql.identifier(name))
  return { columns, list: sql.join(names, sql`, `) }
}

/**
 * `column in (…)` as one parameter, so that any number of values is the same prepared statement. An array, since a plan made
 * while a table was small would else go on reading it through when it has grown.
 */
export const anyOf = (column: AnyColumn | SQL, values: readonly string[], type: 'text' | 'uuid' = 'text'): SQL =>
  sql`${column} = any(array(select value::${sql.raw(type)} from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`
