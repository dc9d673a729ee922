/** The web chat's doors: its page, signing in, reading and writing. Deny first: each chat is checked for membership. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { sniff } from '#bots/sniff.ts'
import { loadSettings } from '#db/roster/settings.ts'
import { createRosterCache } from '#db/roster/snapshot.ts'
import type { WebMemory } from '#db/web/store.ts'
import { mayWatch } from '#domain/kernel/access.ts'
import type { Inbound } from '#domain/kernel/message.ts'
import { cleaned } from '#domain/kernel/wellformed.ts'
import { keep } from '#jobs/media.ts'
import { inForm, jsonOf } from '../http/form.ts'
import { createLive } from '../http/live.ts'
import { dist, sendPage } from '../http/page.ts'
import { invalid, Problem } from '../http/problem.ts'
import { type Env, fromOwnPage, type Sessions } from '../http/session.ts'
import type { Runtime } from '../runtime.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const MAX_PHOTO = 10 * 1024 * 1024

/** Longest that something may have waited on a device, in seconds; what waited longer is said to have waited this long. */
const MOST_AGE_S = 72 * 3600
/** How many seconds ago it was written, by the difference of the device's own clock: a phone whose clock is wrong says it right. */
const age = z
  .number({ error: '应为秒数' })
  .transform((s) => Math.min(Math.max(s, 0), MOST_AGE_S))
  .default(0)

const attachment = z.object({
  kind: z.enum(['image', 'file']),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200).optional(),
})
const written = z
  .object({
    key: z.string().min(8).max(80),
    text: z.string().max(10_000).default(''),
    attachments: z.array(attachment).max(9).default([]),
    location: z
      .object({
        lat: z.number().min(-90).max(90),
        lon: z.number().min(-180).max(180),
        name: z.string().max(100).optional(),
      })
      .optional(),
    replyTo: z.string().max(80).optional(),
    age,
  })
  .refine((m) => m.text.trim() || m.attachments.length || m.location, { message: '不能发空消息', path: ['text'] })
const pressedForm = z.object({
  key: z.string().min(8).max(80).optional(),
  age,
  messageId: z.string().max(80),
  act: z.string().max(60),
  data: z.record(z.string(), z.string().max(200)),
  form: z.record(z.string(), z.union([z.string().max(2000), z.array(z.string().max(200)), z.boolean()])).optional(),
})
const signing = z
  .object({
    code: z
      .string()
      .regex(/^\d{6}$/, '应为六位数字')
      .optional(),
    person: z.string().max(60).optional(),
  })
  .refine((s) => s.code || s.person, { message: '请填六位登录码', path: ['code'] })

