import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import edge from '#src/edge.ts'

const heard: { path?: string; body: string; headers: Record<string, unknown> }[] = []
const origin = createServer((req, res) => {
  let body = ''
  req.on('data', (c) => {
    body += c
  })
  req.on('end', () => {
    heard.push({ path: req.url, body, headers: req.headers })
    res.writeHead(200, { 'content-type': 'application/json' }).end('{"challenge":"x"}')
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((done) => origin.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(origin.address() as { port: number }).port}`
})
afterAll(() => void origin.close())

const push = (to: string) =>
  edge.request(
    '/hooks/feishu',
    {
      method: 'POST',
      body: '{"encrypt":"…"}',
      headers: { 'content-type': 'application/json', 'x-lark-signature': 's', cookie: 'private' },
    },
    { ORIGIN_URL: to },
  )

test('a push is passed on unopened, with the headers it is verified by and no others', async () => {
  const got = await push(url)
  expect(await got.json()).toEqual({ challenge: 'x' })
  expect(heard[0]).toMatchObject({
    path: '/hooks/feishu',
    body: '{"encrypt":"…"}',
    headers: { 'x-lark-signature': 's' },
  })
  expect(heard[0]!.headers.cookie).toBeUndefined()
})

test('a station that is away is 503, so that the platform pushes again', async () => {
  expect((await push('http://127.0.0.1:1')).status).toBe(503)
})

test('nothing else is served, and nothing oversized is taken', async () => {
  expect((await edge.request('/web/me', {}, { ORIGIN_URL: url })).status).toBe(404)
  expect(
    (await edge.request('/hooks/feishu', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) }, { ORIGIN_URL: url }))
      .status,
  ).toBe(413)
})
