/** Workbooks made for a test and forgotten after it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { headOf } from '#domain/roster/rows.ts'
import type { SheetName } from '#domain/roster/sheet.ts'
import { writeSheets } from '#src/sheets/workbook.ts'

export async function openFolder() {
  const dir = await mkdtemp(join(tmpdir(), 'anan-books-'))
  let n = 0
  const path = (name = `book-${++n}.xlsx`) => join(dir, name)
  return {
    path,
    /** A workbook of roster sheets, headings included. */
    async book(sheets: Partial<Record<SheetName, unknown[][]>>): Promise<string> {
      const out = path()
      await writeSheets(
        out,
        Object.entries(sheets).map(([name, rows]) => ({ name, head: headOf(name as SheetName), rows })),
      )
      return out
    },
    async file(name: string, content: Buffer | string): Promise<string> {
      await writeFile(path(name), content)
      return path(name)
    },
    close: () => rm(dir, { recursive: true, force: true }),
  }
}
export type Folder = Awaited<ReturnType<typeof openFolder>>

/** A list in the township's form: its title, its line, each row by its heads. */
export function listIn(sheet: readonly (readonly unknown[])[]) {
  const [[title] = [], [line] = [], , head = []] = sheet
  const rows = sheet
    .slice(4)
    .filter((cells) => typeof cells[0] === 'number')
    .map((cells): Record<string, unknown> => Object.fromEntries(head.map((h, i) => [h, cells[i] ?? ''])))
  return { title, line, head, rows, last: sheet.at(-1)?.[0] }
}