export function webRoutes(runtime: Runtime, memory: WebMemory, sessions: Sessions, mediaDir: string) {
  const { now, newId } = runtime
  const live = createLive(memory, sessions, runtime.log)
  const rosters = createRosterCache(runtime.database.db)
  const app = new Hono<Env>()
  const ago = (seconds: number) => new Date(now().getTime() - seconds * 1000)

  // ---- the page ----
  app.get('/assets/*', async (c) => {
    const path = join(dist, normalize(c.req.path))
    const type = TYPES[extname(path)]
    if (!path.startsWith(dist) || !type) return c.notFound()
    const body = await readFile(path).catch(() => null)
    return body
      ? c.body(body, 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
      : c.notFound()
  })
  // served beside the page, whose whole path it may then answer for; asked for anew each time, so that no old one stays
  app.get('/shell.worker.js', async (c) => {
    const body = await readFile(join(dist, 'shell.worker.js')).catch(() => null)
    return body ? c.body(body, 200, { 'content-type': TYPES['.js']!, 'cache-control': 'no-store' }) : c.notFound()
  })
  const page = (c: Context) => sendPage(c, 'index')
  app.get('/', page)
  app.get('/chat/:id', page)

  // ---- who is there ----
  // Writes come from our own page only: same origin by the browser's own word, and JSON, which a foreign form cannot send.
  // what somebody wrote is kept without what no text can hold; an address that holds it is none of ours
  app.use('/web/*', inForm({ bodies: false }))
  app.use('/web/*', async (c, next) => {
    if (c.req.method !== 'GET') {
      fromOwnPage(c)
      if (!c.req.path.endsWith('/media') && !c.req.header('content-type')?.startsWith('application/json'))
        throw new Problem(400, '请用 JSON 提交。', { field: 'content-type', example: 'application/json' })
    }
    c.header('cache-control', 'no-store')
    await next()
  })
  app.get('/web/station', async (c) => {
    const people = await sessions.choices(c)
    return c.json({ demo: people.length > 0, people })
  })
  app.post('/web/session', bodyLimit({ maxSize: 4096 }), async (c) => {
    await sessions.signIn(c, parse(signing, cleaned(await jsonOf(c)), { code: '123456' }))
    return c.json({ ok: true })
  })
  app.delete('/web/session', async (c) => {
    await sessions.signOut(c)
    return c.json({ ok: true })
  })
  app.use('/web/*', async (c, next) => {
    const person = await sessions.who(c)
    if (!person) throw new Problem(401, '请先登录。')
    c.set('person', person)
    await next()
  })
  app.get('/web/me', async (c) => {
    const { personId: id, name } = c.get('person')
    const roster = await rosters.get(now())
    const person = roster.people.get(id)
    return c.json({ id, name, watches: !!person && mayWatch(roster, person, now()) })
  })
  app.get('/web/sessions', async (c) => {
    const { id, personId } = c.get('person')
    const list = await sessions.of(personId)
    return c.json(list.map(({ personId: _, name: __, ...s }) => ({ ...s, here: s.id === id })))
  })
  app.delete('/web/sessions/:id', async (c) => {
    const { personId } = c.get('person')
    const id = z.uuid().safeParse(c.req.param('id'))
    if (!id.success || !(await sessions.end(id.data, personId, personId)))
      throw new Problem(404, '这次登录已经结束了。')
    return c.json({ ok: true })
  })
  app.get('/web/chats', async (c) => c.json(await memory.chatsOf(c.get('person').personId)))

  // ---- reading ----
  const entered = async (c: Context<Env>) => {
    const chat = c.req.param('id') ?? ''
    if (!(await memory.mayEnter(c.get('person').personId, chat))) throw new Problem(403, '您不在这个群里。')
    return chat
  }
  app.get('/web/chats/:id/messages', async (c) => {
    const chat = await entered(c)
    const before = c.req.query('before')
    // of this century: a database knows fewer years than a clock here
    if (before !== undefined && (!/^20\d\d-/.test(before) || Number.isNaN(new Date(before).getTime())))
      throw new Problem(400, '“before”应为时间。', { field: 'before', example: '2026-11-24T08:00:00Z' })
    const members = Object.fromEntries((await memory.members(chat)).map((m) => [m.account, m.name]))
    return c.json({
      messages: await memory.messages(chat, before ? new Date(before) : undefined),
      members: { ...members, [c.get('person').personId]: c.get('person').name },
    })
  })
  app.get('/web/events', async (c) => {
    const from = Number(c.req.header('last-event-id') ?? c.req.query('from') ?? Number.NaN)
    return live.open(c, c.get('person').id, Number.isFinite(from) ? from : undefined)
  })
  app.get('/web/media/:hash', async (c) => {
    const hash = c.req.param('hash')
    try {
      if (!(await memory.maySee(hash, c.get('person').personId))) throw new Error('not for them')
      const bytes = await memory.media(hash)
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        'content-type': sniff(bytes),
        'cache-control': 'private, max-age=86400',
        'content-disposition': 'inline',
        'x-content-type-options': 'nosniff',
      })
    } catch {
      throw new Problem(404, '没有这张照片。')
    }
  })

  // ---- writing ----
  app.post(
    '/web/media',
    bodyLimit({
      maxSize: MAX_PHOTO,
      onError: () => {
        throw new Problem(413, '照片太大，请控制在10MB以内。', { field: 'file' })
      },
    }),
    async (c) => {
      // read whole before it may be refused: a browser that is cut off in the middle hears no reason
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const { personId } = c.get('person')
      const { media_mb_per_day: most } = (await loadSettings(runtime.database.db)).limits
      const day = new Date(now().getTime() - 24 * 3600_000)
      if ((await memory.broughtSince(personId, day)) >= most * 1024 * 1024)
        throw new Problem(429, `一天里最多传${most}MB照片，请先用文字说；急需的请打值班电话。`, { field: 'file' })
      const type = sniff(bytes)
      if (!/^image\/(?:jpeg|png|gif|webp)$/.test(type))
        throw new Problem(400, '只能发 JPG、PNG 或 WebP 照片。', { field: 'file', example: '现场.jpg' })
      const key = await keep(mediaDir, bytes)
      await durable(() => memory.brought(key, personId, bytes.length, now()))
      return c.json({ key, type })
    },
  )

  /** The message is kept by the platform side and, in the inbox, by ours; the answer comes when both are durable. */
  app.post('/web/chats/:id/messages', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
    const chat = await entered(c)
    const { key, text, attachments, location, replyTo, age } = parse(written, cleaned(await jsonOf(c)), {
      text: '石岭村3组后山滑坡，路断了，没人受伤',
      key: 'k-1700000000-1',
      age: 90,
    })
    const person = c.get('person')
    const [lost] = await durable(() =>
      memory.notBrought(
        attachments.map((a) => a.key),
        person.personId,
      ),
    )
    if (lost) throw new Problem(400, '照片没有传好，请重新选一次。', { field: 'attachments', example: [] })
    const kept = await durable(() =>
      memory.write({
        id: newId(),
        chat,
        account: person.personId,
        body: { text, attachments, location: location && { ...location, datum: 'WGS-84' } },
        replyTo,
        key: `${person.personId} ${key}`,
        writtenAt: ago(age),
      }),
    )
    if (!kept)
      throw new Problem(409, '这个编号已经用在另一条消息上，这一条没有发出，请重发。', {
        field: 'key',
        example: 'k-1700000000-2',
      })
    const { id } = kept
    await receive(c, {
      type: 'message',
      channel: 'web',
      eventId: id,
      at: kept.writtenAt.toISOString(),
      chat: chatRef(chat),
      sender: { account: person.personId, name: person.name },
      messageId: id,
      text: text.trim(),
      attachments,
      location: location && { ...location, datum: 'WGS-84' },
      mentionsBot: text.includes('@安安'),
      mentionsAll: text.includes('@所有人'),
      replyTo,
    })
    return c.json({ id })
  })
  app.post('/web/chats/:id/press', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
    const chat = await entered(c)
    const { key, age, ...press } = parse(pressedForm, cleaned(await jsonOf(c)), { key: 'k-1700000000-1', age: 90 })
    const person = c.get('person')
    await receive(c, {
      type: 'press',
      channel: 'web',
      // the same press sent again is the same event
      eventId: key ? `press ${person.personId} ${key}` : newId(),
      at: ago(age).toISOString(),
      chat: chatRef(chat),
      sender: { account: person.personId, name: person.name },
      ...press,
    })
    return c.json({ ok: true })
  })
  app.post('/web/chats/:id/recall', bodyLimit({ maxSize: 4096 }), async (c) => {
    const chat = await entered(c)
    const { messageId } = parse(z.object({ messageId: z.string().max(80) }), cleaned(await jsonOf(c)))
    if (!(await memory.recall(messageId, c.get('person').personId)))
      throw new Problem(409, '只能撤回自己两分钟内发的消息。')
    await receive(c, {
      type: 'recall',
      channel: 'web',
      eventId: `recall ${messageId}`,
      at: now().toISOString(),
      chat: chatRef(chat),
      messageId,
    })
    return c.json({ ok: true })
  })

  const receive = (_c: Context, event: Inbound) =>
    durable(() => runtime.receive([{ event, raw: JSON.stringify(event) }]))
  return { app, live }
}

const chatRef = (id: string) => ({ id, kind: id.startsWith('p2p:') ? ('p2p' as const) : ('group' as const) })

/** Nothing is acknowledged that is not kept: a database in trouble is the caller's cue to try again. */
async function durable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new Problem(503, '暂时没有存上，请点“重发”。您写的内容还在。')
  }
}

function parse<T extends z.ZodType>(schema: T, value: unknown, examples: Record<string, unknown> = {}): z.infer<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid(result.error, examples)
  return result.data
}
