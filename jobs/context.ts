/** What every decision stands on: the roster, the settings, the clock, ids. */
import { createHash } from 'node:crypto'
import type { Db } from '#db/engine/tx.ts'
import { loadSettings } from '#db/roster/settings.ts'
import type { MessageEvent } from '#domain/kernel/message.ts'
import type { Person, Roster } from '#domain/kernel/roster.ts'
import type { DecisionContext, Rereading } from '#domain/kernel/situation.ts'
import { isoIn } from '#domain/kernel/time.ts'
import { SPOKEN } from '#domain/nouns.ts'
import { withoutMentions } from '#domain/reading/mentions.ts'
import { type CompiledGazetteer, compileGazetteer, makeReady, read } from '#domain/reading/read.ts'
import type { AnyIntent, Reading } from '#domain/reading/reading.ts'

/** @param how what is known of it otherwise: what the sender was telling in this chat a moment ago, what it is for. */
export type Read = (
  event: MessageEvent,
  person: Person | undefined,
  context: DecisionContext,
  how?: Rereading,
) => Reading

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

export interface DecisionContextDeps {
  db: Db
  roster: { get(now: Date): Promise<Roster> }
  tz: string
  now(): Date
  newId(): string
  /** Channels that are on, in order of preference: a person is reached by the first they have. */
  channels: readonly string[]
}

/** Loads it afresh; the roster comes from its cache unless its version changed. */
export function createDecisionContext({
  db,
  roster,
  tz,
  now,
  newId,
  channels,
}: DecisionContextDeps): () => Promise<DecisionContext> {
  const preferred = new WeakMap<Roster, Roster>()
  return async () => {
    const at = now()
    const [people, settings] = await Promise.all([roster.get(at), loadSettings(db)])
    if (!preferred.has(people)) preferred.set(people, { ...people, reach: byPreference(people, channels) })
    return {
      now: at,
      tz,
      roster: preferred.get(people)!,
      settings,
      channels,
      newId,
      hashOf,
      newNo: () => {
        throw new Error('numbers are given inside a commit')
      },
    }
  }
}

function byPreference(roster: Roster, channels: readonly string[]): Roster['reach'] {
  return new Map(
    [...roster.reach].map(([person, accounts]) => [
      person,
      accounts
        .filter((a) => channels.includes(a.channel))
        .sort((a, b) => channels.indexOf(a.channel) - channels.indexOf(b.channel)),
    ]),
  )
}

/** The reader, its gazetteer compiled once per roster. */
export function createReader(tz: string): Read {
  const compiled = new WeakMap<Roster, CompiledGazetteer>()
  // weights are unpacked before anybody waits for them: the first message is as urgent as any
  makeReady(SPOKEN)
  return (event, person, { roster }, { before, as, text = event.text } = {}) => {
    let places = compiled.get(roster)
    if (!places) {
      places = compileGazetteer({
        villages: roster.villages,
        places: roster.places.map((p) => p.name),
        people: [...roster.people.values()].filter((p) => p.active).map((p) => p.name),
      })
      compiled.set(roster, places)
    }
    return read(
      {
        text: withoutMentions(text, event.mentioned ?? []),
        channel: event.channel,
        chat: event.chat.kind,
        senderRole: person?.roles[0]?.role,
        sentAt: isoIn(new Date(event.at), tz),
        ...((as ?? event.meant) ? { meant: as ?? (event.meant!.as as AnyIntent) } : {}),
        ...(before ? { earlier: [{ text: '', sentAt: '', intent: before }] } : {}),
      },
      places,
      SPOKEN,
    )
  }
}
