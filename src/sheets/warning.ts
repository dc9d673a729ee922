/**
 * `warning:ID` and `evidence`: the original as received, everybody who was asked with what was sent to them and what they
 * answered, every call, and the auditor's verdict (叫应 must be provable). The same evidence as the page shows.
 */
import { and, desc, eq, gte, lt } from 'drizzle-orm'
import { loadEvidence, verdictsOf } from '#db/warning/evidence.ts'
import { findWarning } from '#db/warning/list.ts'
import { warnings } from '#db/warning/tables.ts'
import { SEES_ALL } from '#domain/kernel/access.ts'
import { maskPhone } from '#domain/kernel/roster.ts'
import {
  type Attempt,
  DELIVERY_STAGES,
  type Evidence,
  evidenceOf,
  type MadeCall,
  type Recipient,
  saidMinutes,
  toTheSecond,
  type Verdict,
} from '#domain/warning/evidence.ts'
import { CALL_HOW, CALL_RESULTS, REACH_WORDS, titleOf, WARNING_STATES } from '#domain/warning/warning.ts'
import { hashOf } from '#jobs/context.ts'
import { ANSWER_WORDS, attemptWords, happenedWords, naming, percent, stepWords, wayWords } from '../pages/words.ts'
import type { SheetOut } from './book.ts'
import { type Col, type Exporting, type Exports, saying, sheet } from './columns.ts'
import { bookWords } from './words.ts'

interface Audited extends Evidence {
  verdict: Verdict
}

async function audited({ db, context: { roster, now } }: Exporting, ids: string[]): Promise<Audited[]> {
  const [facts, verdicts] = await Promise.all([loadEvidence(db, ids), verdictsOf(db, ids, now)])
  return facts.map((f) => ({ ...evidenceOf(f, roster), verdict: verdicts.get(f.warning.id)! }))
}

export async function warningSheets(x: Exporting, ref: string): Promise<SheetOut[]> {
  const row = await findWarning(x.db, ref, SEES_ALL)
  if (!row) throw new Error(bookWords.noSuchWarning(ref))
  const [e] = await audited(x, [row.id])
  return [original(x, e!), ...people(x, () => [e!])]
}

const FEW = 20

/** Every warning issued in the span, or every drill. */
export async function evidenceSheets(x: Exporting): Promise<SheetOut[]> {
  const issued = await x.db
    .select({ id: warnings.id })
    .from(warnings)
    .where(and(eq(warnings.drill, x.drill), gte(warnings.openedAt, x.span.from), lt(warnings.openedAt, x.span.to)))
    .orderBy(desc(warnings.id))
  // each sheet goes through them anew, a few at a time: hundreds of people stand behind one warning
  const all = async function* (): AsyncGenerator<Audited> {
    for (let at = 0; at < issued.length; at += FEW)
      yield* await audited(
        x,
        issued.slice(at, at + FEW).map((w) => w.id),
      )
  }
  const { area } = naming(x.context)
  const cols: Col<Audited>[] = [
    ['编号', (e) => e.warning.no],
    ['预警', (e) => titleOf(e.warning)],
    ['范围', (e) => area(e.warning)],
    ['发出时间', (e) => toTheSecond(e.warning.openedAt, x.context.tz)],
    ['状态', (e) => WARNING_STATES[e.warning.state]],
    ...(Object.entries(timingWords) as [string, (e: Evidence) => unknown][]),
    ['核对', (e) => verdictWords(x, e)],
  ]
  return [sheet('预警一览', cols, all()), ...people(x, all)]
}

const timingWords: Record<string, (e: Evidence) => string | number> = {
  应通知: (e) => e.timing.asked,
  已发送: (e) => e.timing.reached.sent,
  已读: (e) => e.timing.reached.read,
  已应答: (e) => e.timing.reached.answered,
  已行动: (e) => e.timing.reached.acted,
  应答率: (e) => percent(e.timing.reached.answered, e.timing.asked),
  '应答用时（中位数）': (e) => (e.timing.medianMinutes === null ? '' : saidMinutes(e.timing.medianMinutes)),
  '应答用时（最长）': (e) => (e.timing.longestMinutes === null ? '' : saidMinutes(e.timing.longestMinutes)),
  时限内应答: ({ timing: { within, asked } }) =>
    within ? `${within.minutes}分钟内${within.answered}人（${percent(within.answered, asked)}）` : '',
}

const verdictWords = (x: Exporting, { verdict: { disagreements, findings } }: Audited) =>
  [
    ...disagreements.map((d) => `${saying(x).person(d.personId)}：${d.why}`),
    ...findings.map(
      (f) =>
        `${toTheSecond(f.foundAt, x.context.tz)} ${f.what}：${f.of}${f.clearedAt ? `（${toTheSecond(f.clearedAt, x.context.tz)} 恢复）` : ''}`,
    ),
  ].join('；') || '该通知到的都有发送记录或应答'

