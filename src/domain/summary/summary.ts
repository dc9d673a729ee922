/** The leader's daily summary: one minute to read, what needs a decision first, and what is not known said plainly. */

import type { Outbound } from '../kernel/message.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'

/** The day's figures, counted from records alone: drills and unverified reports are never in them. */
export interface DayFigures {
  day: string
  reports: {
    raised: number
    open: number
    deaths: number
    missing: number
    injured: number
    trapped: number
    evacuated: number /** Reports that say nothing of casualties. */
    silentOnCasualties: number
    latest: string[]
  }
  hazards: { found: number; cleared: number; open: number; overdue: number; awaitingRecheck: number }
  warnings: { issued: number; open: number; asked: number; answered: number; silent: string[] }
  duty: { onSheet: number; present: number; absent: string[] }
  patrols: number
  unverified: number
  /** Messages owed and neither sent nor settled, refused ones included. */
  undelivered: number
  drills: number
}

/** What a room adds: its lines, and whether somebody has to see to something. */
interface More {
  lines: [label: string, value: string][]
  urgent: boolean
}

/** The message; zero lines are left out except those a leader must see as zero. */
export function summaryMessage(g: DecisionContext, f: DayFigures, more: readonly More[] = []): Outbound {
  const { reports: r, hazards: h, warnings: w, duty: d } = f
  const urgent =
    r.open + h.overdue + (w.asked - w.answered) + f.undelivered + f.unverified > 0 || more.some((m) => m.urgent)
  return cardMessage({
    title: `${g.roster.station.township}应急日报 ${f.day}`,
    tone: r.deaths + r.missing + r.trapped > 0 ? 'danger' : urgent ? 'warn' : 'good',
    lines: [
      ...known([
        ['灾情险情', `新报${r.raised}起，未办结${r.open}起`],
        [
          '伤亡',
          `死亡${r.deaths}人，失踪${r.missing}人，受伤${r.injured}人，被困${r.trapped}人${r.silentOnCasualties ? `；另有${r.silentOnCasualties}起还没有报伤亡` : ''}`,
        ],
        ['转移', r.evacuated ? `${r.evacuated}人` : ''],
      ]),
      ...r.latest.slice(0, 5),
      ...known([
        [
          '隐患',
          `新增${h.found}条，销号${h.cleared}条，未销号${h.open}条${h.overdue ? `，其中超期${h.overdue}条` : ''}${h.awaitingRecheck ? `，待复查${h.awaitingRecheck}条` : ''}`,
        ],
        [
          '预警',
          w.issued ? `发布${w.issued}条，应答${w.answered}/${w.asked}${w.open ? `，仍生效${w.open}条` : ''}` : '今日无',
        ],
        ['未应答', w.silent.slice(0, 20).join('、') + (w.silent.length > 20 ? `等${w.silent.length}人` : '')],
        [
          '值班',
          d.onSheet
            ? `应到${d.onSheet}人，在岗${d.present}人${d.absent.length ? `，未见${d.absent.join('、')}` : ''}`
            : '值班表没有排人',
        ],
        ['巡查', f.patrols ? `${f.patrols}次` : '今日无记录'],
        ...more.flatMap((m) => m.lines),
        ['待核实', f.unverified ? `${f.unverified}条未绑定人员的报送，不在上面的数里` : ''],
        ['未送达', f.undelivered ? `${f.undelivered}条消息还没有送到，请站里查看` : ''],
        ['演练', f.drills ? `${f.drills}条，不计入以上各数` : ''],
      ]),
    ],
    note: `统计到${saidTime(g.now, g.tz)}，以台账为准。`,
  })
}
