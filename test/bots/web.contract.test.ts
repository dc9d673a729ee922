import { createWeb } from '#bots/web/index.ts'
import type { WebBody, WebStore } from '#bots/web/store.ts'
import { asText, type Outbound } from '#domain/kernel/message.ts'
import { contract, type Rig } from './contract.ts'

/** What the page shows: the neutral form is its wire. */
const words = (wire: unknown) => asText(wire as Outbound)

contract({
  name: 'web',
  async start(): Promise<Rig> {
    const kept: { id: string; key?: string; body: WebBody }[] = []
    let broken: Error | undefined
    const store: WebStore = {
      async post({ id, key, body }) {
        if (broken) throw broken
        const same = kept.find((m) => key !== undefined && m.key === key)
        if (!same) kept.push({ id, key, body })
        return same?.id ?? id
      },
      async edit(id, body) {
        const message = kept.find((m) => m.id === id)
        if (message) message.body = body
        return !!message
      },
      media: () => Promise.reject(new Error('no such file')),
    }
    let n = 0
    return {
      channel: createWeb(store, () => `w${++n}`),
      to: { chat: { channel: 'web', chat: 'group:1' }, person: { channel: 'web', account: 'person-1' } },
      words,
      // everything is drawn as text, and nobody is rung by it
      mentions: () => [],
      said: () => kept.map(({ id, body }) => ({ id, words: words(body.outbound) })),
      faults: {
        'a database that is away': {
          strike: () => {
            broken = Object.assign(new Error('away'), { code: '57P01' })
          },
          ends: ['unknown'],
          heal: () => {
            broken = undefined
          },
        },
      },
      stop: async () => {},
    }
  },
})
