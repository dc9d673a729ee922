/** API tokens: found by their hash, which is all that is kept of them. */
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { type Caller, isTokenRole } from '#domain/kernel/access.ts'
import type { Db } from '../engine/tx.ts'
import { tokens } from './tables.ts'

/** The caller a token stands for; undefined when it is unknown, revoked or expired. Its last use is kept to the minute. */
export async function findToken(db: Db, hash: string, now: Date): Promise<Caller | undefined> {
  const [row] = await db
    .select()
    .from(tokens)
    .where(
      and(eq(tokens.hash, hash), isNull(tokens.revokedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now))),
    )
  if (!row || !isTokenRole(row.role)) return undefined
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000)
    await db.update(tokens).set({ lastUsedAt: now }).where(eq(tokens.id, row.id))
  return { id: row.id, name: row.name, role: row.role }
}

export interface NewToken {
  id: string
  name: string
  role: string
  hash: string
  expiresAt?: Date | null
}

/** @returns how many other living tokens of that name there are: they end together. */
export async function addToken(
  db: Db,
  { id, name, role, hash, expiresAt = null }: NewToken,
  now: Date,
): Promise<number> {
  const others = await db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(eq(tokens.name, name), isNull(tokens.revokedAt)))
  await db.insert(tokens).values({ id, name, role, hash, createdAt: now, expiresAt })
  return others.length
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
  return (
    await db
      .update(tokens)
      .set({ revokedAt: now })
      .where(and(eq(tokens.name, name), isNull(tokens.revokedAt)))
      .returning({ id: tokens.id })
  ).length
}
