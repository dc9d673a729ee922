/** Answers kept by the caller's key, so that a write repeated is the same write. */
import { sql } from 'drizzle-orm'
import { lock } from '../engine/locks.ts'
import type { Tx } from '../engine/tx.ts'

export interface Key {
  token: string
  key: string
}

export interface KeptAnswer {
  bodyHash: string
  status: number
  answer: unknown
}

/** What was answered to a key before; whoever else has the key waits until this transaction ends. */
export async function answered(tx: Tx, { token, key }: Key): Promise<KeptAnswer | undefined> {
  await lock(tx, 'idempotency', `${token} ${key}`)
  const [row] = await tx.execute<{ bodyHash: string; status: number; answer: unknown }>(
    sql`select body_hash "bodyHash", status, answer from idempotency where token = ${token} and key = ${key}`,
  )
  return row
}

/** Keeps an answer. @returns it as the database gives it back, so that the first and its repeats are equal to the byte. */
export async function keepAnswer(
  tx: Tx,
  { token, key }: Key,
  { bodyHash, status, answer }: KeptAnswer,
  now: Date,
): Promise<unknown> {
  const [row] = await tx.execute<{ answer: unknown }>(sql`
    insert into idempotency (token, key, body_hash, status, answer, at)
    values (${token}, ${key}, ${bodyHash}, ${status}, ${JSON.stringify(answer)}::jsonb, ${now.toISOString()}) returning answer`)
  return row?.answer
}
