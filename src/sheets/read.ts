/**
 * The cells of an .xlsx, read as a stream and bounded by construction: what a file states of itself (dimensions, counts)
 * is not believed, only what is really there is kept, and too much of it is refused with a sentence that names the place.
 */
import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import type { CellFault } from '#domain/roster/cells.ts'
import { isDateFormat, partOf, placeOf, rangeOf, timeOf, unescaped } from './cells.ts'
import { bookWords } from './words.ts'
import type { Deps } from './zip.ts'

export interface SheetIn {
  name: string
  /** Not shown by a spreadsheet program. */
  hidden: boolean
  /** Numbers of rows that hold something and are not shown. */
  hiddenRows: number[]
  /** Row by row from the first; a merged cell's value stands in each of its rows that hold something of their own. */
  rows: (string | number | boolean | Date | CellFault | null)[][]
}
type Cell = SheetIn['rows'][number][number]

/** Elements within elements; a sheet's are eight deep. */
const MOST_DEEP = 64
/** A township's roster is some thousand cells; texts are counted as often as cells show them. */
const MOST = { rows: 50_000, columns: 256, cells: 500_000, letters: 8_000_000, texts: 200_000, ms: 30_000 }

/** Letters of a format that a spreadsheet program takes. */
const LONGEST_FORMAT = 255

const unreadable = () => new Error(bookWords.unreadable)
const crowded = (what: string) => new Error(bookWords.crowded(what))

/** @param wanted which sheets, by name; others are named and not read. @throws with a sentence. */
export async function readBook(deps: Deps, wanted: (name: string) => boolean): Promise<SheetIn[]> {
  const scan = scanner(deps)
  const book = await bookOf(scan)
  const budget = { cells: MOST.cells, letters: MOST.letters }
  const shared = book.list.some((s) => wanted(s.name)) ? await textsOf(scan, book.shared) : []
  const dates = await datesOf(scan, book.styles)
  const sheets: SheetIn[] = []
  for (const { name, hidden, path } of book.list)
    sheets.push(
      wanted(name)
        ? { name, hidden, ...(await sheetOf(scan, path, { name, shared, dates, since1904: book.since1904, budget })) }
        : { name, hidden, hiddenRows: [], rows: [] },
    )
  return sheets
}

interface Heard {
  open?(tag: string, attributes: Record<string, string>): void
  close?(tag: string): void
  text?(text: string): void
}
type Scan = (part: string, heard: Heard) => Promise<boolean>

/** Walks a part's elements by their local names. False = no such part. */
function scanner(deps: Deps): Scan {
  const started = performance.now()
  return async (part, { open, close, text }) => {
    const chunks = deps(part)
    if (!chunks) return false
    const parser = new SaxesParser({ position: false })
    const bare = (name: string) => name.slice(name.indexOf(':') + 1)
    parser.on('error', () => {
      throw unreadable()
    })
    let deep = 0
    parser.on('opentag', (tag) => {
      if (++deep > MOST_DEEP) throw unreadable()
      open?.(bare(tag.name), tag.attributes as Record<string, SaxesAttributePlain['value']>)
    })
    parser.on('closetag', (tag) => {
      deep--
      close?.(bare(tag.name))
    })
    if (text) {
      parser.on('text', text)
      parser.on('cdata', text)
    }
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const decode = (chunk?: Buffer) => {
      try {
        return decoder.decode(chunk, { stream: !!chunk })
      } catch {
        throw unreadable()
      }
    }
    for await (const chunk of chunks) {
      if (performance.now() - started > MOST.ms) throw crowded(`读了${MOST.ms / 1000}秒还没有读完`)
      parser.write(decode(chunk))
    }
    parser.write(decode()).close()
    return true
  }
}

/** The sheets in their order, and where the parts lie. */
async function bookOf(scan: Scan) {
  const sheets: { name: string; hidden: boolean; link: string }[] = []
  let since1904 = false
  await scan('xl/workbook.xml', {
    open(tag, a) {
      if (tag === 'workbookPr') since1904 = a.date1904 === '1' || a.date1904 === 'true'
      const link = Object.entries(a).find(([key]) => /(?:^|:)id$/.test(key))?.[1]
      if (tag === 'sheet' && link)
        sheets.push({ name: (a.name ?? '').trim(), hidden: !!a.state && a.state !== 'visible', link })
    },
  })
  const links = new Map<string, string>()
  const parts = { shared: 'xl/sharedStrings.xml', styles: 'xl/styles.xml' }
  await scan('xl/_rels/workbook.xml.rels', {
    open(tag, a) {
      if (tag !== 'Relationship' || !a.Target) return
      links.set(a.Id ?? '', partOf(a.Target))
      if (a.Type?.endsWith('/sharedStrings')) parts.shared = partOf(a.Target)
      if (a.Type?.endsWith('/styles')) parts.styles = partOf(a.Target)
    },
  })
  const list = sheets.flatMap(({ link, ...sheet }) => {
    const path = links.get(link)
    return path ? [{ ...sheet, path }] : []
  })
  if (!list.length) throw unreadable()
  return { list, since1904, ...parts }
}

