import { asking, kind } from '../record/kind.ts'

export const HAZARD_KINDS = [
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

/** Until it is put right somebody may find that it is none, that it is known, or that it is for others to see to. */
const BESIDE = ['untrue', 'duplicate', 'transferred', 'enforcement'] as const

/**
 * 隐患: 登记 → 整改 → 复查 → 销号 → 回头看 (station plan H2.5), and what stands beside that way. Only what it cannot do without
 * is asked: where it is. 挂牌督办, 延期 and 五落实 are no states but fields: it goes its way meanwhile.
 */
export const hazard = kind({
  noun: '隐患',
  prefix: 'YH',
  states: {
    // said to be 重大; an officer decides (domain facts §4)
    suspected: { words: '疑似重大，待定级' },
    registered: { words: '待整改' },
    rectifying: { words: '整改中' },
    recheck: { words: '待复查' },
    // its look-back day is planned
    cleared: { words: '已销号', over: true },
    looked_back: { words: '已回头看', over: true },
    duplicate: { words: '重复', over: true },
    untrue: { words: '不属实', over: true },
    // waits for the department's answer
    transferred: { words: '已移交部门' },
    // waits for the result; with it 已办结
    enforcement: { words: '已转执法' },
  },
  first: 'registered',
  next: {
    unverified: ['registered', 'suspected', 'refused', 'withdrawn'],
    suspected: ['registered', ...BESIDE, 'withdrawn'],
    registered: ['rectifying', 'recheck', ...BESIDE, 'withdrawn'],
    rectifying: ['recheck', ...BESIDE, 'withdrawn'],
    recheck: ['cleared', 'rectifying', ...BESIDE],
    cleared: ['looked_back', 'rectifying'],
    looked_back: ['rectifying'],
    transferred: ['recheck', 'registered', 'enforcement'],
    enforcement: ['closed', 'recheck', 'registered'],
    closed: ['rectifying'],
    duplicate: ['registered'],
    untrue: ['registered'],
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
    /** The number of the hazard that it is the same as. */
    same_as: { label: '同' },
    transferred_to: { label: '移交' },
    transfer_answer: { label: '部门答复' },
    enforcement_result: { label: '执法结果' },
    listed_supervision: { label: '挂牌督办' },
    /** The day on which somebody looks whether it came back; and what they found. */
    look_back_on: { label: '回头看日期' },
    look_back_result: { label: '回头看' },
  },
  missing: asking([[['place', 'village', 'stake'], '在哪个村、什么位置？']]),
})
