/** The lists that several nouns share: inspected, found, put right, answered for. */
import type { LedgerRow } from '#db/record/sheet.ts'
import { ROLES } from '#domain/kernel/roster.ts'
import { ENDED } from '#domain/record/record.ts'
import { type Col, type Exports, later, saying, seen, sheet, standing } from './columns.ts'
import { hazardColumns, rectifying } from './hazard.ts'
import { patrolColumns } from './patrol.ts'

export const SHARED_EXPORTS = {
  'three-lists': {
    noun: '三张清单（检查、隐患、整改）',
    async sheets(x) {
      const unit: Col<LedgerRow> = ['单位', (r) => r.fields.unit ?? r.fields.object ?? r.fields.place ?? '']
      return [
        sheet('检查清单', [unit, ...patrolColumns(x)], standing(x, 'patrol')),
        sheet('隐患清单', [unit, ...hazardColumns(x)], standing(x, 'hazard_report')),
        sheet(
          '整改清单',
          [unit, ...hazardColumns(x).filter(([t]) => rectifying.includes(t))],
          standing(x, 'hazard_report'),
        ),
      ]
    },
  },
  'four-lists': {
    noun: '四张清单（排查、隐患、整改、责任）',
    async sheets(x) {
      const open = new Map<string, number>()
      const hazards = seen(standing(x, 'hazard_report'), (h) => {
        if (h.ownerId && !ENDED.includes(h.state)) open.set(h.ownerId, (open.get(h.ownerId) ?? 0) + 1)
      })
      const { person, village } = saying(x)
      const { roster } = x.context
      const duty: Col<(typeof roster.places)[number]>[] = [
        ['类型', (p) => p.kind],
        ['风险点', (p) => p.name],
        ['村', (p) => village(p.villageCode)],
        ['网格', (p) => roster.grids.find((g) => g.id === p.gridId)?.name ?? ''],
        ['责任人', (p) => person(p.ownerId) || '未定'],
        [
          '职责',
          (p) =>
            roster.people
              .get(p.ownerId ?? '')
              ?.roles.map((r) => ROLES[r.role])
              .join('、') ?? '',
        ],
        ['未销号隐患', (p) => open.get(p.ownerId ?? '') ?? 0],
        ['户数', (p) => p.households ?? ''],
        ['人数', (p) => p.people ?? ''],
      ]
      return [
        sheet('排查清单', patrolColumns(x), standing(x, 'patrol')),
        sheet('隐患清单', hazardColumns(x), hazards),
        sheet(
          '整改清单',
          hazardColumns(x).filter(([t]) => rectifying.includes(t)),
          standing(x, 'hazard_report'),
        ),
        sheet(
          '责任清单',
          duty,
          later(() => roster.places),
        ),
      ]
    },
  },
} satisfies Exports
