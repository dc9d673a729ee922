/** Writes that a caller may safely repeat: the same key and body get the same answer, whatever happened in between. */
import type { Context } from 'hono'
import type { Tx } from '#db/engine/tx.ts'
import { answered, keepAnswer } from '#db/flow/idempotency.ts'
import { hashOf } from '#jobs/context.ts'
import type { ApiEnv } from './auth.ts'
import { Problem } from './problem.ts'

export interface Answer {
  status: 200 | 201 | 202
  body: unknown
}

/** Thrown inside the transaction to leave it: the answer was given before. */
class Replayed extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super('replayed')
    this.answer = answer
  }
}

/** What a write does with its caller's key, inside its own transaction; both do nothing without an `Idempotency-Key`. */
export interface Once {
  /** First thing in the transaction: leaves it when the key was answered before. A second request with the key waits for the first. */
  check(tx: Tx): Promise<void>
  /** Last thing in the transaction: keeps the answer beside the facts, so that neither exists without the other; gives it back as kept. */
  keep(tx: Tx, answer: Answer): Promise<Answer>
}

/**
 * Runs a write at most once per `Idempotency-Key`. `run` calls `once.check` at the start and `once.keep` at the end of its one
 * transaction, and returns the answer it kept.
 * @throws Problem 409 when the key was used for another body.
 */
export async function idempotent(
  c: Context<ApiEnv>,
  now: Date,
  run: (once: Once) => Promise<Answer>,
): Promise<Response> {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Problem(400, 'Idempotency-Key 只能是1到200个英文字母、数字或符号。', {
      field: 'Idempotency-Key',
      example: 'county-20261124-001',
    })
  const token = c.get('caller').id
  const bodyHash = hashOf(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
  const once: Once = {
    async check(tx) {
      if (!key) return
      const row = await answered(tx, { token, key })
      if (!row) return
      if (row.bodyHash !== bodyHash)
        throw new Problem(409, '这个 Idempotency-Key 已用于另一份内容。内容变了请换一个新的。', {
          field: 'Idempotency-Key',
          example: `${key.slice(0, 180)}-2`,
        })
      throw new Replayed({ status: row.status as Answer['status'], body: row.answer })
    },
    async keep(tx, answer) {
      if (!key) return answer
      const kept = { bodyHash, status: answer.status, answer: answer.body }
      return { status: answer.status, body: await keepAnswer(tx, { token, key }, kept, now) }
    },
  }
  try {
    const answer = await run(once)
    return c.json(answer.body as object, answer.status)
  } catch (error) {
    if (!(error instanceof Replayed)) throw error
    c.header('idempotency-replayed', 'true')
    return c.json(error.answer.body as object, error.answer.status)
  }
}
