/** Sign-ins to the web pages: opened by a one-time code, ended by their holder, the station, or time. */

import { type DecisionContext, tell } from '../kernel/situation.ts'
import type { Change } from './fact.ts'
import type { LiveCode } from './needs.ts'
import { rosterWords } from './words.ts'

export const SESSION = {
  /** Unused for so many days, it ends. */
  idle_days: 7,
  /** And after so many, whatever was done with it. */
  most_days: 30,
} as const

export type SignedInBy = { how: 'code'; code: LiveCode } | { how: 'picker'; personId: string }

/** A browser is this person's from now on; whoever else has an account of theirs hears of it. */
export function openSession(
  g: DecisionContext,
  by: SignedInBy,
  { hash, agent }: { hash: string; agent: string },
): Change[] {
  const personId = by.how === 'code' ? by.code.personId : by.personId
  const person = g.roster.people.get(personId)
  const bound = g.roster.accounts.get(`web ${personId}`)?.personId === personId
  return [
    ...(by.how === 'code' ? [{ type: 'code.spent', id: by.code.id, personId } as const] : []),
    ...(bound
      ? []
      : [
          {
            type: 'account.bound',
            channel: 'web',
            account: personId,
            name: person?.name ?? null,
            personId,
            how: by.how,
          } as const,
        ]),
    {
      type: 'session.opened',
      id: g.newId(),
      personId,
      hash,
      how: by.how,
      agent,
      expiresAt: new Date(g.now.getTime() + SESSION.most_days * 24 * 3600_000),
    },
    ...(by.how === 'code' && bound
      ? tell(g, personId, { text: rosterWords.signedIn(agent) }, { priority: 'reply' })
      : []),
  ]
}

const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/i, '微信'],
  [/Lark|Feishu/i, '飞书'],
  [/DingTalk/i, '钉钉'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/Firefox|FxiOS/, '火狐'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]

/** What kind of browser it is, as people call it: 手机微信, 电脑Chrome. Never the whole header: it can tell people apart. */
export function agentOf(header: string | undefined): string {
  const text = (header ?? '').slice(0, 400)
  const name = BROWSERS.find(([pattern]) => pattern.test(text))?.[1] ?? '浏览器'
  return `${/Mobile|Android|iPhone|iPad/i.test(text) ? '手机' : '电脑'}${name}`
}
