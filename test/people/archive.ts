/** Archives and workbooks written byte by byte, so that they may be as wrong as a file can be. */
import { deflateRawSync } from 'node:zlib'

export interface Part {
  name: string
  content: Buffer | string
  /** States a size that is not so. */
  lie?: number
  flag?: number
  /** Bytes of its packed form that are kept. */
  cut?: number
}

export function zip(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, lie, flag = 0, cut } of parts) {
    const bytes = Buffer.from(content)
    const title = Buffer.from(name)
    const packed = deflateRawSync(bytes).subarray(0, cut)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(lie ?? bytes.length, 22)
    local.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(flag, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(lie ?? bytes.length, 24)
    entry.writeUInt16LE(title.length, 28)
    entry.writeUInt32LE(at, 42)
    bodies.push(local, title, packed)
    directory.push(entry, title)
    at += 30 + title.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

export interface RawSheet {
  name: string
  state?: 'hidden' | 'veryHidden'
  /** What stands inside <worksheet>. */
  xml: string
}

/** A workbook of sheets given as XML, with more parts where a test needs them. */
export const rawBook = (sheets: RawSheet[], more: Part[] = []): Buffer =>
  zip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r"><sheets>${sheets.map((s, i) => `<sheet name="${s.name}" sheetId="${i + 1}" r:id="rId${i + 1}"${s.state ? ` state="${s.state}"` : ''}/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    },
    ...sheets.map((s, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content: `<worksheet>${s.xml}</worksheet>` })),
    ...more,
  ])

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const cell = (at: string, value: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${value.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></is></c>`
/** Rows as sheet data; '' leaves a cell out. `hidden` names rows that are not shown. */
export const data = (rows: string[][], hidden: number[] = []) =>
  `<sheetData>${rows
    .map(
      (cells, i) =>
        `<row r="${i + 1}"${hidden.includes(i + 1) ? ' hidden="1"' : ''}>${cells.map((v, k) => (v ? cell(`${letters[k]}${i + 1}`, v) : '')).join('')}</row>`,
    )
    .join('')}</sheetData>`
