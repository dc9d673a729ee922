/** Serves what decisions need of codes and sign-ins. */
import * as needs from '#domain/roster/needs.ts'
import type { Loader } from '../need.ts'
import { sendersOf } from '../need.ts'
import { codeTriesOf } from './codes.ts'
import { type SessionRow, sessionsOfPeople } from './sessions.ts'

const codes: Loader<needs.CodeTry | undefined> = async ({ tx, ground }) => {
  const tries = await codeTriesOf(tx, ground.now)
  return ({ event, account, person }) => tries({ channel: event.channel, account, personId: person?.id })
}

const sessions: Loader<readonly SessionRow[]> = async ({ tx, ground }, asking) => {
  const rows = await sessionsOfPeople(tx, sendersOf(asking), ground.now)
  return ({ person }) => rows.filter((r) => r.personId === person?.id)
}

export const ROSTER_LOADERS = {
  [needs.CODES.name]: codes,
  [needs.SESSIONS.name]: sessions,
}
