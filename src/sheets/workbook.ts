/** .xlsx files in and out: checked before reading, formulas neither evaluated nor written. */
import { readFile, stat } from 'node:fs/promises'
import readWorkbook from 'read-excel-file/node'
// patched (`patches/`): 4.1.1 keeps its texts in a plain object, so that a cell “constructor” made a file nobody can open
import writeWorkbook from 'write-excel-file/node'
import { checkWorkbook } from './zip.ts'

const MOST_BYTES = 10 * 1024 * 1024

export interface SheetOut {
  name: string
  head: string[]
  rows: unknown[][]
}

/** Every sheet's cells by name. @throws with a sentence for a file that is missing, too large, or no workbook. */
export async function readSheets(path: string): Promise<Record<string, unknown[][]>> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new Error(`找不到文件 ${path}。请核对路径。`)
  if (info.size > MOST_BYTES) throw new Error(`文件太大（${Math.ceil(info.size / 1024 / 1024)}MB），请控制在10MB以内。`)
  const bytes = await readFile(path)
  checkWorkbook(bytes)
  try {
    const sheets = (await readWorkbook(bytes)) as { sheet: string; data: unknown[][] }[]
    return Object.fromEntries(sheets.map((s) => [s.sheet.trim(), s.data]))
  } catch {
    throw new Error('文件打开了，但里面的表格读不出来。请用 Excel 或 WPS 另存为 .xlsx 后再试。')
  }
}

/** What a spreadsheet program would run as a formula is kept as text by a leading apostrophe. */
export const asCell = (
  value: unknown,
): { value: string | number; type: StringConstructor | NumberConstructor } | null => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number' && Number.isFinite(value)) return { value, type: Number }
  const said = String(value)
  return { value: /^[=+\-@\t\r]/.test(said) ? `'${said}` : said, type: String }
}

/** Width in characters: a Chinese one takes two. */
const widthOf = (s: string) => [...s].reduce((n, ch) => n + (ch > '\u2e80' ? 2 : 1), 0)

/** Sheets with a bold heading that stays in view. */
const bookOf = (sheets: SheetOut[]) =>
  sheets.map(({ name, head, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: head.map((h, i) => ({
      width: Math.min(
        60,
        Math.max(10, widthOf(h) + 4, ...rows.slice(0, 200).map((r) => widthOf(String(r[i] ?? '')) + 2)),
      ),
    })),
    data: [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(asCell)),
    ],
  }))

/** The workbook's bytes, for a download. */
export const workbookOf = (sheets: SheetOut[]): Promise<Buffer> => writeWorkbook(bookOf(sheets)).toBuffer()

/** Writes the workbook. @throws with a sentence when the file cannot be written. */
export async function writeSheets(path: string, sheets: SheetOut[]): Promise<void> {
  try {
    await writeWorkbook(bookOf(sheets)).toFile(path)
  } catch (error) {
    throw new Error(
      `写不了 ${path}（${(error as NodeJS.ErrnoException).code ?? '未知原因'}）。请检查文件夹是否存在、文件是否正被打开。`,
    )
  }
}
