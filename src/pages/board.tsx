/** @jsxImportSource hono/jsx */
/** The live page of a warning: for a phone in the hand and a screen on the wall. No phone number is on it. */
import { DELIVERY_STAGES, outcomeOf, type Recipient, saidMinutes, toTheSecond } from '#domain/warning/evidence.ts'
import { CALL_HOW, CALL_RESULTS, REACH_WORDS, WARNING_STATES } from '#domain/warning/warning.ts'
import { DrillBand, Level, Original } from './bits.tsx'
import { grouped, nameOf, naming, outcomeWords, pageWords, type Shown, stepWords } from './words.ts'

/** @param links whether whoever looks may go on to the other pages; a wall may not. */
export const board = (s: Shown, { links }: { links: boolean }) => (
  <main id="board" data-at={s.now.toISOString()}>
    <Head s={s} />
    <div class="sums">
      <Figures s={s} />
      <Steps s={s} />
    </div>
    <Villages s={s} />
    <footer class="foot">
      <span>
        数据时间 <time>{toTheSecond(s.now, s.tz).slice(11)}</time>
      </span>
      {links ? <Links no={s.evidence.warning.no} /> : null}
    </footer>
  </main>
)

const Links = ({ no }: { no: string }) => (
  <nav>
    <a href={`/warnings/${no}/calls`}>打电话名单</a>
    <a href={`/warnings/${no}/evidence`}>留痕</a>
    <a href="/warnings">全部预警</a>
    <a href="/">群聊</a>
  </nav>
)

const Head = ({ s }: { s: Shown }) => {
  const { warning: w } = s.evidence
  const { area, time } = naming(s)
  return (
    <header class={`head ${w.colour ?? 'none'}`}>
      <DrillBand drill={w.drill} />
      <h1>
        <Level colour={w.colour} />
        {nameOf(w)}
        <span class={`state ${w.state}`}>{WARNING_STATES[w.state]}</span>
      </h1>
      <p>
        {area(w)} · {w.issuer ?? '发布单位未写明'} {time(w.issuedAt)} · 编号 {w.no}
        {w.openedAt ? ` · ${time(w.openedAt)} 发出，${elapsed(s)}` : ' · 还没有发出'}
      </p>
      {w.task ? <p class="task">站里要求：{w.task}</p> : null}
      <details>
        <summary>预警原文</summary>
        <Original w={w} tz={s.tz} />
      </details>
    </header>
  )
}

const elapsed = ({ evidence: { warning: w }, now }: Shown) => {
  const minutes = Math.floor(((w.endedAt ?? now).getTime() - w.openedAt!.getTime()) / 60_000)
  return minutes ? `已过${saidMinutes(minutes)}` : '刚刚'
}

/** Sent, read, answered and acted are different things and stand apart; the one that counts is the largest. */
const Figures = ({ s }: { s: Shown }) => {
  const { asked, reached } = s.evidence.timing
  const open = asked - reached.answered
  return (
    <section class="figures" aria-label="应答情况">
      <p class="big">
        <span>已应答</span>
        <b>
          {reached.answered}
          <small>/{asked}</small>
        </b>
      </p>
      <p class={`big ${open ? 'open' : 'done'}`}>
        <span>未应答</span>
        <b>{open}</b>
      </p>
      <ul>
        {(['sent', 'read', 'acted'] as const).map((stage) => (
          <li>
            <span>{DELIVERY_STAGES[stage]}</span>
            <b>{reached[stage]}</b>
          </li>
        ))}
      </ul>
      <p class="hint">{pageWords.whatCounts}</p>
    </section>
  )
}

/** The step-up table as it stood when the warning went out: what was done, what comes next and when. */
const Steps = ({ s }: { s: Shown }) => {
  const { warning: w, next, timing } = s.evidence
  const { time } = naming(s)
  const over = w.state !== 'open'
  const all = timing.asked > 0 && timing.reached.answered === timing.asked
  const due = next && !over && !all ? w.policy[next.step] : undefined
  return (
    <section class="steps" aria-label="叫应步骤">
      <h2>下一步</h2>
      <p class="next">
        {due && next ? (
          <>
            <b>{time(next.dueAt)}</b> {stepWords(due.how)}
          </>
        ) : over ? (
          pageWords.over(WARNING_STATES[w.state])
        ) : all ? (
          pageWords.allAnswered
        ) : w.policy.length ? (
          pageWords.stepsTaken
        ) : (
          pageWords.noSteps
        )}
      </p>
      <ol>
        {w.policy.map((step, i) => {
          const taken = outcomeOf(s.evidence, i + 1)
          const wrong = taken && (taken.unbuzzed || taken.failed)
          return (
            <li class={taken ? (wrong ? 'past wrong' : 'past') : due && next?.step === i ? 'now' : ''}>
              <span>{step.after_minutes}分钟</span> {stepWords(step.how)}
              {taken ? (
                <em>
                  {outcomeWords(taken)} {time(taken.at)}
                </em>
              ) : null}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Most silence first: the eye of whoever passes lands where somebody must go. A wall leaves out who has answered. */
const Villages = ({ s }: { s: Shown }) => {
  const { village } = naming(s)
  const groups = grouped(s.evidence.recipients, (r) => village(r.obligation.villageCode))
  const openOf = (list: Recipient[]) => list.filter((r) => r.owed).length
  const sorted = groups.sort(([, a], [, b]) => openOf(b) - openOf(a))
  return (
    <section class="villages" aria-label="各村应答">
      {sorted.map(([name, people]) => (
        <VillageCard s={s} name={name} people={people} open={openOf(people)} />
      ))}
    </section>
  )
}

const VillageCard = ({ s, name, people, open }: { s: Shown; name: string; people: Recipient[]; open: number }) => {
  const { post, seq } = naming(s)
  // whoever answers for the whole village stands before its grids
  const grids = grouped(
    [...people].sort((a, b) => seq(a.obligation.gridId) - seq(b.obligation.gridId)),
    (r) => post(r.obligation),
  )
  return (
    <article class={open ? 'open' : 'done'}>
      <h2>
        {name}
        <span>
          {open ? `${open}人未应答` : '全部已应答'} · {people.length - open}/{people.length}
        </span>
      </h2>
      <progress value={people.length - open} max={people.length} aria-label={`${name}已应答`} />
      {grids.map(([gridName, members]) => (
        <div class={members.some((r) => r.owed) ? 'grid' : 'grid done'}>
          <h3>{gridName.replace(name, '')}</h3>
          <ul>
            {members.map((r) => (
              <Member s={s} r={r} />
            ))}
          </ul>
        </div>
      ))}
    </article>
  )
}

const Member = ({ s, r }: { s: Shown; r: Recipient }) => {
  const { asked, time } = naming(s)
  const { answeredAt, reach } = r.obligation
  const call = r.calls.at(-1)
  const hints = r.owed
    ? [REACH_WORDS[reach], call && `${CALL_HOW[call.how]}${CALL_RESULTS[call.result]} ${time(call.calledAt)}`]
    : []
  return (
    <li class={r.stage}>
      <b>{asked(r.obligation)}</b>
      {hints.filter(Boolean).map((hint) => (
        <em>{hint}</em>
      ))}
      <span>
        {DELIVERY_STAGES[r.stage]} {time(answeredAt)}
      </span>
    </li>
  )
}
