/**
 * What an import would do: sheets and the roster as it stands → rows to write, every fault, and who is not in the sheet.
 * Pure: with any fault nothing of the plan is meant to be written.
 */
import type { Grid, Group, Person, Place, PlaceKind, Roster, Shift, Village } from '../kernel/roster.ts'
import { type Desk, firstBy, gridFinder, openDesk, type Raw, together, villageFinder } from './check.ts'
import { moment, personFinder, planPeople } from './people.ts'
import { type Fault, SHEETS, type SheetRow } from './sheet.ts'

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
  const { newId, tz, dutyLines } = ways

  const station = planStation(desk, known)
  const was = {
    village: firstBy(known.villages, (v) => [v.code]),
    grid: firstBy(known.grids, (g) => [`${g.villageCode} ${g.seq}`]),
    group: firstBy(known.groups, (g) => [g.name]),
    place: firstBy(known.places, (p) => [`${p.kind} ${p.villageCode} ${p.name}`]),
  }
  const villages = desk
    .good('单位与村')
    .filter((r) => r.type === '村')
    .map(
      (r): Village => ({
        code: r.code as string,
        name: r.name as string,
        aliases: (r.aliases as string[]) ?? was.village.get(r.code as string)?.aliases ?? [],
      }),
    )
  const allVillages = together(villages, known.villages, (v) => v.code)
  const villageAt = villageFinder(desk, allVillages)

  const grids = desk.good('网格').flatMap((r): Grid[] => {
    const village = villageAt('网格', r, 'village')
    if (!village) return []
    const before = was.grid.get(`${village.code} ${r.seq}`)
    return [
      {
        id: before?.id ?? newId(),
        villageCode: village.code,
        seq: r.seq as number,
        name: r.name as string,
        externalCode: (r.externalCode as string) ?? before?.externalCode ?? null,
      },
    ]
  })
  desk.once('网格', 'seq', (r) => `${r.village} ${r.seq}`)
  const gridAt = gridFinder(
    desk,
    together(grids, known.grids, (g) => g.id),
    allVillages,
  )

  const { people, handed } = planPeople(desk, known, { newId, tz, villages: allVillages, villageAt, gridAt })
  const planned = new Set(people.map((p) => p.id))
  const untold = [...known.people.values()].filter((p) => p.active && !planned.has(p.id))
  const personAt = personFinder(desk, [...people, ...untold])

  desk.once('群组', 'name', (r) => r.name as string)
  const groups = desk.good('群组').map(
    (r): Group => ({
      id: was.group.get(r.name as string)?.id ?? newId(),
      name: r.name as string,
      kind: r.kind as Group['kind'],
      villages: ((r.villages as string[] | undefined) ?? []).flatMap(
        (said) => villageAt('群组', r, 'villages', said)?.code ?? [],
      ),
    }),
  )

  desk.once('风险点', 'name', (r) => `${r.kind} ${r.village} ${r.name}`)
  const places = desk.good('风险点').flatMap((r): Place[] => {
    const village = villageAt('风险点', r, 'village')
    if ((r.lat === undefined) !== (r.lon === undefined))
      desk.wrong('风险点', r, r.lat === undefined ? 'lat' : 'lon', '纬度和经度要么都填，要么都空着')
    if (!village) return []
    const before = was.place.get(`${r.kind} ${village.code} ${r.name}`)
    const number = (key: string) => (r[key] as number | undefined) ?? null
    return [
      {
        id: before?.id ?? newId(),
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

  desk.once('值班表', 'person', (r) => `${r.start} ${r.post} ${r.person}`)
  const shifts = desk.good('值班表').flatMap((r): Shift[] => {
    const [startAt, endAt] = [moment(r.start as string, tz), moment(r.end as string, tz)]
    if (endAt <= startAt || endAt.getTime() - startAt.getTime() > HOURS_48)
      desk.wrong('值班表', r, 'end', '结束要晚于开始，一班最长48小时')
    const person = personAt('值班表', r, 'person')
    const lines = linesOf(desk, r, dutyLines)
    return person ? [{ id: newId(), personId: person.id, post: r.post as Shift['post'], lines, startAt, endAt }] : []
  })
  const starts = shifts.map((s) => s.startAt.getTime())
  const shiftSpan = starts.length
    ? {
        from: new Date(starts.reduce((a, b) => Math.min(a, b))),
        to: new Date(starts.reduce((a, b) => Math.max(a, b))),
      }
    : undefined
  const faults = desk.faults.sort(
    (a, b) => SHEET_ORDER.indexOf(a.sheet) - SHEET_ORDER.indexOf(b.sheet) || a.row - b.row,
  )
  return {
    plan: {
      station,
      villages,
      grids,
      people,
      groups,
      places,
      shifts,
      shiftSpan,
      missing: desk.rows.人员.length ? untold : [],
      handed,
    },
    faults,
    notes: desk.notes,
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
      reason: '这是一个空站，要先写明乡镇',
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
    desk.wrong(
      '值班表',
      row,
      'lines',
      `没有“${stray}”这条线，可用：${dutyLines.join('、')}`,
      dutyLines.slice(0, 2).join('、'),
    )
  return lines
}
