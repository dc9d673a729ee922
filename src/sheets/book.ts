/**
 * An .xlsx written as its rows come, in memory that does not grow with them: sheets of plain texts and numbers with a bold
 * heading that stays in view. A zip of XML parts (ECMA-376); texts stand in their cells, so that no table of all is held.
 */
import { Zip, ZipDeflate } from 'fflate'

export interface SheetOut {
  name: string
  head: string[]
  /** One after another, asked for when their turn comes: what an earlier sheet counted on the way may be in a later one. */
  rows: Iterable<unknown[]> | AsyncIterable<unknown[]>
}

/** Rows and characters of a cell that spreadsheet programs take. */
const MOST_ROWS = 1_048_576
const MOST_CHARS = 32_767
/** Rows looked at for the widths of columns. */
const LOOKED_AT = 200
/** XML gathered before it is packed. */
const CHUNK_CHARS = 64 * 1024

/** What a spreadsheet program would run as a formula is kept as text by a leading apostrophe. */
export const asCell = (
  value: unknown,
): { value: string | number; type: StringConstructor | NumberConstructor } | null => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number' && Number.isFinite(value)) return { value, type: Number }
  const said = String(value)
  return { value: /^[=+\-@\t\r]/.test(said) ? `'${said}` : said, type: String }
}

/** The book's bytes as they are made. @param counted called with the rows of each sheet when it is done, headings not counted. */
export async function* book(sheets: SheetOut[], counted?: (rows: number) => void): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    made.push(bytes)
  })
  const open = (name: string) => {
    const part = new ZipDeflate(name, { level: 6 })
    zip.add(part)
    return (xml: string, last = false) => part.push(Buffer.from(xml, 'utf8'), last)
  }
  const names: string[] = []
  for (const sheet of sheets) {
    const rows = iterate(sheet.rows)
    let rest: unknown[][] | undefined
    let written = 0
    for (let piece = 1; piece === 1 || rest; piece++) {
      const sample = await take(rows, LOOKED_AT, rest ?? [])
      rest = undefined
      names.push(piece === 1 ? sheet.name : `${sheet.name.slice(0, 24)}（${piece}）`)
      const write = open(`xl/worksheets/sheet${names.length}.xml`)
      let xml = sheetHead(sheet.head, sample) + rowXml(1, sheet.head, ' s="1"')
      let at = 1
      let index = 0
      for (;;) {
        const row = index < sample.length ? sample[index++] : (await rows.next()).value
        if (!row) break
        if (at === MOST_ROWS) {
          rest = [row, ...sample.slice(index)]
          break
        }
        xml += rowXml(++at, row)
        if (xml.length < CHUNK_CHARS) continue
        write(xml)
        xml = ''
        yield* made.splice(0)
      }
      written += at - 1
      write(`${xml}</sheetData></worksheet>`, true)
      yield* made.splice(0)
    }
    counted?.(written)
  }
  for (const [name, xml] of frame(names)) open(name)(xml, true)
  zip.end()
  yield* made.splice(0)
}

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

// ---- XML ----

const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** What XML cannot hold at all: control characters, halves of a pair, two that are none. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escaped = (said: string) =>
  said
    .toWellFormed()
    .replace(UNWRITABLE, '')
    // _x0041_ would be read as A
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (c) => ESCAPES[c]!)
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '_x000D_' }

function rowXml(at: number, row: unknown[], style = ''): string {
  let xml = `<row r="${at}">`
  for (const [i, value] of row.entries()) {
    const cell = asCell(value)
    if (!cell) continue
    const ref = `${columnOf(i)}${at}`
    xml +=
      cell.type === Number
        ? `<c r="${ref}"${style}><v>${cell.value}</v></c>`
        : `<c r="${ref}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(cut(String(cell.value)))}</t></is></c>`
  }
  return `${xml}</row>`
}

const cut = (said: string) => (said.length > MOST_CHARS ? `${said.slice(0, MOST_CHARS - 1)}…` : said)

/** 0 → A, 26 → AA. */
function columnOf(i: number): string {
  let name = ''
  for (let n = i + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** Width in characters: a Chinese one takes two. */
const widthOf = (s: string) => [...s].reduce((n, ch) => n + (ch > '\u2e80' ? 2 : 1), 0)

function sheetHead(head: string[], sample: unknown[][]): string {
  const widths = head.map((h, i) => {
    const widest = sample.reduce((most, row) => Math.max(most, widthOf(String(row[i] ?? '').slice(0, 60)) + 2), 0)
    return Math.min(60, Math.max(10, widthOf(h) + 4, widest))
  })
  const columns = widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`).join('')
  return `${DECLARED}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns ? `<cols>${columns}</cols>` : ''}<sheetData>`
}

/** The parts around the sheets, written when their number is known. */
function frame(names: string[]): [string, string][] {
  const each = (of: (name: string, n: number) => string) => names.map((name, i) => of(name, i + 1)).join('')
  return [
    [
      'xl/workbook.xml',
      `${DECLARED}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((name, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARED}<Relationships xmlns="${RELS}">${each((_, n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId0" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${DECLARED}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/></cellXfs></styleSheet>`,
    ],
    [
      '_rels/.rels',
      `${DECLARED}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)}</Types>`,
    ],
  ]
}
