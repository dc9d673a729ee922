/** The lists that several nouns share: three for each unit, four for the township. */
import type { LedgerRow } from '#db/record/sheet.ts'
import { ROLES } from '#domain/kernel/roster.ts'
import { ENDED } from '#domain/record/record.ts'
import { type Col, type Exports, type Listing, later, saying, seen, standing, standingByUnit } from './columns.ts'
import { enforcementSheets } from './enforcement.ts'
import { foundColumns, foundSheet, rectifiedColumns, rectifiedSheet } from './hazard.ts'
import { history } from './history.ts'
import { checkedColumns, withItems } from './inspection.ts'
import { listed } from './listed.ts'
import { patrolColumns } from './patrol.ts'
import { bookWords } from './words.ts'

/** Whoever answers for something: for a risk place, or for what was found. */
interface Duty {
  kind: string
  name: string
  villageCode: string | null
  gridId?: string | null
  ownerId: string | null
  households?: number | null
  people?: number | null
}

/** 责任清单: who answers for each risk place, and after those whoever else has something to put right. */
function dutySheet(x: Listing, open: ReadonlyMap<string, { open: number; late: number }>) {
  const { person, village } = saying(x)
  const { roster } = x.context
  const cols: Col<Duty>[] = [
    ['类型', (p) => p.kind, 14],
    ['风险点', (p) => p.name, 26],
    ['村', (p) => village(p.villageCode), 10],
    ['网格', (p) => roster.grids.find((g) => g.id === p.gridId)?.name ?? '', 20],
    ['责任人', (p) => person(p.ownerId) || '未定', 10, '责任'],
    [
      '职责',
      (p) => [...new Set(roster.people.get(p.ownerId ?? '')?.roles.map((r) => ROLES[r.role]) ?? [])].join('、'),
      20,
      '责任',
    ],
    ['未销号', (p) => open.get(p.ownerId ?? '')?.open ?? 0, 8, '责任人名下隐患'],
    ['超期', (p) => open.get(p.ownerId ?? '')?.late ?? 0, 8, '责任人名下隐患'],
    ['户数', (p) => p.households ?? '', 8, '受威胁'],
    ['人数', (p) => p.people ?? '', 8, '受威胁'],
  ]
  const rows = (): Duty[] => {
    const places = roster.places
      .filter((p) => x.only.villageCode === undefined || p.villageCode === x.only.villageCode)
      .map((p): Duty => ({ ...p, ownerId: p.ownerId ?? null }))
    const placed = new Set(places.map((p) => p.ownerId))
    const besides = [...open.keys()].filter((id) => !placed.has(id))
    return [...places, ...besides.map((ownerId): Duty => ({ kind: '隐患整改', name: '', villageCode: null, ownerId }))]
  }
  return listed<Duty>(x, { name: '责任清单', title: '安全生产和防灾减灾责任清单', cols, rows: later(rows) })
}

export const SHARED_EXPORTS = {
  'three-lists': {
    noun: '三张清单（每个单位的检查、隐患、整改）',
    sheets: async (x) => [
      listed(x, {
        name: '检查清单',
        title: '生产经营单位检查清单',
        cols: unitFirst(x, checkedColumns(x)),
        rows: withItems(x, standingByUnit(x, 'inspection')),
      }),
      listed(x, {
        name: '隐患清单',
        title: '生产经营单位隐患清单',
        cols: unitFirst(x, foundColumns(x)),
        rows: standingByUnit(x, 'hazard_report'),
      }),
      listed(x, {
        name: '整改清单',
        title: '生产经营单位整改清单',
        cols: unitFirst(x, rectifiedColumns(x)),
        rows: standingByUnit(x, 'hazard_report'),
      }),
      history(x, 'inspection', 'hazard_report'),
    ],
  },
  'four-lists': {
    noun: '四张清单（排查、隐患、整改、责任）',
    async sheets(x) {
      const open = new Map<string, { open: number; late: number }>()
      const today = saying(x).day(x.context.now)
      const hazards = seen(standing(x, 'hazard_report'), (h) => {
        if (!h.ownerId || ENDED.includes(h.state)) return
        const of = open.get(h.ownerId) ?? { open: 0, late: 0 }
        of.open += 1
        of.late += Number(!!h.dueOn && h.dueOn < today)
        open.set(h.ownerId, of)
      })
      return [
        listed(x, {
          name: '排查清单',
          title: '安全生产和防灾减灾排查清单',
          cols: patrolColumns(x),
          rows: standing(x, 'patrol'),
        }),
        foundSheet(x, hazards),
        rectifiedSheet(x, standing(x, 'hazard_report')),
        dutySheet(x, open),
        history(x, 'patrol', 'hazard_report'),
      ]
    },
  },
  enforcement: { noun: '执法台账（检查、1+1、移交、结果）', sheets: enforcementSheets },
} satisfies Exports

/** The unit stands before all else where the list is one of units; what is of none stands under its village. */
const unitFirst = <R extends LedgerRow>(x: Listing, cols: Col<R>[]): Col<R>[] => {
  const { village } = saying(x)
  const unit = cols.find(([title]) => title === '责任单位')!
  return [
    ['单位', (r) => unit[1](r) || village(r.villageCode) || bookWords.noUnit, unit[2]],
    ...cols.filter((c) => c !== unit),
  ]
}
