/** Duty 值班: check-in, check-out, hand-over on the configured lines (station plan H2.10; the lines are a setting). */

import type { MessageEvent, Outbound } from '../kernel/message.ts'
import { onDuty, type Person } from '../kernel/roster.ts'
import { type DecisionContext, reply, type Situation, say } from '../kernel/situation.ts'
import { clockOf, dayOf, saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Change } from '../record/fact.ts'
import { draft, file, tellStranger } from '../record/filing.ts'
import { absentOf, counts, EARLY_MS, isHere, personsOf } from '../record/presence.ts'
import type { Rec } from '../record/record.ts'
import { recordWords } from '../record/words.ts'
import { CHECKS } from './needs.ts'
import { dutyWords } from './words.ts'

/** 签到 / 签退: one record each; one card a chat and hour answers everyone, so that 08:00 costs one message. */
export function recordCheck(s: Situation, kind: 'check_in' | 'check_out'): Change[] {
  const event = s.event as MessageEvent
  const { fields, drill } = s.reading!
  const shift = s.person && onDuty(s.roster, s.now).find((d) => d.person.id === s.person!.id)?.shift
  const lines = Array.isArray(fields.lines) && fields.lines.length ? fields.lines : (shift?.lines ?? [])
  const record = draft(
    s,
    kind,
    {
      ...fields,
      lines,
      persons: fields.persons ?? (s.person && !absentOf({ fields }).includes(s.person.name) ? [s.person.name] : []),
    },
    drill,
  )
  if (!s.person)
    return [...file(s, record), ...tellStranger(s, record), ...reply(s, { text: recordWords.strangerKept, drill })]
  const checks = s.need(CHECKS)
  const now = [...checks.here.filter((c) => counts(c, drill) && c.chat === event.chat.id), record]
  return [
    ...file(s, record),
    say(s, event.channel, event.chat.id, checksMessage(s, now, [...checks.shift, record], drill), {
      priority: 'reply',
      slot: `checks:${drill ? 'drill:' : ''}${dayOf(s.now, s.tz)}T${clockOf(s.now, s.tz).slice(0, 2)}`,
    }),
  ]
}

const MOST_IN = 40
const MOST_OUT = 20

/**
 * Who has checked in and out in a chat since the running shifts began, with the time of each, and who on the sheet has not yet
 * anywhere; names only, no ranking.
 */
function checksMessage(g: DecisionContext, checks: Rec[], onShift: readonly Rec[], drill: boolean): Outbound {
  const running = onDuty(g.roster, g.now)
  const since = running.length ? Math.min(...running.map((d) => d.shift.startAt.getTime())) - EARLY_MS : 0
  const of = (kind: Rec['kind']) =>
    oncePerPerson(checks.filter((c) => c.kind === kind && c.receivedAt.getTime() >= since))
  const line = (c: Rec) => ({
    label: personsOf(c).join('、') || nameOf(g, c),
    value: [
      ((c.fields.lines as string[] | undefined) ?? []).join('、'),
      clockOf(c.reportedAt, g.tz),
      c.fields.presence_of ? dutyWords.present : '',
      Array.isArray(c.fields.to) ? dutyWords.relievedBy(c.fields.to.join('、')) : '',
    ]
      .filter(Boolean)
      .join(' '),
  })
  const shown = (all: Rec[], most: number, word: string) => {
    if (!all.length) return []
    const named = (some: Rec[]) => new Set(some.flatMap((c) => (personsOf(c).length ? personsOf(c) : [nameOf(g, c)])))
    const rest = named(all).size - named(all.slice(-most)).size
    return [
      `${word}${named(all).size}人：`,
      ...all.slice(-most).map(line),
      ...(rest > 0 ? [`另有${rest}人${word}。`] : []),
    ]
  }
  // whoever came after that is there
  const came = new Set(of('check_in').flatMap(personsOf))
  const absent = new Set(
    of('check_in')
      .flatMap(absentOf)
      .filter((n) => !came.has(n)),
  )
  const awaited = drill
    ? []
    : running
        .filter((d) => !isHere(onShift, d.person, d.shift))
        .map((d) => d.person)
        .filter((p, i, all) => all.findIndex((q) => q.id === p.id) === i)
  return cardMessage(
    {
      title: `值班签到 ${saidTime(g.now, g.tz)}`,
      tone: 'good',
      lines: [
        ...shown(of('check_in'), MOST_IN, '已签到'),
        ...shown(of('check_out'), MOST_OUT, '已签退'),
        ...known([['没来', [...absent].join('、')]]),
        ...known([['尚未签到', awaited.map((p) => p.name).join('、')]]),
      ],
    },
    drill,
  )
}

/** Whoever checked in twice is there once; a check-in of their own stands before one that a report stood for. */
function oncePerPerson(checks: Rec[]): Rec[] {
  const first = new Map<string, Rec>()
  for (const c of checks) {
    const who = `${c.reporterId ?? c.account} ${personsOf(c).join()}`
    const before = first.get(who)
    if (!before || (before.fields.presence_of && !c.fields.presence_of)) first.set(who, c)
  }
  return [...first.values()]
}

const nameOf = (g: DecisionContext, c: Rec) =>
  c.reporterId ? (g.roster.people.get(c.reporterId)?.name ?? '—') : '未绑定账号'

/** 谁值班: the sheet as it stands now, by line. */
export function dutyMessage(g: DecisionContext, when: Date = g.now): Outbound {
  const rows = onDuty(g.roster, when)
  if (!rows.length) return { text: dutyWords.noDuty }
  const names = (people: Person[]) => [...new Map(people.map((p) => [p.id, p.name])).values()].join('、')
  const lines = g.settings.duty_lines.map(
    (line) =>
      [
        line,
        names(rows.filter((r) => r.shift.post === 'officer' && r.shift.lines.includes(line)).map((r) => r.person)),
      ] as [string, string],
  )
  const until = rows.map((r) => r.shift.endAt).sort((a, b) => a.getTime() - b.getTime())[0]!
  return cardMessage({
    title: `${saidTime(when, g.tz)} 值班`,
    tone: 'info',
    lines: known([
      ['带班领导', names(rows.filter((r) => r.shift.post === 'leader').map((r) => r.person))],
      ...lines,
      ['到', saidTime(until, g.tz)],
    ]),
  })
}
