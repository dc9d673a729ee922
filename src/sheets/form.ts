/**
 * The form in which a township files its lists: a title over merged cells, a line of unit and period, heads in two rows,
 * numbered rows with borders and wrapped text, a line to sign. Prints on A4 landscape, as wide as one page, the heads on
 * each page and its number below.
 */
import { isPicture, type Placed, SHOWN } from './drawing.ts'
import { cellXml, colsXml, columnOf, DECLARED, escaped, MAIN, OFFICE, STYLE, widthOf } from './xml.ts'

export interface Form {
  title: string
  /** Unit, period, day: said under the title. */
  line: string
  /** Of each column, in characters; what is short stands in the middle. */
  columns: readonly { width: number; middle?: boolean; over?: string }[]
  sign: string
  /** Said where there are no rows. */
  none: string
}

const POINTS_A_LINE = 13.5
const MOST_POINTS = 400
const PICTURE_POINTS = SHOWN.height * 0.75 + 5

/** Rows above the first of the list: title, line, heads. */
export const TOP = 4

/** How a sheet in this form begins, each of its rows, and how it ends. */
export function laidOut({ head, form }: { head: readonly string[]; form: Form }) {
  const last = columnOf(head.length - 1)
  const merges = [`A1:${last}1`, `A2:${last}2`]
  const row = (at: number, points: number, cells: string) =>
    `<row r="${at}" ht="${points.toFixed(1)}" customHeight="1">${cells}</row>`
  const whole = (at: number, said: string, style: number) =>
    head.map((_, i) => cellXml(`${columnOf(i)}${at}`, i ? '' : said, style)).join('')
  const width = form.columns.reduce((sum, c) => sum + c.width, 0)

  const begin = () => {
    const [upper, lower] = headRows(head, form, merges)
    const cells = (at: number, said: readonly string[]) =>
      said.map((words, i) => cellXml(`${columnOf(i)}${at}`, words, STYLE.head)).join('')
    return `${DECLARED}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${TOP}" topLeftCell="A${TOP + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${colsXml(form.columns.map((c) => c.width))}<sheetData>${row(1, 30, whole(1, form.title, STYLE.title))}${row(2, lines(form.line, width) * POINTS_A_LINE + 6, whole(2, form.line, STYLE.line))}${row(3, 18, cells(3, upper))}${row(4, heightOf(lower, form, 20), cells(4, lower))}`
  }

  /** @param placed pictures to stand in cells of this row, by column; what could not be shown is said in words. */
  const each = (at: number, values: readonly unknown[], placed: ReadonlyMap<number, Placed>) => {
    const said = values.map((v, i) => (isPicture(v) ? (placed.has(i) ? '' : v.otherwise) : v))
    return row(
      at,
      heightOf(said, form, placed.size ? PICTURE_POINTS : 20),
      said
        .map((v, i) => cellXml(`${columnOf(i)}${at}`, v, form.columns[i]?.middle ? STYLE.middle : STYLE.text))
        .join(''),
    )
  }

  /** @param at the last row written @param drawn whether pictures stand in it @param onward whether a further sheet goes on */
  const end = (at: number, drawn: boolean, onward: boolean) => {
    let xml = ''
    let next = at + 1
    if (at === TOP) {
      merges.push(`A${next}:${last}${next}`)
      xml += row(next, 24, whole(next, form.none, STYLE.middle))
      next++
    }
    if (!onward) {
      merges.push(`A${next}:${last}${next}`)
      xml += row(next, 30, whole(next, form.sign, STYLE.sign))
    }
    return `${xml}</sheetData><mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells><printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.25" footer="0.25"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>${drawn ? '<drawing r:id="rId1"/>' : ''}</worksheet>`
  }
  return { begin, each, end }
}

/** Heads that share a word above them stand under it; every other fills both rows. */
function headRows(head: readonly string[], form: Form, merges: string[]): [string[], string[]] {
  const upper: string[] = []
  const lower: string[] = []
  for (let i = 0; i < head.length; ) {
    const over = form.columns[i]?.over
    let to = i
    while (over && form.columns[to + 1]?.over === over) to++
    if (over) merges.push(`${columnOf(i)}3:${columnOf(to)}3`)
    else merges.push(`${columnOf(i)}3:${columnOf(i)}4`)
    for (let at = i; at <= to; at++) {
      upper.push(over ? (at === i ? over : '') : head[at]!)
      // a program that reads the heads finds each of them in this one row, merged or not
      lower.push(head[at]!)
    }
    i = to + 1
  }
  // a merge of one cell is none
  for (let i = merges.length - 1; i >= 0; i--) {
    const [a, b] = merges[i]!.split(':')
    if (a === b) merges.splice(i, 1)
  }
  return [upper, lower]
}

const lines = (said: string, width: number) =>
  said.split('\n').reduce((n, line) => n + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width - 1))), 0)

/** As high as its fullest cell, in points. */
function heightOf(said: readonly unknown[], form: Form, least: number): number {
  let most = 1
  for (const [i, v] of said.entries())
    if (typeof v === 'string' && v) most = Math.max(most, lines(v.slice(0, 2000), form.columns[i]?.width ?? 10))
  return Math.min(MOST_POINTS, Math.max(least, most * POINTS_A_LINE + 5))
}

/** The rows that are printed on each page anew. */
export const printTitles = (name: string, index: number) =>
  `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escaped(name.replaceAll("'", "''"))}'!$1:$${TOP}</definedName>`
