/**
 * The list form of the national warning platform (12379): `{"alertData":[{"description","headline","identifier","sendTime"}]}`, newest first.
 * Only the reading of it; whether and where it is fetched is an adapter's own setting, off by default.
 */
import { z } from 'zod'
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

export interface FeedFault {
  /** `alertData[3].sendTime` */
  field: string
  why: string
  example: string
}

/** Entries of one answer; the platform's own list holds some hundreds. */
const MAX_ITEMS = 5_000

const list = z.object({ alertData: z.array(z.unknown()).max(MAX_ITEMS) })
const item = z.object({
  identifier: z.string().trim().min(1).max(80),
  headline: z.string().max(1_000),
  description: z.string().max(20_000).nullish(),
  sendTime: z.string().max(40),
})

const EXAMPLES: Record<string, string> = {
  alertData: '{"alertData":[]}',
  identifier: '35052441600000_20260712083112',
  headline: '青溪县气象台发布暴雨橙色预警/II/严重',
  description: '青溪县气象台2026年07月12日08时30分发布暴雨橙色预警信号：……',
  sendTime: '2026-07-12 08:31:12',
}

/** Reads an answer already parsed as JSON. An entry that cannot be read is told of and does not keep back the others. */
export function readFeed(
  body: unknown,
  tz: string,
  profile: Profile = NATIONAL,
): { items: FeedItem[]; faults: FeedFault[] } {
  const parsed = list.safeParse(body)
  if (!parsed.success)
    return { items: [], faults: [{ field: 'alertData', why: '要有 alertData 列表', example: EXAMPLES.alertData! }] }
  const items: FeedItem[] = []
  const faults: FeedFault[] = []
  parsed.data.alertData.forEach((entry, i) => {
    const fault = (field: string, why: string) =>
      faults.push({ field: `alertData[${i}].${field}`, why, example: EXAMPLES[field] ?? '' })
    const read = item.safeParse(entry)
    if (!read.success) {
      for (const issue of read.error.issues) fault(String(issue.path[0] ?? 'identifier'), '缺少或格式不对')
      return
    }
    const sentAt = beijing(read.data.sendTime)
    if (!sentAt) fault('sendTime', '时间格式不对')
    else if (!read.data.headline.trim() && !read.data.description?.trim()) fault('description', '没有内容')
    else items.push(itemOf(read.data, sentAt, tz, profile))
  })
  return { items, faults }
}

function itemOf(data: z.infer<typeof item>, sentAt: Date, tz: string, profile: Profile): FeedItem {
  const original = data.description?.trim() ? data.description : data.headline
  const read = readWarning([data.headline, data.description].filter(Boolean).join('\n'), { sentAt, tz }, profile)
  return {
    identifier: data.identifier,
    region: /^(\d{6})\d{8}_/.exec(data.identifier)?.[1] ?? null,
    sentAt,
    headline: data.headline,
    original,
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
export function concerns(entry: FeedItem, area: FeedArea): boolean {
  const own = entry.region?.replace(/(?:00){1,2}$/, '')
  return (
    (!!own && area.codes.some((code) => code === entry.region || (code.startsWith(own) && own !== entry.region))) ||
    area.names.some((name) => entry.headline.includes(name) || entry.original.includes(name))
  )
}
