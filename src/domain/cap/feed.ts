/**
 * The list form of the national warning platform (12379): `{"alertData":[{"description","headline","identifier","sendTime"}]}`, newest first.
 * Only the reading of it; whether and where it is fetched is an adapter's own setting, off by default.
 */
import { z } from 'zod'
import { clean } from '../kernel/wellformed.ts'
import { garbled } from '../reading/decoded.ts'
import { NATIONAL, type Profile } from './profile.ts'
import type { Signal } from './signal.ts'
import { readWarning } from './text.ts'
import type { LegalReading } from './text-legal.ts'

export interface FeedItem {
  identifier: string
  /** The six digits of the issuing county, city or province; null where the identifier is of another form. */
  region: string | null
  /** When the platform sent it. */
  sentAt: Date
  headline: string
  /** The full text as given, which is what is relayed. */
  original: string
  signals: Signal[]
  legal: LegalReading[]
}

interface FeedFault {
  /** `alertData[3].sendTime` */
  field: string
  why: string
  example: string
}

/** Entries read before others are served: some milliseconds' work. */
const SLICE = 100

const list = z.object({ alertData: z.array(z.unknown()) })
const item = z.object({
  identifier: z.string().transform(clean).pipe(z.string().trim().min(1).max(200)),
  // of any length: what concerns us is never refused for it, nor for what no text can hold
  headline: z.string().transform(clean),
  description: z.string().transform(clean).nullish(),
  sendTime: z.string().max(40),
})

const EXAMPLES: Record<string, string> = {
  alertData: '{"alertData":[]}',
  identifier: '35052441600000_20260712083112',
  headline: '青溪县气象台发布暴雨橙色预警/II/严重',
  description: '青溪县气象台2026年07月12日08时30分发布暴雨橙色预警信号：……',
  sendTime: '2026-07-12 08:31:12',
}

/** An entry that concerns us and cannot be read, however much of it can be told. */
export interface BrokenItem {
  /** Empty where that is what is broken. */
  identifier: string
  /** Its own fields as they came, which tell it from another. */
  raw: string
  /** What is wrong with it. */
  why: string
}

export interface FeedRead {
  items: FeedItem[]
  faults: FeedFault[]
  /** Of the faults, those of entries that concern the area. */
  broken: BrokenItem[]
}

/** Reads an answer already parsed as JSON, at once. */
export function readFeed(body: unknown, tz: string, profile: Profile = NATIONAL): FeedRead {
  const reading = feedInSlices(body, tz, undefined, profile)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

/**
 * The same slice by slice, so that others are served between them, however long the list is. An entry that cannot be read is
 * told of and does not keep back the others.
 * @param area only what concerns it is read closely; of the rest no more than what it is.
 */
export function* feedInSlices(
  body: unknown,
  tz: string,
  area?: FeedArea,
  profile: Profile = NATIONAL,
): Generator<void, FeedRead> {
  const parsed = list.safeParse(body)
  if (!parsed.success)
    return {
      items: [],
      faults: [{ field: 'alertData', why: '要有 alertData 列表', example: EXAMPLES.alertData! }],
      broken: [],
    }
  const items: FeedItem[] = []
  const faults: FeedFault[] = []
  const broken: BrokenItem[] = []
  for (const [i, entry] of parsed.data.alertData.entries()) {
    if (i && i % SLICE === 0) yield
    const wrong = (found: [field: string, why: string][]) => {
      for (const [field, why] of found)
        faults.push({ field: `alertData[${i}].${field}`, why, example: EXAMPLES[field] ?? '' })
      const ours = area && brokenOf(entry, area, found)
      if (ours) broken.push(ours)
    }
    const read = item.safeParse(entry)
    if (!read.success) {
      wrong(read.error.issues.map((issue) => [String(issue.path[0] ?? 'identifier'), '缺少或格式不对']))
      continue
    }
    const sentAt = beijing(read.data.sendTime)
    const said = `${read.data.headline}${read.data.description ?? ''}`
    if (!sentAt) wrong([['sendTime', '时间格式不对']])
    else if (!said.trim()) wrong([['description', '没有内容']])
    else if (garbled(said.slice(0, 2_000))) wrong([['description', '文字编码坏了，是乱码']])
    else items.push(itemOf(read.data, sentAt, tz, profile, area))
  }
  return { items, faults, broken }
}

/** What of an unreadable entry says that it is ours: the place in its identifier, or a name in whatever is text. */
function brokenOf(entry: unknown, area: FeedArea, found: [field: string, why: string][]): BrokenItem | undefined {
  const fields = (typeof entry === 'object' && entry ? entry : {}) as Record<string, unknown>
  const text = (key: string) => (typeof fields[key] === 'string' ? clean(fields[key]) : '')
  const identifier = text('identifier').trim().slice(0, 200)
  const raw = { headline: text('headline'), original: text('description') }
  if (!concerns({ region: regionOf(identifier), ...raw }, area)) return undefined
  const why = [...new Set(found.map(([field, what]) => `${field} ${what}`))].join('；')
  return { identifier, raw: [identifier, raw.headline, raw.original, text('sendTime')].join('\n'), why }
}

/** The six digits an identifier begins with. */
const regionOf = (identifier: string) => /^(\d{6})\d{8}_/.exec(identifier)?.[1] ?? null

function itemOf(data: z.infer<typeof item>, sentAt: Date, tz: string, profile: Profile, area?: FeedArea): FeedItem {
  const bare: FeedItem = {
    identifier: data.identifier,
    region: regionOf(data.identifier),
    sentAt,
    headline: data.headline,
    original: data.description?.trim() ? data.description : data.headline,
    signals: [],
    legal: [],
  }
  if (area && !concerns(bare, area)) return bare
  const read = readWarning([data.headline, data.description].filter(Boolean).join('\n'), { sentAt, tz }, profile)
  return {
    ...bare,
    signals: read.signals.map((s) => ({
      ...s,
      issuedAt: s.issuedAt ?? enteredAt(data.identifier) ?? sentAt,
      timeFrom: s.issuedAt ? ('text' as const) : ('carrier' as const),
      identifier: data.identifier,
    })),
    legal: read.legal,
  }
}

/** The platform writes Beijing time without saying so. */
function beijing(written: string): Date | null {
  const m = /^(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?(?:\.\d{1,3})?$/.exec(written.trim())
  if (!m) return null
  const t = new Date(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6] ?? '00'}+08:00`)
  return Number.isNaN(t.getTime()) ? null : t
}

/**
 * When it was entered, from the identifier: six digits of place, three of body, three of unit, two of extension, `_`, the time,
 * and in the longer form `_` and a serial digit.
 */
export function enteredAt(identifier: string): Date | null {
  const m = /^\d{14}_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:_\d)?$/.exec(identifier)
  return m ? beijing(`${m[1]}-${m[2]}-${m[3]} ${m[4]}:${m[5]}:${m[6]}`) : null
}

export interface FeedArea {
  /** Codes of the counties watched; what their city and province issue is theirs too. */
  codes: readonly string[]
  /** Names that make an entry ours wherever it comes from. */
  names: readonly string[]
}

/** Whether an entry concerns the area. */
export function concerns(entry: Pick<FeedItem, 'region' | 'headline' | 'original'>, area: FeedArea): boolean {
  const own = entry.region?.replace(/(?:00){1,2}$/, '')
  return (
    (!!own && area.codes.some((code) => code === entry.region || (code.startsWith(own) && own !== entry.region))) ||
    area.names.some((name) => entry.headline.includes(name) || entry.original.includes(name))
  )
}