function original(x: Exporting, e: Audited): SheetOut {
  const { local } = saying(x)
  const { actor, area } = naming(x.context)
  const w = e.warning
  const facts: [string, unknown][] = [
    ['编号', w.no],
    ['演练', w.drill ? '演练' : ''],
    ['状态', WARNING_STATES[w.state]],
    ['发布单位', w.issuer ?? '未写明'],
    ['发布时间', local(w.issuedAt) || '未写明'],
    ['原文没有写明', w.missing.join('、')],
    ['收到时间', local(w.createdAt)],
    ['送入', actor(w.requestedBy)],
    ['发出时间', local(w.openedAt)],
    ['结束时间', local(w.endedAt)],
    ['范围', area(w)],
    ['原文', w.original],
    ['原文 SHA-256', w.hash],
    ['指纹核对', hashOf(w.original) === w.hash ? '与原文一致' : bookWords.altered],
    ['站里要求', w.task ?? ''],
    ['发出时的叫应步骤', w.policy.map((p) => `${p.after_minutes}分钟${stepWords(p.how)}`).join('；')],
    ...Object.entries(timingWords).map(([label, of]) => [label, of(e)] as [string, unknown]),
    ['核对', verdictWords(x, e)],
    ...e.history.map((h): [string, unknown] => [
      toTheSecond(h.at, x.context.tz),
      `${happenedWords(h, e)}（${actor(h.actor)}）`,
    ]),
  ]
  return { name: '预警原文', head: ['项目', '内容'], rows: facts }
}

/** Who was asked, what was sent to whom, who was called. */
function people(x: Exporting, all: () => Iterable<Audited> | AsyncIterable<Audited>): SheetOut[] {
  const { local, person, village, words } = saying(x)
  const { tz, roster } = x.context
  const { asked, role, actor } = naming(x.context)
  const phone = (id: string) => {
    const whole = roster.people.get(id)?.phone
    return x.full ? whole : maskPhone(whole)
  }
  type Of<T> = T & { no: string; personId: string }
  async function* each<T>(of: (e: Audited) => T[]): AsyncGenerator<T> {
    for await (const e of all()) yield* of(e)
  }
  const dutiesOf = (e: Audited) => e.recipients.map((r) => ({ ...r, no: e.warning.no }))
  const attemptsOf = (e: Audited) =>
    e.recipients.flatMap((r) =>
      r.attempts.map((a): Of<Attempt> => ({ ...a, no: e.warning.no, personId: r.obligation.personId })),
    )
  const callsOf = (e: Audited) => e.calls.map((c): Of<MadeCall> => ({ ...c, no: e.warning.no }))
  const dutyCols: Col<Recipient & { no: string }>[] = [
    ['编号', (r) => r.no],
    ['村', (r) => r.obligation.village ?? village(r.obligation.villageCode)],
    ['网格', (r) => r.obligation.grid],
    ['姓名', (r) => asked(r.obligation)],
    ['身份', (r) => role(r.obligation.role)],
    ['手机', (r) => phone(r.obligation.personId)],
    ['状态', (r) => DELIVERY_STAGES[r.stage]],
    ['发送时间', (r) => toTheSecond(r.sentAt, tz)],
    ['已读时间', (r) => toTheSecond(r.readAt, tz)],
    ['应答时间', (r) => local(r.obligation.answeredAt)],
    ['用时（分钟）', (r) => (r.minutes === null ? '' : Math.round(r.minutes * 10) / 10)],
    ['方式', (r) => ANSWER_WORDS[r.obligation.answeredHow ?? ''] ?? ''],
    ['应答', (r) => words(r.obligation.answer ?? '')],
    ['未应答', (r) => (r.owed ? '未应答' : r.stage === 'replaced' ? DELIVERY_STAGES.replaced : '')],
    ['已催', (r) => r.obligation.step],
    ['备注', (r) => (r.obligation.reach === 'ok' ? '' : `${REACH_WORDS[r.obligation.reach]}，打电话`)],
  ]
  const attemptCols: Col<Of<Attempt>>[] = [
    ['编号', (a) => a.no],
    ['姓名', (a) => person(a.personId)],
    ['渠道', (a) => wayWords(a, roster)],
    ['内容', (a) => a.title],
    ['应发时间', (a) => toTheSecond(a.createdAt, tz)],
    ['结果', (a) => attemptWords(a)],
    ['发送时间', (a) => toTheSecond(a.sentAt, tz)],
    ['已读时间', (a) => toTheSecond(a.readAt, tz)],
    ['平台消息号', (a) => a.providerId],
    ['发件号', (a) => a.id],
  ]
  const callCols: Col<Of<MadeCall>>[] = [
    ['编号', (c) => c.no],
    ['姓名', (c) => person(c.personId)],
    ['时间', (c) => toTheSecond(c.calledAt, tz)],
    ['方式', (c) => CALL_HOW[c.how]],
    ['结果', (c) => CALL_RESULTS[c.result]],
    ['备注', (c) => words(c.note ?? '')],
    ['记录人', (c) => actor(c.calledBy)],
  ]
  return [
    sheet('叫应情况', dutyCols, each(dutiesOf)),
    sheet('每次发送', attemptCols, each(attemptsOf)),
    sheet('电话和上门', callCols, each(callsOf)),
  ]
}

export const WARNING_EXPORTS = {
  evidence: { noun: '预警留痕（一段时间里每条预警、每个人、每次发送）', sheets: evidenceSheets },
} satisfies Exports
