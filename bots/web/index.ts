/** The built-in web chat as a channel: works without the internet, for training, drills and bad days. Accounts are person ids. */

import { markDrill, type Outbound } from '#domain/kernel/message.ts'
import type { Channel, Outcome } from '../channel.ts'
import { sniff } from '../sniff.ts'
import type { WebStore } from './store.ts'

/** The chat where one person and 安安 talk alone. */
const privateChat = (personId: string) => `p2p:${personId}`

export function createWeb(store: WebStore, newId: () => string): Channel {
  return {
    name: 'web',
    limits: {
      perSecond: Number.POSITIVE_INFINITY,
      perMinute: Number.POSITIVE_INFINITY,
      perChatPerSecond: Number.POSITIVE_INFINITY,
      textLength: 10_000,
      idempotencyMs: Number.POSITIVE_INFINITY,
      edits: true,
    },
    // The page draws cards itself: the neutral form is the wire.
    render: markDrill,
    async send(to, wire, key, how = {}): Promise<Outcome> {
      const body = { outbound: wire as Outbound }
      try {
        if (how.edit && (await store.edit(how.edit, body))) return { kind: 'sent', id: how.edit }
        const chat = to.chat ?? (to.account ? privateChat(to.account) : undefined)
        if (!chat) return { kind: 'refused', reason: 'target', code: 'no address' }
        const id = await store.post({ id: newId(), chat, account: null, body, replyTo: how.replyTo, key })
        // a page can neither call nor write an SMS, which whoever asked for it must know
        const rings = !how.urgent || how.urgent.how === 'app'
        return { kind: 'sent', id, ...(rings ? {} : { unbuzzed: 'unsupported' }) }
      } catch (error) {
        return { kind: 'unknown', code: (error as { code?: string }).code ?? 'database' }
      }
    },
    look: {
      media: async (_messageId, key) => {
        const bytes = await store.media(key)
        return { bytes, type: sniff(bytes) }
      },
    },
  }
}
