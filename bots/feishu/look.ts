/** What else the platform can tell: who has which number, who is in a chat, and who Anan is there. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'
import { at, list, text } from './json.ts'
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
      const params = { user_id_type: 'open_id' }
      const got = await client.call({ method: 'POST', path: '/open-apis/contact/v3/users/batch_get_id', params, data })
      for (const user of list(at(got, 'data', 'user_list'))) {
        const [mobile, id] = [text(at(user, 'mobile')), text(at(user, 'user_id'))]
        if (mobile && id) found.set(mobile, id)
      }
    }
    return found
  }

/** Everyone in a chat, bots left out by the platform. */
export const createMembers =
  (client: Client) =>
  async (chat: string): Promise<{ account: string; name: string }[]> => {
    const members = new Map<string, string>()
    const path = `/open-apis/im/v1/chats/${segment(chat)}/members`
    let page_token = ''
    for (let page = 0; page < MAX_PAGES; page++) {
      const params = { member_id_type: 'open_id', page_size: MEMBERS_A_PAGE, ...(page_token ? { page_token } : {}) }
      const data = at(await client.call({ method: 'GET', path, params }), 'data')
      for (const m of list(at(data, 'items')))
        if (text(at(m, 'member_id'))) members.set(text(at(m, 'member_id')), text(at(m, 'name')))
      const next = text(at(data, 'page_token'))
      if (at(data, 'has_more') !== true || !next || next === page_token) break
      page_token = next
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
      .call({ method: 'GET', path: '/open-apis/bot/v3/info' })
      .then((got) => text(at(got, 'bot', 'open_id')) || undefined)
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
