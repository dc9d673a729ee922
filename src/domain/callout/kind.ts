import { KEPT, kind, nothing } from '../record/kind.ts'

export const callout = kind({
  ...KEPT,
  noun: '队伍出动',
  prefix: 'CD',
  placed: 'village',
  fields: {
    step: { label: '进展', alone: true },
    team: { label: '队伍', alone: true },
    people: { label: '人数', unit: '人', alone: true },
    vehicles: { label: '车辆', unit: '辆车', alone: true },
    equipment: { label: '装备' },
    place: { label: '地点' },
    time: { label: '时间' },
  },
  missing: nothing,
})
