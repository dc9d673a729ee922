/** The API's doors over a database of one's own, asked without a network. */

import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { uuidv7 } from 'uuidv7'
import type { Channel } from '#bots/channel.ts'
import { addToken } from '#db/flow/tokens.ts'
import type { TokenRole } from '#domain/kernel/access.ts'
import { createApp } from '#src/app.ts'
import { loadConfig, Secret } from '#src/config.ts'
import { createPeers } from '#src/http/peer.ts'
import { createMetrics } from '#src/metrics.ts'
import { apiRoutes } from '#src/routes/nouns.ts'
import type { Runtime } from '#src/runtime.ts'
import { createWorld } from '../world/world.ts'

export const ADMIN = 'boot-token-of-the-test-station'

// biome-ignore lint/suspicious/noExplicitAny: an answer of any shape; the test looks at what it should be
export type Json = any
export type Asked = { status: number; body: Json; headers: Headers; text: string }

/** @param more channels beside the recording one. */
export async function openDoor(more: readonly Channel[] = []) {
  const world = await createWorld('demo', more)
  const log = { info() {}, warn() {}, debug() {}, error: (...args: unknown[]) => void console.error(...args) }
  const config = { ...loadConfig({}), token: new Secret(ADMIN) }
  const runtime = {
    config,
    database: { db: world.db },
    now: world.clock.now,
    newId: uuidv7,
    log,
    poke() {},
    channels: new Map(),
    receive: async () => {},
  } as unknown as Runtime
  const app = createApp(runtime, createMetrics(), createPeers(config), { whileAlive: (work) => work }, new Hono(), [
    apiRoutes(runtime, world.deps),
  ])
  const tokens = new Map<string, string>()
  return {
    ...world,
    app,
    world,
    /** A token of a role, made once. */
    async as(role: TokenRole): Promise<string> {
      if (!tokens.has(role)) {
        const token = `anan_test_${role}_${'x'.repeat(24)}`
        await addToken(
          world.db,
          { id: uuidv7(), name: role, role, hash: createHash('sha256').update(token).digest('hex') },
          world.clock.now(),
        )
        tokens.set(role, token)
      }
      return tokens.get(role)!
    },
    async ask(
      path: string,
      {
        token = ADMIN,
        method = 'GET',
        body,
        headers = {},
      }: { token?: string | null; method?: string; body?: unknown; headers?: Record<string, string> } = {},
    ): Promise<Asked> {
      const response = await app.request(path, {
        method,
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      })
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
      }
    },
  }
}
export type Door = Awaited<ReturnType<typeof openDoor>>
