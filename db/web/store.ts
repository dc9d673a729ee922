/** The web chat's own memory: messages, members, photos, and word of anything new to every process. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { WebBody, WebMessage, WebStore } from '#bots/web/store.ts'
import type { Outbound } from '#domain/kernel/message.ts'
import type { Database } from '../engine/client.ts'
import { chats, people, webMembers } from '../roster/tables.ts'
import { webMedia, webMessages } from './tables.ts'

const NEWS = 'anan_web'
/** The photos that a message carries. */
/** Photos that somebody sends, and those that a card of ours shows. */
const filesOf = (body: WebBody) => [
  ...new Set([
    ...(body.attachments ?? []).map((a) => a.key),
    ...((body.outbound as Outbound | undefined)?.card?.photos ?? []).map((p) => p.hash),
  ]),
]

const PAGE = 50
/** So many messages at most are read at once for a stream; fewer mean that there are no more. */
export const SLICE = 500

export function createWebStore({ db, sql: raw, station }: Database, mediaDir: string) {
  // each station hears of its own
  const said = sql`select pg_notify(${NEWS} || current_setting('anan.station'), '')`
  const shape = {
    id: webMessages.id,
    rev: webMessages.rev,
    chat: webMessages.chat,
    account: webMessages.account,
    body: webMessages.body,
    replyTo: webMessages.replyTo,
    createdAt: webMessages.createdAt,
    writtenAt: webMessages.writtenAt,
    editedAt: webMessages.editedAt,
    recalledAt: webMessages.recalledAt,
  }

  const store = {
    async post({ id, chat, account, body, replyTo, key, writtenAt }) {
      const [row] = await db.execute<{
        id: string
      }>(sql`with posted as (insert into web_messages (id, chat, account, body, reply_to, key, written_at, created_at) values (${id}, ${chat}, ${account}, ${JSON.stringify(body)}::jsonb, ${replyTo ?? null}, ${key ?? null}, ${writtenAt?.toISOString() ?? null}, now())
          on conflict (station_id, key) where key is not null do nothing returning id),
        files as (insert into web_files (hash, message_id) select f, id from posted cross join jsonb_array_elements_text(${JSON.stringify(filesOf(body))}::jsonb) f)
        select id from posted`)
      await db.execute(said)
      if (row) return row.id
      const [same] = await db.select({ id: webMessages.id }).from(webMessages).where(eq(webMessages.key, key!))
      return same!.id
    },
    /**
     * A person's message; the same key again is the first where it says the same in the same chat.
     * @returns its id and when it was written as first told, or undefined where the key belongs to something else.
     */
    async write(message: {
      id: string
      chat: string
      account: string
      body: WebBody
      replyTo?: string
      key: string
      writtenAt: Date
    }): Promise<{ id: string; writtenAt: Date } | undefined> {
      const id = await store.post(message)
      if (id === message.id) return { id, writtenAt: message.writtenAt }
      const { chat, body, replyTo } = message
      const [same] = await db.execute<{ at: string }>(
        sql`select to_json(coalesce(written_at, created_at)) #>> '{}' as at from web_messages where id = ${id} and chat = ${chat} and (recalled_at is not null or (body = ${JSON.stringify(body)}::jsonb and reply_to is not distinct from ${replyTo ?? null}::text))`,
      )
      return same && { id, writtenAt: new Date(same.at) }
    },
    async edit(id, body) {
      const rows = await db.execute(
        sql`with edited as (update web_messages set body = ${JSON.stringify(body)}::jsonb, edited_at = now(), rev = nextval('web_messages_rev_seq') where id = ${id} and account is null returning id),
        files as (insert into web_files (hash, message_id) select f, id from edited cross join jsonb_array_elements_text(${JSON.stringify(filesOf(body))}::jsonb) f on conflict do nothing)
        select id from edited`,
      )
      await db.execute(said)
      return rows.length > 0
    },
    async members(chat: string) {
      return db
        .select({ account: people.id, name: people.name })
        .from(webMembers)
        .innerJoin(people, eq(people.id, webMembers.personId))
        .where(eq(webMembers.chat, chat))
        .orderBy(people.id)
    },
    async media(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('no such file')
      return readFile(join(mediaDir, hash.slice(0, 2), hash))
    },
    /** Notes who brought a photo: only they may send it. */
    async brought(hash: string, personId: string, bytes: number, now: Date): Promise<void> {
      await db.insert(webMedia).values({ hash, personId, bytes, at: now }).onConflictDoNothing()
    },
    /** How many bytes of photos a person brought since a moment. */
    async broughtSince(personId: string, since: Date): Promise<number> {
      const [row] = await db
        .select({ bytes: sql<string>`coalesce(sum(${webMedia.bytes}), 0)` })
        .from(webMedia)
        .where(and(eq(webMedia.personId, personId), gt(webMedia.at, since)))
      return Number(row?.bytes ?? 0)
    },
    /** Of some photos, those that this person did not bring. */
    async notBrought(hashes: readonly string[], personId: string): Promise<string[]> {
      if (!hashes.length) return []
      const own = await db
        .select({ hash: webMedia.hash })
        .from(webMedia)
        .where(and(eq(webMedia.personId, personId), inArray(webMedia.hash, [...hashes])))
      return hashes.filter((h) => !own.some((o) => o.hash === h))
    },
    /** Whether a person brought a photo, or is in a chat where it was sent. */
    async maySee(hash: string, personId: string): Promise<boolean> {
      const [row] = await db.execute(sql`
        select 1 from web_media where hash = ${hash} and person_id = ${personId}
        union all
        select 1 from web_files f join web_messages m on m.id = f.message_id and m.recalled_at is null where f.hash = ${hash}
          and (m.chat = ${`p2p:${personId}`} or exists (select 1 from web_members w where w.chat = m.chat and w.person_id = ${personId}))
        limit 1`)
      return row !== undefined
    },

    /** Takes a person's own message back within two minutes. */
    async recall(id: string, account: string): Promise<boolean> {
      const rows = await db.execute(
        sql`update web_messages set recalled_at = now(), body = '{}'::jsonb, rev = nextval('web_messages_rev_seq') where id = ${id} and account = ${account} and recalled_at is null and created_at > now() - interval '2 minutes' returning id`,
      )
      await db.execute(said)
      return rows.length > 0
    },
    /** A page of a chat, newest first, older than `before`. */
    async messages(chat: string, before?: Date): Promise<WebMessage[]> {
      return db
        .select(shape)
        .from(webMessages)
        .where(and(eq(webMessages.chat, chat), before ? lt(webMessages.createdAt, before) : undefined))
        .orderBy(desc(webMessages.createdAt))
        .limit(PAGE) as Promise<WebMessage[]>
    },
    /** Messages made or changed after a revision, oldest first, `SLICE` at most. */
    async since(rev: number, chatIds?: string[]): Promise<WebMessage[]> {
      return db
        .select(shape)
        .from(webMessages)
        .where(and(gt(webMessages.rev, rev), chatIds ? inArray(webMessages.chat, chatIds) : undefined))
        .orderBy(webMessages.rev)
        .limit(SLICE) as Promise<WebMessage[]>
    },
    /** The revision after which the `most` newest messages up to `rev` lie, 0 where there are no more. Revisions are all stations', and no count of ours. */
    async before(rev: number, most: number): Promise<number> {
      const [row] = await db.execute<{ rev: string }>(
        sql`select rev from web_messages where rev <= ${rev} order by rev desc offset ${most} limit 1`,
      )
      return Number(row?.rev ?? 0)
    },
    async lastRev(): Promise<number> {
      const [row] = await db.execute<{ rev: string | null }>(sql`select max(rev) rev from web_messages`)
      return Number(row?.rev ?? 0)
    },
    /** Calls back whenever any process posted or changed something. */
    async listen(heard: () => void): Promise<() => Promise<void>> {
      const { unlisten } = await raw.listen(`${NEWS}${station}`, heard, heard)
      return unlisten
    },
    /** The chats of a person: their groups by name, the private chat first. */
    async chatsOf(personId: string): Promise<{ id: string; name: string; kind: 'group' | 'p2p' }[]> {
      const mine = await db
        .select({ id: chats.chat, name: chats.name })
        .from(webMembers)
        .innerJoin(chats, and(eq(chats.channel, 'web'), eq(chats.chat, webMembers.chat)))
        .where(and(eq(webMembers.personId, personId), eq(chats.active, true)))
        .orderBy(chats.name)
      return [
        { id: `p2p:${personId}`, name: '安安', kind: 'p2p' as const },
        ...mine.map((c) => ({ ...c, kind: 'group' as const })),
      ]
    },
    async mayEnter(personId: string, chat: string): Promise<boolean> {
      if (chat === `p2p:${personId}`) return true
      return (
        (
          await db
            .select({ chat: webMembers.chat })
            .from(webMembers)
            .where(and(eq(webMembers.chat, chat), eq(webMembers.personId, personId)))
        ).length > 0
      )
    },

    /** People of the demo station only: those whose web account the seed made. */
    async demoPeople(): Promise<
      { id: string; name: string; role: string; village: string | null; on_duty: boolean }[]
    > {
      const rows = await db.execute<{
        id: string
        name: string
        role: string
        village: string | null
        on_duty: boolean
      }>(sql`
        select distinct on (p.id) p.id, p.name, r.role, v.name village, exists (select 1 from shifts s where s.person_id = p.id and now() >= s.start_at and now() < s.end_at) on_duty from accounts a join people p on p.id = a.person_id join person_roles r on r.person_id = p.id left join villages v on v.code = r.village_code
        where a.channel = 'web' and a.how = 'seed' and a.revoked_at is null and p.active order by p.id, (r.role = 'rescue_member'), (r.role = 'station_staff'), r.role, v.name`)
      return [...rows]
    },
  } satisfies WebStore & Record<string, unknown>
  return store
}

export type WebMemory = ReturnType<typeof createWebStore>
