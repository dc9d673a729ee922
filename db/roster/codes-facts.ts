/** Applies what happened to one-time codes. */
import { sql } from 'drizzle-orm'
import type { Change, ChangeOf } from '#domain/kernel/fact.ts'
import { among } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'

export async function applyCodes(tx: Tx, changes: Change[], now: Date): Promise<void> {
  for (const c of changes) await APPLY[c.type]?.(tx, c as never, now.toISOString())
}

type Apply = { [T in Change['type']]?: (tx: Tx, change: ChangeOf<T>, now: string) => Promise<unknown> }

const APPLY: Apply = {
  'code.made': async (tx, c, now) => {
    // too old ones go with it, so that their digits are free again
    await tx.execute(
      sql`update bind_codes set voided_at = ${now} where (person_id = ${c.personId} or expires_at <= ${now}) and used_at is null and voided_at is null`,
    )
    await tx.execute(
      sql`insert into bind_codes (id, hash, person_id, made_at, tries_before, expires_at) values (${c.id}, ${c.hash}, ${c.personId}, ${now}, (select coalesce(max(id), 0) from code_tries), ${c.expiresAt.toISOString()})`,
    )
  },
  'code.spent': (tx, c, now) => tx.execute(sql`update bind_codes set used_at = ${now} where id = ${c.id}`),
  'code.refused': (tx, c, now) =>
    tx.execute(
      sql`insert into code_tries (channel, account, person_id, at) values (${c.channel}, ${c.account}, ${c.personId}, ${now})`,
    ),
  'codes.voided': (tx, c, now) => tx.execute(voiding(c.personIds, now)),
  // whoever is let go has no code left to come back with
  'account.revoked': (tx, c, now) => tx.execute(voiding([c.personId], now)),
}

const voiding = (personIds: readonly string[], now: string) =>
  sql`update bind_codes set voided_at = ${now} where ${among(sql`person_id`, personIds, 'uuid')} and used_at is null and voided_at is null`
