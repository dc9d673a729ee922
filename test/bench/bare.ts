/** The bare limit: verify, one durable insert, ack, one reply. Nothing that a product needs; what any of them must beat. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import postgres from 'postgres'
import { Pool } from 'undici'

const { DATABASE_URL = '', FAKE_URL = '', ENCRYPT_KEY = '', TOKEN = '' } = process.env
const sql = postgres(DATABASE_URL, { max: 10, onnotice: () => {} })
await sql`create table if not exists bare (event_id text primary key, message_id text, chat text, account text, at timestamptz, text text, received_at timestamptz default now())`
await sql`truncate bare`
const pool = new Pool(FAKE_URL, { connections: 64 })
const key = createHash('sha256').update(ENCRYPT_KEY).digest()

const app = new Hono()
app.post('/hooks/feishu', async (c) => {
  const raw = await c.req.text()
  const want = createHash('sha256')
    .update(`${c.req.header('x-lark-request-timestamp')}${c.req.header('x-lark-request-nonce')}${ENCRYPT_KEY}${raw}`)
    .digest()
  const got = Buffer.from(c.req.header('x-lark-signature') ?? '', 'hex')
  if (got.length !== want.length || !timingSafeEqual(got, want)) return c.text('', 401)
  const data = Buffer.from(JSON.parse(raw).encrypt, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, data.subarray(0, 16))
  const { event } = JSON.parse(Buffer.concat([decipher.update(data.subarray(16)), decipher.final()]).toString())
  const m = event.message
  const rows =
    await sql`insert into bare (event_id, message_id, chat, account, at, text) values (${m.message_id}, ${m.message_id}, ${m.chat_id}, ${event.sender.sender_id.open_id}, ${new Date(Number(m.create_time))}, ${JSON.parse(m.content).text}) on conflict do nothing returning event_id`
  if (rows.length) {
    void pool
      .request({
        method: 'POST',
        path: `/open-apis/im/v1/messages/${m.message_id}/reply`,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ msg_type: 'text', content: JSON.stringify({ text: '已登记' }), uuid: m.message_id }),
      })
      .then((r) => r.body.dump())
  }
  return c.json({})
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
  console.log(`ready http://127.0.0.1:${info.port}`),
)
process.on('SIGTERM', () => server.close(() => process.exit(0)))
