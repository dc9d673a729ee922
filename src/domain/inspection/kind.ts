import { KEPT, kind, nothing } from '../record/kind.ts'

export const inspection = kind({
  ...KEPT,
  noun: '检查',
  prefix: 'JC',
  placed: 'village',
  fields: {
    unit: { label: '单位', alone: true },
    result: { label: '结果', alone: true },
    action: { label: '处理', alone: true },
    findings: { label: '问题' },
    inspectors: { label: '检查人' },
    deadline: { label: '期限' },
    place: { label: '地点' },
    time: { label: '时间' },
    date: { label: '日期' },
    photo: { label: '照片' },
  },
  missing: nothing,
})
