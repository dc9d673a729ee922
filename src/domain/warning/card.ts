/** What people see of a warning: the relay with the original unchanged, and the card that officers watch. */

import type { Card, Outbound } from '../kernel/message.ts'
import type { Person } from '../kernel/roster.ts'
import { type DecisionContext, leaders, officers, tell } from '../kernel/situation.ts'
import { clockOf, minutesAfter, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { doubtLines } from './doubt.ts'
import type { Change } from './fact.ts'
import { type How, stepWords } from './step.ts'
import { areaWords, isOwed, type Obligation, REACH_WORDS, titleOf, type Warning, type WarningState } from './warning.ts'
import { warningWords } from './words.ts'

/** Whose words the original is: issuer and time, or that they are not stated. */
export const sourceOf = (g: DecisionContext, w: Warning): string =>
  [w.issuer ?? '发布单位未写明', w.issuedAt ? saidTime(w.issuedAt, g.tz) : '时间未写明'].join(' · ')

/** The card people get: the original unchanged, who issued it and when, one button to answer. */
export function warningMessage(g: DecisionContext, w: Warning, mention: string[] = [], ...lead: string[]): Outbound {
  const card: Card = {
    title: titleOf(w),
    tone: w.colour ?? (w.drill ? 'blue' : 'warn'),
    lines: [
      ...lead,
      ...known([
        ['范围', areaWords(g, w)],
        ['编号', w.no],
      ]),
      ...(w.task ? [`站里要求：${w.task}`] : []),
    ],
    original: { text: w.original, source: sourceOf(g, w) },
    buttons: w.action === 'lift' ? [] : [{ label: '收到', act: 'warning.ack', data: { id: w.id }, style: 'primary' }],
    note: w.action === 'lift' ? warningWords.liftedNoAnswer : warningWords.pressReceived,
  }
  return { ...cardMessage(card, w.drill), ...(mention.length ? { mentions: mention } : {}) }
}

/** The next step of the table and when it is due; undefined when none is left or nobody is silent. */
function nextStep({ warning, obligations }: WarningState): { how: How; at: Date } | undefined {
  const owed = obligations.filter(isOwed)
  const step = owed.length ? warning.policy[Math.max(...owed.map((o) => o.step))] : undefined
  return step && warning.openedAt && warning.state === 'open'
    ? { how: step.how, at: minutesAfter(warning.stepsFrom ?? warning.openedAt, step.after_minutes) }
    : undefined
}

const OVER = { lifted: '已解除', superseded: '已被替代', closed: '已结束' } as Record<Warning['state'], string>

/**
 * What the officer watches: how many answered, who has not by village and grid, who must be phoned, the next step and when.
 * @param most villages shown; the rest are counted.
 */
export function statusMessage(g: DecisionContext, state: WarningState, most = 15): Outbound {
  const { warning } = state
  const asked = state.obligations.filter((o) => !o.endedAt)
  const open = asked.filter((o) => !o.answeredAt)
  const over = warning.state !== 'open'
  const villages = [...byVillage(asked)].filter(([, all]) => all.some(isOwed))
  const rest = villages.length - most
  const next = nextStep(state)
  const calls = open.filter((o) => o.reach !== 'ok')
  const moved = state.obligations.length - asked.length
  const card: Card = {
    title: `${titleOf(warning)} 应答 ${asked.length - open.length}/${asked.length}`,
    tone: over ? 'info' : open.length ? 'warn' : 'good',
    lines: [
      ...(over ? [OVER[warning.state] ?? '已结束'] : []),
      // a lift is over as soon as it is told, and may still be one to look at
      ...(over && warning.action !== 'lift' ? [] : doubtLines(warning)),
      ...(next ? [`下一步：${clockOf(next.at, g.tz)} ${stepWords(next.how)}`] : []),
      ...(open.length
        ? [
            ...known([['请打电话', calls.map((o) => `${o.name}（${REACH_WORDS[o.reach]}）`).join('、')]]),
            '未应答：',
            ...villages.slice(0, most).map(([village, all]) => villageLine(g, village, all)),
            ...(rest > 0 ? [warningWords.moreVillages(rest)] : []),
          ]
        : ['全部已应答。']),
      ...known([
        ['编号', warning.no],
        ['范围', areaWords(g, warning)],
        ['发出', warning.openedAt ? saidTime(warning.openedAt, g.tz) : ''],
        ['已由新的预警接着叫应', moved ? `${moved}人` : ''],
      ]),
    ],
    buttons: over
      ? []
      : [
          ...(open.length
            ? [
                { label: '登记叫应结果', act: 'warning.calls', data: { id: warning.id }, style: 'primary' as const },
                { label: '再催一次', act: 'warning.again', data: { id: warning.id } },
              ]
            : []),
          warning.drill
            ? {
                label: '结束演练',
                act: 'drill.end',
                data: { id: warning.id },
                confirm: warningWords.confirmEnd,
              }
            : {
                label: '解除',
                act: 'warning.lift',
                data: { id: warning.id },
                confirm: warningWords.confirmLift,
              },
        ],
  }
  return cardMessage({ ...card, link: { label: '打开应答页', path: `/warnings/${warning.id}` } }, warning.drill)
}

/** 石岭村 5/7：张三（第一网格，请李四帮叫）、王五. */
function villageLine(g: DecisionContext, village: string, all: Obligation[]) {
  const silent = all.filter(isOwed)
  const names = silent.map((o) => {
    const grid = o.grid?.replace(o.village ?? '', '')
    const contact = o.contactId ? g.roster.people.get(o.contactId)?.name : undefined
    const more = [grid, contact ? `请${contact}帮叫` : ''].filter(Boolean).join('，')
    return more ? `${o.name}（${more}）` : o.name
  })
  return { label: `${village} ${all.length - silent.length}/${all.length}`, value: names.join('、') }
}

/** Obligations by village in the order of its code, those of no village last. */
export function byVillage(obligations: Obligation[]): Map<string, Obligation[]> {
  const groups = new Map<string, Obligation[]>()
  const sorted = [...obligations].sort((a, b) => ((a.villageCode ?? '~') < (b.villageCode ?? '~') ? -1 : 1))
  for (const o of sorted) groups.set(o.village ?? '镇里', [...(groups.get(o.village ?? '镇里') ?? []), o])
  return groups
}

/** Officers, leaders and whoever asked for the warning: those who watch it. */
export const watchers = (g: DecisionContext, { warning }: WarningState): Person[] => {
  const requester = g.roster.people.get(warning.requestedBy)
  return [...new Map([...officers(g), ...leaders(g), ...(requester ? [requester] : [])].map((p) => [p.id, p])).values()]
}

/** The status card of a warning for everyone who watches it, now. */
export const tellOfficers = (g: DecisionContext, state: WarningState): Change[] =>
  watchers(g, state).flatMap((p) =>
    tell(g, p.id, statusMessage(g, state), {
      priority: 'alert',
      slot: `warning:${state.warning.id}`,
      about: { kind: 'warning', id: state.warning.id },
    }),
  )

/**
 * The same, drawn a moment later from what is then on record: however many answer at once, the card is drawn once, and
 * none of them is missing from it.
 */
export const cardDue = (g: DecisionContext, warningId: string, step: 0 | typeof TROUBLES_TOO = 0): Change => ({
  type: 'deadline.set',
  id: g.newId(),
  kind: 'warning.card',
  subjectId: warningId,
  dueAt: g.now,
  step,
})

/** The step of a card's deadline by which the card of troubles is drawn as well. */
export const TROUBLES_TOO = 1
