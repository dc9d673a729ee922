import { kind, nothing } from '../record/kind.ts'

/** 巡查. Kept as told; one that found something waits for an officer to say what becomes of that. */
export const patrol = kind({
  states: { found: { words: '待处置' } },
  first: 'filed',
  next: { unverified: ['filed', 'refused'], filed: ['found', 'withdrawn'], found: ['filed', 'withdrawn'] },
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
