/** Applies what happened to sign-ins. */
import { sql } from 'drizzle-orm'
import type { Change, ChangeOf } from '#domain/kernel/fact.ts'
import type { Tx } from '../engine/tx.ts'

export async function applySessions(tx: Tx, changes: Change[], now: Date): Promise<void> {
  for (const c of changes) await APPLY[c.type]?.(tx, c as never, now.toISOString())
}

type Apply = { [T in Change['type']]?: (tx: Tx, change: ChangeOf<T>, now: string) => Promise<unknown> }

const APPLY: Apply = {
  'session.opened': async (tx, c, now) => {
    await tx.execute(
      sql`insert into web_sessions (hash, id, person_id, how, agent, created_at, seen_at, expires_at) values (${c.hash}, ${c.id}, ${c.personId}, ${c.how}, ${c.agent}, ${now}, ${now}, ${c.expiresAt.toISOString()})`,
    )
    await tx.execute(
      sql`insert into chats (channel, chat, kind, name) values ('web', ${`p2p:${c.personId}`}, 'p2p', '安安') on conflict do nothing`,
    )
  },
  'session.ended': (tx, c, now) =>
    tx.execute(sql`update web_sessions set revoked_at = ${now} where id = ${c.id} and revoked_at is null`),
}
