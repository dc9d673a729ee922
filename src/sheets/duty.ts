/** Sheets of duty: what was said, and who came. */
import { shiftsOf } from '#db/roster/list.ts'
import { kinds, type RecordKind } from '#domain/kinds.ts'
import { personsOf } from '#domain/record/presence.ts'
import { POSTS } from '#domain/roster/sheet.ts'
import { type Exports, later, saying, seen, sheet, standing } from './columns.ts'

export const DUTY_EXPORTS = {
  'duty-log': {
    noun: '值班日志',
    async sheets(x) {
      const onSheet = await shiftsOf(x.db, x.span)
      const { local, person, words, field } = saying(x)
      // when each person checked in and out, themselves or named by another, in the order of the log
      const times = new Map<string, number[]>()
      const keyOf = (kind: RecordKind, who: string) => `${kind} ${who}`
      const checks = seen(standing(x, 'check_in', 'check_out', 'handover'), (r) => {
        if (r.kind === 'handover') return
        for (const who of new Set([r.reporterId ?? '', ...personsOf(r)])) {
          const key = keyOf(r.kind, who)
          const known = times.get(key)
          if (known) known.push(r.receivedAt.getTime())
          else times.set(key, [r.receivedAt.getTime()])
        }
      })
      const HOUR_MS = 3600_000
      const said = (kind: RecordKind, who: string, from: Date, to: Date) => {
        const [begin, end] = [from.getTime() - HOUR_MS, to.getTime() + HOUR_MS]
        const first = [who, person(who)].flatMap(
          (key) => times.get(keyOf(kind, key))?.find((t) => t >= begin && t < end) ?? [],
        )
        return first.length ? local(new Date(Math.min(...first))) : ''
      }
      return [
        sheet(
          '值班日志',
          [
            ['编号', (r) => r.no],
            ['时间', (r) => local(r.receivedAt)],
            ['事项', (r) => kinds[r.kind].noun],
            ['报送人', (r) => person(r.reporterId)],
            ['值班线', field('lines')],
            ['人员', field('persons')],
            ['交班', field('from')],
            ['接班', field('to')],
            ['带班', field('leader')],
            ['情况', field('result')],
            ['待办', field('pending')],
            ['原话', (r) => words(r.text)],
          ],
          checks,
        ),
        sheet(
          '值班表与到岗',
          [
            ['开始', (s) => local(s.startAt)],
            ['结束', (s) => local(s.endAt)],
            ['岗位', (s) => POSTS[s.post]],
            ['人员', (s) => person(s.personId)],
            ['值班线', (s) => s.lines.join('、')],
            ['签到', (s) => said('check_in', s.personId, s.startAt, s.endAt)],
            ['签退', (s) => said('check_out', s.personId, s.startAt, s.endAt)],
          ],
          later(() => onSheet),
        ),
      ]
    },
  },
} satisfies Exports
