/**
 * What an import would do: sheets and the roster as it stands → rows to write, every fault, and who is not in the sheet.
 * Pure: with any fault nothing of the plan is meant to be written.
 */
import type { Grid, Group, Person, Place, PlaceKind, Roster, Shift, Village } from '../kernel/roster.ts'
import {
  type Desk,
  type FindGrid,
  type FindVillage,
  firstBy,
  gridFinder,
  openDesk,
  type Raw,
  together,
  villageFinder,
} from './check.ts'
import { moment, personFinder, planPeople } from './people.ts'
import { type Fault, SHEETS, type SheetRow } from './sheet.ts'
import { sheetWords } from './words.ts'

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
  /** Whose phone is somebody else's now: the accounts that came with it go, and are looked up anew. */
  handed?: { from: string; to: string }[]
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

const HOURS_48 = 48 * 3600_000
const SHEET_ORDER = Object.keys(SHEETS)

export function planRoster(raw: Raw, known: Roster, ways: Ways): Planned {
  const desk = openDesk(raw)
  const station = planStation(desk, known)
  const villages = planVillages(desk, known)
  const allVillages = together(villages, known.villages, (v) => v.code)
  const villageAt = villageFinder(desk, allVillages)
  const grids = planGrids(desk, known, villageAt, ways.newId)
  const allGrids = together(grids, known.grids, (g) => g.id)
  const gridAt = gridFinder(desk, allGrids, allVillages)
  const { people, handed } = planPeople(desk, known, { ...ways, villages: allVillages, villageAt, gridAt })
  const missing = notIn(people, known)
  const personAt = personFinder(desk, [...people, ...missing])
  const find: Find = { villageAt, gridAt, personAt }
  const groups = planGroups(desk, known, find, ways.newId)
  const places = planPlaces(desk, known, find, ways.newId)
  const shifts = planShifts(desk, find, ways)
  return {
    plan: {
      station,
      villages,
      grids,
      people,
      groups,
      places,
      shifts,
      shiftSpan: spanOf(shifts),
      missing: desk.rows.人员.length ? missing : [],
      handed,
    },
    faults: desk.faults.sort((a, b) => SHEET_ORDER.indexOf(a.sheet) - SHEET_ORDER.indexOf(b.sheet) || a.row - b.row),
    notes: desk.notes,
  }
}

/** How a row's words become what they name; what they do not name is a fault of that row. */
interface Find {
  villageAt: FindVillage
  gridAt: FindGrid
  personAt: ReturnType<typeof personFinder>
}

/** What a sheet does not say of a village known before stays as it was. */
function planVillages(desk: Desk, known: Roster): Village[] {
  const before = firstBy(known.villages, (v) => [v.code])
  return desk
    .good('单位与村')
    .filter((r) => r.type === '村')
    .map((r) => {
      const code = r.code as string
      return { code, name: r.name as string, aliases: (r.aliases as string[]) ?? before.get(code)?.aliases ?? [] }
    })
}

function planGrids(desk: Desk, known: Roster, villageAt: Find['villageAt'], newId: () => string): Grid[] {
  const before = firstBy(known.grids, (g) => [`${g.villageCode} ${g.seq}`])
  const grids = desk.good('网格').flatMap((r): Grid[] => {
    const village = villageAt('网格', r, 'village')
    if (!village) return []
    const was = before.get(`${village.code} ${r.seq}`)
    return [
      {
        id: was?.id ?? newId(),
        villageCode: village.code,
        seq: r.seq as number,
        name: r.name as string,
        externalCode: (r.externalCode as string) ?? was?.externalCode ?? null,
      },
    ]
  })
  desk.once('网格', 'seq', (r) => `${r.village} ${r.seq}`)
  return grids
}

/** Active people of the roster whom no row speaks of. */
function notIn(people: readonly Person[], known: Roster): Person[] {
  const planned = new Set(people.map((p) => p.id))
  return [...known.people.values()].filter((p) => p.active && !planned.has(p.id))
}

function planGroups(desk: Desk, known: Roster, { villageAt }: Find, newId: () => string): Group[] {
  const before = firstBy(known.groups, (g) => [g.name])
  desk.once('群组', 'name', (r) => r.name as string)
  return desk.good('群组').map((r) => {
    const name = r.name as string
    const villages = (r.villages as string[] | undefined) ?? []
    return {
      id: before.get(name)?.id ?? newId(),
      name,
      kind: r.kind as Group['kind'],
      villages: villages.flatMap((said) => villageAt('群组', r, 'villages', said)?.code ?? []),
    }
  })
}

