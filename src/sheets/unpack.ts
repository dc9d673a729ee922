/** Whether a pack of evidence is whole: every file in it what its manifest says, none lacking, none added. */
import { createHash } from 'node:crypto'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { z } from 'zod'
import { MANIFEST } from './pack.ts'
import { bookWords } from './words.ts'

const MOST_MANIFEST = 200 * 1024 * 1024
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const manifestRule = z.object({
  format: z.literal('anan-evidence/1'),
  station: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  made_at: z.string(),
  ledger: z.object({ position: z.number(), at: z.string(), sha256: hash }).nullable(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: hash })),
  missing: z.array(z.object({ record: z.string(), sha256: hash.nullable(), why: z.string() })),
})

export interface Unpacked {
  manifest: z.infer<typeof manifestRule>
  /** Of the manifest. */
  sha256: string
  faults: string[]
}

/** Reads it through once, whatever its size. @throws with a sentence for what is no pack at all. */
export async function unpack(path: string): Promise<Unpacked> {
  const zip = await openPromise(path, { autoClose: false }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? bookWords.noFile(path) : bookWords.noPack)
  })
  try {
    const found = new Map<string, { bytes: number; sha256: string }>()
    const faults: string[] = []
    let said: Buffer | undefined
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      if (found.has(name)) faults.push(bookWords.twice(name))
      const kept: Buffer[] | undefined = name === MANIFEST ? [] : undefined
      const read = await readThrough(zip, entry, kept).catch(() => undefined)
      if (!read) faults.push(bookWords.unreadablePart(name))
      found.set(name, read ?? { bytes: 0, sha256: '' })
      if (kept && read) said = Buffer.concat(kept)
    }
    const manifest = manifestRule.safeParse(parsed(said))
    if (!said || !manifest.success) throw new Error(bookWords.noPack)
    for (const { path: name, bytes, sha256 } of manifest.data.files) {
      const is = found.get(name)
      if (!is) faults.push(bookWords.lacksPart(name))
      else if (is.sha256 && (is.sha256 !== sha256 || is.bytes !== bytes)) faults.push(bookWords.alteredPart(name))
    }
    const known = new Set([MANIFEST, ...manifest.data.files.map((f) => f.path)])
    for (const name of found.keys()) if (!known.has(name)) faults.push(bookWords.addedPart(name))
    return { manifest: manifest.data, sha256: createHash('sha256').update(said).digest('hex'), faults }
  } catch (error) {
    // a directory of the archive that cannot be read
    throw error instanceof Error && error.message === bookWords.noPack
      ? error
      : new Error(bookWords.noPack, { cause: error })
  } finally {
    zip.close()
  }
}

async function readThrough(zip: ZipFile, entry: Entry, kept?: Buffer[]) {
  const sum = createHash('sha256')
  let bytes = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    sum.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
    if (kept && bytes > MOST_MANIFEST) throw new Error(bookWords.noPack)
    kept?.push(chunk as Buffer)
  }
  return { bytes, sha256: sum.digest('hex') }
}

function parsed(said: Buffer | undefined): unknown {
  try {
    return JSON.parse(said?.toString('utf8') ?? '')
  } catch {
    return undefined
  }
}
