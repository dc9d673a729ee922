/** Two stations as they are run: a process each, on one database, one queue, one folder and one address; what is one's is never the other's. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#db/engine/client.ts'
import { ofStation } from '#db/engine/station.ts'
import { freePort, redisServer } from '../setup/redis.ts'
import { behindOf } from '../world/behind.ts'
import { freshDatabase } from '../world/database.ts'
import { start } from '../world/processes.ts'
import { rowsOf } from '../world/rows.ts'
import { until } from '../world/until.ts'

const TOKEN = 'two-stations-token-of-tests'
/** Long enough for the sweep, the lanes' own watch and the reminders to have come round. */
const ROUNDS_MS = 5_000

interface Person {
  id: string
  role: string
  village: string | null
  on_duty: boolean
}
interface Message {
  id: string
  account: string | null
  body: { text?: string; outbound?: { text: string; card?: { form?: { submit: Button } } } }
}
interface Button {
  label: string
  act: string
  data: unknown
}

/** One browser: it has one jar for all that is at one host, whatever the port. */
const jar = new Map<string, string>()

/** A station's process and what people do at its web chat. */
async function open(id: number, env: Record<string, string>) {
  const process = await start(
    'test/world/anan.ts',
    { PORT: '0', ANAN_DEMO: '1', ANAN_TOKEN: TOKEN, LOG_LEVEL: 'silent', STATION_ID: String(id), ...env },
    /ready http/,
  )
  const url = /http:\S+/.exec(process.said)![0]
  const web = async (path: string, body?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        cookie: [...jar].map((pair) => pair.join('=')).join('; '),
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split('=')
      jar.set(name, value)
    }
    expect(response.status, `${path} ${await response.clone().text()}`).toBe(200)
    return response
  }
  const api = async (path: string) =>
    (await fetch(`${url}/api/v1/${path}`, { headers: { authorization: `Bearer ${TOKEN}` } })).json()
  const { people } = (await (await fetch(`${url}/web/station`)).json()) as { people: Person[] }
  const officer = people.find((p) => p.role === 'duty_officer' && p.on_duty)!
  const grid = people.find((p) => p.role === 'grid_member' && p.village === '石岭村')!
  let n = 0
  const station = {
    process,
    url,
    api,
    officer,
    grid,
    enters: async (person: Person) => void (await web('/web/session', { person: person.id })),
    me: async () => ((await (await web('/web/me')).json()) as { id: string }).id,
    says: async (chat: string, text: string) =>
      void (await web(`/web/chats/${chat}/messages`, { key: `k-${id}-${Date.now()}-${++n}`, text, attachments: [] })),
    heard: async (chat: string) =>
      ((await (await web(`/web/chats/${chat}/messages`)).json()) as { messages: Message[] }).messages,
    /** All that was said in the chats of whoever is signed in. */
    async everything(): Promise<string> {
      const chats = (await (await web('/web/chats')).json()) as { id: string }[]
      return JSON.stringify(await Promise.all(chats.map((c) => station.heard(c.id))))
    },
    /** The officer has a warning sent out. */
    async warns(original: string): Promise<void> {
      await station.enters(officer)
      const chat = `p2p:${officer.id}`
      await station.says(chat, `发布预警 ${original}`)
      const { id: messageId, button } = await until(async () => {
        for (const { id, body } of await station.heard(chat)) {
          const button = body.outbound?.card?.form?.submit
          if (button?.label === '确认发布') return { id, button }
        }
      })
      await web(`/web/chats/${chat}/press`, {
        key: `k-${id}-${Date.now()}-${++n}`,
        messageId,
        act: button.act,
        data: button.data,
      })
    },
    /** All that its doors tell of what happened, was said and was counted. */
    async all(): Promise<string> {
      const told = ['warnings', 'ledger?limit=500', 'records?limit=500', 'summaries', 'broadcasts'].map(api)
      const metrics = await (await fetch(`${url}/metrics`)).text()
      const counted = metrics
        .split('\n')
        .filter((l) => /^anan_(?:received|attempts|dead_letters|undelivered|audit)/.test(l))
      return JSON.stringify([await Promise.all(told), counted], null, 1)
    },
  }
  return station
}

