/** @jsxImportSource hono/jsx */
/** The list to telephone by: on paper with room to write, on a phone with one tap to call and one to enter what came of it. */

import { maskPhone } from '#domain/kernel/roster.ts'
import { clockOf, saidTime } from '#domain/kernel/time.ts'
import { DELIVERY_STAGES, type Recipient } from '#domain/warning/evidence.ts'
import { CALL_HOW, CALL_RESULTS, REACH_WORDS, WARNING_STATES } from '#domain/warning/warning.ts'
import { DrillBand, Level } from './bits.tsx'
import { grouped, nameOf, naming, pageWords, type Shown } from './words.ts'

/** @param caller whether whoever looks makes the calls: whole numbers, and results may be entered. */
export const callsPage = (s: Shown, { caller, kept }: { caller: boolean; kept?: string }) => {
  const { warning: w, recipients, timing } = s.evidence
  const { area, village } = naming(s)
  // by village; whom no message can reach comes first
  const groups = grouped(
    recipients
      .filter((r) => r.owed)
      .sort((a, b) => Number(a.obligation.reach === 'ok') - Number(b.obligation.reach === 'ok')),
    (r) => village(r.obligation.villageCode),
  )
  const open = groups.flatMap(([, people]) => people)
  return (
    <main class="paper calls">
      <DrillBand drill={w.drill} />
      <h1>
        <Level colour={w.colour} />
        {nameOf(w)} 打电话名单
      </h1>
      <p>
        {area(w)} · 编号 {w.no} · {WARNING_STATES[w.state]} · 未应答 {open.length} 人，共 {timing.asked} 人 ·{' '}
        {saidTime(s.now, s.tz)} 生成
      </p>
      {kept ? (
        <p class="kept screen-only" role="status">
          {kept}
        </p>
      ) : null}
      <p class="screen-only links">
        <a href={`/warnings/${w.no}`}>应答情况</a>
        <a href={`/warnings/${w.no}/evidence`}>留痕</a>
      </p>
      {caller ? null : <p class="note">{pageWords.phonesHidden}</p>}
      {open.length ? (
        groups.map(([name, people]) => (
          <section>
            <h2>
              {name}（{people.length}人）
            </h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">姓名</th>
                  <th scope="col">电话</th>
                  <th scope="col">情况</th>
                  <th scope="col">结果</th>
                  <th scope="col" class="print-only">
                    时间和备注
                  </th>
                </tr>
              </thead>
              <tbody>
                {people.map((r) => (
                  <Row s={s} r={r} caller={caller} next={open[open.indexOf(r) + 1]} />
                ))}
              </tbody>
            </table>
          </section>
        ))
      ) : (
        <p class="good">{pageWords.nobodyToCall}</p>
      )}
      <p class="print-only signs">{pageWords.signatures}</p>
    </main>
  )
}

/** @param next who is called after this one: there the list goes on once a result is entered. */
const Row = ({ s, r, caller, next }: { s: Shown; r: Recipient; caller: boolean; next?: Recipient }) => {
  const { asked, role, actor, words } = naming(s)
  const { personId, grid, reach } = r.obligation
  const phone = s.roster.people.get(personId)?.phone
  const shownPhone = phone ? (caller ? phone : maskPhone(phone)) : '没有登记电话'
  const mayEnter = caller && s.evidence.warning.state === 'open'
  return (
    <tr id={`p-${personId}`}>
      <th scope="row">
        {asked(r.obligation)}
        <small>{[role(r.obligation.role), grid].filter(Boolean).join(' · ')}</small>
      </th>
      <td class="phone">{phone && caller ? <a href={`tel:${phone}`}>{phone}</a> : shownPhone}</td>
      <td>
        {[REACH_WORDS[reach], DELIVERY_STAGES[r.stage]].filter(Boolean).join('，')}
        {r.calls.map((c) => (
          <small>
            {clockOf(c.calledAt, s.tz)} {CALL_HOW[c.how]}：{CALL_RESULTS[c.result]}
            {c.note ? `（${words(c.note)}）` : ''} {actor(c.calledBy)}
          </small>
        ))}
      </td>
      <td>
        <span class="print-only boxes">
          {Object.values(CALL_RESULTS).map((result) => (
            <span>□{result}</span>
          ))}
        </span>
        {mayEnter ? (
          <ResultForm
            no={s.evidence.warning.no}
            personId={personId}
            name={asked(r.obligation)}
            next={next?.obligation.personId}
          />
        ) : null}
      </td>
      <td class="print-only room" />
    </tr>
  )
}

/** One tap enters a result; how and a word besides are there for whoever needs them. */
const ResultForm = ({ no, personId, name, next }: { no: string; personId: string; name: string; next?: string }) => (
  <form class="screen-only" method="post" action={`/warnings/${no}/calls`}>
    <input type="hidden" name="person" value={personId} />
    <input type="hidden" name="next" value={next ?? ''} />
    <div class="more">
      <select name="how" aria-label={`怎么联系${name}`}>
        {Object.entries(CALL_HOW).map(([how, label]) => (
          <option value={how}>{label}</option>
        ))}
      </select>
      <input name="note" maxlength={200} placeholder="备注，可不填" aria-label={`${name}的备注`} />
    </div>
    <div class="results">
      {Object.entries(CALL_RESULTS).map(([result, label]) => (
        <button type="submit" name="result" value={result} class={result}>
          {label}
        </button>
      ))}
    </div>
  </form>
)
