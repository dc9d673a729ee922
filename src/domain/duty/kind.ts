import { KEPT, kind, nothing } from '../record/kind.ts'

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

export const checkIn = kind({ ...KEPT, noun: '签到', prefix: 'QD', presence: true, fields: duty, missing: nothing })
export const checkOut = kind({
  ...KEPT,
  noun: '签退',
  prefix: 'QT',
  presence: true,
  fields: { ...duty, to: { label: '接班' } },
  missing: nothing,
})
export const handover = kind({
  ...KEPT,
  noun: '交接班',
  prefix: 'JB',
  fields: { from: { label: '交班' }, to: { label: '接班' }, ...duty, pending: { label: '待办' } },
  missing: nothing,
})
export const dutyChange = kind({
  ...KEPT,
  noun: '换班',
  prefix: 'HB',
  remote: true,
  fields: {
    status: { label: '进展', alone: true },
    from: { label: '原值班' },
    to: { label: '改由' },
    date: { label: '日期' },
    shift: { label: '班次' },
    lines: { label: '值班线' },
    reason: { label: '原因' },
  },
  missing: nothing,
})
