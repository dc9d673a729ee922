/**
 * The end of a received event that could not be worked off: never a silent one. Its words are filed, its sender is answered and
 * the officers are told, in the transaction that takes it off the unread ones.
 */
import { setAside } from '#db/flow/inbox.ts'
import type { Inbound } from '#domain/kernel/message.ts'
import { accountOf } from '#domain/kernel/message.ts'
import { accountKey, personOf } from '#domain/kernel/roster.ts'
import type { DecisionContext, Situation } from '#domain/kernel/situation.ts'
import type { Change } from '#domain/nouns.ts'
import { givenUp } from '#domain/record/aside.ts'
import { type DecideDeps, decideNow } from './decide.ts'

export interface GiveUpDeps extends DecideDeps {
  log: { error(fields: object, message: string): void }
}

/** An unread event: its inbox row and its place among the unread ones of its chat. */
export interface GivenUp {
  id: string
  chat_key: string
  seq: string
  event: Inbound
}

/**
 * Gives an event up, once, whoever asks again. The dead letter stays in `unread` without a next time, to be looked into.
 * @returns whether it was ours to give up.
 */
export async function giveUp(deps: GiveUpDeps, row: GivenUp, error: string): Promise<boolean> {
  for (const filed of [true, false]) {
    try {
      return await once(deps, row, error, filed)
    } catch (err) {
      deps.log.error({ err, inbox: row.id, filed }, 'a message given up on could not be told of')
    }
  }
  // the database refuses everything that could be said: the chat goes on, and readiness shows the dead letter
  await setAside(deps.db, row, error)
  return true
}

async function once(deps: GiveUpDeps, row: GivenUp, error: string, filed: boolean): Promise<boolean> {
  const { event } = row
  const account = accountOf(event)
  const context = await deps.context()
  const person = account ? personOf(context.roster, event.channel, account) : undefined
  let ours = false
  await decideNow(deps, person?.id ?? (account ? accountKey(event.channel, account) : 'anan'), {
    first: async (tx) => {
      ours = await setAside(tx, row, error)
    },
    decide: (g): Change[] => (ours ? givenUp(situationOf(g, event, account, person), filed) : []),
    inboxId: row.id,
  })
  return ours
}

/** Nothing is known of it but itself: whatever else would have been looked up may be what failed. */
function situationOf(g: DecisionContext, event: Inbound, account: string, person: Situation['person']): Situation {
  return {
    ...g,
    event,
    account,
    person,
    chat:
      'chat' in event
        ? g.roster.chats.find((c) => c.channel === event.channel && c.chat === event.chat?.id)
        : undefined,
    need: ({ none }) => none,
    again: () => {
      throw new Error('a message given up on is not read again')
    },
  }
}
