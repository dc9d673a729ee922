/** People of an import: their roles in their places, and who of the roster they are. */
import { pinyin } from 'pinyin-pro'
import { maskPhone, type Person, ROLES, type Role, type RoleHeld, type Roster, type Village } from '../kernel/roster.ts'
import { at } from '../kernel/time.ts'
import { tight } from './cells.ts'
import { type Desk, type FindGrid, type FindVillage, firstBy, groupBy } from './check.ts'
import type { SheetName, SheetRow } from './sheet.ts'
import { sheetWords } from './words.ts'

/** Roles that mean nothing without a village. */
const NEEDS_VILLAGE: readonly Role[] = ['info_officer', 'grid_member']
/** Roles that take the row's village when it has one. */
const TAKES_VILLAGE: readonly Role[] = [...NEEDS_VILLAGE, 'forest_ranger', 'unit_contact']

interface Ways {
  newId(): string
  tz: string
  villages: Village[]
  villageAt: FindVillage
  gridAt: FindGrid
}

/** 2026-11-24T08:00 of the station → the instant. */
export const moment = (local: string, tz: string) => at(local.slice(0, 10), local.slice(11), tz)

const isMasked = (row: SheetRow) => !!(row.phone as string | undefined)?.includes('*')

export function planPeople(
  desk: Desk,
  known: Roster,
  ways: Ways,
): { people: Person[]; handed: { from: string; to: string }[] } {
  desk.once('人员', 'phone', (r) =>
    isMasked(r) ? `${r.name} ${r.phone} ${r.village}` : (r.phone as string | undefined),
  )
  desk.once('人员', 'name', (r) => (r.phone ? undefined : `${r.name} ${r.village ?? ''}`))
  const byName = firstBy(ways.villages, (v) => [v.name])
  const held = desk.good('人员').map((row) => ({ row, roles: rolesOf(desk, row, ways, byName) }))
  const { matched, gave } = matchPeople(desk, known, held)
  const handed: { from: string; to: string }[] = []
  const givers = new Set([...gave.values()].map((p) => p.id))
  const people = held
    .filter(({ row }) => desk.isGood('人员', row))
    .map(({ row, roles }): Person => {
      const was = matched.get(row)
      const from = gave.get(row)
      const phone = isMasked(row)
        ? was!.phone
        : ((row.phone as string | undefined) ?? (was && !givers.has(was.id) ? was.phone : null))
      if (was && tight(was.name) !== row.name)
        desk.notes.push(sheetWords.renamed(maskPhone(phone), was.name, row.name as string))
      const id = was?.id ?? ways.newId()
      if (from) handed.push({ from: from.id, to: id })
      const onLeaveUntil = row.onLeaveUntil ? moment(row.onLeaveUntil as string, ways.tz) : null
      return {
        id,
        name: row.name as string,
        phone,
        active: (row.active as boolean | undefined) ?? true,
        onLeaveUntil,
        roles,
      }
    })
  const planned = new Set(people.map((p) => p.id))
  for (const [row, from] of gave) desk.notes.push(saidHanded(row, from, planned.has(from.id)))
  return { people, handed }
}

/** A phone in other hands: who has it now, what becomes of whoever had it, and what to do if it was meant otherwise. */
function saidHanded(row: SheetRow, from: Person, still: boolean): string {
  return [
    sheetWords.handedOn(maskPhone(from.phone), from.name, row.name as string),
    still ? '' : sheetWords.leftWithout(from.name),
  ].join('')
}

function rolesOf(
  desk: Desk,
  row: SheetRow,
  { villages, villageAt, gridAt }: Ways,
  byName: Map<string, Village>,
): RoleHeld[] {
  const village = villageAt('人员', row, 'village')
  const grid = gridAt('人员', row, 'grid', row.grid as string | undefined, village?.code)
  return (row.roles as { role: Role; area?: string }[]).map(({ role, area }): RoleHeld => {
    if (area) {
      const named = byName.get(area)
      const inGrid = named ? undefined : gridAt('人员', row, 'roles', area)
      return { role, villageCode: named?.code ?? inGrid?.villageCode ?? null, gridId: inGrid?.id ?? null }
    }
    if (NEEDS_VILLAGE.includes(role) && !row.village && !grid)
      desk.wrong('人员', row, 'village', `${ROLES[role]}要写明是哪个村的`, villages[0]?.name)
    const villageCode = TAKES_VILLAGE.includes(role) ? (village?.code ?? grid?.villageCode ?? null) : null
    return { role, villageCode, gridId: role === 'grid_member' ? (grid?.id ?? null) : null }
  })
}

/**
 * Who of the roster each row is, and from whom a row takes its phone over. By phone and name first; then by a former name
 * stated; a phone alone is a renaming only where the names are nearly one and the old one stands nowhere else, otherwise it
 * has changed hands; then by name and village.
 */
