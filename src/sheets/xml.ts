/** The small pieces of a workbook's XML (ECMA-376): addresses, escapes, widths. */

export const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Characters of a cell that spreadsheet programs take. */
const MOST_CHARS = 32_767

/** What a spreadsheet program would run as a formula is kept as text by a leading apostrophe. */
export const asCell = (
  value: unknown,
): { value: string | number; type: StringConstructor | NumberConstructor } | null => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number' && Number.isFinite(value)) return { value, type: Number }
  const said = String(value)
  return { value: /^[=+\-@\t\r]/.test(said) ? `'${said}` : said, type: String }
}

/** What XML cannot hold at all: control characters, halves of a pair, two that are none. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export const escaped = (said: string) =>
  said
    .toWellFormed()
    .replace(UNWRITABLE, '')
    // _x0041_ would be read as A
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (c) => ESCAPES[c]!)
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '_x000D_' }

const cut = (said: string) => (said.length > MOST_CHARS ? `${said.slice(0, MOST_CHARS - 1)}…` : said)

/** One cell, `style` a number of the style sheet. Nothing to say is no cell, unless it has a look of its own. */
export function cellXml(ref: string, value: unknown, style = 0): string {
  const s = style ? ` s="${style}"` : ''
  const cell = asCell(value)
  if (!cell) return style ? `<c r="${ref}"${s}/>` : ''
  return cell.type === Number
    ? `<c r="${ref}"${s}><v>${cell.value}</v></c>`
    : `<c r="${ref}" t="inlineStr"${s}><is><t xml:space="preserve">${escaped(cut(String(cell.value)))}</t></is></c>`
}

/** 0 → A, 26 → AA. */
export function columnOf(i: number): string {
  let name = ''
  for (let n = i + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** Width in characters: a Chinese one takes two. */
export const widthOf = (s: string) => [...s].reduce((n, ch) => n + (ch > '\u2e80' ? 2 : 1), 0)

export const colsXml = (widths: readonly number[]) =>
  widths.length
    ? `<cols>${widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`).join('')}</cols>`
    : ''

/** Fonts, borders and the looks of cells, by the numbers of `STYLE`. */
export const STYLE = { plain: 0, bold: 1, title: 2, line: 3, head: 4, text: 5, middle: 6, sign: 7 } as const

const aligned = (font: number, fill: number, border: number, how: string) =>
  `<xf fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${how} vertical="center" wrapText="1"/></xf>`

const side = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`

export const STYLES = `${DECLARED}<styleSheet xmlns="${MAIN}"><fonts count="5"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="18"/><name val="黑体"/></font><font><sz val="10"/><name val="宋体"/></font><font><b/><sz val="10"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/>${[
  aligned(2, 0, 0, 'horizontal="center"'),
  aligned(3, 0, 0, 'horizontal="left"'),
  aligned(4, 2, 1, 'horizontal="center"'),
  aligned(3, 0, 1, 'horizontal="left"'),
  aligned(3, 0, 1, 'horizontal="center"'),
  aligned(3, 0, 0, 'horizontal="left"'),
].join('')}</cellXfs></styleSheet>`
