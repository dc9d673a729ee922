/**
 * The roster as a workbook: which sheets, which columns, and how a cell reads. Pure; files are `src/sheets`.
 * Every fault names sheet, row, column, reason and an example that would pass.
 */

import { type Group, PLACE_KINDS, ROLES, type Shift } from '../kernel/roster.ts'
import {
  cellText,
  degree,
  faultOf,
  keyOf,
  listOf,
  name,
  oneOf,
  readMoment,
  readPhone,
  readRoles,
  readSomebody,
  text,
  tight,
  whole,
} from './cells.ts'
import { placeKind } from './place-kind.ts'

export interface Fault {
  sheet: string
  /** As the spreadsheet counts: the heading is row 1. */
  row: number
  column: string
  reason: string
  example: string
}

export interface Column {
  title: string
  /** Other headings people write for it. */
  also?: string[]
  required?: boolean
  example: string
  /** What belongs here, said to whoever fills it in. */
  hint: string
  /** The cell's value; undefined = it cannot be that. */
  read?: (text: string) => unknown
}

const UNIT_TYPES = ['乡镇', '应急管理站', '村'] as const
export const GROUP_KINDS: Record<Group['kind'], string> = {
  village: '村群',
  grid: '网格群',
  duty: '值班群',
  leaders: '领导群',
  team: '救援队群',
  all: '全镇群',
}
export const POSTS: Record<Shift['post'], string> = { officer: '值班员', leader: '带班领导' }
export const ACTIVE = { 在岗: true, 停用: false } as const

const roleWords = Object.values(ROLES).join('、')

export const SHEETS = {
  单位与村: {
    note: '先填这一张：一行乡镇，一行应急管理站，其余每村一行。',
    columns: {
      type: {
        title: '类型',
        required: true,
        example: '村',
        hint: `只能是 ${UNIT_TYPES.join('、')}`,
        read: oneOf(UNIT_TYPES),
      },
      name: { title: '名称', required: true, example: '石岭村', hint: '最多40个字', read: name(40) },
      code: {
        title: '代码',
        also: ['村代码', '12位代码'],
        example: '350599128200',
        hint: '12位统计用区划代码；应急管理站不用填',
        read: (s) => (/^\d{12}$/.test(s) ? s : undefined),
      },
      aliases: { title: '别名', example: '石岭、石岭大队', hint: '群里常叫的别的名字，用顿号隔开', read: listOf },
    },
  },
  网格: {
    note: '每个网格一行，属于且只属于一个村。',
    columns: {
      village: { title: '村', required: true, example: '石岭村', hint: '与“单位与村”里的名称一致', read: tight },
      seq: { title: '序号', required: true, example: '1', hint: '村内序号，1到999', read: whole(1, 999) },
      name: { title: '名称', required: true, example: '石岭村第一网格', hint: '最多60个字', read: name(60) },
      externalCode: {
        title: '外部编码',
        example: '350599128200001',
        hint: '别的系统里的编码，没有就空着',
        read: text(40),
      },
    },
  },
  人员: {
    note: '每人一行。先按手机认人，没有手机的按姓名和村认人。工作手机换了人用，写接手人的姓名；原来那位另写一行新手机，或写停用。',
    columns: {
      name: { title: '姓名', required: true, example: '林晓明', hint: '最多20个字', read: name(20) },
      phone: {
        title: '手机',
        also: ['手机号', '手机号码', '电话', '联系电话'],
        example: '13800001234',
        hint: '11位手机号',
        read: readPhone,
      },
      roles: {
        title: '职责',
        also: ['角色', '职务'],
        required: true,
        example: '信息员、网格员',
        hint: `用顿号隔开，可用：${roleWords}。管不同片区的写成“网格员（石岭村第一网格）”`,
        read: readRoles,
      },
      village: {
        title: '村',
        also: ['所在村', '所属村'],
        example: '石岭村',
        hint: '与“单位与村”里的名称一致；镇里的人空着',
        read: tight,
      },
      grid: {
        title: '网格',
        also: ['所在网格', '所属网格'],
        example: '石岭村第一网格',
        hint: '与“网格”里的名称一致',
        read: tight,
      },
      onLeaveUntil: { title: '请假至', example: '2026-12-01 08:00', hint: '写成 2026-12-01 08:00', read: readMoment },
      active: {
        title: '状态',
        example: '在岗',
        hint: '在岗或停用，空着就是在岗',
        read: (s) => (Object.hasOwn(ACTIVE, s) ? ACTIVE[s as keyof typeof ACTIVE] : undefined),
      },
      formerName: {
        title: '曾用名',
        also: ['原名'],
        example: '林小明',
        hint: '同一个人改了姓名才填，写花名册里原来的姓名；换人不填',
        read: name(20),
      },
    },
  },
  群组: {
    note: '每个工作群一行。成员按类型和覆盖的村自动配好。',
    columns: {
      name: { title: '名称', required: true, example: '石岭村网格群', hint: '最多40个字，不能重复', read: name(40) },
      kind: {
        title: '类型',
        required: true,
        example: '村群',
        hint: `只能是 ${Object.values(GROUP_KINDS).join('、')}`,
        read: keyOf(GROUP_KINDS),
      },
      villages: { title: '覆盖的村', also: ['村'], example: '石岭村', hint: '用顿号隔开，空着就是全镇', read: listOf },
    },
  },
  风险点: {
    note: '风险点（17类）和要定期检查的单位（工厂、加油站、饭店、市场等），每处一行。',
    columns: {
      kind: {
        title: '类型',
        required: true,
        example: '高陡边坡',
        hint: `只能是 ${PLACE_KINDS.join('、')}`,
        read: placeKind,
      },
      name: { title: '名称', required: true, example: '石岭村小学后坡', hint: '最多60个字', read: name(60) },
      village: { title: '村', required: true, example: '石岭村', hint: '与“单位与村”里的名称一致', read: tight },
      grid: { title: '网格', example: '石岭村第一网格', hint: '与“网格”里的名称一致', read: tight },
      owner: { title: '责任人', example: '林晓明', hint: '姓名或手机，要在“人员”里', read: readSomebody },
      lat: { title: '纬度', example: '25.052', hint: '十进制度数，WGS-84（手机定位、GPS）', read: degree(-90, 90) },
      lon: { title: '经度', example: '118.021', hint: '十进制度数，WGS-84（手机定位、GPS）', read: degree(-180, 180) },
      households: { title: '户数', example: '12', hint: '整数', read: whole(0, 100_000) },
      people: { title: '人数', example: '41', hint: '整数', read: whole(0, 1_000_000) },
      note: { title: '备注', example: '雨天封闭', hint: '最多200个字', read: text(200) },
    },
  },
  值班表: {
    note: '每人每班一行。表里写到的日子按表重排，没写到的日子不动。',
    columns: {
      start: {
        title: '开始',
        also: ['开始时间'],
        required: true,
        example: '2026-11-24 08:00',
        hint: '写成 2026-11-24 08:00',
        read: readMoment,
      },
      end: {
        title: '结束',
        also: ['结束时间'],
        required: true,
        example: '2026-11-25 08:00',
        hint: '写成 2026-11-25 08:00，要晚于开始，一班最长48小时',
        read: readMoment,
      },
      post: { title: '岗位', required: true, example: '值班员', hint: '值班员或带班领导', read: keyOf(POSTS) },
      person: {
        title: '人员',
        also: ['姓名'],
        required: true,
        example: '林晓明',
        hint: '姓名或手机，要在“人员”里',
        read: readSomebody,
      },
      lines: { title: '值班线', example: '政务值班、安全生产', hint: '用顿号隔开，空着就是全部', read: listOf },
    },
  },
} satisfies Record<string, { note: string; columns: Record<string, Column> }>

