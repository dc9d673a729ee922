/** What an import of a township's own sheet of hazards would do: rows → records, every fault, and what is known already. Pure. */
import type { Person } from '../kernel/roster.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { at, dayOf } from '../kernel/time.ts'
import { restrictedBy, villageCodeOf } from '../record/filing.ts'
import { isOpen, type Rec, type RecordState } from '../record/record.ts'
import { type Fault, readTable, type SheetRow } from '../roster/sheet.ts'
import type { Change } from './fact.ts'
import { defaultDue, ownerByRule } from './owner.ts'
import { roundSet } from './round.ts'
import { dayIn, HAZARD_COLUMNS, termIn } from './sheet.ts'
import { hazardWords } from './words.ts'

/** A row that may be filed, by the key that the same row has in any sheet. */
export interface ImportRow {
  key: string
  /** A number of ours, where it bears one. */
  no: string | null
  row: number
  record: Omit<Rec, 'id' | 'no'>
}

export interface ImportPlan {
  rows: ImportRow[]
  faults: Fault[]
  /** What is worth a look and no fault. */
  notes: string[]
}

const OURS = /^YH-\d{8}-\d{3,}$/
/** Where what is imported came in. */
const CHANNEL = 'import'
/** In the column of whoever answers for it. */
const NOBODY = /^(?:未定|待定|无|[-—/])$/
const OFFICE_HOUR = '09:00'

/** How much of the columns a sheet's headings know: nothing where it is no sheet of hazards. */
export const headsKnown = (data: readonly (readonly unknown[])[]): number => {
  const { known, missing } = readTable('', HAZARD_COLUMNS, data.slice(0, 8))
  return missing ? 0 : known
}

/** A line across the sheet (who signs, what is remarked) is no row of it. */
const withoutRemark = (cells: readonly unknown[]): readonly unknown[] =>
  cells.filter((cell) => cell !== null && cell !== undefined && cell !== '').length > 1 ? cells : []

/** @param sheet its name. */
export function planHazards(g: DecisionContext, sheet: string, data: readonly (readonly unknown[])[]): ImportPlan {
  const { rows, faults, unread } = readTable(sheet, HAZARD_COLUMNS, data.map(withoutRemark))
  const notes = unread.length ? [hazardWords.unreadColumns(unread.slice(0, 20))] : []
  const bad = new Set(faults.map((f) => f.row))
  const seen = new Map<string, number>()
  const planned: ImportRow[] = []
  for (const row of rows) {
    if (bad.has(row.row)) continue
    const one = recordOf(
      g,
      row,
      (key, reason, example) => {
        const column = HAZARD_COLUMNS[key]
        faults.push({ sheet, row: row.row, column: column.title, reason, example: example ?? column.example })
      },
      (note) => notes.push(hazardWords.ofRow(row.row, note)),
    )
    if (!one) continue
    const before = seen.get(one.key)
    if (before) notes.push(hazardWords.ofRow(row.row, hazardWords.sameRow(before)))
    else {
      seen.set(one.key, row.row)
      planned.push(one)
    }
  }
  return { rows: planned, faults: faults.sort((a, b) => a.row - b.row), notes }
}

function recordOf(
  g: DecisionContext,
  row: SheetRow,
  wrong: (key: keyof typeof HAZARD_COLUMNS, reason: string, example?: string) => void,
  note: (said: string) => void,
): ImportRow | undefined {
  const said = (key: keyof typeof HAZARD_COLUMNS) => row[key] as string | undefined
  const today = dayOf(g.now, g.tz)
  let sound = true
  const fault = (...of: Parameters<typeof wrong>) => {
    sound = false
    wrong(...of)
  }
  const day = (key: 'found' | 'due' | 'closed', read: (words: string) => string | undefined) => {
    const words = said(key)
    const read1 = words === undefined ? undefined : read(words)
    if (words !== undefined && !read1) fault(key, hazardWords.noDay(words.slice(0, 20)))
    return read1
  }
  const found = day('found', (words) => dayIn(words, today, false)) ?? today
  if (found > today) fault('found', hazardWords.dayAhead(found), today)
  const due = day('due', (words) => termIn(words, found))
  const closed = day('closed', (words) => dayIn(words, found, true))
  const village = said('village')
  const villageCode = village
    ? villageCodeOf(g.roster, village)
    : (g.roster.villages.find((v) => [said('place'), said('unit')].some((words) => words?.includes(v.name)))?.code ??
      null)
  if (village && !villageCode) fault('village', hazardWords.noVillage(village), g.roster.villages[0]?.name)
  if (!said('place') && !said('unit') && !village) fault('place', hazardWords.nowhere)
  if (!sound) return undefined

  const stated = (said('state') as RecordState | undefined) ?? (closed ? 'cleared' : 'registered')
  const state = stated === 'recheck' && closed ? 'cleared' : stated
  const owner = calledBy(g, said('owner'))
  if (said('owner') && !owner && !NOBODY.test(said('owner')!)) note(hazardWords.ownerByRule(said('owner')!))
  const reporter = calledBy(g, said('reporter'))
  const description = said('description')!
  const villageName = g.roster.villages.find((v) => v.code === villageCode)?.name
  const text = [description, said('note')].filter(Boolean).join('\n')
  const fields = known({
    village: villageName,
    place: said('place') ?? said('unit') ?? villageName,
    description,
    kind: said('kind'),
    severity: said('severity'),
    unit: said('unit') || undefined,
    ...restrictedBy(g, text),
  })
  const key = `${CHANNEL}:${g.hashOf(
    JSON.stringify([
      said('no') ?? '',
      said('found') ? found : '',
      villageCode,
      said('unit') ?? '',
      said('place') ?? '',
      description,
    ]),
  )}`
  const moment = new Date(Math.min(at(found, OFFICE_HOUR, g.tz).getTime(), g.now.getTime()))
  const record = {
    kind: 'hazard_report',
    drill: false,
    state,
    fields,
    villageCode,
    reporterId: reporter?.id ?? null,
    channel: CHANNEL,
    account: CHANNEL,
    chat: null,
    text,
    sourceMessageIds: [key],
    ownerId: owner?.id ?? null,
    dueOn: due ?? (isOpen(state) ? defaultDue(g, fields) : null),
    lat: null,
    lon: null,
    datum: null,
    occurredAt: moment,
    reportedAt: moment,
    receivedAt: moment,
    updatedAt: g.now,
    version: 1,
  } satisfies Omit<Rec, 'id' | 'no'>
  const ruled = record.ownerId ?? ownerByRule(g, { ...record, id: '', no: '' })
  const no = said('no')
  return { key, no: no && OURS.test(no) ? no : null, row: row.row, record: { ...record, ownerId: ruled } }
}

/** Somebody of the roster by name, where only one is called so. */
function calledBy({ roster }: DecisionContext, name: string | undefined): Person | undefined {
  const called = name ? [...roster.people.values()].filter((p) => p.active && p.name === name.replace(/\s/g, '')) : []
  return called.length === 1 ? called[0] : undefined
}

const known = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined))

/** Files those rows; the morning's round looks at them from now on. */
export const imported = (g: DecisionContext, rows: readonly ImportRow[], newNo: () => string): Change[] => [
  ...rows.map(({ record }): Change => ({ type: 'record.filed', record: { ...record, id: g.newId(), no: newNo() } })),
  ...(rows.some((r) => isOpen(r.record.state)) ? roundSet(g) : []),
]
