/** The demo station 青溪镇: rich enough to try everything; every name, number and place is invented. */
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { addDays, at, dayOf } from '#domain/deadline.ts'
import { PLACE_KINDS, type Role } from '#domain/roster.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { insertRows } from './rows.ts'
import { counters } from './schema/flow.ts'
import { records } from './schema/records.ts'
import {
  accounts,
  chats,
  grids,
  groups,
  people,
  personRoles,
  places,
  shifts,
  station,
  villages,
} from './schema/roster.ts'
import { webMembers } from './schema/web.ts'
import type { Db } from './tx.ts'

const TOWN = '350599128'
const VILLAGES = [
  '石岭村',
  '下坪村',
  '上坪村',
  '梅坑村',
  '罗塘村',
  '沙洲村',
  '柳湾村',
  '云峰村',
  '竹园村',
  '大枫村',
  '双溪村',
  '老街社区',
]
const SURNAMES = [
  ...'陈林黄张李王吴刘蔡杨许郑谢郭洪邱曾廖赖徐周叶苏庄吕江何萧罗高潘简朱钟彭游詹胡施沈余赵卢梁颜柯孙魏翁戴范方宋',
]
const GIVEN = [
  '志强',
  '建平',
  '海燕',
  '秀英',
  '国庆',
  '春生',
  '文斌',
  '晓明',
  '桂芳',
  '小兵',
  '丽娟',
  '大成',
  '祥林',
  '水生',
  '玉兰',
  '永福',
  '金水',
  '美珍',
  '德顺',
  '阿木',
  '振华',
  '素云',
  '长根',
  '巧云',
  '伟民',
  '冬梅',
  '松柏',
  '月娥',
  '火旺',
  '友谅',
]

/** An id that is the same in every demo station, so that links and screenshots stay true. */
const idOf = (name: string) => {
  const h = createHash('sha256').update(`anan-demo ${name}`).digest('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-7${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

/** The same, but in order of time like every record's id, so that lists stay newest first. */
const idAt = (time: Date, name: string) => {
  const ms = time.getTime().toString(16).padStart(12, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8)}${idOf(name).slice(13)}`
}

interface Seeded {
  id: string
  name: string
  phone: string
  roles: { role: Role; village?: number; grid?: string }[]
}

/** @returns false when the database already has a station; nothing is touched then. */
export async function seedDemo(db: Db, now: Date, tz = 'Asia/Shanghai'): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7205, 0)`)
    if ((await tx.select({ id: station.id }).from(station)).length) return false
    const town = buildTown()
    await insertRows(tx, station, [
      { id: 1, name: '青溪镇标准化应急管理站', township: '青溪镇', code: `${TOWN}000`, version: 1 },
    ])
    await insertRows(
      tx,
      villages,
      VILLAGES.map((name, i) => ({ code: villageCode(i), name, aliases: [name.replace(/村|社区/, '')] })),
    )
    await insertRows(tx, grids, town.grids)
    await insertRows(
      tx,
      people,
      town.people.map(({ roles: _, ...p }) => ({ ...p, active: true })),
    )
    await insertRows(
      tx,
      personRoles,
      town.people.flatMap((p) =>
        p.roles.map((r) => ({
          personId: p.id,
          role: r.role,
          villageCode: r.village === undefined ? null : villageCode(r.village),
          gridId: r.grid ?? null,
        })),
      ),
    )
    await insertRows(tx, places, town.places)
    await insertRows(
      tx,
      groups,
      town.groups.map(({ members: _, ...g }) => g),
    )
    await insertRows(tx, chats, [
      ...town.groups.map((g) => ({
        channel: 'web',
        chat: `group:${g.id}`,
        kind: 'group',
        groupId: g.id,
        name: g.name,
        active: true,
      })),
      ...town.people.map((p) => ({
        channel: 'web',
        chat: `p2p:${p.id}`,
        kind: 'p2p',
        groupId: null,
        name: '安安',
        active: true,
      })),
    ])
    await insertRows(
      tx,
      webMembers,
      town.groups.flatMap((g) => g.members.map((personId) => ({ chat: `group:${g.id}`, personId }))),
    )
    await insertRows(
      tx,
      accounts,
      town.people.map((p) => ({
        channel: 'web',
        account: p.id,
        personId: p.id,
        name: p.name,
        how: 'seed',
        boundAt: now,
      })),
    )
    await insertRows(tx, shifts, dutySheet(town.people, now, tz))
    await seedRecords(tx as never, town.people, now, tz)
    return true
  })
}

