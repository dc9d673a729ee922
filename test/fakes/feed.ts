/** A national warning platform's list over a real socket, which also misbehaves when told to. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export async function startFeed() {
  const fake = {
    url: '',
    entries: [] as unknown[],
    /** Answers instead of the list. */
    answer: undefined as undefined | ((req: IncomingMessage, res: ServerResponse) => void),
    asked: [] as { status: number; conditional: boolean }[],
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  const server = createServer((req, res) => {
    const conditional = !!req.headers['if-none-match']
    if (fake.answer) {
      fake.asked.push({ status: 0, conditional })
      return fake.answer(req, res)
    }
    const body = JSON.stringify({ alertData: fake.entries })
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`
    const same = req.headers['if-none-match'] === etag
    fake.asked.push({ status: same ? 304 : 200, conditional })
    if (same) res.writeHead(304).end()
    else res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', etag }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  fake.url = `http://127.0.0.1:${(server.address() as { port: number }).port}/data/alarm_list_all.html`
  return fake
}
export type FakeFeed = Awaited<ReturnType<typeof startFeed>>
