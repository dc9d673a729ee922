/** The webhook behind the real HTTP server, where requests are the server's own and not the standard ones. */
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Verdict } from '#bots/channel.ts'
import { createFeishu } from '#bots/feishu/index.ts'
import { FAKE_APP, type FakeFeishu, startFakeFeishu } from '#test/fakes/feishu/index.ts'

let fake: FakeFeishu
let server: ServerType
let url: string
const verdicts: Verdict[] = []

beforeAll(async () => {
  fake = await startFakeFeishu()
  const channel = createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: fake.url })
  const app = new Hono().post('/hooks/feishu', async (c) => {
    const verdict = await channel.webhook!(c.req.raw, new Date())
    verdicts.push(verdict)
    return verdict.kind === 'refused' ? c.text('', verdict.status) : c.json((verdict.reply ?? {}) as object)
  })
  await new Promise<void>((ready) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => ready())
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/feishu`
  fake.webhookTo(url)
})
afterAll(async () => {
  server.close()
  await fake.close()
})

/** Sends a body in chunks, without telling its length; gives the status. */
const chunked = (bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const req = httpRequest(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
      req.destroy()
    })
    req.on('error', reject)
    for (let i = 0; i < bytes; i += 65_536) req.write(Buffer.alloc(65_536, 'x'))
    req.end()
  })

test('a push passes, many at once too', async () => {
  verdicts.length = 0
  const pushes = Array.from({ length: 200 }, (_, i) =>
    fake.push(fake.events.text(`第${i}条`, { chat: 'oc_1', from: 'ou_1' })),
  )
  expect((await Promise.all(pushes)).every((p) => p.ok)).toBe(true)
  const texts = verdicts.flatMap((v) =>
    v.kind === 'events' ? v.events.map((e) => (e.event as { text: string }).text) : [],
  )
  expect(new Set(texts).size).toBe(200)
})

test('a card click gets its answer in the response', async () => {
  const press = fake.events.press({ chat: 'oc_1', by: 'ou_1', messageId: 'om_1', value: { act: 'warning.ack' } })
  expect(await fake.push(press)).toMatchObject({ ok: true, body: { toast: { type: 'info' } } })
})

test('a body too long is refused whether or not its length is told', async () => {
  const told = await fetch(url, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) })
  expect(told.status).toBe(413)
  expect(await chunked(3 * 1024 * 1024)).toBe(413)
})

test('a short body in chunks is read like any other', async () => {
  expect(await chunked(65_536)).toBe(400)
})
