/** Deadlines that fall due: a report nobody took over, a hazard to be put right, a warning not answered. */

import { and, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from '#db/engine/tx.ts'
import { type DeadlineRow, deadlines } from '#db/flow/tables.ts'
import { DUE } from '#db/nouns.ts'
import { undone } from '#domain/dialog/undone.ts'
import type { Deadline } from '#domain/kernel/deadline.ts'
import { failureLine } from '#domain/kernel/privacy.ts'
import type { Ground } from '#domain/kernel/situation.ts'
import type { Change, DeadlineKind } from '#domain/nouns.ts'
import { DEADLINES } from '#domain/nouns.ts'
import { type DecideParts, decideNow } from './decide.ts'

/** Tries close together, then an alarm, then one every while. */
const MAX_TRIES = 5
const SOON_MS = 5_000
const LATER_MS = 600_000
const BATCH = 50

/** What follows from one that fell due: looked at and decided by whose it is. */
async function decided(tx: Tx, row: DeadlineRow): Promise<(g: Ground) => Change[]> {
  const kind = row.kind as DeadlineKind
  const loaded = await DUE[kind](tx, row)
  const { due } = DEADLINES[kind] as Deadline<typeof loaded, Change>
  return (g) => due(g, loaded, row.step)
}

export interface RemindParts extends DecideParts {
  now(): Date
  log: { error(f: object, m: string): void }
}

/**
 * Works off what is due now, each deadline in its own transaction, until nothing more is: a step may be followed by another of
 * the same minute. Several processes may run it at once. @returns how many it worked off.
 */
export async function remind(parts: RemindParts): Promise<number> {
  let all = 0
  for (let worked = 1; worked > 0; all += worked) {
    worked = 0
    const due = await parts.db
      .select({ id: deadlines.id })
      .from(deadlines)
      .where(and(isNull(deadlines.doneAt), lte(deadlines.dueAt, parts.now())))
      .orderBy(deadlines.dueAt, deadlines.step)
      .limit(BATCH)
    for (const { id } of due) worked += Number(await tried(parts, id))
  }
  return all
}

/** Whether it was ours to work off; another process may hold it. */
async function tried(parts: RemindParts, id: string): Promise<boolean> {
  try {
    return await one(parts, id)
  } catch (error) {
    parts.log.error({ err: error, deadline: id }, 'a deadline could not be worked off')
    const message = failureLine(error)
    const now = parts.now().getTime()
    const [row] = await parts.db.execute<{
      attempts: number
    }>(sql`update deadlines set attempts = least(attempts + 1, 30000), error = ${message},
        due_at = case when attempts + 1 < ${MAX_TRIES} then ${new Date(now + SOON_MS).toISOString()}::timestamptz else ${new Date(now + LATER_MS).toISOString()}::timestamptz end
      where id = ${id} and done_at is null returning attempts`)
    if (Number(row?.attempts) === MAX_TRIES) await alarmed(parts, id)
    return true
  }
}

/** It failed so often that somebody must see to it; it goes on being tried, more seldom, until it is done. */
async function alarmed(parts: RemindParts, id: string): Promise<void> {
  try {
    await decideNow(
      parts,
      'anan',
      async (tx) => {
        const [row] = await tx.select().from(deadlines).where(sql`${deadlines.id} = ${id}`)
        const subjects = row
          ? await tx.execute<{ no: string; drill: boolean }>(
              sql`select no, drill from records where id = ${row.subjectId} union all select no, drill from warnings where id = ${row.subjectId} union all select no, drill from broadcasts where id = ${row.subjectId}`,
            )
          : []
        return row && { kind: row.kind as DeadlineKind, subject: [...subjects][0] }
      },
      (g, due) => (due ? undone(g, due.kind, due.subject) : []),
    )
  } catch (err) {
    parts.log.error({ err, deadline: id }, 'a deadline that fails could not be told of')
  }
}

async function one(parts: RemindParts, id: string): Promise<boolean> {
  let ours = false
  await decideNow(
    parts,
    'anan',
    async (tx, ground) => {
      const row = (
        await tx
          .select()
          .from(deadlines)
          .where(sql`${deadlines.id} = ${id} and ${deadlines.doneAt} is null`)
          .for('update', { skipLocked: true })
      )[0]
      if (!row) return () => []
      ours = true
      await tx.update(deadlines).set({ doneAt: ground.now }).where(sql`${deadlines.id} = ${id}`)
      return decided(tx, row)
    },
    (g, decide) => decide(g),
  )
  return ours
}
