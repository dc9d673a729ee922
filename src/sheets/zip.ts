/** Looks into an .xlsx before anybody reads it: what it really is, and how large it really gets. */
import { createInflateRaw } from 'node:zlib'
import { bookWords } from './words.ts'

const MOST_UNPACKED = 100 * 1024 * 1024
const MOST_ENTRIES = 2_000

const OTHERS: [string, string][] = [
  ['d0cf11e0', bookWords.oldFormat],
  ['25504446', '这是 PDF 文件'],
  ['ffd8ff', '这是照片'],
  ['89504e47', '这是图片'],
  ['7b5c727466', '这是 RTF 文档'],
]

/** A part's bytes as they are unpacked, never all at once; undefined = no such part. */
export type Deps = (name: string) => AsyncIterable<Buffer> | undefined

interface Entry {
  method: number
  raw: Buffer
  stated: number
}

const broken = () => new Error(bookWords.broken)
const tooLarge = () => new Error(bookWords.unpackedTooLarge)

/**
 * Its parts, every one unpacked once beforehand to measure it: an archive may lie about sizes.
 * @throws with a sentence for the person who gave the file.
 */
export async function openWorkbook(bytes: Buffer): Promise<Deps> {
  const other = OTHERS.find(([magic]) => bytes.toString('hex', 0, 8).startsWith(magic))
  if (other) throw new Error(bookWords.notABook(other[1]))
  const entries = directoryOf(bytes)
  if ([...entries.values()].reduce((sum, e) => sum + e.stated, 0) > MOST_UNPACKED) throw tooLarge()
  let left = MOST_UNPACKED
  for (const [name, entry] of entries) {
    let head = ''
    for await (const chunk of unpack(entry)) {
      left -= chunk.length
      if (left < 0) throw tooLarge()
      if (head.length < 4096) head += chunk.toString('latin1', 0, 4096)
    }
    // no spreadsheet program writes a DTD; entities that grow without end need one
    if (/\.(?:xml|rels)$/i.test(name) && head.includes('<!DOCTYPE')) throw broken()
  }
  if (!entries.has('xl/workbook.xml'))
    throw new Error(bookWords.notABook(entries.has('word/document.xml') ? '这是 Word 文档' : '这不是表格文件'))
  return (name) => {
    const entry = entries.get(name)
    return entry && unpack(entry)
  }
}

function directoryOf(bytes: Buffer): Map<string, Entry> {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (bytes.toString('hex', 0, 4) !== '504b0304' || end < 0 || end + 22 > bytes.length) throw broken()
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new Error(bookWords.tooManyParts)
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw broken()
    if (bytes.readUInt16LE(at + 8) & 1) throw new Error(bookWords.locked)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    // two parts of one name: which of them counts would be a guess
    if (entries.has(name)) throw broken()
    entries.set(name, entryAt(bytes, at))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function entryAt(bytes: Buffer, at: number): Entry {
  const [method, packed, stated, local] = [
    bytes.readUInt16LE(at + 10),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 42),
  ]
  if ((method !== 0 && method !== 8) || local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50)
    throw broken()
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (from + packed > bytes.length) throw broken()
  return { method, raw: bytes.subarray(from, from + packed), stated }
}

async function* unpack({ method, raw }: Entry): AsyncGenerator<Buffer> {
  if (method === 0) {
    yield raw
    return
  }
  const inflate = createInflateRaw()
  inflate.end(raw)
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch {
    throw broken()
  }
}