const villageCode = (i: number) => `${TOWN}${String(i === 11 ? 1 : 200 + i).padStart(3, '0')}`

function buildTown() {
  const people: Seeded[] = []
  const add = (...roles: Seeded['roles']) => {
    const n = people.length
    // surnames and given names advance out of step, so that no two people share a name
    const name = `${SURNAMES[n % SURNAMES.length]}${GIVEN[(n * 7 + Math.floor(n / SURNAMES.length)) % GIVEN.length]}`
    const person: Seeded = {
      id: idOf(`person ${n}`),
      name,
      phone: `1380000${String(1000 + n * 7).padStart(4, '0')}`,
      roles,
    }
    people.push(person)
    return person
  }
  const officers = [0, 1, 2, 3].map(() => add({ role: 'duty_officer' }, { role: 'station_staff' }))
  const leaders = [0, 1, 2].map(() => add({ role: 'duty_leader' }))
  const town = [0, 1, 2].map(() => add({ role: 'town_leader' }))
  const broadcasters = [0, 1].map(() => add({ role: 'broadcaster' }, { role: 'station_staff' }))
  add({ role: 'admin' }, { role: 'station_staff' })
  const gridRows: { id: string; villageCode: string; seq: number; name: string; externalCode: null }[] = []
  const byVillage = VILLAGES.map((village, v) => {
    const officer = add({ role: 'info_officer', village: v }, { role: 'grid_member', village: v })
    const members = Array.from({ length: 5 }, (_, i) => {
      const grid = {
        id: idOf(`grid ${v} ${i}`),
        villageCode: villageCode(v),
        seq: i + 1,
        name: `${village}第${'一二三四五'[i]}网格`,
        externalCode: null,
      }
      gridRows.push(grid)
      return add(
        { role: 'grid_member', village: v, grid: grid.id },
        ...(i === 0 ? [{ role: 'rescue_member' as const }] : []),
      )
    })
    const ranger = add({ role: 'forest_ranger', village: v }, { role: 'rescue_member' })
    return { village, officer, members, ranger, all: [officer, ...members, ranger] }
  })
  const units = Array.from({ length: 12 }, (_, i) => add({ role: 'unit_contact', village: i }))
  const rescue = Array.from({ length: 150 - people.length }, () => add({ role: 'rescue_member' }))
  const team = [...rescue, ...byVillage.flatMap((v) => [v.ranger, v.members[0]!])]
  const office = [...officers, ...leaders, ...broadcasters]
  const ids = (list: Seeded[]) => [...new Set(list.map((p) => p.id))]
  return {
    people,
    grids: gridRows,
    groups: [
      ...byVillage.map((v, i) => ({
        id: idOf(`group ${v.village}`),
        name: `${v.village}网格群`,
        kind: 'village',
        villages: [villageCode(i)],
        members: ids([...v.all, units[i]!, ...officers]),
      })),
      { id: idOf('group duty'), name: '应急值班群', kind: 'duty', villages: [], members: ids(office) },
      {
        id: idOf('group leaders'),
        name: '领导小组群',
        kind: 'leaders',
        villages: [],
        members: ids([...leaders, ...town]),
      },
      {
        id: idOf('group team'),
        name: '综合救援队群',
        kind: 'team',
        villages: [],
        members: ids([...team, ...officers, ...leaders]),
      },
      {
        id: idOf('group all'),
        name: '青溪镇应急工作群',
        kind: 'all',
        villages: [],
        members: ids([...office, ...town, ...byVillage.map((v) => v.officer)]),
      },
    ],
    places: PLACE_KINDS.flatMap((kind, k) =>
      [0, 1].map((n) => {
        const v = (k * 2 + n) % VILLAGES.length
        return {
          id: idOf(`place ${kind} ${n}`),
          kind,
          name: `${VILLAGES[v]}${PLACE_NAMES[kind]![n]}`,
          villageCode: villageCode(v),
          gridId: gridRows[v * 5 + (k % 5)]!.id,
          ownerId: byVillage[v]!.members[k % 5]!.id,
          lat: Number((25.05 + v * 0.011 + n * 0.003).toFixed(6)),
          lon: Number((118.02 + k * 0.007).toFixed(6)),
          households: n ? 6 : 12,
          people: n ? 19 : 41,
          note: null,
        }
      }),
    ),
  }
}

