/** The door to the network: how long a request may take to arrive, and how many connections one address may hold. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type HttpBindings, serve } from '@hono/node-server'
import { networkOf } from './http/peer.ts'
import { PROBLEM_TYPE, Problem, problemBody } from './http/problem.ts'

export interface Bounds {
  /** How long a connection may take until the head of its request is there. */
  head_ms: number
  /** How long a request may take to arrive whole; a photo over a weak line may take `photo_ms`. */
  body_ms: number
  photo_ms: number
  /** How often heads are looked at. */
  look_ms: number
  /** How many connections there may be, and how many from one address (of IPv6 one /64). */
  sockets: number
  sockets_each: number
}

/** An office of a hundred people behind one address has about three connections each. */
const BOUNDS: Bounds = {
  head_ms: 15_000,
  body_ms: 30_000,
  photo_ms: 300_000,
  look_ms: 2_000,
  sockets: 4_000,
  sockets_each: 400,
}

/** Somebody who is told no hears it, and has this long to listen. */
const LAST_WORD_MS = 2_000
/** Connections beyond the bound that may hear why; more are not taken at all. */
const TOLD = 200

const TOO_MANY = new Problem(503, '这个地址的连接太多，这一个没有接。请关掉几个页面，过几秒再试。')
const TOO_SLOW =
  'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n等得太久，内容没有到齐，也没有收下。请重发。'

const isPhoto = ({ method, url }: IncomingMessage) => method === 'POST' && url === '/web/media'
const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/**
 * @param free addresses that are not counted one by one: this machine, and proxies that many people stand behind.
 * @throws where the address cannot be listened to
 */
export function listen(
  fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>,
  { port, host, free }: { port: number; host: string; free(address: string): boolean },
  bounds: Bounds = BOUNDS,
) {
  const { look_ms, head_ms, photo_ms } = bounds
  const over = new WeakSet<Socket>()
  const guarded: Parameters<typeof serve>[0]['fetch'] = (request, env) =>
    over.has((env as HttpBindings).incoming.socket) ? refusal() : fetch(request, env as HttpBindings)
  return new Promise<ReturnType<typeof createServer>>((done, failed) => {
    const server = serve(
      {
        fetch: guarded,
        port,
        hostname: host,
        createServer,
        serverOptions: {
          connectionsCheckingInterval: look_ms,
          headersTimeout: head_ms,
          requestTimeout: photo_ms,
        },
      },
      () => done(server),
    ) as ReturnType<typeof createServer>
    server.maxConnections = bounds.sockets + TOLD
    const counted = countOf(free, bounds)
    server.on('connection', (socket: Socket) => {
      if (counted(socket)) return
      over.add(socket)
      setTimeout(() => socket.destroy(), LAST_WORD_MS).unref()
    })
    server.prependListener('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      if (hasBody(incoming) && !isPhoto(incoming)) hurry(incoming, outgoing, bounds.body_ms)
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new Error(`端口 ${port} 已被占用。请关掉占用它的程序，或设置 PORT，例如 PORT=3001 npm start。`)
          : error,
      ),
    )
  })
}

const refusal = () =>
  new Response(JSON.stringify(problemBody(TOO_MANY)), {
    status: TOO_MANY.status,
    headers: { ...PROBLEM_TYPE, connection: 'close', 'retry-after': '5' },
  })

/** Takes a connection in where there is room for it, until it closes. */
function countOf(free: (address: string) => boolean, bounds: Bounds) {
  const each = new Map<string, number>()
  let all = 0
  return (socket: Socket): boolean => {
    const address = socket.remoteAddress ?? ''
    const network = networkOf(address)
    const of = each.get(network) ?? 0
    if (all >= bounds.sockets || (of >= bounds.sockets_each && !free(address))) return false
    all += 1
    each.set(network, of + 1)
    socket.once('close', () => {
      all -= 1
      const left = each.get(network)! - 1
      if (left) each.set(network, left)
      else each.delete(network)
    })
    return true
  }
}

/** A request that has not arrived whole in time is told so, where it has had no answer yet, and let go. */
function hurry(incoming: IncomingMessage, outgoing: ServerResponse, ms: number): void {
  const { socket } = incoming
  const timer = setTimeout(() => {
    if (incoming.complete || socket.destroyed) return
    if (outgoing.headersSent) socket.destroy()
    else socket.end(TOO_SLOW, () => socket.destroy())
  }, ms)
  incoming.once('close', () => clearTimeout(timer))
}
