/** How rows look from outside: times with their offset, people and villages by name, numbers hidden below admin. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { sightOf } from '#domain/access.ts'
import type { Sight } from '#domain/kernel/access.ts'
import { maskDeep } from '#domain/kernel/privacy.ts'
import { accountKey, maskPhone, type Roster } from '#domain/kernel/roster.ts'
import { isoIn } from '#domain/kernel/time.ts'
import { maskAccount } from '#domain/roster/accounts.ts'
import type { ApiEnv } from './auth.ts'
import type { ApiDeps } from './operation.ts'
import { Problem } from './problem.ts'

export const time = z.string().openapi({ description: '带时区的时间', example: '2026-11-24T08:05:00+08:00' })
export const personRef = z.object({ id: z.string(), name: z.string() }).openapi('PersonRef')
export const villageRef = z.object({ code: z.string(), name: z.string() }).openapi('VillageRef')

/** What the ledger says of one thing. */
export const history = z.array(z.object({ at: time, change: z.string(), actor: z.string(), data: z.unknown() }))

export async function viewOf(c: Context<ApiEnv>, { runtime, roster }: ApiDeps) {
  const sight = sightOf(c.get('caller'))
  return createView(await roster.get(runtime.now()), runtime.config.tz, sight, () => c.set('whole', true))
}
export type View = ReturnType<typeof createView>

/** @param whole told when a whole number is about to be shown: the ledger notes it before it leaves. */
function createView(roster: Roster, tz: string, sight: Sight, whole: () => void = () => {}) {
  const { phones } = sight
  const shown = (value: string, masked: string) => {
    if (!phones) return masked
    if (value !== masked) whole()
    return value
  }
  /** Words of people, with numbers hidden unless the caller may see them. */
  function words<T>(value: T): T {
    const masked = maskDeep(value)
    if (!phones) return masked
    if (JSON.stringify(value) !== JSON.stringify(masked)) whole()
    return value
  }
  const names = new Map(roster.villages.map((v) => [v.code, v.name]))
  const chats = new Map(roster.chats.map((c) => [accountKey(c.channel, c.chat), c.name]))
  const iso = (at: Date) => isoIn(at, tz)
  const village = (code: string | null | undefined) => (code ? { code, name: names.get(code) ?? code } : null)
  const person = (id: string | null | undefined) =>
    id ? { id, name: roster.people.get(id)?.name ?? '（已离开）' } : null
  return {
    roster,
    tz,
    sight,
    iso,
    village,
    person,
    isoOr: (at: Date | null | undefined) => (at ? iso(at) : null),
    phone: (phone: string | null | undefined) => (phone ? shown(phone, maskPhone(phone)) : null),
    account: (account: string) => shown(account, maskAccount(account)),
    words,
    history(past: readonly { at: Date; change: string; actor: string; data: unknown }[]) {
      return past.map((h) => ({
        at: iso(h.at),
        change: h.change,
        actor: roster.people.get(h.actor)?.name ?? h.actor,
        data: words(h.data),
      }))
    },
    chat: (channel: string, chat: string | null) =>
      chat ? { channel, id: chat, name: chats.get(accountKey(channel, chat)) ?? null } : null,
    /** Who an account belongs to, bound or not. */
    sender: (channel: string, account: string, id: string | null) => {
      const known = id ? roster.people.get(id) : undefined
      return {
        id,
        name: known?.name ?? roster.accounts.get(accountKey(channel, account))?.name ?? null,
        phone: known?.phone ? shown(known.phone, maskPhone(known.phone)) : null,
        channel,
        account,
        bound: !!id,
      }
    },
    /** The code of a village asked for by name, code or alias; undefined when none was. @throws Problem 400 for one that is not here. */
    villageAsked(said: string | undefined, field = 'village'): string | undefined {
      if (said === undefined) return undefined
      const found = roster.villages.find((v) => v.name === said || v.code === said || v.aliases.includes(said))
      if (!found)
        throw new Problem(400, `没有叫“${said}”的村。`, {
          field,
          example: roster.villages[0]?.name ?? '石岭村',
        })
      return found.code
    },
  }
}
