/**
 * The auditor's reading of one warning: who should have been told by now, recomputed from what was fixed when it was issued,
 * against the rows as they are. It knows nothing of how the rows came about, and mends nothing but a lost deadline.
 */

import { UNBUZZED } from '../kernel/delivery.ts'
import type { Outbound } from '../kernel/message.ts'
import { type DecisionContext, leaders, officers, tell } from '../kernel/situation.ts'
import { clockOf, minutesAfter } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import { drillDue } from './drill.ts'
import { countsFrom, dueOf, stepDue } from './escalate.ts'
import type { Change } from './fact.ts'
import type { Audited, Finding, FindingKind } from './finding.ts'
import { STEPS, stepWords } from './step.ts'
import { closeDue } from './validity.ts'
import { isOwed, type Obligation, type Sending, titleOf, type Warning } from './warning.ts'
import { FINDING_WORDS, warningWords } from './words.ts'

/** All that disagrees now, and the deadlines to be set again. */
export function findingsOf(g: DecisionContext, audited: Audited): { findings: Finding[]; repairs: Change[] } {
  const { warning: w } = audited
  if (w.state !== 'open') return { findings: [], repairs: [] }
  const finding =
    (kind: FindingKind) =>
    ([of, text]: [of: string, text: string]): Finding => ({
      key: `${w.id} ${kind} ${of}`,
      kind,
      warningId: w.id,
      text,
    })
  const repairs = deadlinesLost(g, audited)
  return {
    findings: [
      ...unasked(audited).map(finding('unasked')),
      ...unowed(g, audited).map(finding('unowed')),
      ...badRows(g, audited).map(([kind, of, text]) => finding(kind)([of, text])),
      ...late(g, audited).map(finding('late')),
      ...repairs.map((c) =>
        finding('no_deadline')(
          c.type === 'deadline.set' && c.kind === 'warning.step'
            ? [`step ${c.step}`, stepWords(w.policy[c.step]!.how)]
            : c.type === 'deadline.set' && c.kind === 'warning.close'
              ? ['close', '到期结束']
              : ['end', '演练结束'],
        ),
      ),
    ],
    repairs,
  }
}

type Told = [of: string, text: string]

/** Asked by the ledger, and no obligation is there. */
function unasked({ asked, obligations }: Audited): Told[] {
  const here = new Set(obligations.map((o) => o.personId))
  return asked.filter((a) => !here.has(a.personId)).map((a) => [a.personId, a.name])
}

/** Should have been told by the relay or by a step taken, and no row says so. */
function unowed(g: DecisionContext, { warning: w, obligations, sent, handed }: Audited): Told[] {
  const rows = new Set(
    sent.flatMap((s) => [`${s.step} ${s.channel} ${s.chat ?? s.account}`, `${s.step} ${s.personId}`]),
  )
  const people = new Set(sent.map((s) => s.personId))
  const owed = obligations.filter(isOwed)
  const chats = w.chats
    .filter((c) => !rows.has(`0 ${c.channel} ${c.chat}`))
    .map((c): Told => [`0 ${c.channel} ${c.chat}`, chatName(g, c)])
  const alone = owed
    .filter((o) => o.account && !o.chat && !rows.has(`0 ${o.personId}`))
    .map((o): Told => [`0 ${o.personId}`, o.name])
  const silent = new Map(owed.map((o) => [o.personId, o.contactId]))
  // a row of another step told the contact of the warning, not of those they are to reach
  const untold = handed
    .filter((h) => h.step !== null && h.personIds.some((id) => silent.get(id) === h.contactId))
    .filter((h) => !rows.has(`${h.step} ${h.contactId}`))
  const contacts = [...new Set([...silent.values()].flatMap((id) => (id && !people.has(id) ? [id] : [])))]
    .concat(untold.map((h) => h.contactId))
    .filter((id, i, all) => all.indexOf(id) === i && !!g.roster.reach.get(id)?.length)
    .map((id): Told => [`contact ${id}`, `${g.roster.people.get(id)?.name ?? '—'}（第二联系人）`])
  const steps = w.policy.flatMap(({ how }, k): Told[] => {
    const taken = owed.filter((o) => o.step > k)
    if (!taken.length) return []
    const leaves = STEPS[how].leaves(taken)
    if (leaves === 'each')
      return taken
        .filter((o) => o.reach === 'ok' && !rows.has(`${k + 1} ${o.personId}`))
        .map((o) => [`${k + 1} ${o.personId}`, `${o.name}（${stepWords(how)}）`])
    return leaves === 'nobody' || sent.some((s) => s.step === k + 1) ? [] : [[`${k + 1}`, stepWords(how)]]
  })
  return [...chats, ...alone, ...contacts, ...steps]
}

