/** API tokens: found by their hash, which is all that is kept of them. */
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { type Caller, isTokenRole, type TokenRole } from '#domain/kernel/access.ts'
import { record } from '../commit.ts'
import type { Db } from '../engine/tx.ts'
import { tokens } from './tables.ts'
import { tokenUsed } from './touch.ts'

/** The caller a token stands for; undefined when it is unknown, revoked or expired. Its last use is kept to the minute. */
export async function findToken(db: Db, hash: string, now: Date): Promise<Caller | undefined> {
  const [row] = await db
    .select()
    .from(tokens)
    .where(
      and(eq(tokens.hash, hash), isNull(tokens.revokedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now))),
    )
  if (!row || !isTokenRole(row.role)) return undefined
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000) await tokenUsed(db, row.id, now)
  return { id: row.id, name: row.name, role: row.role }
}

export interface NewToken {
  id: string
  name: string
  role: TokenRole
  hash: string
  expiresAt?: Date | null
}

const living = (name: string) => and(eq(tokens.name, name), isNull(tokens.revokedAt))

/** Tokens are given and ended at the machine itself. */
const ACTOR = 'cli:token'

/** @returns how many other living tokens of that name there are: they end together. */
export async function addToken(
  db: Db,
  { id, name, role, hash, expiresAt = null }: NewToken,
  now: Date,
): Promise<number> {
  let others = 0
  await record(db, ACTOR, now, async (tx) => {
    others = (await tx.select({ id: tokens.id }).from(tokens).where(living(name))).length
    return [{ type: 'token.made', id, name, role, hash, expiresAt }]
  })
  return others
}

export const listTokens = (db: Db) =>
  db
    .select({
      name: tokens.name,
      role: tokens.role,
      createdAt: tokens.createdAt,
      lastUsedAt: tokens.lastUsedAt,
      revokedAt: tokens.revokedAt,
    })
    .from(tokens)
    .orderBy(tokens.createdAt)

/** @returns how many living tokens of that name ended. */
export async function revokeToken(db: Db, name: string, now: Date): Promise<number> {
  const ended = await record(db, ACTOR, now, async (tx) =>
    (await tx.select({ id: tokens.id }).from(tokens).where(living(name)).for('update')).map(({ id }) => ({
      type: 'token.revoked' as const,
      id,
      name,
    })),
  )
  return ended.length
}
