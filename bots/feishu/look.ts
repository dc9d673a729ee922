/** What else the platform can tell: who has which number, who is in a chat, and who Anan is there. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'
import { at, text } from './json.ts'
import { segment } from './send.ts'

/** Numbers the platform takes in one question. */
const MOBILES_A_CALL = 50
const MEMBERS_A_PAGE = 100
/** Far beyond any chat; ends a paging that would not end. */
const MAX_PAGES = 500

/** open_ids by mobile number; a number outside the app's range is simply not in the answer. */
export const createAccounts =
  (client: Client) =>
  async (mobiles: string[]): Promise<Map<string, string>> => {
    const found = new Map<string, string>()
    for (let i = 0; i < mobiles.length; i += MOBILES_A_CALL) {
      const data = { mobiles: mobiles.slice(i, i + MOBILES_A_CALL) }
      const payload = { params: { user_id_type: 'open_id' as const }, data }
      const got = await client.call((api, options) => api.contact.v3.user.batchGetId(payload, options))
      for (const user of got.data?.user_list ?? [])
        if (user.mobile && user.user_id) found.set(user.mobile, user.user_id)
    }
    return found
  }

/** Everyone in a chat, bots left out by the platform. Paged here: the SDK's iterator swallows errors. */
export const createMembers =
  (client: Client) =>
  async (chat: string): Promise<{ account: string; name: string }[]> => {
    const members = new Map<string, string>()
    let page_token: string | undefined
    for (let page = 0; page < MAX_PAGES; page++) {
      const params = {
        member_id_type: 'open_id' as const,
        page_size: MEMBERS_A_PAGE,
        ...(page_token ? { page_token } : {}),
      }
      const payload = { path: { chat_id: segment(chat) }, params }
      const { data } = await client.call((api, options) => api.im.v1.chatMembers.get(payload, options))
      for (const m of data?.items ?? []) if (m.member_id) members.set(m.member_id, m.name ?? '')
      if (!data?.has_more || !data.page_token || data.page_token === page_token) break
      page_token = data.page_token
    }
    return [...members].map(([account, name]) => ({ account, name }))
  }

/** Anan's own open_id, asked once; a failed question may be asked again after a while. */
export function createSelf(client: Client, retryMs = 30_000) {
  let known: string | undefined
  let asking: Promise<string | undefined> | undefined
  let nextAt = Number.NEGATIVE_INFINITY

  const ask = () =>
    client
      .call((api, options) => api.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options))
      .then((got: unknown) => text(at(got, 'bot', 'open_id')) || undefined)
      .catch(() => undefined)
      .then((id) => {
        known = id
        asking = undefined
        nextAt = performance.now() + retryMs
        return id
      })

  /** The id if it is known or comes within so many ms; a webhook cannot wait long. */
  return function self(withinMs: number): Promise<string | undefined> | string | undefined {
    if (known || (!asking && performance.now() < nextAt)) return known
    asking ??= ask()
    return Promise.race([asking, sleep(withinMs, undefined, { ref: false })])
  }
}