function matchPeople(
  desk: Desk,
  known: Roster,
  held: { row: SheetRow; roles: RoleHeld[] }[],
): { matched: Map<SheetRow, Person>; gave: Map<SheetRow, Person> } {
  const everybody = [...known.people.values()].sort((a, b) => Number(b.active) - Number(a.active))
  const byPhone = groupBy(everybody, (p) => p.phone)
  const byName = groupBy(everybody, (p) => tight(p.name))
  const holders = (row: SheetRow) => byPhone.get((row.phone as string | undefined) ?? '') ?? []
  const taken = new Set<string>()
  const matched = new Map<SheetRow, Person>()
  const gave = new Map<SheetRow, Person>()
  const take = (row: SheetRow, person: Person | undefined) => {
    if (!person || taken.has(person.id)) return
    taken.add(person.id)
    matched.set(row, person)
  }
  for (const { row } of held)
    take(
      row,
      holders(row).find((p) => tight(p.name) === row.name),
    )
  for (const { row, roles } of held)
    if (!matched.has(row) && row.formerName) take(row, formerly(desk, row, roles, byName, taken))
  const standing = new Set(held.flatMap(({ row }) => (matched.has(row) ? [] : [row.name as string])))
  for (const { row } of held) {
    const holder = matched.has(row) ? undefined : holders(row).find((p) => p.active && !taken.has(p.id))
    if (!holder) continue
    const name = tight(holder.name)
    if (!standing.has(name) && nearlyOne(name, row.name as string)) take(row, holder)
    else gave.set(row, holder)
  }
  const givers = new Set([...gave.values()].map((p) => p.id))
  for (const { row, roles } of held) {
    if (matched.has(row)) continue
    const same = (byName.get(row.name as string) ?? []).filter(
      (p) =>
        !taken.has(p.id) &&
        (isMasked(row) ? maskPhone(p.phone) === row.phone : givers.has(p.id) || sameVillages(p.roles, roles)),
    )
    const living = same.filter((p) => p.active)
    if (living.length > 1)
      desk.wrong('人员', row, 'phone', sheetWords.severalWholePhone(living.length, row.name as string))
    else if (isMasked(row) && !same.length) desk.wrong('人员', row, 'phone', sheetWords.maskedNobody)
    else take(row, living[0] ?? same[0])
  }
  return { matched, gave }
}

/** Whoever a row says its person was called before: with the same phone, or the only one of that name there. */
function formerly(
  desk: Desk,
  row: SheetRow,
  roles: RoleHeld[],
  byName: Map<string, Person[]>,
  taken: ReadonlySet<string>,
): Person | undefined {
  const called = (byName.get(row.formerName as string) ?? []).filter((p) => !taken.has(p.id))
  const near = called.filter((p) => p.phone === row.phone || sameVillages(p.roles, roles))
  const found = called.find((p) => row.phone && p.phone === row.phone) ?? (near.length === 1 ? near[0] : undefined)
  if (!found && called.length)
    desk.wrong('人员', row, 'formerName', sheetWords.severalFormer(called.length, row.formerName as string))
  return found
}

/** One name written another way: one holds the other, or they sound the same (林小明, 林晓明). */
function nearlyOne(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a) || soundOf(a) === soundOf(b)
}
const soundOf = (name: string) => pinyin(name, { toneType: 'none', type: 'array' }).join(' ')

const sameVillages = (a: RoleHeld[], b: RoleHeld[]) => {
  const of = (roles: RoleHeld[]) => new Set(roles.flatMap((r) => r.villageCode ?? []))
  const [x, y] = [of(a), of(b)]
  return (!x.size && !y.size) || [...x].some((code) => y.has(code))
}

/** Somebody meant by name, phone, or both written together; in doubt whoever has a role in the village. */
export function personFinder(desk: Desk, people: Person[]) {
  const saidOf = (p: Person) => [...new Set([p.name, p.phone ?? '', `${p.name}${p.phone ?? ''}`])].filter(Boolean)
  const bySaid = groupBy(
    people.flatMap((p) => saidOf(p).map((said) => ({ said, p }))),
    (x) => x.said,
  )
  return (sheet: SheetName, row: SheetRow, key: string, villageCode?: string): Person | undefined => {
    const said = row[key] as string | undefined
    if (!said) return undefined
    const found = (bySaid.get(said) ?? []).map((x) => x.p)
    const near =
      found.length > 1 && villageCode ? found.filter((p) => p.roles.some((r) => r.villageCode === villageCode)) : found
    if (near.length === 1) return near[0]
    if (found.length) desk.wrong(sheet, row, key, sheetWords.severalPhone(found.length, said), '13800001234')
    else if (!desk.spokenOf('人员', said))
      desk.wrong(sheet, row, key, `“${said.slice(0, 20)}”不在人员里`, people[0]?.name)
    return undefined
  }
}
