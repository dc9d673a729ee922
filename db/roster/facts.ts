/** Applies what happened to accounts and chats; each change makes the roster a version newer. */

import { sql } from 'drizzle-orm'
import type { AnyFact } from '#domain/kernel/fact.ts'
import type { RosterFact } from '#domain/roster/fact.ts'
import { anyOf, insertRows } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { type Writers, writeEach } from '../fact.ts'
import { dropQueued } from '../flow/outbox.ts'
import { CODE_WRITERS, voidCodes } from './codes-facts.ts'
import { writeImport } from './import-facts.ts'
import { SESSION_WRITERS } from './sessions-facts.ts'
import { SETTING_WRITERS } from './settings-facts.ts'
import { chatMembers } from './tables.ts'

/** Snapshots compare the version. */
export const bumpRoster = (tx: Tx) => tx.execute(sql`update station set version = version + 1`)

/** Every change of people, accounts and chats makes the roster a version newer. */
export async function writeRoster(tx: Tx, changes: readonly AnyFact[], now: Date): Promise<void> {
  if (await writeEach(PEOPLE, tx, changes, now)) await bumpRoster(tx)
  await writeEach({ ...CODE_WRITERS, ...SESSION_WRITERS, ...SETTING_WRITERS }, tx, changes, now)
}

const PEOPLE: Omit<
  Writers<RosterFact>,
  keyof typeof CODE_WRITERS | keyof typeof SESSION_WRITERS | keyof typeof SETTING_WRITERS
> = {
  'account.bound': (tx, c, now) =>
    tx.execute(sql`insert into accounts (channel, account, person_id, name, how, bound_at) values (${c.channel}, ${c.account}, ${c.personId}, ${c.name}, ${c.how}, ${now.toISOString()})
      on conflict (station_id, channel, account) do update set person_id = excluded.person_id, name = coalesce(excluded.name, accounts.name), how = excluded.how, bound_at = excluded.bound_at, revoked_at = null`),
  'account.seen': (tx, c) =>
    tx.execute(
      sql`insert into accounts (channel, account, name) values (${c.channel}, ${c.account}, ${c.name}) on conflict do nothing`,
    ),
  // the row keeps whose it was, so that the list shows it and nothing binds it again by itself
  'account.revoked': async (tx, c, now) => {
    await tx.execute(
      sql`update accounts set revoked_at = ${now.toISOString()} where channel = ${c.channel} and account = ${c.account} and revoked_at is null`,
    )
    // what still waits for it was meant for whose it was, and may be in other hands now
    await dropQueued(tx, c, 'unbound')
    await voidCodes(tx, [c.personId], now)
    if (c.channel === 'web')
      await tx.execute(
        sql`update web_sessions set revoked_at = ${now.toISOString()} where person_id::text = ${c.account} and revoked_at is null`,
      )
  },
  'chat.joined': (tx, c) =>
    tx.execute(sql`insert into chats (channel, chat, kind, name, group_id) values (${c.channel}, ${c.chat}, ${c.kind}, ${c.name}, (select id from groups where name = ${c.name}))
    on conflict (station_id, channel, chat) do update set active = true, name = excluded.name`),
  'chat.left': (tx, c) =>
    tx.execute(sql`update chats set active = false where channel = ${c.channel} and chat = ${c.chat}`),
  'members.changed': async (tx, { channel, chat, joined, left }) => {
    if (left.length)
      await tx.execute(
        sql`delete from chat_members where channel = ${channel} and chat = ${chat} and ${anyOf(sql`account`, left)}`,
      )
    await insertRows(
      tx,
      chatMembers,
      joined.map((account) => ({ channel, chat, account })),
      sql`on conflict do nothing`,
    )
  },
  'roster.imported': writeImport,
}
