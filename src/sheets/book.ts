/**
 * An .xlsx written as its rows come, in memory that does not grow with them. A sheet is plain, with a bold heading that
 * stays in view, or in the form that a township files (`form.ts`). A zip of XML parts (ECMA-376); texts stand in their
 * cells, so that no table of all is held.
 */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { drawn, isPicture, type Placed } from './drawing.ts'
import { type Form, laidOut, printTitles, TOP } from './form.ts'
import {
  cellXml,
  colsXml,
  columnOf,
  DECLARED,
  escaped,
  MAIN,
  OFFICE,
  RELS,
  STYLE,
  STYLES,
  TYPES,
  widthOf,
} from './xml.ts'

export interface SheetOut {
  name: string
  head: string[]
  /** One after another, asked for when their turn comes: what an earlier sheet counted on the way may be in a later one. */
  rows: Iterable<unknown[]> | AsyncIterable<unknown[]>
  form?: Form
}

/** Rows of a sheet that spreadsheet programs take. */
const MOST_ROWS = 1_048_576
/** Rows looked at for the widths of columns. */
const LOOKED_AT = 200
/** XML gathered before it is packed. */
const CHUNK_CHARS = 64 * 1024

/** How a sheet begins, each of its rows, and how it ends. */
interface Layout {
  /** Rows above the first of the list. */
  top: number
  begin(sample: unknown[][]): string
  each(at: number, row: unknown[], placed: ReadonlyMap<number, Placed>): string
  end(at: number, drawn: boolean, onward: boolean): string
}

/** The book's bytes as they are made. @param counted called with the rows of each sheet when it is done, headings not counted. */
export async function* book(sheets: SheetOut[], counted?: (rows: number) => void): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    made.push(bytes)
  })
  const open = (name: string) => {
    // a picture is packed already
    const part = name.endsWith('.jpeg') ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
    zip.add(part)
    return (content: string | Uint8Array, last = false) =>
      part.push(typeof content === 'string' ? Buffer.from(content, 'utf8') : content, last)
  }
  const written: Written[] = []
  let images = 0
  for (const sheet of sheets) {
    const rows = iterate(sheet.rows)
    const layout = layoutOf(sheet)
    let rest: unknown[][] | undefined
    let total = 0
    for (let piece = 1; piece === 1 || rest; piece++) {
      const sample: unknown[][] = await take(rows, LOOKED_AT, rest ?? [])
      rest = undefined
      const name = piece === 1 ? sheet.name : `${sheet.name.slice(0, 24)}（${piece}）`
      const n = written.length + 1
      const write = open(`xl/worksheets/sheet${n}.xml`)
      const pictures: Placed[] = []
      let xml = layout.begin(sample)
      let at = layout.top
      let index = 0
      for (;;) {
        const row = index < sample.length ? sample[index++] : (await rows.next()).value
        if (!row) break
        if (at >= MOST_ROWS - (sheet.form ? 1 : 0)) {
          rest = [row, ...sample.slice(index)]
          break
        }
        const placed = sheet.form ? await picturesIn(row, at) : NONE
        pictures.push(...placed.values())
        xml += layout.each(++at, row, placed)
        if (xml.length < CHUNK_CHARS) continue
        write(xml)
        xml = ''
        yield* made.splice(0)
      }
      total += at - layout.top
      write(xml + layout.end(at, pictures.length > 0, !!rest), true)
      yield* made.splice(0)
      if (pictures.length) for (const [part, content] of drawn(n, images + 1, pictures)) open(part)(content, true)
      images += pictures.length
      written.push({ name, drawn: pictures.length > 0, formed: !!sheet.form })
      yield* made.splice(0)
    }
    counted?.(total)
  }
  for (const [name, xml] of frame(written)) open(name)(xml, true)
  zip.end()
  yield* made.splice(0)
}

const NONE: ReadonlyMap<number, Placed> = new Map()

/** The pictures of a row that can be shown, by their columns. */
async function picturesIn(row: unknown[], at: number): Promise<ReadonlyMap<number, Placed>> {
  const placed = new Map<number, Placed>()
  for (const [column, value] of row.entries()) {
    const thumbnail = isPicture(value) ? await value.thumbnail() : undefined
    if (thumbnail) placed.set(column, { ...thumbnail, row: at, column })
  }
  return placed
}

const layoutOf = (sheet: SheetOut): Layout =>
  sheet.form ? { top: TOP, ...laidOut({ ...sheet, form: sheet.form }) } : plain(sheet)

/** A bold heading that stays in view, and the rows under it. */
const plain = ({ head }: SheetOut): Layout => ({
  top: 1,
  begin: (sample) => sheetHead(head, sample) + rowXml(1, head, STYLE.bold),
  each: (at, row) => rowXml(at, row),
  end: () => '</sheetData></worksheet>',
})

const iterate = (rows: SheetOut['rows']): Iterator<unknown[]> | AsyncIterator<unknown[]> =>
  Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()

async function take(rows: ReturnType<typeof iterate>, most: number, begun: unknown[][]): Promise<unknown[][]> {
  const taken = [...begun]
  while (taken.length < most) {
    const { value, done } = await rows.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

const rowXml = (at: number, row: unknown[], style: number = STYLE.plain) =>
  `<row r="${at}">${row.map((value, i) => (value === '' ? '' : cellXml(`${columnOf(i)}${at}`, value, style))).join('')}</row>`

function sheetHead(head: string[], sample: unknown[][]): string {
  const widths = head.map((h, i) => {
    const widest = sample.reduce((most, row) => Math.max(most, widthOf(String(row[i] ?? '').slice(0, 60)) + 2), 0)
    return Math.min(60, Math.max(10, widthOf(h) + 4, widest))
  })
  return `${DECLARED}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${colsXml(widths)}<sheetData>`
}

interface Written {
  name: string
  drawn: boolean
  formed: boolean
}

/** The parts around the sheets, written when their number is known. */
function frame(sheets: Written[]): [string, string][] {
  const each = (of: (sheet: Written, n: number) => string) => sheets.map((sheet, i) => of(sheet, i + 1)).join('')
  const titles = each(({ name, formed }, n) => (formed ? printTitles(name, n - 1) : ''))
  const override = (part: string, type: string) => `<Override PartName="/xl/${part}" ContentType="${type}+xml"/>`
  return [
    [
      'xl/workbook.xml',
      `${DECLARED}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(({ name }, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets>${titles ? `<definedNames>${titles}</definedNames>` : ''}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARED}<Relationships xmlns="${RELS}">${each((_, n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId0" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    [
      '_rels/.rels',
      `${DECLARED}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>${override('workbook.xml', `${TYPES}.sheet.main`)}${override('styles.xml', `${TYPES}.styles`)}${each((_, n) => override(`worksheets/sheet${n}.xml`, `${TYPES}.worksheet`))}${each(({ drawn }, n) => (drawn ? override(`drawings/drawing${n}.xml`, 'application/vnd.openxmlformats-officedocument.drawing') : ''))}</Types>`,
    ],
  ]
}
