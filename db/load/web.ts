/** The web chat's own memory: messages, members, sessions, and word of anything new to every process. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { WebMessage, WebStore } from '#bots/web/store.ts'
import type { Database } from '../client.ts'
import { accounts, bindCodes, chats, people } from '../schema/roster.ts'
import { webMembers, webMessages, webSessions } from '../schema/web.ts'

const NEWS = 'anan_web'
const PAGE = 50

export function createWebStore({ db, sql: raw }: Database, mediaDir: string) {
  const said = sql`select pg_notify(${NEWS}, '')`
  const shape = {
    id: webMessages.id,
    rev: webMessages.rev,
    chat: webMessages.chat,
    account: webMessages.account,
    body: webMessages.body,
    replyTo: webMessages.replyTo,
    createdAt: webMessages.createdAt,
    editedAt: webMessages.editedAt,
    recalledAt: webMessages.recalledAt,
  }

  const store = {
    async post({ id, chat, account, body, replyTo, key }) {
      const [row] = await db.execute<{
        id: string
      }>(sql`insert into web_messages (id, chat, account, body, reply_to, key, created_at) values (${id}, ${chat}, ${account}, ${JSON.stringify(body)}::jsonb, ${replyTo ?? null}, ${key ?? null}, now())
        on conflict (key) where key is not null do nothing returning id`)
      await db.execute(said)
      if (row) return row.id
      const [same] = await db.select({ id: webMessages.id }).from(webMessages).where(eq(webMessages.key, key!))
      return same!.id
    },
    async edit(id, body) {
      const rows = await db.execute(
        sql`update web_messages set body = ${JSON.stringify(body)}::jsonb, edited_at = now(), rev = nextval('web_messages_rev_seq') where id = ${id} and account is null returning id`,
      )
      await db.execute(said)
      return rows.length > 0
    },
    async members(chat) {
      return db
        .select({ account: people.id, name: people.name })
        .from(webMembers)
        .innerJoin(people, eq(people.id, webMembers.personId))
        .where(eq(webMembers.chat, chat))
    },
    async media(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('no such file')
      return readFile(join(mediaDir, hash.slice(0, 2), hash))
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
    /** Messages made or changed after a revision, oldest first. */
    async since(rev: number, chatIds?: string[]): Promise<WebMessage[]> {
      return db
        .select(shape)
        .from(webMessages)
        .where(and(gt(webMessages.rev, rev), chatIds ? inArray(webMessages.chat, chatIds) : undefined))
        .orderBy(webMessages.rev)
        .limit(500) as Promise<WebMessage[]>
    },
    async lastRev(): Promise<number> {
      const [row] = await db.execute<{ rev: string | null }>(sql`select max(rev) rev from web_messages`)
      return Number(row?.rev ?? 0)
    },
    /** Calls back whenever any process posted or changed something. */
    async listen(heard: () => void): Promise<() => Promise<void>> {
      const { unlisten } = await raw.listen(NEWS, heard, heard)
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
        where a.channel = 'web' and a.how = 'seed' and a.revoked_at is null and p.active order by p.id, (r.role = 'rescue_member'), (r.role = 'station_staff')`)
      return [...rows]
    },
    /** Spends a one-time code; undefined when it is wrong, spent or too old. */
    async spendCode(hash: string): Promise<string | undefined> {
      const [row] = await db
        .update(bindCodes)
        .set({ usedAt: sql`now()` })
        .where(and(eq(bindCodes.hash, hash), isNull(bindCodes.usedAt), gt(bindCodes.expiresAt, sql`now()`)))
        .returning({ personId: bindCodes.personId })
      return row?.personId
    },
    /** Signs a person in; their web account and private chat come with the first time. */
    async signIn(personId: string, cookieHash: string, days: number): Promise<void> {
      await db.transaction(async (tx) => {
        await tx.insert(webSessions).values({
          hash: cookieHash,
          personId,
          createdAt: sql`now()` as never,
          expiresAt: sql`now() + make_interval(days => ${days})` as never,
        })
        const added = await tx
          .insert(accounts)
          .values({
            channel: 'web',
            account: personId,
            personId,
            how: 'code',
            boundAt: sql`now()` as never,
            name: sql`(select name from people where id = ${personId})` as never,
          })
          .onConflictDoUpdate({
            target: [accounts.channel, accounts.account],
            set: { personId, how: 'code', boundAt: sql`now()`, revokedAt: null },
            // a code given after the account was revoked binds it again
            setWhere: isNotNull(accounts.revokedAt),
          })
          .returning({ account: accounts.account })
        await tx
          .insert(chats)
          .values({ channel: 'web', chat: `p2p:${personId}`, kind: 'p2p', name: '安安' })
          .onConflictDoNothing()
        if (added.length) await tx.execute(sql`update station set version = version + 1`)
      })
    },
    async signedIn(cookieHash: string): Promise<{ id: string; name: string } | undefined> {
      const [row] = await db
        .select({ id: people.id, name: people.name })
        .from(webSessions)
        .innerJoin(people, eq(people.id, webSessions.personId))
        .where(
          and(
            eq(webSessions.hash, cookieHash),
            isNull(webSessions.revokedAt),
            gt(webSessions.expiresAt, sql`now()`),
            eq(people.active, true),
          ),
        )
      return row
    },
    async signOut(cookieHash: string): Promise<void> {
      await db.update(webSessions).set({ revokedAt: sql`now()` }).where(eq(webSessions.hash, cookieHash))
    },
  } satisfies WebStore & Record<string, unknown>
  return store
}

export type WebMemory = ReturnType<typeof createWebStore>
