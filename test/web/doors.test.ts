/** The doors of the web: who is let in, for how long, from where; and who hears no more once let out. */
import { request } from 'node:http'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commit } from '#db/commit.ts'
import { addToken } from '#db/flow/tokens.ts'
import { mayCall, type TokenRole } from '#domain/kernel/access.ts'
import type { Person, Role } from '#domain/kernel/roster.ts'
import { newCode } from '#domain/roster/codes.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { hashOf } from '#jobs/context.ts'
import { loadConfig } from '#src/config.ts'
import { openSite, PNG, type Site } from '../world/site.ts'
import { until } from '../world/until.ts'

const TOKEN = 'boot-token-of-the-test-station'
const DAY_MS = 24 * 3600_000

let site: Site
let aheadMs = 0

const reopen = async (env: Record<string, string> = {}) => {
  await site.stop()
  await site.start({ ANAN_TOKEN: TOKEN, PARTS: 'http', ...env })
}
const db = () => site.service.runtime.database.db

beforeAll(async () => {
  const env = { ANAN_TOKEN: TOKEN, PARTS: 'http', TRUSTED_PROXIES: '127.0.0.1' }
  site = await openSite(env, () => new Date(Date.now() + aheadMs))
})
afterAll(() => site?.close())

const who = (role: Role, nth = 0): Person => site.people(role)[nth]!
/** Whoever tried wrong codes has a clean sheet. */
const forgetTries = async () => {
  for (const { id } of await site.rows.rows('codeTries')) await site.behind.lost('codeTries', { id })
}
let digits = 100_000
async function codeFor(person: Person): Promise<string> {
  const code = String(++digits)
  const now = site.service.runtime.now()
  const changes = newCode({ id: uuidv7(), personId: person.id, hash: hashOf(code), now })
  await db().transaction((tx) => commit(tx, [{ changes, actor: 'cli:code', inboxId: null }], now))
  return code
}
interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}
/** As a browser or a proxy would, any header allowed. */
const ask = (
  path: string,
  { method = 'GET', body, headers = {} }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
) =>
  new Promise<Answer>((done, failed) => {
    const { port } = new URL(site.service.url!)
    const sent = body === undefined ? undefined : Buffer.isBuffer(body) ? body : JSON.stringify(body)
    const req = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: {
          ...(sent ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) } : {}),
          ...headers,
        },
      },
      (res) => {
        const chunks: Buffer[] = []
        res.on('data', (c: Buffer) => chunks.push(c))
        res.on('end', () =>
          done({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(chunks).toString() }),
        )
      },
    )
    req.on('error', failed)
    req.end(sent)
  })
const signIn = (by: unknown, headers: Record<string, string> = {}) =>
  ask('/web/session', { method: 'POST', body: by, headers })
const cookieIn = (a: Answer) => String(a.headers['set-cookie'] ?? '').split(';')[0] ?? ''
const enter = async (person: Person, headers?: Record<string, string>) => {
  const got = await signIn({ code: await codeFor(person) }, headers)
  expect(got.status).toBe(200)
  return cookieIn(got)
}
const inside = async (cookie: string) => (await ask('/web/me', { headers: { cookie } })).status === 200

