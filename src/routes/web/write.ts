/** Writing: what is sent is kept by the page's side and, in the inbox, by ours; the answer comes when both are durable. */
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Received } from '#bots/channel.ts'
import { sniff } from '#bots/sniff.ts'
import { bodyOf, type Doing, messageOf, pressOf, recallOf } from '#bots/web/event.ts'
import { loadSettings } from '#db/roster/settings.ts'
import type { WebMemory } from '#db/web/store.ts'
import { cleaned } from '#domain/kernel/wellformed.ts'
import { keep } from '#jobs/media.ts'
import { jsonOf } from '../../http/form.ts'
import { Problem } from '../../http/problem.ts'
import type { Env } from '../../http/session.ts'
import type { Runtime } from '../../runtime.ts'
import { entered } from './entered.ts'
import { parse, pressed, written } from './forms.ts'

const MAX_PHOTO = 10 * 1024 * 1024

export function writeRoutes(app: Hono<Env>, runtime: Runtime, memory: WebMemory, mediaDir: string): void {
  const { now, newId } = runtime
  const ago = (seconds: number) => new Date(now().getTime() - seconds * 1000)
  const doing = async (c: Context<Env>): Promise<Doing> => {
    const { personId: account, name } = c.get('person')
    return { chat: await entered(c, memory), account, name }
  }
  const receive = (one: Received) => durable(() => runtime.receive([one]))

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

  app.post('/web/chats/:id/messages', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
    const by = await doing(c)
    const { key, age, ...said } = parse(written, cleaned(await jsonOf(c)), {
      text: '石岭村3组后山滑坡，路断了，没人受伤',
      key: 'k-1700000000-1',
      age: 90,
    })
    const photos = said.attachments.map((a) => a.key)
    const [lost] = await durable(() => memory.notBrought(photos, by.account))
    if (lost) throw new Problem(400, '照片没有传好，请重新选一次。', { field: 'attachments', example: [] })
    const kept = await durable(() =>
      memory.write({
        id: newId(),
        chat: by.chat,
        account: by.account,
        body: bodyOf(said),
        replyTo: said.replyTo,
        key: `${by.account} ${key}`,
        writtenAt: ago(age),
      }),
    )
    if (!kept)
      throw new Problem(409, '这个编号已经用在另一条消息上，这一条没有发出，请重发。', {
        field: 'key',
        example: 'k-1700000000-2',
      })
    await receive(messageOf(by, kept.id, kept.writtenAt, said))
    return c.json({ id: kept.id })
  })
  app.post('/web/chats/:id/press', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
    const by = await doing(c)
    const { key, age, ...press } = parse(pressed, cleaned(await jsonOf(c)), { key: 'k-1700000000-1', age: 90 })
    // the same press sent again is the same event
    const eventId = key ? `press ${by.account} ${key}` : newId()
    await receive(pressOf(by, eventId, ago(age), press))
    return c.json({ ok: true })
  })
  app.post('/web/chats/:id/recall', bodyLimit({ maxSize: 4096 }), async (c) => {
    const by = await doing(c)
    const { messageId } = parse(z.object({ messageId: z.string().max(80) }), cleaned(await jsonOf(c)))
    if (!(await memory.recall(messageId, by.account))) throw new Problem(409, '只能撤回自己两分钟内发的消息。')
    await receive(recallOf(by, messageId, now()))
    return c.json({ ok: true })
  })
}

/** Nothing is acknowledged that is not kept: a database in trouble is the caller's cue to try again. */
async function durable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new Problem(503, '暂时没有存上，请点“重发”。您写的内容还在。')
  }
}
