import { createFeishu } from '#bots/feishu/index.ts'
import type { Wire } from '#bots/feishu/render.ts'
import { FAKE_APP, type Fault, startFakeFeishu } from '#test/fakes/feishu/index.ts'
import { contract, type Rig } from './contract.ts'
import { hostileRequests, requestOf } from './feishu.requests.ts'
import { mentionsIn, wordsIn } from './feishu.words.ts'

contract({
  name: 'feishu',
  async start(): Promise<Rig> {
    const fake = await startFakeFeishu({ limits: false })
    const channel = createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: fake.url, timeoutMs: 3_000 })
    const strike = (fault: Omit<Fault, 'on'>) => ({ strike: () => fake.fault({ on: 'create', ...fault }) })
    return {
      channel,
      to: { chat: { channel: 'feishu', chat: 'oc_group' }, person: { channel: 'feishu', account: 'ou_person' } },
      words: (wire) => wordsIn(wire as Wire),
      mentions: (wire) => mentionsIn(wire as Wire),
      said: () =>
        fake.sent.map((m) => ({ id: m.id, words: wordsIn({ msg_type: m.type as 'text', content: m.content }) })),
      advance: (ms) => void fake.advance(ms),
      faults: {
        'too many': { ...strike({ status: 429, code: 99991400 }), ends: ['again'] },
        'a server error': { ...strike({ status: 500, code: 0 }), ends: ['unknown'] },
        'a bad gateway in HTML': { ...strike({ kind: 'garbage', status: 502 }), ends: ['unknown'] },
        'a code at HTTP 200': { ...strike({ code: 230002 }), ends: ['refused'] },
        'no answer': { ...strike({ kind: 'hang' }), ends: ['unknown'] },
        'a cut line': { ...strike({ kind: 'drop' }), ends: ['unknown'] },
        'a line cut after the message was taken': { ...strike({ kind: 'drop-after' }), ends: ['unknown'] },
        'a stale token': { ...strike({ status: 400, code: 99991663 }), ends: ['sent'] },
        'a token that stays stale': { ...strike({ status: 400, code: 99991663, times: 2 }), ends: ['again'] },
        'no token to be had': {
          strike: () => {
            fake.forgetTokens()
            fake.fault({ on: 'token', status: 503 })
          },
          ends: ['again'],
        },
      },
      webhook: {
        genuine: () => requestOf(fake.events.text('你好', { chat: 'oc_group', from: 'ou_person' })),
        hostile: hostileRequests(fake),
      },
      stop: () => fake.close(),
    }
  },
})
