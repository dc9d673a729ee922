/** Deadlines that fall due: a report nobody took over, a hazard to be put right, a warning not answered. */

import { type DeadlineRow, dueNext, putOffDue, takeDue } from '#db/flow/deadlines.ts'
import { tellUndone } from '#domain/dialog/undone.ts'
import { type Deadline, DUE, DUE_OF } from '#domain/kernel/deadline.ts'
import { failureLine } from '#domain/kernel/privacy.ts'
import type { Change, DeadlineKind } from '#domain/nouns.ts'
import { DEADLINES } from '#domain/nouns.ts'
import { type DecideDeps, decideNow } from './decide.ts'

/** Tries close together, then an alarm, then one every while. */
const MAX_TRIES = 5
const SOON_MS = 5_000
const LATER_MS = 600_000
const BATCH = 50

export interface RemindDeps extends DecideDeps {
  now(): Date
  log: { error(f: object, m: string): void }
}

/**
 * Works off what is due now, each deadline in its own transaction, until nothing more is: a step may be followed by another of
 * the same minute. Several processes may run it at once. @returns how many it worked off.
 */
export async function remind(deps: RemindDeps): Promise<number> {
  let all = 0
  for (let worked = 1; worked > 0; all += worked) {
    worked = 0
    for (const id of await dueNext(deps.db, deps.now(), BATCH)) worked += Number(await tried(deps, id))
  }
  return all
}

/** Whether it was ours to work off; another process may hold it. */
async function tried(deps: RemindDeps, id: string): Promise<boolean> {
  try {
    return await one(deps, id)
  } catch (error) {
    deps.log.error({ err: error, deadline: id }, 'a deadline could not be worked off')
    const message = failureLine(error)
    const now = deps.now().getTime()
    const later = (ms: number) => new Date(now + ms)
    const tries = await putOffDue(deps.db, id, {
      error: message,
      soon: later(SOON_MS),
      later: later(LATER_MS),
      tries: MAX_TRIES,
    })
    if (tries === MAX_TRIES) await alarmed(deps, id)
    return true
  }
}

/** It failed so often that somebody must see to it; it goes on being tried, more seldom, until it is done. */
async function alarmed(deps: RemindDeps, id: string): Promise<void> {
  try {
    await decideNow(deps, 'anan', {
      needs: { due: DUE_OF.of(id) },
      decide: (g, { due }) => (due ? tellUndone(g, due.kind as DeadlineKind, due.subject) : []),
    })
  } catch (err) {
    deps.log.error({ err, deadline: id }, 'a deadline that fails could not be told of')
  }
}

async function one(deps: RemindDeps, id: string): Promise<boolean> {
  let row: DeadlineRow | undefined
  await decideNow(deps, 'anan', {
    first: async (tx, g) => {
      row = await takeDue(tx, id, g.now)
    },
    needs: (): { loaded?: ReturnType<typeof DUE.of> } => (row ? { loaded: DUE.of(row) } : {}),
    decide: (g, { loaded }) => {
      if (!row) return []
      const { due } = DEADLINES[row.kind as DeadlineKind] as Deadline<unknown, Change>
      return due(g, loaded, row.step)
    },
  })
  return !!row
}
