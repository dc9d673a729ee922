import { type Kind, nothing } from '../record/kind.ts'

const duty = {
  lines: { label: '值班线' },
  persons: { label: '人员' },
  absent: { label: '没来' },
  leader: { label: '带班' },
  shift: { label: '班次' },
  time: { label: '时间' },
  date: { label: '日期' },
  result: { label: '情况' },
}

export const checkIn: Kind = { noun: '签到', fields: duty, missing: nothing }
export const checkOut: Kind = { noun: '签退', fields: duty, missing: nothing }
export const handover: Kind = {
  noun: '交接班',
  fields: { from: { label: '交班' }, to: { label: '接班' }, ...duty, pending: { label: '待办' } },
  missing: nothing,
}