/** Texts that cells share, phonetic hints left out. */
async function textsOf(scan: Scan, part: string): Promise<string[]> {
  const texts: string[] = []
  let letters = 0
  let [text, within, hint] = ['', false, false]
  await scan(part, {
    open(tag) {
      if (tag === 'si') text = ''
      if (tag === 't') within = true
      if (tag === 'rPh') hint = true
    },
    text(said) {
      if (within && !hint) text += said
    },
    close(tag) {
      if (tag === 't') within = false
      if (tag === 'rPh') hint = false
      if (tag !== 'si') return
      letters += text.length
      if (texts.length >= MOST.texts || letters > MOST.letters) throw crowded('表格里的文字太多')
      texts.push(unescaped(text))
    },
  })
  return texts
}

/** Which cell styles show a date. */
async function datesOf(scan: Scan, part: string): Promise<boolean[]> {
  const formats = new Map<string, boolean>()
  const dates: boolean[] = []
  let within = false
  await scan(part, {
    open(tag, a) {
      if (tag === 'numFmt')
        formats.set(a.numFmtId ?? '', isDateFormat(Number(a.numFmtId), (a.formatCode ?? '').slice(0, LONGEST_FORMAT)))
      if (tag === 'cellXfs') within = true
      if (tag === 'xf' && within && dates.length < 100_000)
        dates.push(formats.get(a.numFmtId ?? '') ?? isDateFormat(Number(a.numFmtId)))
    },
    close(tag) {
      if (tag === 'cellXfs') within = false
    },
  })
  return dates
}

interface Ways {
  name: string
  shared: string[]
  dates: boolean[]
  since1904: boolean
  /** What is left for all sheets together. */
  budget: { cells: number; letters: number }
}

async function sheetOf(scan: Scan, part: string, ways: Ways): Promise<Pick<SheetIn, 'hiddenRows' | 'rows'>> {
  const { name, budget } = ways
  const rows: Cell[][] = []
  const hiddenRows: number[] = []
  const merged: string[] = []
  let [row, column, hidden] = [0, 0, false]
  let cell = { type: '', style: 0, value: '', formula: false }
  let within = ''
  let hint = false
  const put = (value: Cell) => {
    if (value === null || value === '') return
    if (row > MOST.rows || column > MOST.columns) throw crowded(bookWords.beyond(name, { row, column }, MOST))
    budget.cells--
    budget.letters -= typeof value === 'string' ? value.length : 8
    if (budget.cells < 0 || budget.letters < 0) throw crowded(bookWords.tooMuch(name))
    while (rows.length < row) rows.push([])
    const cells = rows[row - 1]!
    while (cells.length < column) cells.push(null)
    cells[column - 1] = value
    if (hidden && hiddenRows.at(-1) !== row) hiddenRows.push(row)
  }
  const there = await scan(part, {
    open(tag, a) {
      if (tag === 'row') {
        row = Number(a.r) || row + 1
        column = 0
        hidden = a.hidden === '1' || a.hidden === 'true'
      } else if (tag === 'c') {
        const place = placeOf(a.r ?? '')
        column = place?.column ?? column + 1
        if (place) row = place.row
        cell = { type: a.t ?? 'n', style: Number(a.s) || 0, value: '', formula: false }
      } else if (tag === 'v' || tag === 't') within = tag
      else if (tag === 'f') cell.formula = true
      else if (tag === 'rPh') hint = true
      else if (tag === 'mergeCell' && a.ref) {
        merged.push(a.ref)
        if (merged.length > MOST.rows) throw crowded(bookWords.tooManyMerged(name))
      }
    },
    text(said) {
      if (within && !hint) cell.value += said
    },
    close(tag) {
      if (tag === within) within = ''
      if (tag === 'rPh') hint = false
      if (tag === 'c') put(readCell(cell, ways))
    },
  })
  if (!there) throw unreadable()
  spread(rows, merged, name, budget)
  return { hiddenRows, rows }
}

function readCell(
  { type, style, value, formula }: { type: string; style: number; value: string; formula: boolean },
  ways: Ways,
): Cell {
  if (type === 'e') return { fault: value || '#ERROR' }
  if (value === '') return formula ? { fault: '没有算出结果的公式' } : null
  if (type === 's') return ways.shared[Number(value)] ?? null
  if (type === 'str' || type === 'inlineStr') return unescaped(value)
  if (type === 'b') return value === '1' || value === 'true'
  if (type === 'd') {
    const at = new Date(/[zZ]$|[+-]\d\d:\d\d$/.test(value) ? value : `${value}Z`)
    return Number.isNaN(at.getTime()) ? value : at
  }
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const at = ways.dates[style] ? timeOf(number, ways.since1904) : undefined
  return at && !Number.isNaN(at.getTime()) ? at : number
}

/** A merged cell holds for every row under it; rows with nothing of their own stay empty. */
function spread(rows: Cell[][], merged: string[], name: string, budget: Ways['budget']): void {
  // only what was there before: a row is not made by being merged over
  const nextOwn: number[] = []
  for (let row = rows.length, next = Number.POSITIVE_INFINITY; row > 0; row--) {
    nextOwn[row] = next
    if (rows[row - 1]!.length) next = row
  }
  for (const ref of merged) {
    const range = rangeOf(ref)
    const value = range && rows[range.from.row - 1]?.[range.from.column - 1]
    if (!range || value === undefined || value === null) continue
    for (let row = nextOwn[range.from.row]!; row <= range.to.row; row = nextOwn[row]!) {
      budget.cells--
      budget.letters -= typeof value === 'string' ? value.length : 8
      if (budget.cells < 0 || budget.letters < 0) throw crowded(bookWords.tooMuch(name))
      const cells = rows[row - 1]!
      while (cells.length < range.from.column) cells.push(null)
      cells[range.from.column - 1] ??= value
    }
  }
}
