/** .xlsx files in and out: formulas are neither evaluated nor written. */
import { createWriteStream } from 'node:fs'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { book, type SheetOut } from './book.ts'
import { readBook, type SheetIn } from './read.ts'
import { bookWords } from './words.ts'
import { openWorkbook } from './zip.ts'

const MOST_BYTES = 10 * 1024 * 1024

/** The sheets of a file. @param wanted which to read, by name. @throws with a sentence for a file that is missing, too large, or no workbook. */
export async function openSheets(path: string, wanted: (name: string) => boolean): Promise<SheetIn[]> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) throw new Error(bookWords.noFile(path))
  if (info.size > MOST_BYTES) throw new Error(bookWords.tooLarge(Math.ceil(info.size / 1024 / 1024)))
  return readBook(await openWorkbook(await readFile(path)), wanted)
}

/** Every sheet's cells by name. @throws as above. */
export const readSheets = async (path: string): Promise<Record<string, SheetIn['rows']>> =>
  Object.fromEntries((await openSheets(path, () => true)).map((s) => [s.name, s.rows]))

/** The workbook's bytes, for a download of what fits into memory: one warning. */
export async function workbookOf(sheets: SheetOut[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of book(sheets)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/**
 * Writes the workbook row by row; the file is there when it is whole. @returns its rows.
 * @throws with a sentence when the file cannot be written.
 */
export async function writeSheets(path: string, sheets: SheetOut[]): Promise<number> {
  let rows = 0
  await writeWhole(
    path,
    book(sheets, (n) => {
      rows += n
    }),
  )
  return rows
}

/** Writes a file as its bytes come; it is there when it is whole. @param first done before it is there. @throws as above. */
export async function writeWhole(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  first: () => Promise<unknown> = async () => {},
): Promise<void> {
  const half = `${path}.part`
  try {
    await pipeline(bytes, createWriteStream(half))
    await first()
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true }).catch(() => {})
    const { code, syscall } = error as NodeJS.ErrnoException
    // what goes wrong while the rows are read is no fault of the file
    if (!code || !syscall || !/^(?:open|write|rename|close|mkdir)$/.test(syscall)) throw error
    throw new Error(bookWords.cannotWrite(path, code))
  }
}
