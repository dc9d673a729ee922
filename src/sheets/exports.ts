/** Each export as one entry: what it is called and the sheets it fills. Figures and lists come from the records alone. */
import { dayFigures } from '#db/load/figures.ts'
import { type LedgerRow, ledgerOf, shiftsOf } from '#db/load/ledgers.ts'
import { addDays, dayOf } from '#domain/deadline.ts'
import { ENDED, RECORD_KINDS, type RecordKind, STATE_WORDS } from '#domain/record.ts'
import { ROLES } from '#domain/roster.ts'
import { headOf, rosterRows } from '#domain/roster-rows.ts'
import { POSTS, SHEETS, type SheetName } from '#domain/roster-sheet.ts'
import {
  type Col,
  type Exporting,
  events,
  fieldColumns,
  hazardColumns,
  listed,
  live,
  patrolColumns,
  rectifying,
  saying,
  sheet,
} from './columns.ts'
import { evidenceSheets } from './warning.ts'
import type { SheetOut } from './workbook.ts'

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
      sheet('隐患台账', hazardColumns(x), await ledgerOf(x.db, ['hazard_report'], x.span, x.drill)),
    ],
  },
  reports: {
    noun: '灾情险情台账',
    async sheets(x) {
      const { base, local, person, words, value } = saying(x)
      const rows = events(await ledgerOf(x.db, ['disaster_report'], x.span, x.drill))
      const cols: Col<LedgerRow>[] = [
        ...base,
        ['发生时间', (r) => local(r.occurredAt)],
        ['状态', (r) => STATE_WORDS[r.state]],
        ...(fieldColumns('disaster_report', rows, value) as Col<LedgerRow>[]),
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
      const rows = (await ledgerOf(x.db, ['patrol'], x.span, x.drill)).filter(live)
      const { person } = saying(x)
      const byPerson = new Map<string, LedgerRow[]>()
      for (const r of rows) byPerson.set(r.reporterId ?? '', [...(byPerson.get(r.reporterId ?? '') ?? []), r])
      return [
        sheet('巡查记录', patrolColumns(x), rows),
        sheet<[string, LedgerRow[]]>(
          '按人汇总',
          [
            ['巡查人', ([id]) => person(id)],
            ['次数', ([, r]) => r.length],
            ['异常', ([, r]) => r.filter((p) => p.fields.result === '异常').length],
            ['照片', ([, r]) => r.reduce((n, p) => n + p.photos, 0)],
          ],
          [...byPerson],
        ),
      ]
    },
  },
  'duty-log': {
    noun: '值班日志',
    async sheets(x) {
      const [checks, sheetOf] = await Promise.all([
        ledgerOf(x.db, ['check_in', 'check_out', 'handover'], x.span, x.drill),
        shiftsOf(x.db, x.span),
      ])
      const { local, person, words, field } = saying(x)
      const said = (kind: RecordKind, who: string, from: Date, to: Date) =>
        local(
          checks.find(
            (c) =>
              c.kind === kind &&
              c.reporterId === who &&
              c.receivedAt >= new Date(from.getTime() - 3600_000) &&
              c.receivedAt < new Date(to.getTime() + 3600_000),
          )?.receivedAt,
        )
      return [
        sheet(
          '值班日志',
          [
            ['编号', (r) => r.no],
            ['时间', (r) => local(r.receivedAt)],
            ['事项', (r) => RECORD_KINDS[r.kind].noun],
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
          checks.filter(live),
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
          sheetOf,
        ),
      ]
    },
  },
  'three-lists': {
    noun: '三张清单（检查、隐患、整改）',
    async sheets(x) {
      const [checks, hazards] = await listed(x)
      const unit: Col<LedgerRow> = ['单位', (r) => r.fields.unit ?? r.fields.object ?? r.fields.place ?? '']
      return [
        sheet('检查清单', [unit, ...patrolColumns(x)], checks),
        sheet('隐患清单', [unit, ...hazardColumns(x)], hazards),
        sheet('整改清单', [unit, ...hazardColumns(x).filter(([t]) => rectifying.includes(t))], hazards),
      ]
    },
  },
  'four-lists': {
    noun: '四张清单（排查、隐患、整改、责任）',
    async sheets(x) {
      const [checks, hazards] = await listed(x)
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
        [
          '未销号隐患',
          (p) => hazards.filter((h) => h.ownerId === p.ownerId && p.ownerId && !ENDED.includes(h.state)).length,
        ],
        ['户数', (p) => p.households ?? ''],
        ['人数', (p) => p.people ?? ''],
      ]
      return [
        sheet('排查清单', patrolColumns(x), checks),
        sheet('隐患清单', hazardColumns(x), hazards),
        sheet(
          '整改清单',
          hazardColumns(x).filter(([t]) => rectifying.includes(t)),
          hazards,
        ),
        sheet('责任清单', duty, roster.places),
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
      for (let day = last; day >= first && days.length < 31; day = addDays(day, -1)) days.unshift(day)
      const figures = await Promise.all(days.map((day) => dayFigures(db as never, ground, day)))
      type F = (typeof figures)[number]
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
      return [sheet('逐日汇总', cols, figures)]
    },
  },
  evidence: { noun: '预警留痕（一段时间里每条预警、每个人、每次发送）', sheets: evidenceSheets },
}
