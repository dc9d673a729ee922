/** What is known when one-time codes are tried: how often they were wrong lately, and which can be used. */
import { sql } from 'drizzle-orm'
import { CODE } from '#domain/roster/codes.ts'
import type { CodeTry, LiveCode } from '#domain/roster/needs.ts'
import type { Tx } from '../engine/tx.ts'

export interface Trier {
  channel: string
  account: string
  personId?: string | null
}

/** For each of those who try: few rows, since whoever is wrong too often is no longer counted. */
export async function codeTriesOf(tx: Tx, now: Date): Promise<(who: Trier) => CodeTry> {
  const since = new Date(now.getTime() - CODE.span_minutes * 60_000).toISOString()
  const [tries, live] = await Promise.all([
    tx.execute<{ channel: string; account: string; person_id: string | null }>(
      sql`select channel, account, person_id from code_tries where at > ${since}`,
    ),
    tx.execute<LiveCode & Record<string, unknown>>(sql`
      select id, hash, person_id "personId", (select count(*)::int from code_tries t where t.id > c.tries_before) wrong
      from bind_codes c where used_at is null and voided_at is null and expires_at > ${now.toISOString()}`),
  ])
  return ({ channel, account, personId }) => ({
    wrong: tries.filter(
      (t) => (t.channel === channel && t.account === account) || (!!personId && t.person_id === personId),
    ).length,
    live: [...live],
  })
}
