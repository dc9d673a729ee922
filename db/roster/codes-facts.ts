/** Applies what happened to one-time codes. */
import { sql } from 'drizzle-orm'
import type { RosterFact } from '#domain/roster/fact.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import type { Writers } from '../fact.ts'

export const CODE_WRITERS: Writers<Extract<RosterFact, { type: `code${string}` }>> = {
  'code.made': async (tx, c, at) => {
    const now = at.toISOString()
    // too old ones go with it, so that their digits are free again
    await tx.execute(
      sql`update bind_codes set voided_at = ${now} where (person_id = ${c.personId} or expires_at <= ${now}) and used_at is null and voided_at is null`,
    )
    await tx.execute(
      sql`insert into bind_codes (id, hash, person_id, made_at, tries_before, expires_at) values (${c.id}, ${c.hash}, ${c.personId}, ${now}, (select coalesce(max(id), 0) from code_tries), ${c.expiresAt.toISOString()})`,
    )
  },
  'code.spent': (tx, c, now) =>
    tx.execute(sql`update bind_codes set used_at = ${now.toISOString()} where id = ${c.id}`),
  'code.refused': (tx, c, now) =>
    tx.execute(
      sql`insert into code_tries (channel, account, person_id, at) values (${c.channel}, ${c.account}, ${c.personId}, ${now.toISOString()})`,
    ),
  'codes.voided': (tx, c, now) => voidCodes(tx, c.personIds, now),
}

/** Whoever is let go, or guessed at, has no code left to come in with. */
export const voidCodes = (tx: Tx, personIds: readonly string[], now: Date) =>
  tx.execute(voiding(personIds, now.toISOString()))

const voiding = (personIds: readonly string[], now: string) =>
  sql`update bind_codes set voided_at = ${now} where ${anyOf(sql`person_id`, personIds, 'uuid')} and used_at is null and voided_at is null`
