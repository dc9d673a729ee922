/** A gate before a server: connections go through it until it breaks them or shuts. */
import { createServer, connect as dial, type Server, type Socket } from 'node:net'

export interface Gate {
  port: number
  /** Breaks what is open, `some` of it when given: with a reset, as a dying network does, or with an orderly end. */
  cut(how?: { reset?: boolean; some?: (n: number) => boolean }): void
  /** Breaks everything and refuses newcomers. */
  shut(): Promise<void>
  /** Nothing passes any more in either direction, and nothing is broken: what is behind looks stopped. */
  freeze(): void
  /** What was held back passes, and all that follows. */
  thaw(): void
  /** Lets newcomers through again, on the same port. */
  open(): Promise<void>
}

export async function gateTo(host: string, port: number): Promise<Gate> {
  const clients = new Set<Socket>()
  let server: Server | undefined
  let frozen = false
  const pipes = new Set<() => void>()
  const gate: Gate = {
    port: 0,
    cut({ reset = false, some = () => true } = {}) {
      ;[...clients].filter((_, n) => some(n)).forEach((c) => void (reset ? c.resetAndDestroy() : c.destroy()))
    },
    freeze() {
      frozen = true
      for (const pipe of pipes) pipe()
    },
    thaw() {
      frozen = false
      for (const pipe of pipes) pipe()
    },
    async shut() {
      const closing = new Promise<void>((done) => (server ? server.close(() => done()) : done()))
      gate.cut()
      await closing
      server = undefined
    },
    async open() {
      server = createServer((client) => {
        const behind = dial(port, host)
        clients.add(client)
        for (const [one, other] of [
          [client, behind],
          [behind, client],
        ] as const) {
          one.on('error', () => {})
          one.on('close', () => {
            clients.delete(client)
            pipes.delete(pipe)
            other.destroy()
          })
          const pipe = () => void (frozen ? one.unpipe(other).pause() : one.pipe(other))
          pipes.add(pipe)
          pipe()
        }
      })
      await new Promise<void>((done) => server!.listen(gate.port, '127.0.0.1', done))
      gate.port = (server.address() as { port: number }).port
    },
  }
  await gate.open()
  return gate
}