describe('codes at the door', () => {
  beforeEach(async () => {
    await reopen({ TRUSTED_PROXIES: '127.0.0.1' })
    await forgetTries()
  })

  test('forms with nothing in them are no tries: an office behind one address is not locked out by them', async () => {
    for (let i = 0; i < 12; i++) expect((await signIn({})).status).toBe(400)
    for (let i = 0; i < 12; i++) expect((await signIn({ code: 'abc' })).status).toBe(400)
    expect((await signIn({ code: await codeFor(who('info_officer')) })).status).toBe(200)
  })

  test('wrong codes count by where they come from, as the trusted proxy says, and outlive a restart', async () => {
    const from = (ip: string) => ({ 'x-forwarded-for': `203.0.113.9, ${ip}` })
    for (let i = 0; i < 10; i++)
      expect((await signIn({ code: String(800_000 + i) }, from('198.51.100.7'))).status).toBe(400)
    const code = await codeFor(who('info_officer'))
    expect((await signIn({ code }, from('198.51.100.7'))).status).toBe(429)
    await reopen({ TRUSTED_PROXIES: '127.0.0.1' })
    expect((await signIn({ code }, from('198.51.100.7'))).status).toBe(429)
    expect((await signIn({ code }, from('198.51.100.8'))).status).toBe(200)
  })

  test('a network that may choose among countless addresses is one place, and the officers hear of it once', async () => {
    const from = (ip: string) => ({ 'x-forwarded-for': ip })
    const tries: number[] = []
    for (let i = 0; i < 12; i++)
      tries.push((await signIn({ code: String(805_000 + i) }, from(`2001:db8:7:8::${(i * 257).toString(16)}`))).status)
    expect(tries).toEqual([...Array(10).fill(400), 429, 429])
    expect((await signIn({ code: '805900' }, from('2001:db8:7:9::1'))).status).toBe(400)
    await forgetTries()
  })

  test('whoever is no trusted proxy cannot say where they come from', async () => {
    await reopen()
    for (let i = 0; i < 10; i++)
      await signIn({ code: String(810_000 + i) }, { 'x-forwarded-for': `198.51.100.${20 + i}` })
    expect((await signIn({ code: '810999' }, { 'x-forwarded-for': '198.51.100.99' })).status).toBe(429)
    await forgetTries()
  })

  test('signing in and what was refused are in the ledger, without the code', async () => {
    const person = who('info_officer', 1)
    await enter(person)
    await signIn({ code: '820001' })
    const rows = (await site.rows.rows('ledger'))
      .filter((l) => l.change === 'session.opened' || l.change === 'code.refused')
      .slice(-2)
      .reverse()
    expect(rows.map((r) => r.change)).toEqual(['code.refused', 'session.opened'])
    expect(rows[1]).toMatchObject({ subjectId: person.id })
    expect(JSON.stringify(rows)).not.toMatch(/820001|"hash"/)
  })
})

describe('how long', () => {
  test('a session ends after a week unused, and after thirty days whatever was done with it', async () => {
    const cookie = await enter(who('grid_member'))
    aheadMs = 6 * DAY_MS
    expect(await inside(cookie)).toBe(true)
    aheadMs = 12 * DAY_MS
    expect(await inside(cookie)).toBe(true)
    aheadMs = 20 * DAY_MS
    expect(await inside(cookie)).toBe(false)
    aheadMs = 0
    const daily = await enter(who('grid_member'))
    for (let day = 1; day <= 29; day += 4) {
      aheadMs = day * DAY_MS
      expect(await inside(daily)).toBe(true)
    }
    aheadMs = 31 * DAY_MS
    expect(await inside(daily)).toBe(false)
    aheadMs = 0
  })

  test('one’s own sessions are listed, and any of them ended; not anybody else’s', async () => {
    const [mine, phone, other] = [
      await enter(who('grid_member', 1)),
      await enter(who('grid_member', 1), {
        'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit MicroMessenger/8.0',
      }),
      await enter(who('grid_member', 2)),
    ]
    const { body } = await ask('/web/sessions', { headers: { cookie: mine } })
    const list = JSON.parse(body) as { id: string; agent: string; here: boolean }[]
    expect(list.map((s) => [s.here, s.agent])).toEqual(
      expect.arrayContaining([
        [true, expect.any(String)],
        [false, expect.stringContaining('微信')],
      ]),
    )
    const theirs = JSON.parse((await ask('/web/sessions', { headers: { cookie: other } })).body) as { id: string }[]
    const end = (id: string, cookie: string) =>
      ask(`/web/sessions/${id}`, { method: 'DELETE', body: {}, headers: { cookie } })
    expect((await end(theirs[0]!.id, mine)).status).toBe(404)
    expect(await inside(other)).toBe(true)
    expect((await end(list.find((s) => !s.here)!.id, mine)).status).toBe(200)
    expect([await inside(phone), await inside(mine)]).toEqual([false, true])
  })

  test('an admin sees everybody’s and ends them; nobody else does', async () => {
    const person = who('grid_member', 3)
    const cookie = await enter(person)
    const headers = { authorization: `Bearer ${TOKEN}` }
    const { body } = await ask(`/api/v1/sessions?person=${person.id}`, { headers })
    const [session] = (JSON.parse(body) as { items: { id: string; person: { id: string } }[] }).items
    expect(session).toMatchObject({ person: { id: person.id } })
    expect((await ask(`/api/v1/sessions/${session!.id}`, { method: 'DELETE', headers })).status).toBe(200)
    expect(await inside(cookie)).toBe(false)
    expect((await ask(`/api/v1/sessions/${session!.id}`, { method: 'DELETE', headers })).status).toBe(404)
    expect((await ask('/api/v1/sessions')).status).toBe(401)
  })

  test('the cookie is for TLS only where the page is behind TLS', async () => {
    const secure = (a: Answer) => /;\s*Secure/i.test(String(a.headers['set-cookie']))
    expect(secure(await signIn({ code: await codeFor(who('grid_member')) }))).toBe(false)
    await reopen({ TRUSTED_PROXIES: '127.0.0.1', PUBLIC_URL: 'https://anan.example' })
    expect(secure(await signIn({ code: await codeFor(who('grid_member')) }, { 'x-forwarded-proto': 'https' }))).toBe(
      true,
    )
    expect(secure(await signIn({ code: await codeFor(who('grid_member')) }, { host: 'anan.example' }))).toBe(true)
    await reopen()
  })
})