function planPlaces(desk: Desk, known: Roster, { villageAt, gridAt, personAt }: Find, newId: () => string): Place[] {
  const before = firstBy(known.places, (p) => [`${p.kind} ${p.villageCode} ${p.name}`])
  desk.once('风险点', 'name', (r) => `${r.kind} ${r.village} ${r.name}`)
  return desk.good('风险点').flatMap((r): Place[] => {
    const village = villageAt('风险点', r, 'village')
    if ((r.lat === undefined) !== (r.lon === undefined))
      desk.wrong('风险点', r, r.lat === undefined ? 'lat' : 'lon', sheetWords.bothOrNeither)
    if (!village) return []
    const number = (key: string) => (r[key] as number | undefined) ?? null
    return [
      {
        id: before.get(`${r.kind} ${village.code} ${r.name}`)?.id ?? newId(),
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
}

function planShifts(desk: Desk, { personAt }: Find, { newId, tz, dutyLines }: Ways): Shift[] {
  desk.once('值班表', 'person', (r) => `${r.start} ${r.post} ${r.person}`)
  return desk.good('值班表').flatMap((r): Shift[] => {
    const [startAt, endAt] = [moment(r.start as string, tz), moment(r.end as string, tz)]
    if (endAt <= startAt || endAt.getTime() - startAt.getTime() > HOURS_48)
      desk.wrong('值班表', r, 'end', sheetWords.shiftLength)
    const person = personAt('值班表', r, 'person')
    const lines = linesOf(desk, r, dutyLines)
    return person ? [{ id: newId(), personId: person.id, post: r.post as Shift['post'], lines, startAt, endAt }] : []
  })
}

/** From the first start to the last; undefined where the sheet has no shift. */
function spanOf(shifts: readonly Shift[]): RosterPlan['shiftSpan'] {
  const starts = shifts.map((s) => s.startAt.getTime())
  if (!starts.length) return undefined
  return {
    from: new Date(starts.reduce((a, b) => Math.min(a, b))),
    to: new Date(starts.reduce((a, b) => Math.max(a, b))),
  }
}

/** The township and the station's own name; an empty database must be told both, a running one neither. */
function planStation(desk: Desk, known: Roster): Roster['station'] | undefined {
  const ofType = (type: string) => desk.rows.单位与村.filter((r) => r.type === type)
  for (const row of desk.good('单位与村'))
    if (row.type !== '应急管理站' && !row.code)
      desk.wrong('单位与村', row, 'code', '没有填', row.type === '乡镇' ? '350599128000' : undefined)
  desk.once('单位与村', 'code', (r) => r.code as string | undefined)
  desk.once('单位与村', 'name', (r) => `${r.type} ${r.name}`)
  for (const type of ['乡镇', '应急管理站'])
    for (const row of ofType(type).slice(1)) desk.wrong('单位与村', row, 'type', `${type}只能有一行`, '村')
  const [town, home] = [ofType('乡镇')[0], ofType('应急管理站')[0]]
  const empty = !known.version
  if (empty && !town && Object.values(desk.rows).some((rows) => rows.length))
    desk.faults.push({
      sheet: '单位与村',
      row: 2,
      column: '类型',
      reason: sheetWords.emptyStation,
      example: '乡镇 | 青溪镇 | 350599128000',
    })
  if (!town && !home) return undefined
  return {
    name: String(home?.name ?? (empty ? `${town?.name ?? ''}应急管理站` : known.station.name)),
    township: String(town?.name ?? known.station.township),
    code: String(town?.code ?? known.station.code),
  }
}

function linesOf(desk: Desk, row: SheetRow, dutyLines: readonly string[]): string[] {
  const lines = (row.lines as string[] | undefined) ?? [...dutyLines]
  const stray = lines.find((line) => !dutyLines.includes(line))
  if (stray)
    desk.wrong('值班表', row, 'lines', sheetWords.noSuchLine(stray, dutyLines), dutyLines.slice(0, 2).join('、'))
  return lines
}
