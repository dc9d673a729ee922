import { KEPT, kind, nothing } from '../record/kind.ts'

export const shelter = kind({
  ...KEPT,
  noun: '避灾安置点',
  prefix: 'BZ',
  placed: 'village',
  fields: {
    action: { label: '动作', alone: true },
    shelter: { label: '安置点', alone: true },
    people: { label: '人数', unit: '人', alone: true },
    households: { label: '户数', unit: '户', alone: true },
    village: { label: '村' },
    needs: { label: '需要' },
    time: { label: '时间' },
  },
  missing: nothing,
})
