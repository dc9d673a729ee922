/** The demo township's people, places and duty sheet; every name, number and place is invented. */
import { createHash } from 'node:crypto'
import { RISK_KINDS, type Role } from '#domain/kernel/roster.ts'
import { addDays, at, dayOf } from '#domain/kernel/time.ts'
import { DEFAULTS } from '#domain/settings.ts'

export const TOWN = '350599128'
export const VILLAGES = [
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
export const idOf = (name: string) => {
  const h = createHash('sha256').update(`anan-demo ${name}`).digest('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-7${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

/** The same, but in order of time like every record's id, so that lists stay newest first. */
export const idAt = (time: Date, name: string) => {
  const ms = time.getTime().toString(16).padStart(12, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8)}${idOf(name).slice(13)}`
}

export interface Seeded {
  id: string
  name: string
  phone: string
  roles: { role: Role; village?: number; grid?: string }[]
}

export const villageCode = (i: number) => `${TOWN}${String(i === 11 ? 1 : 200 + i).padStart(3, '0')}`

export function buildTown() {
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
    places: RISK_KINDS.flatMap((kind, k) =>
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
export function dutySheet(people: Seeded[], now: Date, tz: string) {
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
