/** Serves what decisions need of accounts, codes and sign-ins. */
import * as needs from '#domain/roster/needs.ts'
import { type Loader, type Lookers, sendersOf } from '../need.ts'
import { bindingsOf } from './accounts.ts'
import { codeTriesOf } from './codes.ts'
import { type SessionRow, sessionById, sessionsOfPeople } from './sessions.ts'

const codes: Loader<needs.CodeTry | undefined> = async ({ tx, context }) => {
  const tries = await codeTriesOf(tx, context.now)
  return ({ event, account, person }) => tries({ channel: event.channel, account, personId: person?.id })
}

const sessions: Loader<readonly SessionRow[]> = async ({ tx, context }, asking) => {
  const rows = await sessionsOfPeople(tx, sendersOf(asking), context.now)
  return ({ person }) => rows.filter((r) => r.personId === person?.id)
}

export const ROSTER_LOADERS = {
  [needs.CODES.name]: codes,
  [needs.SESSIONS.name]: sessions,
}

export const ROSTER_LOOKS: Lookers<typeof needs> = {
  session: (tx, { id, demo }, { now }) => sessionById(tx, id, now, demo),
  code_tries: async (tx, who, { now }) => (await codeTriesOf(tx, now))(who),
  bindings: (tx, of) => bindingsOf(tx, of),
}
