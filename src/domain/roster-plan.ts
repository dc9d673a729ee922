/**
 * What an import would do: sheets and the roster as it stands → rows to write, every fault, and who is not in the sheet.
 * Pure: with any fault nothing of the plan is meant to be written.
 */
import { at } from './deadline.ts'
import {
  type Grid,
  type Group,
  maskPhone,
  type Person,
  type Place,
  type PlaceKind,
  ROLES,
  type Role,
  type RoleHeld,
  type Roster,
  type Shift,
  type Village,
} from './roster.ts'
import { type Fault, readRows, SHEETS, type SheetName, type SheetRow } from './roster-sheet.ts'

export interface RosterPlan {
  station?: Roster['station']
  villages: Village[]
  grids: Grid[]
  people: Person[]
  groups: Group[]
  places: Place[]
  shifts: Shift[]
  /** The span whose shifts the sheet replaces. */
  shiftSpan?: { from: Date; to: Date }
  /** In the roster, active, and not in the sheet. */
  missing: Person[]
}

export interface Planned {
  plan: RosterPlan
  faults: Fault[]
  /** What is worth a look and no fault. */
  notes: string[]
}

interface Ways {
  newId(): string
  tz: string
  dutyLines: readonly string[]
}

type Raw = Partial<Record<SheetName, readonly (readonly unknown[])[]>>

/** Roles that mean nothing without a village. */
const NEEDS_VILLAGE: readonly Role[] = ['info_officer', 'grid_member']
/** Roles that take the row's village when it has one. */
const TAKES_VILLAGE: readonly Role[] = [...NEEDS_VILLAGE, 'forest_ranger', 'unit_contact']

const HOURS_48 = 48 * 3600_000

