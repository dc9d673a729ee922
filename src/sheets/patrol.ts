/** Sheets of rounds: every round with its photos, and each member's month. */
import type { LedgerRow } from '#db/record/sheet.ts'
import { ROLES } from '#domain/kernel/roster.ts'
import { personsOf } from '#domain/record/presence.ts'
import { type Col, type Exports, type Listing, later, saying, seen, standing } from './columns.ts'
import { history } from './history.ts'
import { pictures } from './inspection.ts'
import { listed } from './listed.ts'

export function patrolColumns(x: Listing): Col<LedgerRow>[] {
  const { base, field, person, actor, words } = saying(x)
  return [
    ...base,
    ['巡查人', (r) => person(r.reporterId) || actor(`${r.channel} ${r.account}`), 10],
    ['同行', (r) => personsOf(r).join('、'), 12],
    ['对象', field('object'), 18, '巡查情况'],
    ['结果', field('result'), 8, '巡查情况'],
    ['异常', field('abnormal'), 22, '巡查情况'],
    ['原话', (r) => words(r.text), 32, '巡查情况'],
    ['坐标', placeWords, 14],
    ...pictures(x, 2),
  ]
}

/** Where it was sent from, with what its figures count from. */
export const placeWords = ({ lat, lon, datum }: Pick<LedgerRow, 'lat' | 'lon' | 'datum'>): string =>
  lat === null || lon === null ? '' : `${lat.toFixed(5)}, ${lon.toFixed(5)}（${datum ?? '坐标系未知'}）`

/** One member's rounds of one month. */
interface Month {
  month: string
  personId: string | null
  villages: Set<string>
  objects: Set<string>
  rounds: number
  abnormal: number
  photos: number
  days: Set<string>
}

/** Objects named one by one; more are counted. */
const MOST_NAMED = 8

function monthColumns(x: Listing): Col<Month>[] {
  const { person, village, words } = saying(x)
  const { roster } = x.context
  const gridsOf = (id: string | null) =>
    roster.people
      .get(id ?? '')
      ?.roles.flatMap((r) => roster.grids.find((g) => g.id === r.gridId)?.name ?? [])
      .join('、') ?? ''
  return [
    ['月份', (m) => m.month, 10],
    ['巡查人', (m) => person(m.personId) || '未绑定账号', 10],
    [
      '身份',
      (m) => [...new Set(roster.people.get(m.personId ?? '')?.roles.map((r) => ROLES[r.role]) ?? [])].join('、'),
      18,
    ],
    ['网格', (m) => gridsOf(m.personId), 20],
    ['村', (m) => [...m.villages].map((code) => village(code)).join('、'), 12],
    ['次数', (m) => m.rounds, 7, '巡查'],
    ['天数', (m) => m.days.size, 7, '巡查'],
    ['异常', (m) => m.abnormal, 7, '巡查'],
    ['照片', (m) => m.photos, 7, '巡查'],
    [
      '巡查对象',
      (m) =>
        words(
          [...m.objects].slice(0, MOST_NAMED).join('、') + (m.objects.size > MOST_NAMED ? `等${m.objects.size}处` : ''),
        ),
      40,
    ],
    ['本人签字', () => '', 14],
  ]
}

export const PATROL_EXPORTS = {
  patrols: {
    noun: '巡查记录和月度巡查报告',
    async sheets(x) {
      const { day, village, person } = saying(x)
      const months = new Map<string, Month>()
      const rows = seen(standing(x, 'patrol'), (r) => {
        const on = day(r.receivedAt)
        const key = `${on.slice(0, 7)} ${r.reporterId}`
        const m = months.get(key) ?? {
          month: on.slice(0, 7),
          personId: r.reporterId,
          villages: new Set(),
          objects: new Set(),
          rounds: 0,
          abnormal: 0,
          photos: 0,
          days: new Set(),
        }
        m.rounds += 1
        m.abnormal += Number(r.fields.result === '异常')
        m.photos += r.photos
        m.days.add(on)
        if (r.villageCode) m.villages.add(r.villageCode)
        if (typeof r.fields.object === 'string' && m.objects.size < 200) m.objects.add(r.fields.object)
        months.set(key, m)
      })
      // by month, village and name: nobody is ranked
      const sortKey = (m: Month) => `${m.month} ${[...m.villages].map(village).sort()[0] ?? ''} ${person(m.personId)}`
      return [
        listed(x, { name: '巡查记录', title: '网格员巡查记录', cols: patrolColumns(x), rows }),
        listed<Month>(x, {
          name: '月度巡查报告',
          title: '网格员月度巡查报告',
          cols: monthColumns(x),
          rows: later(() => [...months.values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))),
        }),
        history(x, 'patrol'),
      ]
    },
  },
} satisfies Exports
