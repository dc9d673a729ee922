/** @jsxImportSource hono/jsx */
/** The pages before and beside a warning: signing in, the list of warnings, and what went wrong. */

import { saidTime } from '#domain/kernel/time.ts'
import { WARNING_STATES, type Warning } from '#domain/warning/warning.ts'
import { Level } from './bits.tsx'
import { nameOf, pageWords } from './words.ts'

export interface Choice {
  id: string
  name: string
  role: string
}

/** @param next where to go on to; @param people the demo station's, who may be chosen. */
export const signInPage = ({ next, people, wrong }: { next: string; people: Choice[]; wrong?: string }) => (
  <main class="paper door">
    <h1>预警应答情况</h1>
    <p>{pageWords.forWhom}</p>
    {wrong ? (
      <p class="wrong" role="alert">
        {wrong}
      </p>
    ) : null}
    {people.length ? (
      <form method="post" action="/warnings/enter">
        <input type="hidden" name="next" value={next} />
        <label>
          {pageWords.choosePerson}
          <select name="person">
            {people.map((p) => (
              <option value={p.id}>
                {p.name} {p.role}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">进入</button>
      </form>
    ) : null}
    <form method="post" action="/warnings/enter">
      <input type="hidden" name="next" value={next} />
      <label>
        六位登录码
        <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength={6} required />
      </label>
      <button type="submit">登录</button>
    </form>
    <form method="post" action="/warnings/enter">
      <input type="hidden" name="next" value={next} />
      <label>
        大屏令牌
        <input name="token" type="password" autocomplete="off" maxlength={200} required />
      </label>
      <button type="submit">打开大屏</button>
      <small>{pageWords.wallToken}</small>
    </form>
  </main>
)

export const listPage = ({ warnings, tz }: { warnings: Warning[]; tz: string }) => (
  <main class="paper door">
    <h1>预警和演练</h1>
    {warnings.length ? (
      <ul class="warnings">
        {warnings.map((w) => (
          <li>
            <a href={`/warnings/${w.no}`}>
              <Level colour={w.colour} />
              {nameOf(w)}
            </a>
            <small>
              {WARNING_STATES[w.state]} · {saidTime(w.openedAt ?? w.createdAt, tz)} · {w.no}
            </small>
          </li>
        ))}
      </ul>
    ) : (
      <p>还没有预警。</p>
    )}
    <p class="links">
      <a href="/">群聊</a>
    </p>
  </main>
)

export const wrongPage = ({ title }: { title: string }) => (
  <main class="paper door">
    <h1>{title}</h1>
    <p class="links">
      <a href="/warnings">全部预警</a>
      <a href="/">群聊</a>
    </p>
  </main>
)
