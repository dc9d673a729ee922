/** Some history for the demo station, so that lists and questions have something to show. */
import { addDays, dayOf } from '#domain/kernel/time.ts'
import { insertRows } from '../engine/rows.ts'
import { counters } from '../flow/tables.ts'
import { records } from '../record/tables.ts'
import { idAt, idOf, type Seeded, VILLAGES, villageCode } from './town.ts'

/** Some open hazards, closed reports and patrols, so that lists and questions have something to show. */
export async function seedRecords(tx: Parameters<typeof insertRows>[0], people: Seeded[], now: Date, tz: string) {
  const members = people.filter((p) => p.roles.some((r) => r.grid))
  const rows = HISTORY.map((h, i) => {
    const who = members[((i * 2) % VILLAGES.length) * 5 + 1]!
    const received = new Date(now.getTime() - h.daysAgo * 24 * 3600_000)
    const village = VILLAGES[(i * 2) % VILLAGES.length]!
    const moved = new Date(now.getTime() - (h.movedAgo ?? h.daysAgo) * 24 * 3600_000)
    const day = dayOf(received, tz).replaceAll('-', '')
    return {
      id: idAt(received, `record ${i}`),
      day,
      prefix: h.kind === 'hazard_report' ? 'YH' : h.kind === 'patrol' ? 'XC' : 'ZQ',
      kind: h.kind,
      drill: false,
      state: h.state,
      fields: {
        ...h.fields,
        ...Object.fromEntries(Object.entries(h.on ?? {}).map(([key, days]) => [key, addDays(dayOf(now, tz), days)])),
        village,
        place: `${village}${h.where}`,
      },
      villageCode: villageCode((i * 2) % VILLAGES.length),
      reporterId: who.id,
      channel: 'web',
      account: who.id,
      chat: `group:${idOf(`group ${village}`)}`,
      text: `${village}${h.where}，${h.text}`,
      sourceMessageIds: [`seed-${i}`],
      ownerId:
        h.kind === 'hazard_report'
          ? people.find((p) =>
              p.roles.some((r) => r.role === 'info_officer' && r.village === (i * 2) % VILLAGES.length),
            )!.id
          : null,
      dueOn: h.due === undefined ? null : addDays(dayOf(now, tz), h.due),
      reportedAt: received,
      receivedAt: received,
      updatedAt: moved,
      version: 1,
    }
  })
  const numbers = new Map<string, number>()
  await insertRows(
    tx,
    records,
    rows.map(({ day, prefix, ...row }) => {
      const name = `${prefix}-${day}`
      numbers.set(name, (numbers.get(name) ?? 0) + 1)
      return { ...row, no: `${name}-${String(numbers.get(name)).padStart(3, '0')}` }
    }),
  )
  await insertRows(
    tx,
    counters,
    [...numbers].map(([name, n]) => ({ name, n })),
  )
}

