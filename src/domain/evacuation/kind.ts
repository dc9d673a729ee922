import { KEPT, kind, nothing } from '../record/kind.ts'

export const evacuation = kind({
  ...KEPT,
  noun: '避险转移',
  prefix: 'ZY',
  placed: 'village',
  fields: {
    direction: { label: '去向' },
    place: { label: '从' },
    evacuated_households: { label: '转移', unit: '户' },
    evacuated_people: { label: '转移', unit: '人' },
    total: { label: '累计' },
    remaining_households: { label: '未转', unit: '户' },
    remaining_people: { label: '未转', unit: '人' },
    shelter: { label: '安置在' },
    time: { label: '时间' },
  },
  missing: nothing,
})
