/** The packet's envelope: a flat TAR of one business file, its signature, and resource files (GD/J 083, §2.2 of the interface). */
import { type ParsedTarEntryWithData, packTar, unpackTar } from 'modern-tar'

export interface Envelope {
  ebdid: string
  /** EBDB_<EBDID>.xml, exactly as packed: these bytes are what is signed. */
  business: Uint8Array
  /** EBDS_EBDB_<EBDID>.xml; heartbeats and acknowledgements may go without. */
  signature?: Uint8Array
}

/** Why an envelope is refused. */
export type TarFault =
  | 'too_large'
  | 'too_many'
  | 'truncated'
  | 'absolute'
  | 'traversal'
  | 'folder'
  | 'link'
  | 'duplicate'
  | 'foreign_name'
  | 'entry_type'
  | 'extended'
  | 'size'
  | 'no_business_file'
  | 'foreign_signature'

export class TarRefused extends Error {
  readonly fault: TarFault
  constructor(fault: TarFault) {
    super(fault)
    this.fault = fault
  }
}

const MAX_FILES = 16
export const MAX_BYTES = 4 * 1024 * 1024

const NAME = {
  business: /^EBDB_(\d{20,64})\.xml$/,
  signature: /^EBDS_EBDB_(\d{20,64})\.xml$/,
  resource: /^EBDR_[\w.-]{1,100}$/,
}

export const tarName = (ebdid: string) => `EBDT_${ebdid}.tar`

export function pack({ ebdid, business, signature }: Envelope): Promise<Uint8Array> {
  const file = (name: string, body: Uint8Array) => ({
    header: { name, size: body.byteLength, mtime: new Date(0), mode: 0o644, type: 'file' as const },
    body,
  })
  return packTar([
    file(`EBDB_${ebdid}.xml`, business),
    ...(signature ? [file(`EBDS_EBDB_${ebdid}.xml`, signature)] : []),
  ])
}

const BLOCK = 512
const TYPE_AT = 156
const SIZE_AT = 124
/** A plain file, as ustar and as its forerunner write it. */
const PLAIN = ['0', '\0']
/** What the library knows and names itself: links, devices, folders. */
const NAMED = ['1', '2', '3', '4', '5', '6']
/** Headers that rename or resize the next entry: two readers of one archive would read two things. */
const EXTENDED = ['x', 'g', 'L', 'K']

/**
 * Walks the archive by its own headers before the library does, which takes a type it does not know for a file and believes
 * a size from an extended header. Names here never need one.
 */
function plain(bytes: Uint8Array): void {
  const ascii = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))
  let files = 0
  for (let at = 0; at + BLOCK <= bytes.byteLength && bytes[at] !== 0; ) {
    const type = ascii(at + TYPE_AT, 1)
    if (EXTENDED.includes(type)) throw new TarRefused('extended')
    if (!PLAIN.includes(type) && !NAMED.includes(type)) throw new TarRefused('entry_type')
    const size = /^ {0,11}([0-7]{1,12})[ \0]*$/.exec(ascii(at + SIZE_AT, 12))
    if (!size) throw new TarRefused('size')
    if (++files > MAX_FILES) throw new TarRefused('too_many')
    const length = PLAIN.includes(type) ? Number.parseInt(size[1]!, 8) : 0
    at += BLOCK + Math.ceil(length / BLOCK) * BLOCK
  }
}

/** First matching line refuses. Nothing is ever written to disk; names are checked all the same, since they are trusted later. */
const REFUSALS: [TarFault, (e: ParsedTarEntryWithData, seen: ReadonlySet<string>) => boolean][] = [
  ['link', (e) => e.header.type === 'link' || e.header.type === 'symlink'],
  ['absolute', (e) => /^(?:[/\\]|[A-Za-z]:)/.test(e.header.name)],
  ['traversal', (e) => e.header.name.split(/[/\\]/).includes('..')],
  ['folder', (e) => e.header.type === 'directory' || /[/\\]/.test(e.header.name)],
  ['foreign_name', (e) => e.header.type !== 'file' || !Object.values(NAME).some((n) => n.test(e.header.name))],
  ['duplicate', (e, seen) => seen.has(e.header.name)],
]

/** @throws TarRefused with the reason; an envelope that comes back has one business file, and a signature only for that. */
export async function unpack(bytes: Uint8Array): Promise<Envelope> {
  if (bytes.byteLength > MAX_BYTES) throw new TarRefused('too_large')
  plain(bytes)
  let entries: ParsedTarEntryWithData[]
  try {
    entries = await unpackTar(bytes, { strict: true })
  } catch {
    throw new TarRefused('truncated')
  }
  if (entries.length > MAX_FILES) throw new TarRefused('too_many')
  const seen = new Set<string>()
  for (const entry of entries) {
    const wrong = REFUSALS.find(([, is]) => is(entry, seen))
    if (wrong) throw new TarRefused(wrong[0])
    seen.add(entry.header.name)
  }
  const of = (form: RegExp) => entries.filter((e) => form.test(e.header.name))
  const [business, ...more] = of(NAME.business)
  const ebdid = business && NAME.business.exec(business.header.name)![1]!
  if (!business?.data || !ebdid || more.length) throw new TarRefused('no_business_file')
  const signatures = of(NAME.signature)
  if (signatures.some((e) => e.header.name !== `EBDS_EBDB_${ebdid}.xml`)) throw new TarRefused('foreign_signature')
  const signature = signatures[0]?.data
  return { ebdid, business: business.data, ...(signature ? { signature } : {}) }
}
