/**
 * A township's own sheet of hazards, as one was kept before: which headings mean what, and how their cells read. Pure; files
 * are `src/sheets`. Every fault names the row, the column and an example that would pass.
 */
import { addDays } from '../kernel/time.ts'
import type { RecordState } from '../record/record.ts'
import { tight } from '../roster/cells.ts'
import type { Column } from '../roster/sheet.ts'
import { hazard } from './kind.ts'
import { SUSPECTED } from './owner.ts'

const short = (most: number) => (said: string) => (said.length <= most ? said : undefined)

/** What a sheet that was exported from here calls them. */
const bare = (said: string): string => said.replace(/[\s。，,]/g, '')
const OURS = new Map(Object.entries(hazard.states).map(([state, { words }]) => [bare(words), state as RecordState]))
/** Of each state what such sheets call it. Put right is not checked: 已整改 waits for somebody to look. */
const STATES: [RecordState, RegExp][] = [
  ['looked_back', /^已?回头看/],
  ['registered', /^(?:待整改|未整改|未完成|未销号|未闭环|否|没有|×|已登记)$/],
  ['rectifying', /^(?:整改中|正在整改|推进中|未完成整改)$/],
  ['recheck', /^(?:待复查|待验收|已?整改(?:完成|完毕|到位)?|已完成|完成|是|√|✓)$/],
  ['cleared', /^(?:已?销号|已?验收(?:合格|通过)?|已?办结|已?闭环|复查(?:合格|通过))$/],
]
const stateIn = (said: string): RecordState | undefined =>
  OURS.get(bare(said)) ?? STATES.find(([, words]) => words.test(bare(said)))?.[0]

const KINDS = hazard.fields.kind!.options!
/** Other words for a kind. */
const ALSO: [RegExp, string][] = [
  [/电气|电线|电力/, '用电'],
  [/危险化学品|危化|烟花/, '危化烟花'],
  [/道路|交通/, '道路交通'],
  [/山洪|水库|河道|防汛|堤/, '水利'],
  [/林|火源/, '森林防火'],
  [/房|建筑物/, '房屋'],
  [/工地|建设|建筑施工/, '施工'],
  [/溺水|水域/, '水域'],
  [/边坡|滑坡|崩塌/, '地质'],
  [/工贸|矿|企业|生产/, '企业生产'],
]
const kindIn = (said: string): string =>
  KINDS.find((k) => said.includes(k)) ?? ALSO.find(([words]) => words.test(said))?.[1] ?? '其他'

const gradeIn = (said: string): string | undefined =>
  /^(?:一般|低|较?小|Ⅳ级?|四级)(?:事故)?(?:隐患|风险)?$/.test(said)
    ? '一般'
    : /^(?:重大|特别重大)(?:事故)?(?:隐患|风险)?$/.test(said)
      ? '重大'
      : said === SUSPECTED
        ? SUSPECTED
        : undefined

