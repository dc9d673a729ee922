/** What the benches stand on: processes to start and kill, a load that counts what came back, figures that say what they are. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { Pool, request } from 'undici'
import type { Embedded } from '#db/engine/embedded.ts'
import { OWNER } from '#db/engine/roles.ts'
import { ofStation } from '#db/engine/station.ts'
import type { FakeFeishu } from '../fakes/feishu/index.ts'
import { sealed } from '../fakes/feishu/seal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Figure {
  value: number
  unit: string
  min: number
  max: number
  rounds: number
  target?: string
  ok?: boolean
}

/** The median of some rounds with their spread. */
export function figure(values: number[], unit: string, target?: { least?: number; most?: number }): Figure {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
  const round = (n: number) => Math.round(n * 1000) / 1000
  return {
    value: round(value),
    unit,
    min: round(sorted[0]!),
    max: round(sorted.at(-1)!),
    rounds: values.length,
    ...(target
      ? {
          target: target.least !== undefined ? `≥ ${target.least}` : `≤ ${target.most}`,
          ok: target.least !== undefined ? value >= target.least : value <= target.most!,
        }
      : {}),
  }
}

/** What makes a station's process talk to this platform. */
export const onPlatform = ({ url, app }: FakeFeishu): Record<string, string> => ({
  FEISHU_MODE: 'webhook',
  FEISHU_BASE_URL: url,
  FEISHU_APP_ID: app.appId,
  FEISHU_APP_SECRET: app.appSecret,
  FEISHU_ENCRYPT_KEY: app.encryptKey,
  FEISHU_VERIFICATION_TOKEN: app.verificationToken,
})

/** A token of the platform, for the bare contenders, which fetch none themselves. */
export async function tokenOf({ url, app }: FakeFeishu): Promise<string> {
  const got = await fetch(`${url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ app_id: app.appId, app_secret: app.appSecret }),
  })
  return ((await got.json()) as { tenant_access_token: string }).tenant_access_token
}

/** A database of the embedded server as a station has it: one role that owns and migrates, one that serves and stands under the rules. */
export async function stationDatabase(
  server: Pick<Embedded, 'admin' | 'owner' | 'url'>,
  name: string,
): Promise<{ admin: string; env: { DATABASE_URL: string; DATABASE_OWNER_URL: string } }> {
  const sql = postgres(server.admin, { max: 1, onnotice: () => {} })
  await sql.unsafe(`create database ${name} owner ${OWNER}`)
  await sql.end()
  const of = (url: string) => url.replace(/\/postgres$/, `/${name}`)
  return {
    admin: ofStation(of(server.admin), 1),
    env: { DATABASE_URL: of(server.url), DATABASE_OWNER_URL: of(server.owner) },
  }
}

/** Starts an entry point as its own process, of this checkout or another, and waits until `ready` appears in what it says. */
export async function start(
  entry: string,
  env: Record<string, string>,
  ready: RegExp,
  cwd = root,
): Promise<{ child: ChildProcess; said: string; ms: number; kill(signal?: NodeJS.Signals): Promise<void> }> {
  const from = performance.now()
  // with Node's settings of that checkout's `npm start`
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'))
  const how: string[] = scripts.start.split(' ').slice(1, -1)
  const child = spawn(process.execPath, [...how, entry], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  let all = ''
  const said = await new Promise<string>((done, failed) => {
    const hear = (chunk: Buffer) => {
      all += chunk
      if (ready.test(all)) done(all)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => failed(new Error(`${entry} ended with ${code}: ${all.slice(-2000)}`)))
  })
  return {
    child,
    said,
    ms: performance.now() - from,
    kill: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await ended
    },
  }
}

export interface Load {
  total: number
  inFlight: number
  text(i: number): string
  chats: string[]
  accounts: string[]
  tag: string
}
/** An id such as the platform gives: letters, digits and `_`; one with a dot in it is answered as no reply. */
const idOf = ({ tag }: Load, i: number) => `om_${tag.replaceAll(/\W/g, '_')}_${i}`

export interface Outcome {
  perSecond: number
  p50: number
  p99: number
  acked: string[]
  replied: Map<string, number>
}

/** Replies as they reach the platform, by the message they answer. */
export function watchReplies(fake: FakeFeishu): { replied: Map<string, number>; wait(id: string): Promise<void> } {
  const replied = new Map<string, number>()
  const waiting = new Map<string, () => void>()
  const take = fake.store.take.bind(fake.store)
  fake.store.take = (message) => {
    const taken = take(message)
    if (message.replyTo) {
      replied.set(message.replyTo, (replied.get(message.replyTo) ?? 0) + 1)
      waiting.get(message.replyTo)?.()
      waiting.delete(message.replyTo)
    }
    // the bench counts; it need not remember every message
    if (fake.store.sent.length > 5_000) fake.store.sent.length = 0
    return taken
  }
  return { replied, wait: (id) => (replied.has(id) ? Promise.resolve() : new Promise((done) => waiting.set(id, done))) }
}

/** A closed loop: so many in flight, each done when it is acked and its reply has reached the platform. */
export async function drive(
  fake: FakeFeishu,
  url: string,
  load: Load,
  replies: ReturnType<typeof watchReplies>,
  stop?: { now: boolean },
): Promise<Outcome> {
  const pool = new Pool(new URL(url).origin, { connections: load.inFlight })
  const latencies: number[] = []
  const acked: string[] = []
  let next = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: load.inFlight }, async () => {
      while (next < load.total && !stop?.now) {
        const i = next++
        const messageId = idOf(load, i)
        const { body, headers } = sealed(
          fake.events.text(load.text(i), {
            chat: load.chats[i % load.chats.length]!,
            from: load.accounts[(i * 7) % load.accounts.length]!,
            messageId,
          }),
          fake.app.encryptKey,
          Date.now(),
        )
        const sent = performance.now()
        try {
          const got = await pool.request({ method: 'POST', path: new URL(url).pathname, headers, body })
          await got.body.dump()
          if (got.statusCode !== 200) continue
        } catch {
          continue
        }
        acked.push(messageId)
        if (stop) continue
        await replies.wait(messageId)
        latencies.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - from) / 1000
  await pool.destroy()
  latencies.sort((a, b) => a - b)
  const at = (q: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))] ?? Number.NaN
  return { perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99), acked, replied: replies.replied }
}

/** An open loop: one each so many ms, whatever comes back; latencies from the scheduled moment to the reply. */
export async function pace(
  fake: FakeFeishu,
  url: string,
  load: Load & { perSecond: number },
  replies: ReturnType<typeof watchReplies>,
): Promise<{ p50: number; p99: number; worst: number }> {
  const latencies: number[] = []
  const from = performance.now()
  const one = async (i: number) => {
    const due = from + (i * 1000) / load.perSecond
    await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())))
    const messageId = idOf(load, i)
    const { body, headers } = sealed(
      fake.events.text(load.text(i), {
        chat: load.chats[i % load.chats.length]!,
        from: load.accounts[(i * 7) % load.accounts.length]!,
        messageId,
      }),
      fake.app.encryptKey,
      Date.now(),
    )
    const got = await request(url, { method: 'POST', headers, body })
    await got.body.dump()
    await replies.wait(messageId)
    latencies.push(performance.now() - due)
  }
  await Promise.all(Array.from({ length: load.total }, (_, i) => one(i)))
  latencies.sort((a, b) => a - b)
  return {
    p50: latencies[Math.floor(latencies.length * 0.5)]!,
    p99: latencies[Math.floor(latencies.length * 0.99)]!,
    worst: latencies.at(-1)!,
  }
}
