import { KEPT, kind, nothing } from '../record/kind.ts'

export const patrol = kind({
  ...KEPT,
  noun: '巡查',
  prefix: 'XC',
  placed: 'village',
  fields: {
    object: { label: '对象' },
    village: { label: '村' },
    time: { label: '时间' },
    date: { label: '日期' },
    result: { label: '结果' },
    abnormal: { label: '异常' },
    persons: { label: '人员' },
  },
  missing: nothing,
})
