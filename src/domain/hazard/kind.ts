import { asking, kind } from '../record/kind.ts'

const HAZARD_KINDS = [
  '消防',
  '用电',
  '燃气',
  '危化烟花',
  '道路交通',
  '地质',
  '水利',
  '森林防火',
  '房屋',
  '施工',
  '企业生产',
  '水域',
  '高空坠物',
  '其他',
] as const

/** 隐患. Only what it cannot do without is asked: where it is. */
export const hazard = kind({
  noun: '隐患',
  prefix: 'YH',
  states: {
    registered: { words: '待整改' },
    rectifying: { words: '整改中' },
    recheck: { words: '待复查' },
    cleared: { words: '已销号', over: true },
  },
  first: 'registered',
  next: {
    unverified: ['registered', 'refused', 'withdrawn'],
    registered: ['rectifying', 'recheck', 'withdrawn'],
    rectifying: ['recheck', 'withdrawn'],
    recheck: ['cleared', 'rectifying'],
    cleared: ['rectifying'],
  },
  placed: 'own',
  fields: {
    kind: { label: '类型', options: HAZARD_KINDS },
    place: { label: '地点' },
    description: { label: '问题' },
    severity: { label: '等级' },
    unit: { label: '责任单位' },
    deadline: { label: '要求期限' },
    time: { label: '时间' },
    threatened_households: { label: '受威胁', unit: '户' },
    threatened_people: { label: '受威胁', unit: '人' },
    reporter: { label: '联系人' },
    phone: { label: '电话' },
  },
  missing: asking([[['place', 'village', 'stake'], '在哪个村、什么位置？']]),
})
