import { asking, kind } from '../record/kind.ts'

const DISASTER_KINDS = [
  '洪涝',
  '滑坡崩塌',
  '泥石流',
  '地面塌陷',
  '水利险情',
  '森林火情',
  '火灾',
  '风雹',
  '台风',
  '干旱',
  '低温雪灾',
  '地震',
  '交通事故',
  '生产安全事故',
  '溺水',
  '燃气危化',
  '其他',
] as const
const LINE_STATES = ['中断', '受限', '恢复', '正常'] as const

/** A dam, a bank or a sluice, and the name that tells which. */
const DAM = /坝|堤|水库|山塘|塘|涵|闸|溢洪/
const NAMED_DAM = /[\u4e00-\u9fa5]{2}(?:水库|山塘|水塘|大坝|河堤|电站)/
/** 大坝渗水: which one it is decides who must leave. */
const whichDam = ({ kind, village, place }: Record<string, unknown>) =>
  kind === '水利险情' && !village && typeof place === 'string' && DAM.test(place) && !NAMED_DAM.test(place)
    ? [{ key: 'village', question: '是哪个水库（山塘、河堤），在哪个村？' }]
    : []

const ASKED = asking([
  [['place', 'village', 'stake'], '在哪个村、哪个组？'],
  [
    ['injured', 'injured_about', 'deaths', 'trapped', 'trapped_about', 'trapped_suspected', 'trapped_unknown'],
    '有没有人受伤或被困？',
  ],
  [['kind'], '是什么情况（滑坡、进水、着火……）？'],
  [
    [
      'affected_households',
      'affected_people',
      'threatened_households',
      'threatened_people',
      'houses_flooded_households',
      'houses_collapsed_rooms',
      'road_status',
    ],
    '影响到多少户、路通不通？',
  ],
  [['evacuated_people', 'evacuated_households', 'fire_out'], '人转移了吗，转到哪里？'],
  [['need_help', 'needs'], '需要镇里派什么支援？'],
])

/** 灾情险情. Asked in the order of the report elements: 地点 何事 伤亡 影响 处置 需求. */
export const disaster = kind({
  noun: '灾情险情',
  prefix: 'ZQ',
  states: {
    raised: { words: '待接警' },
    received: { words: '已接警' },
    handling: { words: '处置中' },
    false_alarm: { words: '误报', over: true },
    /** The same event as another record, which goes on. */
    merged: { words: '已并案', over: true },
  },
  first: 'raised',
  next: {
    unverified: ['raised', 'refused', 'withdrawn', 'merged'],
    raised: ['unverified', 'received', 'handling', 'closed', 'false_alarm', 'merged', 'withdrawn'],
    received: ['handling', 'closed', 'false_alarm', 'merged', 'withdrawn'],
    handling: ['closed', 'false_alarm', 'merged', 'withdrawn'],
    // ended too early, or by a slip
    closed: ['raised', 'received'],
    false_alarm: ['raised', 'received'],
    // taken for another event's
    merged: ['raised'],
  },
  placed: 'own',
  fields: {
    stage: { label: '阶段' },
    kind: { label: '类型', options: DISASTER_KINDS },
    place: { label: '地点' },
    time: { label: '时间', time: true },
    as_of: { label: '截至', time: true },
    deaths: { label: '死亡', unit: '人' },
    missing: { label: '失踪', unit: '人' },
    injured: { label: '受伤', unit: '人' },
    trapped: { label: '被困', unit: '人' },
    trapped_suspected: { label: '可能有人被困', no: '可能被困的人已找到' },
    trapped_unknown: { label: '有人被困，人数不明', no: '被困的人已救出' },
    rescued: { label: '已救出', unit: '人' },
    affected_households: { label: '受灾', unit: '户' },
    affected_people: { label: '受灾', unit: '人' },
    threatened_households: { label: '受威胁', unit: '户' },
    threatened_people: { label: '受威胁', unit: '人' },
    evacuated_households: { label: '已转移', unit: '户' },
    evacuated_people: { label: '已转移', unit: '人' },
    shelter: { label: '安置在' },
    houses_collapsed_rooms: { label: '倒房', unit: '间' },
    houses_collapsed_households: { label: '倒房', unit: '户' },
    houses_severe_rooms: { label: '严重损坏', unit: '间' },
    houses_minor_rooms: { label: '一般损坏', unit: '间' },
    houses_damaged_rooms: { label: '房屋受损', unit: '间' },
    houses_damaged_households: { label: '房屋受损', unit: '户' },
    houses_flooded_households: { label: '进水', unit: '户' },
    crop_area_mu: { label: '农作物受灾', unit: '亩' },
    crop_lost_area_mu: { label: '绝收', unit: '亩' },
    burned_area_mu: { label: '过火', unit: '亩' },
    livestock_lost: { label: '牲畜', unit: '头只' },
    direct_loss_wan: { label: '直接损失', unit: '万元' },
    road_status: { label: '道路', options: LINE_STATES },
    power_status: { label: '供电', options: LINE_STATES },
    comm_status: { label: '通信', options: LINE_STATES },
    water_status: { label: '供水', options: LINE_STATES },
    power_out_households: { label: '停电', unit: '户' },
    fire_out: { label: '已扑灭', no: '火还没扑灭' },
    need_help: { label: '需要支援' },
    needs: { label: '需要' },
    reporter: { label: '联系人' },
    phone: { label: '电话' },
  },
  check: ['kind', 'place', 'injured', 'trapped'],
  missing: (fields) => [...whichDam(fields), ...ASKED(fields)],
})
