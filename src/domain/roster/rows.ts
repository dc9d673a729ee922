/** The roster as rows for a workbook, such that reading them back gives the same roster. */
import { DateTime } from 'luxon'
import { maskPhone, type Person, ROLES, type RoleHeld, type Roster, type Shift } from '../kernel/roster.ts'
import { GROUP_KINDS, POSTS, SHEETS, type SheetName } from './sheet.ts'

export const headOf = (sheet: SheetName): string[] => Object.values(SHEETS[sheet].columns).map((c) => c.title)

/** @param full whole phone numbers; otherwise 138****1234, which an import takes as "unchanged". */
export function rosterRows(
  roster: Roster,
  shifts: Shift[],
  { tz, full }: { tz: string; full: boolean },
): Record<SheetName, unknown[][]> {
  const villageOf = (code: string | null | undefined) => roster.villages.find((v) => v.code === code)?.name ?? ''
  const grids = new Map(roster.grids.map((g) => [g.id, g]))
  const gridOf = (id: string | null | undefined) => grids.get(id ?? '')?.name ?? ''
  const local = (at: Date | null | undefined) =>
    at ? DateTime.fromJSDate(at, { zone: tz }).toFormat('yyyy-MM-dd HH:mm') : ''
  const names = new Map<string, number>()
  for (const p of roster.people.values()) if (p.active) names.set(p.name, (names.get(p.name) ?? 0) + 1)
  const sayPerson = (id: string | null | undefined) => {
    const p = roster.people.get(id ?? '')
    return p?.active ? (names.get(p.name) === 1 ? p.name : full ? (p.phone ?? p.name) : p.name) : ''
  }
  /** Village and grid of the row, and each role in words: bare where the row's area is the role's own, else with it in brackets. */
  const sayRoles = (p: Person) => {
    const row = p.roles.find((r) => r.gridId) ?? p.roles.find((r) => r.villageCode)
    const village = row?.villageCode ?? null
    const grid = p.roles.find((r) => r.gridId)?.gridId ?? null
    const bare = (r: RoleHeld) =>
      r.role === 'grid_member'
        ? (r.villageCode ?? null) === village && (r.gridId ?? null) === grid
        : BY_VILLAGE.has(r.role)
          ? (r.villageCode ?? null) === village && !r.gridId
          : !r.villageCode && !r.gridId
    const words = p.roles.map((r) =>
      bare(r)
        ? ROLES[r.role]
        : `${ROLES[r.role]}（${r.gridId ? `${villageOf(r.villageCode)}/${gridOf(r.gridId)}` : villageOf(r.villageCode)}）`,
    )
    return { words: words.join('、'), village: villageOf(village), grid: gridOf(grid) }
  }
  return {
    单位与村: [
      ['乡镇', roster.station.township, roster.station.code, ''],
      ['应急管理站', roster.station.name, '', ''],
      ...roster.villages.map((v) => ['村', v.name, v.code, v.aliases.join('、')]),
    ],
    网格: [...roster.grids]
      .sort((a, b) => (a.villageCode === b.villageCode ? a.seq - b.seq : a.villageCode < b.villageCode ? -1 : 1))
      .map((g) => [villageOf(g.villageCode), g.seq, g.name, g.externalCode ?? '']),
    人员: [...roster.people.values()].map((p) => {
      const held = sayRoles(p)
      return [
        p.name,
        full ? (p.phone ?? '') : maskPhone(p.phone),
        held.words,
        held.village,
        held.grid,
        local(p.onLeaveUntil),
        p.active ? '在岗' : '停用',
      ]
    }),
    群组: roster.groups.map((g) => [g.name, GROUP_KINDS[g.kind], g.villages.map(villageOf).join('、')]),
    风险点: roster.places.map((p) => [
      p.kind,
      p.name,
      villageOf(p.villageCode),
      gridOf(p.gridId),
      sayPerson(p.ownerId),
      p.lat ?? '',
      p.lon ?? '',
      p.households ?? '',
      p.people ?? '',
      p.note ?? '',
    ]),
    值班表: [...shifts]
      .sort((a, b) => a.startAt.getTime() - b.startAt.getTime())
      .map((s) => [local(s.startAt), local(s.endAt), POSTS[s.post], sayPerson(s.personId), s.lines.join('、')]),
  }
}

const BY_VILLAGE: ReadonlySet<string> = new Set(['info_officer', 'forest_ranger', 'unit_contact'])
