/** Drills 演练: the real path with a flag, ended by a notice to all who were told, with figures of their own. */

import type { Outbound } from '../kernel/message.ts'
import { type DecisionContext, tell } from '../kernel/situation.ts'
import { minutesAfter } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { tellOfficers, watchers } from './card.ts'
import { OPEN } from './due.ts'
import { countsFrom, dueOf } from './escalate.ts'
import type { Change } from './fact.ts'
import { noticeTo } from './notice.ts'
import { type Sending, titleOf, type Warning, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** When a drill's end is offered (step 0) and when it ends by itself (step 1), by the station's setting. */
export const drillDue = (g: DecisionContext, w: Warning, step: 0 | 1 = 0): Change[] =>
  w.drill && w.state === 'open'
    ? [
        {
          type: 'deadline.set',
          id: g.newId(),
          kind: 'drill.end',
          subjectId: w.id,
          dueAt: minutesAfter(countsFrom(w), g.settings.drills[step ? 'end_after_minutes' : 'offer_after_minutes']),
          step,
        },
      ]
    : []

/** The time for an end has come: first it is offered to those who watch, then it is done. */
export function drillOver(g: DecisionContext, state: WarningState, sent: Sending[], step: number): Change[] {
  if (state.warning.state !== 'open') return []
  return step ? endDrill(g, state, sent) : [...offerEnd(g, state), ...drillDue(g, state.warning, 1)]
}

function offerEnd(g: DecisionContext, state: WarningState): Change[] {
  const { warning: w } = state
  const minutes = g.settings.drills.end_after_minutes
  const card = cardMessage(
    {
      title: warningWords.endDrill,
      tone: 'blue',
      lines: [warningWords.endsByItself(minutes), ...known([['编号', w.no]])],
      buttons: [{ label: '结束演练', act: 'drill.end', data: { id: w.id }, style: 'primary' }],
    },
    true,
  )
  return watchers(g, state).flatMap((p) =>
    tell(g, p.id, card, { priority: 'alert', about: { kind: 'warning', id: w.id }, still: OPEN.name }),
  )
}

/** Open → closed: the steps stop, all who were told are told that it was a drill and is over, the figures go to those who watch. */
export function endDrill(g: DecisionContext, state: WarningState, sent: Sending[]): Change[] {
  const { warning: w } = state
  if (!w.drill || w.state !== 'open') return []
  const message = cardMessage(
    { title: '演练结束', tone: 'good', lines: [warningWords.drillOver, ...known([['编号', w.no]])] },
    true,
  )
  const closed = { ...state, warning: { ...w, state: 'closed' as const, endedAt: g.now } }
  const about = { kind: 'warning', id: w.id } as const
  return [
    { type: 'warning.ended', id: w.id, state: 'closed', note: '演练结束' },
    { type: 'deadlines.cleared', subjectId: w.id },
    ...noticeTo(g, state, sent, message),
    ...tellOfficers(g, closed),
    ...watchers(g, state).flatMap((p) =>
      tell(g, p.id, figuresMessage(w, figuresOf(state, sent)), { priority: 'alert', about }),
    ),
  ]
}

interface DrillFigures {
  asked: number
  /** Told by a message that a platform took. */
  reached: number
  answered: number
  /** Of these, before the first step against silence. */
  inTime: number
  /** Minutes until half of those who answered had. */
  medianMinutes: number | null
  late: string[]
  silent: string[]
  /** Whom no message can reach, and why. */
  dead: { name: string; why: string }[]
}

const DEAD = {
  unbound: '没有绑定账号',
  on_leave: '请假',
  refused: '消息被拒收',
  unknown: '消息不知是否送到',
  queued: '消息没有发出',
} as const

/** Reach, answers, who was late and which ways are dead: from the rows alone. */
function figuresOf({ warning: w, obligations }: WarningState, sent: Sending[]): DrillFigures {
  const asked = obligations.filter((o) => !o.endedAt)
  const first = w.policy[0] && w.openedAt ? dueOf(w, w.policy[0]) : null
  const answered = asked.filter((o) => o.answeredAt)
  const late = answered.filter((o) => first && o.answeredAt! > first)
  const waits = answered.map((o) => (o.answeredAt!.getTime() - w.openedAt!.getTime()) / 60_000).sort((a, b) => a - b)
  const ways = new Map<string, Sending>()
  for (const s of sent) if (s.step === 0) ways.set(`${s.channel} ${s.chat ?? s.account}`, s)
  const why = (o: (typeof asked)[number]): string | null => {
    if (o.reach !== 'ok') return DEAD[o.reach]
    const way = ways.get(`${o.channel} ${o.chat ?? o.account}`)
    return way?.state === 'sent' || (way?.state === 'settled' && o.answeredAt)
      ? null
      : DEAD[way?.state === 'refused' || way?.state === 'unknown' ? way.state : 'queued']
  }
  const dead = asked.flatMap((o) => {
    const reason = why(o)
    return reason ? [{ name: o.name, why: reason }] : []
  })
  return {
    asked: asked.length,
    reached: asked.length - dead.length,
    answered: answered.length,
    inTime: answered.length - late.length,
    medianMinutes: waits.length ? Math.round(waits[Math.floor((waits.length - 1) / 2)]! * 10) / 10 : null,
    late: late.map((o) => o.name),
    silent: asked.filter((o) => !o.answeredAt).map((o) => o.name),
    dead,
  }
}

const percent = (part: number, whole: number) => (whole ? `${Math.round((part / whole) * 100)}%` : '—')

function figuresMessage(w: Warning, f: DrillFigures): Outbound {
  return cardMessage(
    {
      title: warningWords.drillFigures(w.unannounced, f.answered, f.asked),
      tone: f.silent.length || f.dead.length ? 'warn' : 'good',
      lines: known([
        ['通知到', `${f.reached}/${f.asked}人（${percent(f.reached, f.asked)}）`],
        ['已应答', warningWords.drillAnswers(f.answered, f.asked, percent(f.answered, f.asked), f.inTime)],
        ['一半人应答用时', f.medianMinutes === null ? '' : `${f.medianMinutes}分钟`],
        ['应答晚了', f.late.join('、')],
        ['没有应答', f.silent.join('、')],
        ['消息到不了', f.dead.map((d) => `${d.name}（${d.why}）`).join('、')],
        ['内容', titleOf(w)],
        ['编号', w.no],
      ]),
      note: f.dead.length ? warningWords.unreachedNext : undefined,
    },
    true,
  )
}