export function planRoster(raw: Raw, known: Roster, ways: Ways): Planned {
  const faults: Fault[] = []
  const notes: string[] = []
  const read = Object.fromEntries(
    (Object.keys(SHEETS) as SheetName[]).map((name) => {
      const found = raw[name]?.length ? readRows(name, raw[name]) : { rows: [], faults: [] }
      faults.push(...found.faults)
      return [name, found.rows]
    }),
  ) as Record<SheetName, SheetRow[]>
  const bad = new Set(faults.map((f) => `${f.sheet} ${f.row}`))
  const wrong = (sheet: SheetName, row: SheetRow, key: string, reason: string, example?: string) => {
    const column = (SHEETS[sheet].columns as Record<string, { title: string; example: string }>)[key]!
    faults.push({ sheet, row: row.row, column: column.title, reason, example: example ?? column.example })
    bad.add(`${sheet} ${row.row}`)
  }
  const good = (sheet: SheetName) => read[sheet].filter((row) => !bad.has(`${sheet} ${row.row}`))
  const once = (sheet: SheetName, key: string, keyOf: (row: SheetRow) => string | undefined) => {
    const seen = new Map<string, number>()
    for (const row of good(sheet)) {
      const k = keyOf(row)
      if (k === undefined) continue
      const before = seen.get(k)
      if (before) wrong(sheet, row, key, `和第${before}行重复`, '每样只写一行')
      else seen.set(k, row.row)
    }
  }

  // ---- the station and its villages ----
  const ofType = (type: string) => read.单位与村.filter((r) => r.type === type)
  for (const row of read.单位与村)
    if (row.type !== '应急管理站' && row.type && !row.code && !bad.has(`单位与村 ${row.row}`))
      wrong('单位与村', row, 'code', '没有填', row.type === '乡镇' ? '350599128000' : undefined)
  once('单位与村', 'code', (r) => r.code as string | undefined)
  once('单位与村', 'name', (r) => `${r.type} ${r.name}`)
  for (const type of ['乡镇', '应急管理站'])
    for (const row of ofType(type).slice(1)) wrong('单位与村', row, 'type', `${type}只能有一行`, '村')
  const [town, home] = [ofType('乡镇')[0], ofType('应急管理站')[0]]
  if (!known.version && !town && Object.values(read).some((rows) => rows.length))
    faults.push({
      sheet: '单位与村',
      row: 2,
      column: '类型',
      reason: '这是一个空站，要先写明乡镇',
      example: '乡镇 | 青溪镇 | 350599128000',
    })
  const station =
    town || home
      ? {
          name: String(home?.name ?? (known.version ? known.station.name : `${town?.name ?? ''}应急管理站`)),
          township: String(town?.name ?? known.station.township),
          code: String(town?.code ?? known.station.code),
        }
      : undefined
  const villages: Village[] = good('单位与村')
    .filter((r) => r.type === '村')
    .map((r) => ({
      code: r.code as string,
      name: r.name as string,
      aliases: (r.aliases as string[]) ?? known.villages.find((v) => v.code === r.code)?.aliases ?? [],
    }))
  const allVillages = [...villages, ...known.villages.filter((v) => !villages.some((w) => w.code === v.code))]
  const spoken = new Set(ofType('村').map((r) => r.name))
  const villageAt = (
    sheet: SheetName,
    row: SheetRow,
    key: string,
    said = row[key] as string | undefined,
  ): Village | undefined => {
    if (!said) return undefined
    const found =
      allVillages.find((v) => v.name === said || v.code === said) ?? allVillages.find((v) => v.aliases.includes(said))
    // A village whose own row is faulty is named there already.
    if (!found && !spoken.has(said))
      wrong(sheet, row, key, `没有叫“${said}”的村，要和“单位与村”里一致`, allVillages[0]?.name)
    return found
  }

  // ---- grids ----
  const grids: Grid[] = good('网格').flatMap((r) => {
    const village = villageAt('网格', r, 'village')
    if (!village) return []
    const was = known.grids.find((g) => g.villageCode === village.code && g.seq === r.seq)
    return [
      {
        id: was?.id ?? ways.newId(),
        villageCode: village.code,
        seq: r.seq as number,
        name: r.name as string,
        externalCode: (r.externalCode as string) ?? was?.externalCode ?? null,
      },
    ]
  })
  once('网格', 'seq', (r) => `${r.village} ${r.seq}`)
  const allGrids = [...grids, ...known.grids.filter((g) => !grids.some((h) => h.id === g.id))]
  const gridAt = (
    sheet: SheetName,
    row: SheetRow,
    key: string,
    said: string | undefined,
    villageCode?: string,
  ): Grid | undefined => {
    if (!said) return undefined
    const [of, name] = said.includes('/') ? (said.split('/', 2) as [string, string]) : [undefined, said]
    const within = of ? allVillages.find((v) => v.name === of)?.code : villageCode
    const found = allGrids.filter((g) => g.name === name && (!(of ?? villageCode) || g.villageCode === within))
    if (found.length === 1) return found[0]
    if (found.length > 1) wrong(sheet, row, key, `有${found.length}个网格叫“${said}”，请写成“石岭村/${said}”`)
    else if (!read.网格.some((g) => g.name === name && bad.has(`网格 ${g.row}`)))
      wrong(
        sheet,
        row,
        key,
        `没有叫“${said}”的网格，要和“网格”里一致`,
        allGrids.find((g) => !villageCode || g.villageCode === villageCode)?.name,
      )
    return undefined
  }

  // ---- people ----
  const rolesAt = (row: SheetRow): RoleHeld[] => {
    const village = villageAt('人员', row, 'village')
    const grid = gridAt('人员', row, 'grid', row.grid as string | undefined, village?.code)
    return (row.roles as { role: Role; area?: string }[]).map(({ role, area }): RoleHeld => {
      if (area) {
        const named = allVillages.find((v) => v.name === area)
        const inGrid = named ? undefined : gridAt('人员', row, 'roles', area)
        return { role, villageCode: named?.code ?? inGrid?.villageCode ?? null, gridId: inGrid?.id ?? null }
      }
      if (NEEDS_VILLAGE.includes(role) && !row.village)
        wrong('人员', row, 'village', `${ROLES[role]}要写明是哪个村的`, allVillages[0]?.name)
      return {
        role,
        villageCode: TAKES_VILLAGE.includes(role) ? (village?.code ?? grid?.villageCode ?? null) : null,
        gridId: role === 'grid_member' ? (grid?.id ?? null) : null,
      }
    })
  }
  once('人员', 'phone', (r) =>
    (r.phone as string | undefined)?.includes('*')
      ? `${r.name} ${r.phone} ${r.village}`
      : (r.phone as string | undefined),
  )
  once('人员', 'name', (r) => (r.phone ? undefined : `${r.name} ${r.village ?? ''}`))
  const held = good('人员').map((row) => ({ row, roles: rolesAt(row) }))
  const taken = new Set<string>()
  const matched = new Map<SheetRow, Person>()
  const take = (row: SheetRow, person: Person | undefined) => {
    if (person && !taken.has(person.id)) {
      taken.add(person.id)
      matched.set(row, person)
    }
  }
  const everybody = [...known.people.values()].sort((a, b) => Number(b.active) - Number(a.active))
  // By whole phone first, so that a rename is never taken for a newcomer; then by name and village.
  for (const { row } of held)
    if (row.phone)
      take(
        row,
        everybody.find((p) => p.phone === row.phone && (p.active || p.name === row.name)),
      )
  for (const { row, roles } of held) {
    if (matched.has(row)) continue
    const masked = (row.phone as string | undefined)?.includes('*')
    const same = everybody.filter(
      (p) =>
        p.name === row.name &&
        !taken.has(p.id) &&
        (masked ? maskPhone(p.phone) === row.phone : sameVillages(p.roles, roles)),
    )
    const living = same.filter((p) => p.active)
    if (living.length > 1) wrong('人员', row, 'phone', `有${living.length}位“${row.name}”，请写完整手机`)
    else if (masked && !same.length)
      wrong('人员', row, 'phone', '这是隐去中间四位的号码，花名册里没有对得上的人，请写完整手机')
    else take(row, living[0] ?? same[0])
  }
  const people: Person[] = held
    .filter(({ row }) => !bad.has(`人员 ${row.row}`))
    .map(({ row, roles }) => {
      const was = matched.get(row)
      const phone = (row.phone as string | undefined)?.includes('*')
        ? was!.phone
        : ((row.phone as string | undefined) ?? was?.phone ?? null)
      if (was && was.name !== row.name)
        notes.push(`手机 ${maskPhone(phone)} 原来是“${was.name}”，按改名为“${row.name}”处理。`)
      return {
        id: was?.id ?? ways.newId(),
        name: row.name as string,
        phone,
        active: (row.active as boolean | undefined) ?? true,
        onLeaveUntil: row.onLeaveUntil ? moment(row.onLeaveUntil as string, ways.tz) : null,
        roles,
      }
    })
  const allPeople = [
    ...people,
    ...[...known.people.values()].filter((p) => p.active && !people.some((q) => q.id === p.id)),
  ]
  const personAt = (sheet: SheetName, row: SheetRow, key: string, villageCode?: string): Person | undefined => {
    const said = row[key] as string | undefined
    if (!said) return undefined
    const found = allPeople.filter((p) => p.phone === said || p.name === said || `${p.name}${p.phone}` === said)
    const near =
      found.length > 1 && villageCode ? found.filter((p) => p.roles.some((r) => r.villageCode === villageCode)) : found
    if (near.length === 1) return near[0]
    if (found.length) wrong(sheet, row, key, `有${found.length}位“${said}”，请改写手机`, '13800001234')
    else if (!read.人员.some((p) => p.name === said && bad.has(`人员 ${p.row}`)))
      wrong(sheet, row, key, `“${said.slice(0, 20)}”不在人员里`, allPeople[0]?.name)
    return undefined
  }

  // ---- groups, places, duty ----
  once('群组', 'name', (r) => r.name as string)
  const groups: Group[] = good('群组').map((r) => ({
    id: known.groups.find((g) => g.name === r.name)?.id ?? ways.newId(),
    name: r.name as string,
    kind: r.kind as Group['kind'],
    villages: ((r.villages as string[] | undefined) ?? []).flatMap(
      (said) => villageAt('群组', r, 'villages', said)?.code ?? [],
    ),
  }))
  once('风险点', 'name', (r) => `${r.kind} ${r.village} ${r.name}`)
  const places: Place[] = good('风险点').flatMap((r) => {
    const village = villageAt('风险点', r, 'village')
    if ((r.lat === undefined) !== (r.lon === undefined))
      wrong('风险点', r, r.lat === undefined ? 'lat' : 'lon', '纬度和经度要么都填，要么都空着')
    if (!village) return []
    const was = known.places.find((p) => p.kind === r.kind && p.name === r.name && p.villageCode === village.code)
    const number = (key: string) => (r[key] as number | undefined) ?? null
    return [
      {
        id: was?.id ?? ways.newId(),
        kind: r.kind as PlaceKind,
        name: r.name as string,
        villageCode: village.code,
        gridId: gridAt('风险点', r, 'grid', r.grid as string | undefined, village.code)?.id ?? null,
        ownerId: personAt('风险点', r, 'owner', village.code)?.id ?? null,
        lat: number('lat'),
        lon: number('lon'),
        households: number('households'),
        people: number('people'),
        note: (r.note as string | undefined) ?? null,
      },
    ]
  })
  once('值班表', 'person', (r) => `${r.start} ${r.post} ${r.person}`)
  const shifts: Shift[] = good('值班表').flatMap((r) => {
    const [startAt, endAt] = [moment(r.start as string, ways.tz), moment(r.end as string, ways.tz)]
    if (endAt <= startAt || endAt.getTime() - startAt.getTime() > HOURS_48)
      wrong('值班表', r, 'end', '结束要晚于开始，一班最长48小时')
    const lines = (r.lines as string[] | undefined) ?? [...ways.dutyLines]
    const stray = lines.find((line) => !ways.dutyLines.includes(line))
    if (stray)
      wrong(
        '值班表',
        r,
        'lines',
        `没有“${stray}”这条线，可用：${ways.dutyLines.join('、')}`,
        ways.dutyLines.slice(0, 2).join('、'),
      )
    const person = personAt('值班表', r, 'person')
    return person
      ? [{ id: ways.newId(), personId: person.id, post: r.post as Shift['post'], lines, startAt, endAt }]
      : []
  })
  const starts = shifts.map((s) => s.startAt.getTime())
  const shiftSpan = starts.length
    ? { from: new Date(Math.min(...starts)), to: new Date(Math.max(...starts)) }
    : undefined
  const missing = read.人员.length
    ? [...known.people.values()].filter((p) => p.active && !people.some((q) => q.id === p.id))
    : []
  return {
    plan: { station, villages, grids, people, groups, places, shifts, shiftSpan, missing },
    faults: faults.sort(byPlace),
    notes,
  }
}

const moment = (local: string, tz: string) => at(local.slice(0, 10), local.slice(11), tz)

const sameVillages = (a: RoleHeld[], b: RoleHeld[]) => {
  const of = (roles: RoleHeld[]) => new Set(roles.flatMap((r) => r.villageCode ?? []))
  const [x, y] = [of(a), of(b)]
  return (!x.size && !y.size) || [...x].some((code) => y.has(code))
}

const SHEET_ORDER = Object.keys(SHEETS)
const byPlace = (a: Fault, b: Fault) => SHEET_ORDER.indexOf(a.sheet) - SHEET_ORDER.indexOf(b.sheet) || a.row - b.row