/** Rows that did not end as sent: refused, of unknown result, still waiting, or sent without the buzz asked for. */
function badRows(g: DecisionContext, { obligations, sent }: Audited): [FindingKind, string, string][] {
  const asked = new Map(obligations.map((o) => [o.personId, o]))
  const stale = g.now.getTime() - g.settings.audit.unsent_seconds * 1000
  return sent.flatMap((s): [FindingKind, string, string][] => {
    const o = s.personId ? asked.get(s.personId) : undefined
    // whoever has answered need not be told any more
    if (o && !isOwed(o)) return []
    const kind =
      s.state === 'refused' || s.state === 'unknown'
        ? s.state
        : s.state === 'queued' || s.state === 'leased'
          ? s.createdAt.getTime() < stale
            ? 'stuck'
            : null
          : s.state === 'sent' && s.reason?.startsWith(UNBUZZED)
            ? 'unbuzzed'
            : null
    return kind ? [[kind, s.id, whoOf(g, s, o)]] : []
  })
}

const whoOf = (g: DecisionContext, s: Sending, o?: Obligation) =>
  o?.name ??
  (s.personId ? (g.roster.people.get(s.personId)?.name ?? '—') : s.chat ? chatName(g, { ...s, chat: s.chat }) : '—')

const chatName = (g: DecisionContext, c: { channel: string; chat: string }) =>
  g.roster.chats.find((x) => x.channel === c.channel && x.chat === c.chat)?.name ?? '一个群'

/** Steps whose time is past while somebody is silent, and that were not taken. */
function late(g: DecisionContext, { warning: w, obligations }: Audited): Told[] {
  const owed = obligations.filter(isOwed)
  return w.policy.flatMap((step, k): Told[] => {
    const due = dueOf(w, step)
    const over = due.getTime() + g.settings.audit.late_seconds * 1000 < g.now.getTime()
    return over && owed.some((o) => o.step <= k) ? [[`step ${k}`, `${clockOf(due, g.tz)} ${stepWords(step.how)}`]] : []
  })
}

/** The deadlines that should stand and do not, set again. */
function deadlinesLost(g: DecisionContext, audited: Audited): Change[] {
  const { warning: w, obligations, deadlines } = audited
  const owed = obligations.filter(isOwed)
  const next = owed.length ? Math.max(...owed.map((o) => o.step)) : w.policy.length
  const offered = minutesAfter(countsFrom(w), g.settings.drills.offer_after_minutes) < g.now
  return [
    ...(deadlines.some((d) => d.kind === 'warning.step' && d.step === next) ? [] : stepDue(g, audited, next)),
    ...(deadlines.some((d) => d.kind === 'drill.end') ? [] : drillDue(g, w, offered ? 1 : 0)),
    ...(deadlines.some((d) => d.kind === 'warning.close') ? [] : closeDue(g, w)),
  ]
}

/**
 * What follows from an audit: new findings are kept and told once, gone ones cleared, lost deadlines set again.
 * @param before findings that stood open until now.
 */
export function recordAudit(
  g: DecisionContext,
  w: Warning | null,
  before: Finding[],
  now: Finding[],
  repairs: Change[],
): Change[] {
  const had = new Set(before.map((f) => f.key))
  const has = new Set(now.map((f) => f.key))
  const found = now.filter((f) => !had.has(f.key))
  const cleared = before.filter((f) => !has.has(f.key))
  // of a warning that is over nothing more is to be done
  const touched = w && w.state !== 'open' ? [] : [...new Set([...found, ...cleared].map((f) => f.kind))]
  return [
    ...found.map((f): Change => ({ type: 'audit.found', id: g.newId(), ...f })),
    ...cleared.map((f): Change => ({ type: 'audit.cleared', key: f.key, warningId: f.warningId })),
    ...repairs,
    ...touched.flatMap((kind) => {
      const message = alarm(
        w,
        kind,
        now.filter((f) => f.kind === kind),
      )
      return [...new Map([...officers(g), ...leaders(g)].map((p) => [p.id, p])).values()].flatMap((p) =>
        tell(g, p.id, message, {
          priority: 'alert',
          slot: `audit:${w?.id ?? 'all'}:${kind}`,
          ...(w ? { about: { kind: 'warning', id: w.id } as const } : {}),
        }),
      )
    }),
  ]
}

const MOST = 20

/** One card a kind of disagreement: what is wrong and with whom; empty = it is as it should be again. */
function alarm(w: Warning | null, kind: FindingKind, findings: Finding[]): Outbound {
  const texts = [...new Set(findings.map((f) => f.text))]
  const shown = texts.slice(0, MOST).join('、')
  return cardMessage(
    {
      title: (findings.length ? warningWords.auditFound : warningWords.auditAgrees)(FINDING_WORDS[kind]),
      tone: findings.length ? 'danger' : 'good',
      lines: [
        ...known([
          ['涉及', texts.length > MOST ? `${shown}等${texts.length}项` : shown],
          ['预警', w ? titleOf(w) : ''],
          ['编号', w?.no],
        ]),
        ...(findings.length ? [warningWords.makeUp] : []),
      ],
    },
    w?.drill ?? false,
  )
}