export type SheetName = keyof typeof SHEETS
/** One row's readable cells by column key, with the row's number in the sheet. */
export interface SheetRow {
  row: number
  [key: string]: unknown
}

const MOST_ROWS = 20_000

/** Rows of one sheet by its columns, and the headings nobody reads. Empty rows are skipped; every cell that cannot be read is a fault. */
export const readRows = (sheet: SheetName, data: readonly (readonly unknown[])[]): TableRead =>
  readTable(sheet, SHEETS[sheet].columns as Record<string, Column>, data)

interface TableRead {
  rows: SheetRow[]
  faults: Fault[]
  unread: string[]
  /** Columns that are there; whether one that must be is not. */
  known: number
  missing: boolean
}

/** The same of any table of columns. */
export function readTable(
  sheet: string,
  table: Readonly<Record<string, Column>>,
  data: readonly (readonly unknown[])[],
): TableRead {
  const columns = Object.entries(table)
  const faults: Fault[] = []
  // Many sheets carry a title above the headings: the heading is the row that knows most of our columns.
  const headOf = (cells: readonly unknown[] = []) => Array.from(cells, (cell) => cellText(cell).replace(/[*＊\s]/g, ''))
  const placesIn = (cells: readonly unknown[] = []) => {
    const head = headOf(cells)
    return new Map(columns.map(([key, c]) => [key, head.findIndex((h) => h === c.title || c.also?.includes(h))]))
  }
  const known = (at: number) => [...placesIn(data[at]).values()].filter((i) => i >= 0).length
  const top = [0, 1, 2, 3, 4, 5, 6].reduce((best, at) => (known(at) > known(best) ? at : best), 0)
  const place = placesIn(data[top])
  const read = new Set(place.values())
  const unread = known(top) ? headOf(data[top]).filter((h, i) => h && h !== '序号' && !read.has(i)) : []
  for (const [key, c] of columns)
    if (c.required && place.get(key) === -1)
      faults.push({ sheet, row: top + 1, column: c.title, reason: '缺少这一列', example: c.title })
  if (data.length - top - 1 > MOST_ROWS)
    faults.push({
      sheet,
      row: top + 2 + MOST_ROWS,
      column: '',
      reason: `一张表最多${MOST_ROWS}行`,
      example: '分成几个文件导入',
    })
  const missing = faults.length > 0
  if (missing) return { rows: [], faults, unread, known: known(top), missing }
  const rows = data.slice(top + 1).flatMap((cells, i): SheetRow[] => {
    if (!cells.some((cell) => faultOf(cell) !== undefined || cellText(cell))) return []
    const row: SheetRow = { row: top + i + 2 }
    for (const [key, c] of columns) {
      const cell = cells[place.get(key)!]
      const wrong = (reason: string) =>
        faults.push({ sheet, row: row.row, column: c.title, reason, example: c.example })
      const fault = faultOf(cell)
      const said = cellText(cell)
      if (fault !== undefined) wrong(`这一格是“${fault.slice(0, 20)}”，没有内容，请改成要写的内容`)
      else if (!said) {
        if (c.required) wrong('没有填')
      } else {
        row[key] = c.read ? c.read(said) : said
        if (row[key] === undefined) wrong(`“${said.slice(0, 30)}”不对，${c.hint}`)
      }
    }
    return [row]
  })
  return { rows, faults, unread, known: known(top), missing }
}

/** One line for a person to read. */
export const saidFault = (f: Fault) =>
  `${f.sheet} 第${f.row}行 ${f.column ? `“${f.column}”` : ''}：${f.reason}。例如：${f.example}`