const PLACE_NAMES: Record<string, [string, string]> = {
  山洪灾害易发区: ['老河湾', '牛栏冲'],
  地质灾害隐患点: ['2组后山', '5组滑坡点'],
  高陡边坡: ['小学后坡', '村部后坡'],
  危旧房屋: ['吴家老屋', '粮站旧仓'],
  排水设施: ['下街排水沟', '涵洞'],
  河道: ['青溪河段', '石桥河段'],
  水库山塘: ['青龙坑水库', '观音山塘'],
  堤防: ['东堤', '西堤'],
  低洼易涝点: ['菜市场', '桥下通道'],
  旅游景区: ['云峰景区', '竹海景区'],
  非景区景点: ['老鹰岩', '古樟树'],
  农家乐: ['溪边农家乐', '竹林农家乐'],
  学校: ['小学', '中心幼儿园'],
  卫生院: ['卫生室', '镇卫生院'],
  避灾点: ['村小学避灾点', '文化礼堂'],
  道路桥梁: ['石拱桥', 'Y015线临水段'],
  在建工地: ['安置点工地', '污水站工地'],
}

/** 24-hour shifts 08:00–08:00 from yesterday to a fortnight on: one leader and two officers, who share the four lines. */
function dutySheet(people: Seeded[], now: Date, tz: string) {
  const officers = people.filter((p) => p.roles[0]?.role === 'duty_officer')
  const leaders = people.filter((p) => p.roles[0]?.role === 'duty_leader')
  const lines = DEFAULTS.duty_lines
  const first = addDays(dayOf(now, tz), -2)
  return Array.from({ length: 17 }, (_, d) => {
    const [startAt, endAt] = [at(addDays(first, d), '08:00', tz), at(addDays(first, d + 1), '08:00', tz)]
    const shift = (person: Seeded, post: string, covers: string[]) => ({
      id: idOf(`shift ${addDays(first, d)} ${post} ${covers[0]}`),
      personId: person.id,
      post,
      lines: covers,
      startAt,
      endAt,
    })
    return [
      shift(officers[(d * 2) % 4]!, 'officer', lines.slice(0, 2)),
      shift(officers[(d * 2 + 1) % 4]!, 'officer', lines.slice(2)),
      shift(leaders[d % 3]!, 'leader', lines),
    ]
  }).flat()
}

/** Some open hazards, closed reports and patrols, so that lists and questions have something to show. */
async function seedRecords(tx: Parameters<typeof insertRows>[0], people: Seeded[], now: Date, tz: string) {
  const members = people.filter((p) => p.roles.some((r) => r.grid))
  const rows = HISTORY.map((h, i) => {
    const who = members[(i * 5) % members.length]!
    const received = new Date(now.getTime() - h.daysAgo * 24 * 3600_000)
    const village = VILLAGES[(i * 2) % VILLAGES.length]!
    const day = dayOf(received, tz).replaceAll('-', '')
    return {
      id: idAt(received, `record ${i}`),
      day,
      prefix: h.kind === 'hazard_report' ? 'YH' : h.kind === 'patrol' ? 'XC' : 'ZQ',
      kind: h.kind,
      drill: false,
      state: h.state,
      fields: { ...h.fields, village, place: `${village}${h.where}` },
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
      updatedAt: received,
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
  due?: number
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
]
