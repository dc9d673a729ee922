/** @jsxImportSource hono/jsx */
/** The evidence of one warning on one page: what an inspector asks, answered from the rows. */
import {
  type Attempt,
  DELIVERY_STAGES,
  type Evidence,
  type Recipient,
  saidMinutes,
  toTheSecond,
  type Verdict,
} from '#domain/warning/evidence.ts'
import { CALL_HOW, CALL_RESULTS, REACH_WORDS, WARNING_STATES, type Warning } from '#domain/warning/warning.ts'
import { DrillBand, Level, Original } from './bits.tsx'
import {
  ANSWER_WORDS,
  attemptWords,
  happenedWords,
  nameOf,
  naming,
  pageWords,
  percent,
  type Shown,
  stepWords,
  wayWords,
} from './words.ts'

/** @param intact whether the original still has the hash it came with. */
export const evidencePage = (s: Shown, { verdict, intact }: { verdict: Verdict; intact: boolean }) => {
  const { warning: w, recipients } = s.evidence
  return (
    <main class="paper evidence">
      <DrillBand drill={w.drill} />
      <h1>
        <Level colour={w.colour} />
        {nameOf(w)} 留痕
      </h1>
      <p>
        编号 {w.no} · {WARNING_STATES[w.state]} · {toTheSecond(s.now, s.tz)} 生成
      </p>
      <p class="screen-only links">
        <a href={`/warnings/${w.no}/evidence.xlsx`}>下载表格（.xlsx）</a>
        <a href={`/warnings/${w.no}`}>应答情况</a>
        <a href={`/warnings/${w.no}/calls`}>打电话名单</a>
      </p>
      <VerdictLine s={s} verdict={verdict} />
      <TimingTable evidence={s.evidence} />
      <section>
        <h2>原文</h2>
        <Original w={w} tz={s.tz} />
        <Facts s={s} w={w} intact={intact} />
      </section>
      <section>
        <h2>经过</h2>
        <ol class="history">
          {s.evidence.history.map((h) => (
            <li>
              <time>{toTheSecond(h.at, s.tz)}</time> {happenedWords(h, s.evidence)}{' '}
              <small>{naming(s).actor(h.actor)}</small>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>每个人（{recipients.length}人）</h2>
        <table>
          <thead>
            <tr>
              {['村、网格', '姓名', '状态', '发送（渠道 · 时间 · 平台消息号）', '应答', '步数'].map((h) => (
                <th scope="col">{h}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {recipients.map((r) => (
              <Person s={s} r={r} />
            ))}
          </tbody>
        </table>
      </section>
    </main>
  )
}

const VerdictLine = ({ s, verdict }: { s: Shown; verdict: Verdict }) => {
  const { person } = naming(s)
  const { disagreements, findings, at } = verdict
  const open = disagreements.length + findings.filter((f) => !f.clearedAt).length
  return (
    <section class={open ? 'verdict bad' : 'verdict good'}>
      <h2>{open ? pageWords.disagrees(open) : pageWords.agrees(toTheSecond(at, s.tz))}</h2>
      <ul>
        {disagreements.map((d) => (
          <li>
            {person(d.personId)}：{d.why}
          </li>
        ))}
        {findings.map((f) => (
          <li>
            {toTheSecond(f.foundAt, s.tz)} {f.what}：{f.of}
            {f.clearedAt ? `（${toTheSecond(f.clearedAt, s.tz)} 恢复）` : ''}
          </li>
        ))}
      </ul>
      {open ? <p>{pageWords.callNow}</p> : null}
    </section>
  )
}

const TimingTable = ({ evidence: { timing } }: { evidence: Evidence }) => {
  const { asked, reached, medianMinutes, longestMinutes, within } = timing
  const rows: [string, string][] = [
    ['应通知', `${asked}人`],
    ['已发送', `${reached.sent}人`],
    ['已读', `${reached.read}人`],
    ['已应答', `${reached.answered}人（${percent(reached.answered, asked)}）`],
    ['其中已行动', `${reached.acted}人`],
    ['应答用时（中位数）', medianMinutes === null ? '—' : saidMinutes(medianMinutes)],
    ['应答用时（最长）', longestMinutes === null ? '—' : saidMinutes(longestMinutes)],
    ...(within
      ? [
          [`${within.minutes}分钟内应答`, `${within.answered}人（${percent(within.answered, asked)}）`] as [
            string,
            string,
          ],
        ]
      : []),
  ]
  return (
    <section>
      <h2>应答统计</h2>
      <dl class="timing">
        {rows.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const Facts = ({ s, w, intact }: { s: Shown; w: Warning; intact: boolean }) => {
  const { area, actor } = naming(s)
  const facts: [string, string][] = [
    ['发布单位', w.issuer ?? '未写明'],
    ['发布时间', toTheSecond(w.issuedAt, s.tz) || '未写明'],
    ['原文没有写明', w.missing.join('、') || '无'],
    ['收到', `${toTheSecond(w.createdAt, s.tz)}，${actor(w.requestedBy)}`],
    ['发出', toTheSecond(w.openedAt, s.tz) || '还没有发出'],
    ['结束', toTheSecond(w.endedAt, s.tz) || '还没有结束'],
    ['范围', area(w)],
    ['站里要求', w.task ?? '无'],
    ['原文指纹（SHA-256）', `${w.hash} ${intact ? '与原文一致' : pageWords.altered}`],
    [
      '发出时的叫应步骤',
      w.policy.map((p) => `${p.after_minutes}分钟${stepWords(p.how)}`).join('；') || pageWords.onlyReminded,
    ],
  ]
  return (
    <dl class="facts">
      {facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Person = ({ s, r }: { s: Shown; r: Recipient }) => {
  const { asked, village, role, phone, words, actor } = naming(s)
  const { personId, villageCode, grid, reach, answeredAt, answeredHow, answer, step } = r.obligation
  return (
    <tr>
      <td>
        {r.obligation.village ?? village(villageCode)}
        <small>{grid}</small>
      </td>
      <th scope="row">
        {asked(r.obligation)}
        <small>
          {role(r.obligation.role)} {phone(personId)}
        </small>
      </th>
      <td class={r.stage}>
        {DELIVERY_STAGES[r.stage]}
        <small>{REACH_WORDS[reach]}</small>
      </td>
      <td>
        {r.attempts.map((a) => (
          <AttemptLine s={s} a={a} />
        ))}
        {r.calls.map((c) => (
          <p>
            {toTheSecond(c.calledAt, s.tz)} {CALL_HOW[c.how]}：{CALL_RESULTS[c.result]}
            {c.note ? `（${words(c.note)}）` : ''} <small>{actor(c.calledBy)}</small>
          </p>
        ))}
        {r.attempts.length + r.calls.length ? null : <p>没有发送记录</p>}
      </td>
      <td>
        {answeredAt ? (
          <>
            {toTheSecond(answeredAt, s.tz)}
            <small>
              {[ANSWER_WORDS[answeredHow ?? ''], words(answer)].filter(Boolean).join('：')}
              {r.minutes === null ? '' : `，用时${saidMinutes(r.minutes)}`}
            </small>
          </>
        ) : (
          '未应答'
        )}
      </td>
      <td>{step}</td>
    </tr>
  )
}

const AttemptLine = ({ s, a }: { s: Shown; a: Attempt }) => (
  <p>
    {toTheSecond(a.sentAt ?? a.createdAt, s.tz)} {wayWords(a, s.roster)}：{attemptWords(a)}
    {a.readAt ? `，${toTheSecond(a.readAt, s.tz)} 已读` : ''}
    <small>
      {a.title}
      {a.providerId ? ` · ${a.providerId}` : ''}
    </small>
  </p>
)
