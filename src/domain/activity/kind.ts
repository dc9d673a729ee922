import { KEPT, kind, nothing } from '../record/kind.ts'

export const activity = kind({
  ...KEPT,
  noun: '活动',
  prefix: 'HD',
  placed: 'village',
  fields: {
    kind: { label: '类别', alone: true },
    title: { label: '内容', alone: true },
    people: { label: '人数', unit: '人', alone: true },
    place: { label: '地点' },
    result: { label: '情况' },
    time: { label: '时间' },
    date: { label: '日期' },
    photo: { label: '照片' },
  },
  missing: nothing,
})
