/** Whoever is slow, silent or many holds no door for others; whoever uploads a photo over a weak line may take their time. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import { createStreams } from '#src/http/stream.ts'
import { type Bounds, listen } from '#src/listen.ts'
import { until } from '../world/until.ts'

const TIGHT: Bounds = { head_ms: 300, body_ms: 300, photo_ms: 60_000, look_ms: 50, sockets: 8, sockets_each: 4 }

let server: Awaited<ReturnType<typeof listen>>
const sockets: Socket[] = []
afterEach(() => {
  for (const s of sockets.splice(0)) s.destroy()
  server.close()
})

async function open(bounds: Bounds, free: (address: string) => boolean = () => false) {
  const app = new Hono()
  app.get('/', (c) => c.text('here'))
  app.post('*', async (c) => c.text(`${(await c.req.text()).length} letters`))
  server = await listen(app.fetch, { port: 0, host: '127.0.0.1', free }, bounds)
}

/** A socket and what came back on it. */
async function dial(send = ''): Promise<Socket & { heard: string }> {
  const { port } = server.address() as { port: number }
  const socket = Object.assign(connect(port, '127.0.0.1'), { heard: '' })
  sockets.push(socket)
  socket.on('data', (d) => {
    socket.heard += d
  })
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(send)
  return socket
}

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'
const post = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`

test.each([
  ['a body that comes letter by letter', post('/hooks/feishu', 100)],
  [
    'a body of unknown length that does not end',
    'POST /web/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n',
  ],
  ['a head that does not end', 'GET / HTTP/1.1\r\nHost: localhost\r\n'],
  ['a request line that does not end', 'GET /'],
])('%s is told 408 and let go', async (_, begun) => {
  await open(TIGHT)
  const slow = await dial(begun)
  await until(() => slow.destroyed || slow.readableEnded, 5_000)
  expect(slow.heard).toMatch(/^HTTP\/1\.1 408 /)
})

test('whoever only listens is let go without a word', async () => {
  await open(TIGHT)
  const silent = await dial()
  await until(() => silent.destroyed || silent.readableEnded, 5_000)
})

test('a body that comes whole, however large or late in a kept connection, is answered', async () => {
  await open(TIGHT)
  const one = await dial(`${post('/x', 5)}hello`)
  await until(() => one.heard.includes('5 letters'))
  await new Promise((done) => setTimeout(done, 200))
  one.write(`${post('/x', 200_000)}${'a'.repeat(200_000)}`)
  await until(() => one.heard.includes('200000 letters'))
})

test('a photo over a weak line takes longer than words may', async () => {
  await open(TIGHT)
  const weak = await dial(post('/web/media', 6))
  for (const letter of 'photo') {
    await new Promise((done) => setTimeout(done, 150))
    weak.write(letter)
  }
  weak.write('!')
  await until(() => weak.heard.includes('6 letters'))
})

test('one address has so many connections; the next is told so and let go, and a freed one is free again', async () => {
  await open({ ...TIGHT, head_ms: 60_000 })
  const held: Socket[] = []
  for (let i = 0; i < TIGHT.sockets_each; i++) held.push(await dial())
  const over = await dial(GET)
  await until(() => over.destroyed || over.readableEnded)
  expect(over.heard).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: \d[\s\S]*连接太多/i)
  held[0]!.destroy()
  await until(async () => {
    const next = await dial(GET)
    await new Promise((done) => setTimeout(done, 50))
    const { heard } = next
    next.destroy()
    return heard.includes('200 OK')
  })
})

test('proxies and this machine are not counted one by one, but all together are bounded', async () => {
  await open({ ...TIGHT, head_ms: 60_000 }, () => true)
  for (let i = 0; i < TIGHT.sockets; i++) await dial()
  const over = await dial(GET)
  await until(() => over.destroyed || over.readableEnded)
  expect(over.heard).toMatch(/^HTTP\/1\.1 503 /)
})

test('a stream whose reader does not read is given up, not kept in memory', async () => {
  const streams = createStreams<string>()
  const app = new Hono().get('/events', (c) => streams.answer(c, { by: 'one', about: '' }, async () => {}))
  server = await listen(app.fetch, { port: 0, host: '127.0.0.1', free: () => true })
  const deaf = await dial('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n')
  deaf.pause()
  await until(() => streams.open.size === 1)
  const data = 'x'.repeat(20_000)
  let said = 0
  await until(() => {
    for (let i = 0; i < 50; i++) for (const s of streams.open) s.send({ event: 'message', data })
    said += 50
    return streams.open.size === 0
  }, 10_000)
  expect(said).toBeLessThan(20_000)
})

test('one sign-in has so many streams: the oldest is told so and ended, others’ go on', async () => {
  const streams = createStreams<string>()
  const app = new Hono().get('/events/:by', (c) =>
    streams.answer(c, { by: c.req.param('by'), about: '' }, async (send) => send({ event: 'hello', data: '' })),
  )
  server = await listen(app.fetch, { port: 0, host: '127.0.0.1', free: () => true })
  const other = await dial('GET /events/other HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await until(() => other.heard.includes('hello'))
  const mine: Awaited<ReturnType<typeof dial>>[] = []
  for (let i = 0; i < 40; i++) {
    mine.push(await dial('GET /events/me HTTP/1.1\r\nHost: localhost\r\n\r\n'))
    await until(() => mine[i]!.heard.includes('hello'))
  }
  await until(() => mine[0]!.heard.includes('bye'))
  expect(mine[0]!.heard).toContain('打开的页面太多')
  expect(streams.open.size).toBeLessThan(20)
  expect(mine.at(-1)!.heard).not.toContain('bye')
  expect(other.heard).not.toContain('bye')
})
