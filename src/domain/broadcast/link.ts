/** The link to the broadcast platform: tested on a schedule, told about when it breaks and when it is back. */

import type { Line } from '../kernel/message.ts'
import { type DecisionContext, officers, type Situation, tell } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { cardMessage, known } from '../kernel/words.ts'
import type { Link } from './broadcast.ts'
import type { Change } from './fact.ts'
import { STRANGE_SERIALS } from './needs.ts'
import { broadcastWords } from './words.ts'

export const NO_LINK: Link = { checkedAt: null, lastOkAt: null, failures: 0, code: null, lostAt: null, heardAt: null }

/** Whether a test is due by the station's schedule. */
export const testDue = (g: DecisionContext, link: Link) =>
  !link.checkedAt || g.now.getTime() - link.checkedAt.getTime() >= g.settings.broadcast.link_minutes * 60_000

/** One test's result; the officers hear of the n-th failure in a row, and of the first success after it. */
export function recordLinkTest(g: DecisionContext, link: Link, ok: boolean, code: string): Change[] {
  const failures = ok ? 0 : link.failures + 1
  const lost = !link.lostAt && failures >= g.settings.broadcast.link_failures
  const back = ok && link.lostAt
  return [
    { type: 'link.tested', ok, failures, code, lostAt: lost ? g.now : ok ? null : link.lostAt },
    ...(lost
      ? [
          { type: 'link.lost', code } as const,
          ...toOfficers(g, '应急广播平台连不上', 'danger', [
            broadcastWords.linkLost(failures),
            ...known([
              ['上次连通', link.lastOkAt ? saidTime(link.lastOkAt, g.tz) : '还没有连通过'],
              ['原因', code],
            ]),
          ]),
        ]
      : []),
    ...(back
      ? [
          { type: 'link.back' } as const,
          ...toOfficers(g, '应急广播平台已恢复', 'good', known([['断开', saidTime(link.lostAt!, g.tz)]])),
        ]
      : []),
  ]
}

/** The platform speaks of broadcasts under our number that are not ours: somebody may be airing in our name. */
export function strangers(s: Situation): Change[] {
  const [first, ...more] = s.need(STRANGE_SERIALS)
  return first === undefined
    ? []
    : toOfficers(s, '有一条广播不是本站发的', 'danger', [
        broadcastWords.inOurName(first, more.length + 1),
        broadcastWords.askPlatform,
      ])
}

const toOfficers = (g: DecisionContext, title: string, tone: 'danger' | 'good', lines: Line[]): Change[] =>
  officers(g).flatMap((p) => tell(g, p.id, cardMessage({ title, tone, lines }), { priority: 'alert' }))
