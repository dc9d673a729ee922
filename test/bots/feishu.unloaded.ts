/** Runs the channel as a station that is pushed events does, and says what it did and whether the SDK came with it. */
import { createRequire } from 'node:module'
import { createFeishu } from '#bots/feishu/index.ts'
import { FAKE_APP, startFakeFeishu } from '../fakes/feishu/index.ts'
import { sealed } from '../fakes/feishu/seal.ts'

const fake = await startFakeFeishu({ limits: false })
const { render, send, webhook, look } = createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: fake.url })
const member = fake.addUser('网格员').openId
const chat = fake.addChat('一网格群', [member]).id
const { body, headers } = sealed(fake.events.text('收到', { chat, from: member }), FAKE_APP.encryptKey, Date.now())
const heard = await webhook!(new Request('http://a/hooks/feishu', { method: 'POST', headers, body }), new Date())
const card = render({ text: '题', card: { title: '题', tone: 'info', lines: ['行'] } })
const to = { channel: 'feishu', chat }
const first = await send(to, card, 'first')
const edit = first.kind === 'sent' ? first.id : ''
const buzzed = await send(to, card, 'reply', { replyTo: edit, urgent: { how: 'phone', accounts: [member] } })
const edited = await send(to, card, 'edit', { edit })
const members = await look!.members!(chat)
const loaded = Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('@larksuiteoapi'))
console.log(
  [
    heard.kind,
    first.kind,
    buzzed.kind,
    edited.kind,
    `${members.length} member`,
    loaded ? 'loaded' : 'not loaded',
  ].join(),
)
process.exit()
