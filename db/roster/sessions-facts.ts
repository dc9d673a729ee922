/** Applies what happened to sign-ins. */
import { sql } from 'drizzle-orm'
import type { RosterFact } from '#domain/roster/fact.ts'
import type { Writers } from '../fact.ts'

export const SESSION_WRITERS: Writers<Extract<RosterFact, { type: `session.${string}` }>> = {
  'session.opened': async (tx, c, at) => {
    const now = at.toISOString()
    await tx.execute(
      sql`insert into web_sessions (hash, id, person_id, how, agent, created_at, seen_at, expires_at) values (${c.hash}, ${c.id}, ${c.personId}, ${c.how}, ${c.agent}, ${now}, ${now}, ${c.expiresAt.toISOString()})`,
    )
    await tx.execute(
      sql`insert into chats (channel, chat, kind, name) values ('web', ${`p2p:${c.personId}`}, 'p2p', '安安') on conflict do nothing`,
    )
  },
  'session.ended': (tx, c, now) =>
    tx.execute(
      sql`update web_sessions set revoked_at = ${now.toISOString()} where id = ${c.id} and revoked_at is null`,
    ),
}
