/** Each export as one entry: what it is called and the sheets it fills. Figures and lists come from the records alone. */

import { fieldsSaid, type LedgerRow, ledgerOf, shiftsOf } from '#db/flow/ledger.ts'
import { dayFigures } from '#db/summary/figures.ts'
import { ROLES } from '#domain/kernel/roster.ts'
import { addDays, dayOf } from '#domain/kernel/time.ts'
import { kinds, type RecordKind } from '#domain/kinds.ts'
import { personsOf } from '#domain/record/presence.ts'
import { ENDED, STATE_WORDS } from '#domain/record/record.ts'
import { headOf, rosterRows } from '#domain/roster/rows.ts'
import { POSTS, SHEETS, type SheetName } from '#domain/roster/sheet.ts'
import type { SheetOut } from './book.ts'
import {
  type Col,
  type Exporting,
  events,
  fieldColumns,
  hazardColumns,
  later,
  patrolColumns,
  rectifying,
  saying,
  seen,
  sheet,
  standing,
} from './columns.ts'
import { evidenceSheets } from './warning.ts'

export const EXPORTS: Record<string, { noun: string; sheets(x: Exporting): Promise<SheetOut[]> }> = {
  roster: {
    noun: '花名册',
    async sheets({ db, ground: { roster, tz, now }, full }) {
      const ahead = await shiftsOf(db, {
        from: new Date(now.getTime() - 24 * 3600_000),
        to: new Date(now.getTime() + 400 * 24 * 3600_000),
      })
      const rows = rosterRows(roster, ahead, { tz, full })
      return (Object.keys(SHEETS) as SheetName[]).map((name) => ({ name, head: headOf(name), rows: rows[name] }))
    },
  },
  hazards: {
    noun: '隐患台账',
    sheets: async (x) => [
      sheet('隐患台账', hazardColumns(x), ledgerOf(x.db, ['hazard_report'], x.span, x.drill, { restricted: x.full })),
    ],
  },
  reports: {
    noun: '灾情险情台账',
    async sheets(x) {
      const { base, local, person, words, value } = saying(x)
      const said = await fieldsSaid(x.db, ['disaster_report'], x.span, x.drill)
      const rows = events(ledgerOf(x.db, ['disaster_report'], x.span, x.drill, { restricted: x.full }))
      const cols: Col<LedgerRow>[] = [
        ...base,
        ['发生时间', (r) => local(r.occurredAt)],
        ['状态', (r) => STATE_WORDS[r.state]],
        ...(fieldColumns('disaster_report', said, value) as Col<LedgerRow>[]),
        ['报送人', (r) => person(r.reporterId)],
        ['照片', (r) => r.photos],
        ['原话', (r) => words(r.text)],
      ]
      return [sheet('灾情险情台账', cols, rows)]
    },
  },
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
  'three-lists': {
    noun: '三张清单（检查、隐患、整改）',
    async sheets(x) {
      const unit: Col<LedgerRow> = ['单位', (r) => r.fields.unit ?? r.fields.object ?? r.fields.place ?? '']
      return [
        sheet('检查清单', [unit, ...patrolColumns(x)], standing(x, 'patrol')),
        sheet('隐患清单', [unit, ...hazardColumns(x)], standing(x, 'hazard_report')),
        sheet(
          '整改清单',
          [unit, ...hazardColumns(x).filter(([t]) => rectifying.includes(t))],
          standing(x, 'hazard_report'),
        ),
      ]
    },
  },
  'four-lists': {
    noun: '四张清单（排查、隐患、整改、责任）',
    async sheets(x) {
      const open = new Map<string, number>()
      const hazards = seen(standing(x, 'hazard_report'), (h) => {
        if (h.ownerId && !ENDED.includes(h.state)) open.set(h.ownerId, (open.get(h.ownerId) ?? 0) + 1)
      })
      const { person, village } = saying(x)
      const { roster } = x.ground
      const duty: Col<(typeof roster.places)[number]>[] = [
        ['类型', (p) => p.kind],
        ['风险点', (p) => p.name],
        ['村', (p) => village(p.villageCode)],
        ['网格', (p) => roster.grids.find((g) => g.id === p.gridId)?.name ?? ''],
        ['责任人', (p) => person(p.ownerId) || '未定'],
        [
          '职责',
          (p) =>
            roster.people
              .get(p.ownerId ?? '')
              ?.roles.map((r) => ROLES[r.role])
              .join('、') ?? '',
        ],
        ['未销号隐患', (p) => open.get(p.ownerId ?? '') ?? 0],
        ['户数', (p) => p.households ?? ''],
        ['人数', (p) => p.people ?? ''],
      ]
      return [
        sheet('排查清单', patrolColumns(x), standing(x, 'patrol')),
        sheet('隐患清单', hazardColumns(x), hazards),
        sheet(
          '整改清单',
          hazardColumns(x).filter(([t]) => rectifying.includes(t)),
          standing(x, 'hazard_report'),
        ),
        sheet(
          '责任清单',
          duty,
          later(() => roster.places),
        ),
      ]
    },
  },
  summary: {
    noun: '逐日汇总',
    async sheets(x) {
      const { ground, span, db } = x
      const last = dayOf(new Date(Math.min(span.to.getTime() - 1, ground.now.getTime())), ground.tz)
      const first = dayOf(span.from, ground.tz)
      const days: string[] = []
      for (let day = last; day >= first; day = addDays(day, -1)) days.unshift(day)
      const figures = async function* () {
        for (const day of days) yield await dayFigures(db as never, ground, day)
      }
      type F = Awaited<ReturnType<typeof dayFigures>>
      const cols: Col<F>[] = [
        ['日期', (f) => f.day],
        ['新报灾情', (f) => f.reports.raised],
        ['死亡', (f) => f.reports.deaths],
        ['失踪', (f) => f.reports.missing],
        ['受伤', (f) => f.reports.injured],
        ['被困', (f) => f.reports.trapped],
        ['转移', (f) => f.reports.evacuated],
        ['新增隐患', (f) => f.hazards.found],
        ['销号隐患', (f) => f.hazards.cleared],
        ['发布预警', (f) => f.warnings.issued],
        ['应答', (f) => `${f.warnings.answered}/${f.warnings.asked}`],
        ['巡查', (f) => f.patrols],
        ['待核实（不计入）', (f) => f.unverified],
        ['演练（不计入）', (f) => f.drills],
      ]
      return [sheet('逐日汇总', cols, figures())]
    },
  },
  evidence: { noun: '预警留痕（一段时间里每条预警、每个人、每次发送）', sheets: evidenceSheets },
}
