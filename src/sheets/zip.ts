/** Looks into an .xlsx before anybody parses it: what it really is, and how large it really gets. */
import { inflateRawSync } from 'node:zlib'

const MOST_UNPACKED = 100 * 1024 * 1024
const MOST_ENTRIES = 2_000

const OTHERS: [string, string][] = [
  ['d0cf11e0', '这是旧版 .xls 文件，或者加了密码'],
  ['25504446', '这是 PDF 文件'],
  ['ffd8ff', '这是照片'],
  ['89504e47', '这是图片'],
  ['7b5c727466', '这是 RTF 文档'],
]
const SAVE_AS = '请用 Excel 或 WPS 打开后另存为“Excel 工作簿 (.xlsx)”，不要加密码，再试一次。'

/** @throws with a sentence for the person who gave the file. Sizes are measured, not believed: an archive may lie about them. */
export function checkWorkbook(bytes: Buffer): void {
  const other = OTHERS.find(([magic]) => bytes.toString('hex', 0, 8).startsWith(magic))
  if (other) throw new Error(`${other[1]}，读不了。${SAVE_AS}`)
  const broken = () => new Error(`文件不是 .xlsx，或者已损坏。${SAVE_AS}`)
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (bytes.toString('hex', 0, 4) !== '504b0304' || end < 0 || end + 22 > bytes.length) throw broken()
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new Error(`文件里的部件太多，不像正常的表格。${SAVE_AS}`)
  const names: string[] = []
  let left = MOST_UNPACKED
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw broken()
    if (bytes.readUInt16LE(at + 8) & 1) throw new Error(`文件加了密码，读不了。${SAVE_AS}`)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    names.push(name)
    const content = unpack(bytes, at, left, broken)
    left -= content.length
    // no spreadsheet program writes a DTD; entities that grow without end need one
    if (/\.(?:xml|rels)$/i.test(name) && content.subarray(0, 4096).includes('<!DOCTYPE')) throw broken()
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (!names.includes('xl/workbook.xml'))
    throw new Error(`${names.includes('word/document.xml') ? '这是 Word 文档' : '这不是表格文件'}，读不了。${SAVE_AS}`)
}

function unpack(bytes: Buffer, entry: number, most: number, broken: () => Error): Buffer {
  const [method, packed, stated, local] = [
    bytes.readUInt16LE(entry + 10),
    bytes.readUInt32LE(entry + 20),
    bytes.readUInt32LE(entry + 24),
    bytes.readUInt32LE(entry + 42),
  ]
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) throw broken()
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const raw = bytes.subarray(from, from + packed)
  const tooLarge = () => new Error('文件解开后超过100MB，不像正常的花名册。请删去空白行列和图片后再试。')
  if (stated > most || (method === 0 && raw.length > most)) throw tooLarge()
  if (method === 0) return raw
  if (method !== 8) throw broken()
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : broken()
  }
}