describe.each(['postgres', 'redis'] as const)('two stations on one database, with the queue on %s', (backend) => {
  let dir: string
  let redis: ChildProcess | undefined
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let env: Record<string, string>
  const running: { process: { kill(signal?: NodeJS.Signals): Promise<void> } }[] = []
  const opened = async (id: number) => {
    const station = await open(id, env)
    running.push(station)
    return station
  }
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'anan-two-'))
    database = await freshDatabase('empty')
    env = { DATA_DIR: dir, DATABASE_URL: database.service }
    if (backend === 'redis') {
      const port = await freePort()
      redis = spawn(redisServer()!, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir], {
        stdio: 'ignore',
      })
      env.REDIS_URL = `redis://127.0.0.1:${port}`
    }
  })
  afterEach(() => jar.clear())
  afterAll(async () => {
    await Promise.all(running.map((s) => s.process.kill('SIGKILL')))
    redis?.kill('SIGKILL')
    await database.drop()
    await rm(dir, { recursive: true, force: true })
  })

  test('a warning of one is never said, seen, counted or kept in the other; each numbers its own; one that dies leaves its own undone', async () => {
    let first = await opened(1)
    const second = await opened(2)
    // the same people, by the same names and ids
    expect([second.officer, second.grid]).toEqual([first.officer, first.grid])

    // in one browser, at both: who is signed in at one is so at the other on their own
    await second.enters(second.grid)
    const chat = `p2p:${second.grid.id}`
    await first.enters(first.officer)
    expect([await first.me(), await second.me()]).toEqual([first.officer.id, second.grid.id])

    const listening = new AbortController()
    let streamed = ''
    const stream = await fetch(`${second.url}/web/events?from=0`, {
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      signal: listening.signal,
    })
    void (async () => {
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) streamed += chunk
    })().catch(() => {})
    await until(() => streamed.includes('hello'))

    const before = await second.all()
    const silent = await second.everything()
    await first.warns('青溪县气象台发布暴雨红色预警信号：石岭村蓝鲸河将猛涨，请立即转移。')
    await first.enters(first.grid)
    await until(async () => (await first.everything()).includes('蓝鲸河'))
    await sleep(ROUNDS_MS)
    expect(await second.all()).toEqual(before)
    expect(await second.everything()).toBe(silent)
    expect(streamed).not.toMatch(/蓝鲸河|event: message/)

    await second.warns('青溪县气象台发布暴雨橙色预警信号：石岭村白鹤河将猛涨，请注意防范。')
    await second.enters(second.grid)
    await until(async () => (await second.everything()).includes('白鹤河'))
    expect(await second.everything()).not.toContain('蓝鲸河')
    const numbers = async (s: typeof first) =>
      ((await s.api('warnings')) as { items: { no: string }[] }).items.map((w) => w.no)
    expect(await numbers(second)).toEqual(await numbers(first))
    expect(await second.all()).not.toContain('蓝鲸河')
    expect(await first.all()).not.toContain('白鹤河')
    listening.abort()

    await first.process.kill('SIGKILL')
    const { db, close } = connect(ofStation(database.service, 1), { max: 1 })
    const { rows } = rowsOf(db)
    const now = new Date()
    const { altered, planted } = behindOf(db, () => now)
    const { chat: theirs } = (await rows('webMembers', { personId: first.grid.id }))[0]!
    const message = { text: '蓝鲸河还要说的' }
    await planted('outbox', { channel: 'web', chat: theirs, priority: 3, message, availableAt: now, createdAt: now })
    await altered('deadlines', { doneAt: null }, { dueAt: now })
    const left = async () => [await rows('outbox', { state: 'queued' }), await rows('deadlines', { doneAt: null })]
    const stood = await left()
    await second.says(chat, '石岭村3组后山滑坡，路断了，暂时没有人受伤')
    await until(async () => (await second.heard(chat))[0]!.account === null)
    await sleep(ROUNDS_MS)
    expect(await left()).toEqual(stood)
    expect(await second.all()).not.toContain('蓝鲸河')

    first = await opened(1)
    await first.enters(first.grid)
    await until(async () => (await first.everything()).includes('蓝鲸河还要说的'))
    expect(await second.everything()).not.toContain('蓝鲸河')
    await close()
  }, 120_000)
})
