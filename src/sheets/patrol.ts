/** Sheets of rounds. */
import type { LedgerRow } from '#db/record/sheet.ts'
import { type Col, type Exporting, type Exports, later, saying, seen, sheet, standing } from './columns.ts'

export function patrolColumns(x: Exporting): Col<LedgerRow>[] {
  const { base, field, person, words } = saying(x)
  return [
    ...base,
    ['巡查人', (r) => person(r.reporterId)],
    ['对象', field('object')],
    ['结果', field('result')],
    ['异常', field('abnormal')],
    ['照片', (r) => r.photos],
    ['原话', (r) => words(r.text)],
  ]
}

export const PATROL_EXPORTS = {
  patrols: {
    noun: '巡查台账',
    async sheets(x) {
      const { person } = saying(x)
      interface Count {
        rounds: number
        abnormal: number
        photos: number
      }
      const byPerson = new Map<string, Count>()
      const rows = seen(standing(x, 'patrol'), (r) => {
        const c = byPerson.get(r.reporterId ?? '') ?? { rounds: 0, abnormal: 0, photos: 0 }
        c.rounds += 1
        c.abnormal += Number(r.fields.result === '异常')
        c.photos += r.photos
        byPerson.set(r.reporterId ?? '', c)
      })
      return [
        sheet('巡查记录', patrolColumns(x), rows),
        sheet<[string, Count]>(
          '按人汇总',
          [
            ['巡查人', ([id]) => person(id)],
            ['次数', ([, c]) => c.rounds],
            ['异常', ([, c]) => c.abnormal],
            ['照片', ([, c]) => c.photos],
          ],
          later(() => byPerson),
        ),
      ]
    },
  },
} satisfies Exports
