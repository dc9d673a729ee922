/** The long connection's server side: hands out addresses, pings back, pushes events and collects acknowledgements. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { id } from './events.ts'
import { decodeFrame, encodeFrame, type Frame } from './frame.ts'

export interface Ack {
  code: number
  /** What the client's handler returned, if anything. */
  data?: unknown
  ms: number
}

interface ClientConfig {
  ReconnectCount: number
  ReconnectInterval: number
  ReconnectNonce: number
  PingInterval: number
}

export function createSocket() {
  const server = new WebSocketServer({ noServer: true })
  const sockets = new Set<WebSocket>()
  /** Those that have pinged: the SDK's client hears nothing in the instant before it does. */
  const clients = new Set<WebSocket>()
  const waiting = new Map<string, (ack: Omit<Ack, 'ms'>) => void>()
  const state = {
    pings: 0,
    /** Whether pings are answered; a platform that falls silent looks like this. */
    answersPings: true,
    config: { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 } as ClientConfig,
  }

  server.on('connection', (ws: WebSocket) => {
    sockets.add(ws)
    ws.on('close', () => {
      sockets.delete(ws)
      clients.delete(ws)
    })
    ws.on('error', () => {})
    ws.on('message', (bytes: Buffer) => {
      const frame = decodeFrame(Buffer.from(bytes))
      if (frame.method === 0) pong(ws, frame)
      else acknowledged(frame)
    })
  })

  function pong(ws: WebSocket, frame: Frame): void {
    state.pings += 1
    clients.add(ws)
    if (state.answersPings)
      ws.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload: Buffer.from(JSON.stringify(state.config)) }))
  }

  function acknowledged(frame: Frame): void {
    const { code, data } = JSON.parse(frame.payload.toString()) as { code: number; data?: string }
    const done = waiting.get(frame.headers.message_id ?? '')
    waiting.delete(frame.headers.message_id ?? '')
    done?.({ code, ...(data ? { data: JSON.parse(Buffer.from(data, 'base64').toString()) } : {}) })
  }

  /** Pushes to one client by chance, as the platform does; undefined when nobody acknowledged in time. */
  function push(event: unknown, { timeoutMs = 3_000, parts = 1 } = {}): Promise<Ack | undefined> {
    const ws = [...clients][Math.floor(Math.random() * clients.size)]
    if (!ws) return Promise.resolve(undefined)
    const message_id = id('msg_')
    const since = Date.now()
    const bytes = Buffer.from(JSON.stringify(event))
    const size = Math.ceil(bytes.length / parts)
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(undefined)
      }, timeoutMs)
      waiting.set(message_id, (ack) => {
        clearTimeout(timer)
        resolve({ ...ack, ms: Date.now() - since })
      })
      for (let seq = 0; seq < parts; seq++) {
        const headers = { type: 'event', message_id, sum: String(parts), seq: String(seq), trace_id: id('') }
        ws.send(
          encodeFrame({
            seq: BigInt(seq + 1),
            log: 1n,
            service: 1,
            method: 1,
            headers,
            payload: bytes.subarray(seq * size, (seq + 1) * size),
          }),
        )
      }
    })
  }

  return {
    state,
    push,
    connections: () => clients.size,
    /** Cuts every connection. */
    drop: () => {
      for (const ws of sockets) ws.terminate()
    },
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request)),
    close: () => {
      for (const ws of sockets) ws.terminate()
      server.close()
    },
  }
}
export type Socket = ReturnType<typeof createSocket>
