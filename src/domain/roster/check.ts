/** The desk an import is checked at: rows as read, faults as found, names looked up in the sheet and the roster together. */
import type { Grid, Village } from '../kernel/roster.ts'
import { type Column, type Fault, readRows, SHEETS, type SheetName, type SheetRow } from './sheet.ts'
import { sheetWords } from './words.ts'

export type Raw = Partial<Record<SheetName, readonly (readonly unknown[])[]>>
export type Desk = ReturnType<typeof openDesk>

export function openDesk(raw: Raw) {
  const faults: Fault[] = []
  const notes: string[] = []
  const names = Object.keys(SHEETS) as SheetName[]
  const rows = Object.fromEntries(
    names.map((name) => {
      const found = raw[name]?.length ? readRows(name, raw[name]) : { rows: [], faults: [], unread: [] }
      for (const fault of found.faults) faults.push(fault)
      if (found.unread.length) notes.push(sheetWords.unread(name, found.unread.slice(0, 20)))
      return [name, found.rows]
    }),
  ) as Record<SheetName, SheetRow[]>
  const bad = new Set(faults.map((f) => `${f.sheet} ${f.row}`))
  const isGood = (sheet: SheetName, row: SheetRow) => !bad.has(`${sheet} ${row.row}`)
  const byName = new Map<SheetName, Map<string, SheetRow[]>>()
  const called = (sheet: SheetName) => {
    const known = byName.get(sheet) ?? groupBy(rows[sheet], (r) => (r.name as string | undefined) ?? null)
    byName.set(sheet, known)
    return known
  }
  const desk = {
    rows,
    faults,
    /** What is worth a look and no fault. */
    notes,
    isGood,
    /** Rows of a sheet with no fault so far. */
    good: (sheet: SheetName) => rows[sheet].filter((row) => isGood(sheet, row)),
    wrong(sheet: SheetName, row: SheetRow, key: string, reason: string, example?: string) {
      const column = (SHEETS[sheet].columns as Record<string, Column>)[key]!
      faults.push({ sheet, row: row.row, column: column.title, reason, example: example ?? column.example })
      bad.add(`${sheet} ${row.row}`)
    },
    /** Two rows of one key are one too many; `keyOf` undefined = the row has none. */
    once(sheet: SheetName, key: string, keyOf: (row: SheetRow) => string | undefined) {
      const seen = new Map<string, number>()
      for (const row of desk.good(sheet)) {
        const k = keyOf(row)
        if (k === undefined) continue
        const before = seen.get(k)
        if (before) desk.wrong(sheet, row, key, `和第${before}行重复`, '每样只写一行')
        else seen.set(k, row.row)
      }
    },
    /** Whether a faulty row of that sheet goes by this name: then the fault is named there already. */
    spokenOf: (sheet: SheetName, said: string) => (called(sheet).get(said) ?? []).some((r) => !isGood(sheet, r)),
  }
  return desk
}

/** A village by name, code or alias. */
export const villageFinder = (desk: Desk, villages: Village[]) => {
  const byName = firstBy(villages, (v) => [v.name])
  const bySaid = [byName, firstBy(villages, (v) => [v.code]), firstBy(villages, (v) => v.aliases)]
  return (sheet: SheetName, row: SheetRow, key: string, said = row[key] as string | undefined): Village | undefined => {
    if (!said) return undefined
    const found = bySaid.map((by) => by.get(said)).find(Boolean)
    if (!found && !desk.spokenOf('单位与村', said))
      desk.wrong(sheet, row, key, sheetWords.noSuchVillage(said.slice(0, 40)), villages[0]?.name)
    return found
  }
}
export type FindVillage = ReturnType<typeof villageFinder>

/** A grid by name within a village, or as 石岭村/第一网格. */
export const gridFinder = (desk: Desk, grids: Grid[], villages: Village[]) => {
  const named = groupBy(grids, (g) => g.name)
  const inVillage = firstBy(grids, (g) => [g.villageCode])
  const byName = firstBy(villages, (v) => [v.name])
  const byCode = firstBy(villages, (v) => [v.code])
  return (
    sheet: SheetName,
    row: SheetRow,
    key: string,
    said: string | undefined,
    villageCode?: string,
  ): Grid | undefined => {
    if (!said) return undefined
    const [of, name] = said.includes('/') ? (said.split('/', 2) as [string, string]) : [undefined, said]
    const within = of ? byName.get(of)?.code : villageCode
    const found = (named.get(name) ?? []).filter((g) => !(of ?? villageCode) || g.villageCode === within)
    if (found.length === 1) return found[0]
    if (found.length > 1)
      desk.wrong(
        sheet,
        row,
        key,
        sheetWords.gridsOfOneName(found.length, said),
        `${byCode.get(found[0]!.villageCode)?.name}/${said}`,
      )
    else if (!desk.spokenOf('网格', name))
      desk.wrong(
        sheet,
        row,
        key,
        sheetWords.noSuchGrid(said.slice(0, 60)),
        (within ? inVillage.get(within) : grids[0])?.name,
      )
    return undefined
  }
}
export type FindGrid = ReturnType<typeof gridFinder>

/** What the roster will be: the sheet's rows, and whatever it does not speak of. */
export const together = <T>(fresh: T[], known: readonly T[], keyOf: (item: T) => string): T[] => {
  const keys = new Set(fresh.map(keyOf))
  return [...fresh, ...known.filter((k) => !keys.has(keyOf(k)))]
}

export const groupBy = <T>(list: T[], keyOf: (item: T) => string | null): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** The first of the list for each of its keys. */
export const firstBy = <T>(list: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T> => {
  const first = new Map<string, T>()
  for (const item of list) for (const key of keysOf(item)) if (!first.has(key)) first.set(key, item)
  return first
}