describe('the demo station’s door', () => {
  const demo = (env: Record<string, string> = {}) => loadConfig(env).demo
  const feishu = { FEISHU_MODE: 'ws', FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718', FEISHU_APP_SECRET: 'secret-of-the-app' }

  test('opens by itself only on this machine and without a real channel or address, else only where asked for', () => {
    expect(demo()).toBe(true)
    expect(demo({ HOST: '::1' })).toBe(true)
    expect(demo({ HOST: 'localhost' })).toBe(true)
    expect(demo({ HOST: '0.0.0.0' })).toBe(false)
    expect(demo({ HOST: '10.0.0.5' })).toBe(false)
    expect(demo({ PUBLIC_URL: 'https://anan.example' })).toBe(false)
    expect(demo(feishu)).toBe(false)
    expect(demo({ FEED_URL: 'https://warnings.example/list' })).toBe(false)
    expect(demo({ ...feishu, ANAN_DEMO: '1' })).toBe(true)
    expect(demo({ ANAN_DEMO: '0' })).toBe(false)
  })

  test('is for this machine alone: not through a proxy, not under another name', async () => {
    const person = who('grid_member')
    expect((await signIn({ person: person.id })).status).toBe(200)
    expect((await signIn({ person: person.id }, { 'x-forwarded-for': '198.51.100.7' })).status).toBe(403)
    expect((await signIn({ person: person.id }, { host: '10.0.0.5:3000' })).status).toBe(403)
    const far = JSON.parse((await ask('/web/station', { headers: { host: '10.0.0.5:3000' } })).body)
    expect(far).toEqual({ demo: false, people: [] })
    expect((await ask('/warnings', { headers: { host: '10.0.0.5:3000' } })).body).not.toContain('<select')
  })

  test('its sessions end with it; those by code go on', async () => {
    const [chosen, coded] = [cookieIn(await signIn({ person: who('grid_member').id })), await enter(who('grid_member'))]
    expect([await inside(chosen), await inside(coded)]).toEqual([true, true])
    await reopen({ ANAN_DEMO: '0' })
    expect([await inside(chosen), await inside(coded)]).toEqual([false, true])
    await reopen()
  })
})

describe('under which name', () => {
  test('a page under a name that is not ours is not shown: nobody’s name may be pointed at this machine', async () => {
    for (const path of ['/', '/web/station', '/warnings', '/docs'])
      expect([path, (await ask(path, { headers: { host: 'evil.example' } })).status]).toEqual([path, 421])
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000', '10.0.0.5'])
      expect([host, (await ask('/', { headers: { host } })).status]).toEqual([host, 200])
    // what carries a token or a signature, and what only says how it goes, is asked under any name
    expect((await ask('/health/live', { headers: { host: 'monitor.internal' } })).status).toBe(200)
    expect(
      (await ask('/api/v1/people', { headers: { host: 'evil.example', authorization: `Bearer ${TOKEN}` } })).status,
    ).toBe(200)
    await reopen({ PUBLIC_URL: 'https://anan.example', ALLOWED_HOSTS: 'anan.lan' })
    for (const [host, status] of [
      ['anan.example', 200],
      ['anan.lan:3000', 200],
      ['evil.example', 421],
    ] as const)
      expect([host, (await ask('/', { headers: { host } })).status]).toEqual([host, status])
    await reopen()
  })
})

describe('how it goes, and who is told', () => {
  const ready = async (headers: Record<string, string> = {}) =>
    JSON.parse((await ask('/health/ready', { headers })).body)
  const metrics = async (headers: Record<string, string> = {}) => (await ask('/metrics', { headers })).status
  const through = (address: string) => ({ 'x-forwarded-for': address })

  test('a stranger hears up or down and nothing else; this machine, the private network and a token hear all', async () => {
    await reopen({ TRUSTED_PROXIES: '127.0.0.1' })
    const token = { authorization: `Bearer ${TOKEN}` }
    const inside: Record<string, string>[] = [
      {},
      through('10.1.2.3'),
      through('192.168.1.9'),
      through('fd00::7'),
      { ...through('203.0.113.9'), ...token },
    ]
    for (const headers of inside) {
      expect(await ready(headers)).toMatchObject({
        ok: true,
        queue: { backend: 'postgres' },
        dead_letters: 0,
        parked: 0,
      })
      expect(await metrics(headers)).toBe(200)
    }
    const outside: Record<string, string>[] = [
      through('203.0.113.9'),
      through('2001:db8::1'),
      through('10.0.0.1, 203.0.113.9'),
      { ...through('203.0.113.9'), authorization: 'Bearer anan_not_a_token_of_this_station' },
    ]
    for (const headers of outside) {
      expect(await ready(headers)).toEqual({ ok: true })
      expect(await metrics(headers)).toBe(401)
    }
  })

  test('whom a proxy that nobody told us of speaks for is a stranger, also on this machine', async () => {
    await reopen()
    expect(await ready(through('10.1.2.3'))).toEqual({ ok: true })
    expect(await metrics({ forwarded: 'for=10.1.2.3' })).toBe(401)
    expect(await metrics()).toBe(200)
  })

  test('MONITOR_ALLOW says which addresses may; whoever may only bring warnings in may not', async () => {
    await reopen({ TRUSTED_PROXIES: '127.0.0.1', MONITOR_ALLOW: '203.0.113.0/24' })
    expect(await ready(through('203.0.113.9'))).toMatchObject({ ok: true, dead_letters: 0 })
    expect(await ready(through('10.1.2.3'))).toEqual({ ok: true })
    expect(await ready()).toEqual({ ok: true })
    const [reads, feeds] = [`anan_reads_${'x'.repeat(30)}`, `anan_feeds_${'x'.repeat(30)}`]
    const add = (role: TokenRole, token: string) =>
      addToken(db(), { id: uuidv7(), name: role, role, hash: hashOf(token) }, site.service.runtime.now())
    await add('reader', reads)
    await add('feeder', feeds)
    expect(await metrics({ authorization: `Bearer ${reads}` })).toBe(200)
    expect(await metrics({ authorization: `Bearer ${feeds}` })).toBe(401)
    await reopen({ TRUSTED_PROXIES: '127.0.0.1' })
  })
})

describe('once let out', () => {
  /** A stream as a page holds it: what it heard, and whether it was ended. */
  function listen(cookie: string, headers: Record<string, string> = {}) {
    const heard = { text: '', ended: false }
    const req = request(
      {
        host: '127.0.0.1',
        port: new URL(site.service.url!).port,
        path: '/web/events',
        headers: { cookie, ...headers },
      },
      (res) => {
        // a word may lie across two pieces
        res.setEncoding('utf8').on('data', (c: string) => (heard.text += c))
        res.on('close', () => (heard.ended = true))
      },
    )
    req.end()
    return { heard, close: () => req.destroy() }
  }
  const enters = async (chat: string, { id: personId }: Person) => {
    const there = await site.rows.rows('webMembers', { chat, personId })
    if (!there.length) await site.behind.planted('webMembers', { chat, personId })
  }
  const groups = async (cookie: string) =>
    (JSON.parse((await ask('/web/chats', { headers: { cookie } })).body) as { id: string; kind: string }[]).filter(
      (c) => c.kind === 'group',
    )
  let n = 0
  const say = (cookie: string, chat: string, text: string, attachments: unknown[] = []) =>
    ask(`/web/chats/${encodeURIComponent(chat)}/messages`, {
      method: 'POST',
      body: { key: `key-of-test-${++n}`, text, attachments },
      headers: { cookie },
    })
  const upload = async (cookie: string) =>
    JSON.parse(
      (await ask('/web/media', { method: 'POST', body: PNG, headers: { cookie, 'content-type': 'image/png' } })).body,
    ) as { key: string }

  test('whoever is taken out of a group hears nothing more of it, on the stream that was already open', async () => {
    const [a, b] = [who('duty_officer'), who('duty_leader')]
    const [one, two] = [await enter(a), await enter(b)]
    const chat = (await groups(one))[0]!.id
    await enters(chat, b)
    const { heard, close } = listen(two)
    await until(() => heard.text.includes('hello'))
    await say(one, chat, '进群时说的话')
    await until(() => heard.text.includes('进群时说的话'))
    await site.behind.lost('webMembers', { chat, personId: b.id })
    await say(one, chat, '走了以后说的话')
    await new Promise((done) => setTimeout(done, 300))
    expect(heard.text).not.toContain('走了以后说的话')
    close()
  })

  test('a stream of a session that was ended ends with the next word', async () => {
    const person = who('duty_officer')
    const [one, two] = [await enter(person), await enter(person)]
    const { heard, close } = listen(two)
    await until(() => heard.text.includes('hello'))
    await ask('/web/session', { method: 'DELETE', body: {}, headers: { cookie: two } })
    await say(one, `p2p:${person.id}`, '只说给自己的话')
    await until(() => heard.ended)
    expect(heard.text).not.toContain('只说给自己的话')
    close()
  })

  test('a photo is for those it was sent to, and for whoever brought it', async () => {
    const [a, b] = [who('duty_officer'), who('forest_ranger')]
    const [one, two] = [await enter(a), await enter(b)]
    const { key } = await upload(one)
    const look = async (cookie: string) => (await ask(`/web/media/${key}`, { headers: { cookie } })).status
    expect([await look(one), await look(two), await look('')]).toEqual([200, 404, 401])
    // somebody else's photo cannot be taken by naming it
    expect((await say(two, `p2p:${b.id}`, '看', [{ kind: 'image', key }])).status).toBe(400)
    expect(await look(two)).toBe(404)
    const chat = (await groups(one))[0]!.id
    await enters(chat, b)
    await say(one, chat, '现场', [{ kind: 'image', key }])
    expect(await look(two)).toBe(200)
    await site.behind.lost('webMembers', { chat, personId: b.id })
    expect(await look(two)).toBe(404)
  })

  test('photos of a day are bounded, with a clear answer; words go through all the same', async () => {
    await site.behind.setting('limits', { ...DEFAULTS.limits, media_mb_per_day: 5 })
    const person = who('rescue_member')
    const cookie = await enter(person)
    const bring = (n: number) =>
      ask('/web/media', {
        method: 'POST',
        body: Buffer.concat([PNG, Buffer.alloc(3 * 1024 * 1024, n)]),
        headers: { cookie, 'content-type': 'image/png' },
      })
    expect([(await bring(1)).status, (await bring(2)).status]).toEqual([200, 200])
    const over = await bring(3)
    expect([over.status, over.body]).toEqual([429, expect.stringContaining('值班电话')])
    expect((await say(cookie, `p2p:${person.id}`, '石岭村3组后山滑坡，路断了')).status).toBe(200)
    await site.behind.setting('limits', null)
  })

  test('a stream that missed a thousand messages hears every one, and so does one that listens while they come', async () => {
    const person = who('station_staff')
    const cookie = await enter(person)
    const chat = `p2p:${person.id}`
    const first = JSON.parse((await say(cookie, chat, '断线前的话')).body) as { id: string }
    const { rev } = await site.rows.latest('webMessages', { id: first.id })
    const live = listen(cookie)
    await until(() => live.heard.text.includes('hello'))
    const many = async (word: string) => {
      const of = (i: number) => ({ chat, account: null, body: { text: `${word}${i}号` }, createdAt: new Date() })
      await site.behind.planted('webMessages', ...Array.from({ length: 1202 }, (_, i) => ({ ...of(i), id: uuidv7() })))
      // the last one is said by the door, which wakes whoever listens
      const web = site.service.runtime.channels.get('web')!
      await web.send({ channel: 'web', chat }, web.render({ text: `${word}1202号` }), uuidv7())
    }
    const all = (heard: { text: string }, word: string) =>
      new Set(heard.text.match(new RegExp(`${word}\\d+号`, 'g'))).size
    await many('漏听')
    await until(() => all(live.heard, '漏听') === 1203)
    live.close()
    const back = listen(cookie, { 'last-event-id': String(rev) })
    await until(() => all(back.heard, '漏听') === 1203)
    await many('后到')
    await until(() => all(back.heard, '后到') === 1203)
    back.close()
  })

  test('one key is one message: the same again is the first, other words or another chat are refused and said so', async () => {
    const person = who('duty_officer')
    const cookie = await enter(person)
    const group = (await groups(cookie))[0]!.id
    const post = async (chat: string, text: string) => {
      const got = await ask(`/web/chats/${encodeURIComponent(chat)}/messages`, {
        method: 'POST',
        body: { key: 'key-used-twice', text },
        headers: { cookie },
      })
      return { status: got.status, ...(JSON.parse(got.body) as { id?: string; field?: string }) }
    }
    const one = await post(`p2p:${person.id}`, '河堤渗水')
    expect(await post(`p2p:${person.id}`, '河堤渗水')).toEqual(one)
    expect(await post(`p2p:${person.id}`, '河堤垮了')).toMatchObject({ status: 409, field: 'key' })
    expect(await post(group, '河堤渗水')).toMatchObject({ status: 409, field: 'key' })
    // the first taken back and sent once more by a page that did not hear of it is still the first
    await ask(`/web/chats/${encodeURIComponent(`p2p:${person.id}`)}/recall`, {
      method: 'POST',
      body: { messageId: one.id },
      headers: { cookie },
    })
    expect(await post(`p2p:${person.id}`, '河堤渗水')).toEqual(one)
  })
})

describe('in whatever form', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

  test('an address, a moment or a form that nobody means is refused by its field, never for ever “try again”', async () => {
    const officer = who('info_officer')
    const cookie = await enter(officer)
    const got: [number, string][] = []
    for (const path of [
      '/warnings/%00',
      '/warnings/YJ%00/calls',
      '/warnings/YJ%00/events',
      '/warnings/YJ-1/calls?kept=%00',
      '/warnings/YJ-1/evidence.xlsx?%00=1',
      '/web/sessions/%00',
      '/web/media/%00',
      `/web/chats/p2p:${officer.id}%00/messages`,
      ...['-271821-04-20T00:00:00Z', '-000044-03-15T00:00:00Z', '+275760-09-13T00:00:00Z', '0000-01-01', 'x'].map(
        (before) => `/web/chats/p2p:${officer.id}/messages?before=${encodeURIComponent(before)}`,
      ),
    ])
      got.push([(await ask(path, { headers: { cookie } })).status, path])
    for (const form of ['code=%00', 'person=%00', 'token=%00', 'next=%00&code=1', '%00=1', 'code=%ED%A0%80'])
      got.push([
        (await ask('/warnings/enter', { method: 'POST', body: Buffer.from(form), headers: FORM })).status,
        form,
      ])
    expect(got.filter(([status]) => status >= 500)).toEqual([])
  })

  test('a form that cannot be read is told so, and a stranger’s fills no log', async () => {
    const cookie = await enter(who('duty_officer'))
    const got: [number, string][] = []
    for (const path of ['/warnings/enter', '/warnings/YJ-1/calls'])
      for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data', 'multipart/form-data; boundary='])
        for (const body of ['--x\r\nbroken', '', '--x--'])
          got.push([
            (
              await ask(path, {
                method: 'POST',
                body: Buffer.from(body),
                headers: { 'content-type': type, ...(path.endsWith('calls') ? { cookie } : {}) },
              })
            ).status,
            `${path} ${type} ${body}`,
          ])
    expect(got.filter(([status]) => status >= 500)).toEqual([])
  })

  test('what an officer notes of a call is kept, without what no text can hold', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` }
    const made = await ask('/api/v1/warnings', {
      method: 'POST',
      headers,
      body: { original: '青溪县气象台发布暴雨橙色预警信号：预计未来3小时全县有大暴雨，请立即转移。', confirm: true },
    })
    const w = JSON.parse(made.body)
    const officer = [...site.roster.people.values()].find((p) => mayCall(site.roster, p, site.service.runtime.now()))!
    const cookie = await enter(officer)
    const called = await ask(`/warnings/${w.no}/calls`, {
      method: 'POST',
      body: Buffer.from(`person=${w.obligations[0].person.id}&result=no_answer&note=响%00了很久`),
      headers: { cookie, ...FORM },
    })
    expect(called.status).toBe(303)
    expect(await site.rows.rows('calls')).toMatchObject([{ note: '响了很久' }])
  })
})
