/** The days of a span, one a row. */
import { lookUp } from '#db/situation.ts'
import { addDays, dayOf } from '#domain/kernel/time.ts'
import { type DayFigures, figuresOf, partsIn } from '#domain/nouns.ts'
import { kept } from '#domain/summary/summary.ts'
import { type Col, type Exports, sheet } from './columns.ts'

export const SUMMARY_EXPORTS = {
  summary: {
    noun: '逐日汇总',
    async sheets(x) {
      const { context, span, db } = x
      const last = dayOf(new Date(Math.min(span.to.getTime() - 1, context.now.getTime())), context.tz)
      const first = dayOf(span.from, context.tz)
      const days: string[] = []
      for (let day = last; day >= first; day = addDays(day, -1)) days.unshift(day)
      const figures = async function* () {
        for (const day of days)
          yield kept(day, partsIn(await lookUp(db as never, context, figuresOf(day)))) as DayFigures
      }
      const cols: Col<DayFigures>[] = [
        ['日期', (f) => f.day],
        ['新报灾情', (f) => f.reports.raised],
        ['死亡', (f) => f.reports.deaths],
        ['失踪', (f) => f.reports.missing],
        ['受伤', (f) => f.reports.injured],
        ['被困', (f) => f.reports.trapped],
        ['转移', (f) => f.moves.moved.people],
        ['已返回', (f) => f.moves.back.people],
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
} satisfies Exports