export const HAZARD_COLUMNS = {
  no: {
    title: '编号',
    also: ['隐患编号', '台账编号'],
    example: '2026-015',
    hint: '原来的编号，最多40个字',
    read: short(40),
  },
  village: {
    title: '村',
    also: ['村（社区）', '村(社区)', '所在村', '所属村', '村名', '村居', '村社区'],
    example: '石岭村',
    hint: '与花名册里的村名一致',
    read: tight,
  },
  place: {
    title: '地点',
    also: ['隐患地点', '位置', '具体位置', '隐患位置', '隐患部位', '部位', '场所', '地址', '点位'],
    example: '石岭村3组村道',
    hint: '最多100个字',
    read: short(100),
  },
  description: {
    title: '问题',
    also: [
      '隐患内容',
      '隐患描述',
      '隐患情况',
      '隐患问题',
      '问题隐患',
      '存在问题',
      '存在的问题',
      '存在问题隐患',
      '存在问题及隐患',
      '存在隐患',
      '问题描述',
      '主要问题',
      '问题及隐患',
      '隐患名称',
    ],
    required: true,
    example: '护栏断了3米',
    hint: '最多1000个字',
    read: short(1000),
  },
  kind: {
    title: '类型',
    also: ['隐患类型', '隐患类别', '类别', '行业领域', '行业'],
    example: '消防',
    hint: '',
    read: kindIn,
  },
  severity: {
    title: '等级',
    also: ['隐患等级', '隐患级别', '级别', '隐患分级'],
    example: '一般',
    hint: '写一般或重大',
    read: gradeIn,
  },
  unit: {
    title: '责任单位',
    also: [
      '单位',
      '单位名称',
      '企业名称',
      '被检查单位',
      '受检单位',
      '检查单位',
      '整改责任单位',
      '整改单位',
      '生产经营单位',
    ],
    example: '石岭石材厂',
    hint: '最多60个字',
    read: (said: string) => (said === '未写明单位' ? '' : short(60)(said)),
  },
  owner: {
    title: '责任人',
    also: ['整改责任人', '负责人', '整改人', '包保责任人', '单位负责人'],
    example: '林晓明',
    hint: '最多40个字',
    read: short(40),
  },
  found: {
    title: '发现时间',
    also: [
      '发现日期',
      '排查时间',
      '排查日期',
      '检查时间',
      '检查日期',
      '登记时间',
      '登记日期',
      '上报时间',
      '收到时间',
      '日期',
      '时间',
    ],
    example: '2026-11-24',
    hint: '写成 2026-11-24',
    read: short(40),
  },
  reporter: {
    title: '报送人',
    also: ['排查人', '检查人', '检查人员', '排查人员', '发现人', '上报人', '填报人'],
    example: '林晓明',
    hint: '最多40个字',
    read: short(40),
  },
  due: {
    title: '整改期限',
    also: [
      '整改时限',
      '期限',
      '时限',
      '限期',
      '完成时限',
      '整改完成时限',
      '要求完成时间',
      '计划完成时间',
      '整改截止时间',
    ],
    example: '2026-12-01',
    hint: '写成 2026-12-01，或立即、7日内',
    read: short(40),
  },
  state: {
    title: '状态',
    also: [
      '整改情况',
      '整改状态',
      '整改进度',
      '是否整改',
      '是否整改到位',
      '是否完成整改',
      '是否销号',
      '销号情况',
      '完成情况',
    ],
    example: '待整改',
    hint: '写待整改、整改中、已整改、已销号或已回头看',
    read: stateIn,
  },
  closed: {
    title: '销号时间',
    also: ['销号日期', '验收时间', '复查时间', '完成时间', '整改完成时间'],
    example: '2026-11-30',
    hint: '写成 2026-11-30',
    read: short(40),
  },
  note: { title: '备注', also: ['说明'], example: '雨天更重', hint: '最多500个字', read: short(500) },
} satisfies Record<string, Column>

/**
 * A day as such sheets write it: 2026-11-24, 2026/11/24, 2026.11.24, 2026年11月24日, 20261124, 26.11.24, 11月24日, 11.24, with a
 * time or none, and a spreadsheet's own number. @param near the day that one without a year is looked for next to
 * @param after whether it comes after that day; else before
 */
export function dayIn(said: string, near: string, after: boolean): string | undefined {
  const bare = said
    .replace(/[（(](?:周|星期)[一二三四五六日天][)）]/, '')
    .replace(/(?<![T\s])[T\s]{1,4}\d{1,2}[:：时]\d{0,2}(?:[:：分]\d{0,2})?秒?$/, '')
    .replace(/(?:之?前|以前|底前)$/, '')
    .replace(/\s/g, '')
  if (/^\d{5}$/.test(bare)) {
    const days = Number(bare)
    // a day of these years, written in a cell that does not show it as one
    return days > 36_500 && days < 73_000 ? addDays('1899-12-30', days) : undefined
  }
  const whole =
    /^(\d{4}|\d{2})[-/年.．](\d{1,2})[-/月.．](\d{1,2})[日号]?$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare)
  if (whole) return realDay(whole[1]!.length === 2 ? `20${whole[1]}` : whole[1]!, whole[2]!, whole[3]!)
  const part = /^(\d{1,2})[-/月.．](\d{1,2})[日号]?$/.exec(bare)
  if (!part) return undefined
  const year = Number(near.slice(0, 4))
  const days = [year - 1, year, year + 1].flatMap((y) => realDay(String(y), part[1]!, part[2]!) ?? [])
  return after ? days.find((d) => d >= near) : days.findLast((d) => d <= near)
}

function realDay(year: string, month: string, day: string): string | undefined {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
    ? at.toISOString().slice(0, 10)
    : undefined
}

/** A term: a day, at once, or within so many days of that day. */
export function termIn(said: string, found: string): string | undefined {
  const bare = said.replace(/\s/g, '')
  if (/^(?:立即|立行立改|立查立改|当场|当日|即时|马上)(?:整改|完成)?$/.test(bare)) return found
  const within = /^(\d{1,3})(?:个)?(?:日|天)(?:内|以内|之内)?(?:完成|整改)?$/.exec(bare)
  return within ? addDays(found, Number(within[1])) : dayIn(said, found, true)
}
