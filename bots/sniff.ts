/** What a file is by its first bytes; a sender's name or header for it is not believed. */

type Magic = [type: string, at: number, bytes: string]

/** Written as Latin-1: one character, one byte. */
const MAGIC: Magic[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/heic', 4, 'ftypheic'],
  ['image/heic', 4, 'ftypheix'],
  ['image/heic', 4, 'ftypmif1'],
  ['image/avif', 4, 'ftypavif'],
  ['audio/mp4', 4, 'ftypM4A'],
  ['video/quicktime', 4, 'ftypqt'],
  ['video/mp4', 4, 'ftyp'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['video/x-msvideo', 8, 'AVI '],
  ['audio/wav', 8, 'WAVE'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/amr', 0, '#!AMR'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['application/pdf', 0, '%PDF-'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/x-ole-storage', 0, '\xd0\xcf\x11\xe0'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-elf', 0, '\x7fELF'],
  ['application/x-sh', 0, '#!/'],
]

const UNKNOWN_TYPE = 'application/octet-stream'

/** The media type of these bytes. */
export function sniff(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1')
  return MAGIC.find(([, at, magic]) => head.startsWith(magic, at))?.[0] ?? UNKNOWN_TYPE
}

/** Programs are kept from nobody's evidence: no report needs one. */
const NEVER = new Set(['application/x-msdownload', 'application/x-elf', 'application/x-sh'])

const WANTED: Record<string, RegExp> = {
  image: /^image\//,
  // some phones record sound into an mp4 or webm
  audio: /^(audio\/|video\/(mp4|webm)$)/,
  video: /^video\//,
  file: /./,
}

/** Whether a thing sent as this kind may be of this type. */
export const mayBe = (kind: string, type: string): boolean =>
  !NEVER.has(type) && (WANTED[kind] ?? WANTED.file!).test(type)
