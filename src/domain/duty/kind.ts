import type { Kind } from '../record/kind.ts'

const nothing = () => []

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
export const patrol: Kind = {
  noun: '巡查',
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
}
export const evacuation: Kind = {
  noun: '避险转移',
  fields: {
    direction: { label: '去向' },
    place: { label: '从' },
    evacuated_households: { label: '转移', unit: '户' },
    evacuated_people: { label: '转移', unit: '人' },
    remaining_households: { label: '未转', unit: '户' },
    remaining_people: { label: '未转', unit: '人' },
    shelter: { label: '安置在' },
    time: { label: '时间' },
  },
  missing: nothing,
}
/** Bare words: nothing was read from them, and nothing is asked. */
export const aside: Kind = { noun: '待人工处理', fields: {}, missing: nothing }
