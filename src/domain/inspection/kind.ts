import { kind, nothing } from '../record/kind.ts'

/** 检查. Told at once it is filed as said; begun in chat it is filled in item by item until it is over. */
export const inspection = kind({
  noun: '检查',
  prefix: 'JC',
  states: {
    checking: { words: '检查中' },
    /** Nobody went on with it: what was checked is kept, and may be gone on with. */
    incomplete: { words: '未查完', over: true },
  },
  first: 'filed',
  next: {
    unverified: ['filed', 'refused'],
    filed: ['withdrawn'],
    checking: ['filed', 'incomplete', 'withdrawn'],
    incomplete: ['checking', 'withdrawn'],
  },
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
