/**
 * One-time codes, 绑定 123456 or typed at the web chat's door. Six digits do not stand guessing, so a code lives minutes, a
 * person has one, each account may be wrong a few times, and a code that many have guessed at is void.
 */

import { type DecisionContext, officers, reply, type Situation, tell } from '../kernel/situation.ts'
import { CHANNEL_WORDS, cardMessage } from '../kernel/words.ts'
import { maskAccount } from './accounts.ts'
import type { Change } from './fact.ts'
import { CODES, type CodeTry, type LiveCode } from './needs.ts'
import { rosterWords } from './words.ts'

export const CODE = {
  /** Minutes a code can be used. */
  live_minutes: 15,
  /** Wrong codes of one account, or of all accounts of one person, within the span; further tries are refused unread. */
  wrong_of_one: 5,
  /** The same of one address at the web's door: a whole office may stand behind it. */
  wrong_of_address: 10,
  span_minutes: 60,
  /** Wrong codes of anybody while a code lives; then it is void: one in 50,000 to have been guessed. */
  wrong_of_all: 20,
} as const

const BIND = /^\s{0,5}绑定\s{0,5}([0-9０-９]{6})\s{0,5}$/

/** The six digits of 绑定 123456, or undefined when the text is something else. */
export const codeIn = (text: string) =>
  BIND.exec(text)?.[1]?.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))

/** A code given to a person; what they had before is void. Only the hash is kept, and the ledger has not even that. */
export const newCode = ({
  id,
  personId,
  hash,
  now,
}: {
  id: string
  personId: string
  hash: string
  now: Date
}): Change[] => [
  { type: 'code.made', id, personId, hash, expiresAt: new Date(now.getTime() + CODE.live_minutes * 60_000) },
]

export type Tried =
  | { kind: 'right'; code: LiveCode }
  /** Not looked at: whoever it is has been wrong too often. */
  | { kind: 'paused' }
  | { kind: 'wrong'; changes: Change[] }

/** @param by who tries: the chat account, or `web` and the address. */
export function tried(
  g: DecisionContext,
  { wrong, live }: CodeTry,
  hash: string,
  by: { channel: string; account: string; name?: string | null; personId?: string | null },
): Tried {
  const most = by.channel === 'web' && !by.personId ? CODE.wrong_of_address : CODE.wrong_of_one
  if (wrong >= most) return { kind: 'paused' }
  const code = live.find((c) => c.hash === hash && c.wrong < CODE.wrong_of_all)
  if (code) return { kind: 'right', code }
  const spoilt = live.filter((c) => c.wrong + 1 >= CODE.wrong_of_all)
  const where = `${CHANNEL_WORDS[by.channel] ?? by.channel} ${by.name ?? ''}（${maskAccount(by.account)}）`
  return {
    kind: 'wrong',
    changes: [
      { type: 'code.refused', channel: by.channel, account: by.account, personId: by.personId ?? null },
      ...(wrong + 1 === most ? toOfficers(g, rosterWords.codesGuessedBy(where)) : []),
      ...(spoilt.length ? voided(g, spoilt) : []),
    ],
  }
}

function voided(g: DecisionContext, codes: readonly LiveCode[]): Change[] {
  const personIds = [...new Set(codes.map((c) => c.personId))]
  return [
    { type: 'codes.voided', personIds, why: 'guessed' },
    ...personIds.flatMap((id) => tell(g, id, { text: rosterWords.yourCodeVoid }, { priority: 'alert' })),
    ...toOfficers(g, rosterWords.codesVoid(personIds.map((id) => g.roster.people.get(id)?.name ?? ''))),
  ]
}

const toOfficers = (g: DecisionContext, text: string): Change[] =>
  officers(g).flatMap((p) =>
    tell(g, p.id, cardMessage({ title: text, tone: 'warn', lines: [] }), { priority: 'alert' }),
  )

/** 绑定 123456: this account is that person's from now on; they hear of it where they already are. */
export function bind(s: Situation): Change[] {
  const { event } = s
  const digits = event.type === 'message' ? codeIn(event.text) : undefined
  const codes = s.need(CODES)
  if (event.type !== 'message' || !digits || !codes) return []
  const by = { channel: event.channel, account: s.account, name: event.sender.name, personId: s.person?.id }
  const result = tried(s, codes, s.hashOf(digits), by)
  if (result.kind === 'paused') return reply(s, { text: rosterWords.codesPaused })
  const person = result.kind === 'right' ? s.roster.people.get(result.code.personId) : undefined
  if (result.kind === 'wrong' || !person)
    return [...(result.kind === 'wrong' ? result.changes : []), ...reply(s, { text: rosterWords.badCode })]
  return [
    {
      type: 'account.bound',
      channel: event.channel,
      account: s.account,
      name: event.sender.name ?? null,
      personId: person.id,
      how: 'code',
    },
    { type: 'code.spent', id: result.code.id, personId: person.id },
    ...tell(
      s,
      person.id,
      { text: rosterWords.boundElsewhere(CHANNEL_WORDS[event.channel] ?? event.channel) },
      { priority: 'alert' },
    ),
    ...reply(s, { text: rosterWords.bound(person.name) }),
  ]
}