const HISTORY: {
  kind: 'hazard_report' | 'disaster_report' | 'patrol'
  state: string
  daysAgo: number
  /** Days ago that it came to stand as it does; where it is not given, when it was told. */
  movedAgo?: number
  /** Days from now on that it is due. */
  due?: number
  /** Fields that are days, from now on. */
  on?: Record<string, number>
  where: string
  text: string
  fields: Record<string, unknown>
}[] = [
  {
    kind: 'hazard_report',
    state: 'registered',
    daysAgo: 6,
    due: 1,
    where: 'K5+120',
    text: '临水侧护栏断了约6米',
    fields: { kind: '道路交通', description: '临水侧护栏断了约6米', stake: 'K5+120' },
  },
  {
    kind: 'hazard_report',
    state: 'rectifying',
    daysAgo: 9,
    due: -2,
    where: '5栋楼下',
    text: '消防通道被杂物堵住',
    fields: { kind: '消防', description: '消防通道被杂物堵住' },
  },
  {
    kind: 'hazard_report',
    state: 'registered',
    daysAgo: 3,
    due: 4,
    where: '4组老屋',
    text: '土坯房西墙外鼓，有裂缝',
    fields: { kind: '房屋', description: '土坯房西墙外鼓，有裂缝' },
  },
  {
    kind: 'hazard_report',
    state: 'recheck',
    daysAgo: 12,
    due: 0,
    where: '小卖部',
    text: '液化气软管老化',
    fields: { kind: '燃气', description: '液化气软管老化' },
  },
  {
    kind: 'hazard_report',
    state: 'registered',
    daysAgo: 2,
    due: 5,
    where: '老河湾',
    text: '水深处没有警示牌',
    fields: { kind: '水域', description: '水深处没有警示牌' },
  },
  {
    kind: 'hazard_report',
    state: 'registered',
    daysAgo: 1,
    due: 6,
    where: '后山',
    text: '边坡裂缝，约3厘米宽',
    fields: { kind: '地质', description: '边坡裂缝，约3厘米宽' },
  },
  {
    kind: 'hazard_report',
    state: 'registered',
    daysAgo: 5,
    due: 0,
    where: '文化广场',
    text: '舞台顶棚铁皮翘起',
    fields: { kind: '高空坠物', description: '舞台顶棚铁皮翘起' },
  },
  {
    kind: 'hazard_report',
    state: 'cleared',
    daysAgo: 20,
    due: -13,
    where: '农贸市场',
    text: '灭火器过期',
    fields: { kind: '消防', description: '灭火器过期' },
  },
  {
    kind: 'disaster_report',
    state: 'closed',
    daysAgo: 4,
    where: '3组公路',
    text: '塌方约30方，路断，没人受伤',
    fields: { kind: '滑坡崩塌', road_status: '中断', injured: 0 },
  },
  {
    kind: 'disaster_report',
    state: 'closed',
    daysAgo: 8,
    where: '下街',
    text: '一楼进水6户，无人员伤亡',
    fields: { kind: '洪涝', houses_flooded_households: 6, deaths: 0, injured: 0 },
  },
  {
    kind: 'disaster_report',
    state: 'closed',
    daysAgo: 15,
    where: '6组养殖场',
    text: '大风掀翻棚顶，2间受损，人都没事',
    fields: { kind: '风雹', houses_damaged_rooms: 2, injured: 0 },
  },
  {
    kind: 'patrol',
    state: 'filed',
    daysAgo: 1,
    where: '东堤',
    text: '巡堤正常',
    fields: { object: '东堤', result: '正常' },
  },
  {
    kind: 'patrol',
    state: 'filed',
    daysAgo: 0.2,
    where: '青龙坑水库',
    text: '水库巡查，一切正常',
    fields: { object: '青龙坑水库', result: '正常' },
  },
  // hazards along the rest of their way: what waits for a grade, what is for others to see to, what is over
  {
    kind: 'hazard_report',
    state: 'suspected',
    daysAgo: 1.5,
    movedAgo: 0.1,
    due: 3,
    where: '砖厂后山',
    text: '挡墙鼓包约两米宽，怀疑是重大隐患',
    fields: { kind: '地质', description: '挡墙鼓包约两米宽', severity: '疑似重大' },
  },
  {
    kind: 'hazard_report',
    state: 'rectifying',
    daysAgo: 4,
    movedAgo: 2,
    due: 2,
    where: '变压器台区',
    text: '低压线与树枝相碰，重大隐患',
    fields: {
      kind: '用电',
      description: '低压线与树枝相碰',
      severity: '重大',
      listed_supervision: '是',
      measures: {
        责任: '村委会',
        措施: '停电修枝，加绝缘护套',
        资金: '供电所承担',
        时限: '一周内',
        预案: '大风时先停电',
      },
    },
  },
  {
    kind: 'hazard_report',
    state: 'transferred',
    daysAgo: 10,
    movedAgo: 3,
    due: -1,
    where: '桥头',
    text: '伸缩缝破损，铁板翘起',
    fields: { kind: '道路交通', description: '伸缩缝破损，铁板翘起', transferred_to: '公路站' },
  },
  {
    kind: 'hazard_report',
    state: 'enforcement',
    daysAgo: 14,
    movedAgo: 5,
    due: -7,
    where: '木材加工厂',
    text: '车间堆料堵住安全出口，多次督促不改',
    fields: { kind: '企业生产', description: '车间堆料堵住安全出口', unit: '木材加工厂' },
  },
  {
    kind: 'hazard_report',
    state: 'cleared',
    daysAgo: 18,
    movedAgo: 11,
    due: -11,
    on: { look_back_on: 19 },
    where: '幼儿园门口',
    text: '减速带脱落',
    fields: { kind: '道路交通', description: '减速带脱落' },
  },
  {
    kind: 'hazard_report',
    state: 'looked_back',
    daysAgo: 45,
    movedAgo: 6,
    due: -38,
    on: { look_back_on: -6 },
    where: '水渠边',
    text: '盖板缺了三块',
    fields: { kind: '水利', description: '盖板缺了三块', look_back_result: '没有反弹' },
  },
  {
    kind: 'hazard_report',
    state: 'untrue',
    daysAgo: 7,
    movedAgo: 7,
    where: '老祠堂',
    text: '听说屋梁断了',
    fields: { kind: '房屋', description: '屋梁断了' },
  },
]
