/**
 * Who may do what in the database. The owner holds the tables and migrates; the service reads and writes rows, and of the ledger
 * it may only read and add lines. So whoever gets hold of the service's connection can neither rewrite the ledger nor reach
 * the machine through the server.
 */
import { createHmac } from 'node:crypto'
import type postgres from 'postgres'
import { LOCKS } from './locks.ts'

export const OWNER = 'anan_owner'
export const SERVICE = 'anan'
/** Whom a role above the rules works as. */
const BOUND = 'anan_bound'
const INSUFFICIENT_PRIVILEGE = '42501'
const SCHEMAS = ['public', 'drizzle', 'bullmq'] as const

/** A role's password follows from the superuser's, one way: knowing it tells nothing of the other. */
export const passwordFor = (role: string, superPassword: string) =>
  createHmac('sha256', superPassword).update(role).digest('hex')

/**
 * Makes the two roles in a database that is our own, and gives the owner whatever is there: a station of before had it all in
 * the superuser's name. Doing it again changes nothing.
 * @param admin a superuser's connection
 */
export async function makeRoles(admin: postgres.Sql, superPassword: string): Promise<void> {
  const [ready] = await admin<{ there: boolean }[]>`
    select count(*) = 2 and not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any(${`{${SCHEMAS}}`}::text[]) and c.relkind in ('r', 'p') and c.relowner <> to_regrole(${OWNER})) there
    from pg_roles where rolname in (${OWNER}, ${SERVICE})`
  if (ready!.there) return
  const quoted = (role: string) => `'${passwordFor(role, superPassword)}'`
  await admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCKS.roles}, 0)`
    const [{ db }] = (await tx`select quote_ident(current_database()) db`) as unknown as [{ db: string }]
    await tx.unsafe(`
      do $roles$
      declare it record;
      begin
        if to_regrole('${OWNER}') is null then create role ${OWNER} login password ${quoted(OWNER)}; end if;
        if to_regrole('${SERVICE}') is null then create role ${SERVICE} login password ${quoted(SERVICE)}; end if;
        revoke all on database ${db} from public;
        grant connect, create on database ${db} to ${OWNER};
        grant connect on database ${db} to ${SERVICE};
        for it in select nspname from pg_namespace where nspname = any('{${SCHEMAS}}') and nspowner <> '${OWNER}'::regrole loop
          execute format('alter schema %I owner to ${OWNER}', it.nspname);
        end loop;
        for it in select n.nspname, c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any('{${SCHEMAS}}') and c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relowner <> '${OWNER}'::regrole
            -- a sequence of a column goes with its table
            and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and c.relkind = 'S')
            -- what an extension brought is its own
            and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e') loop
          execute format('alter %s %I.%I owner to ${OWNER}',
            case it.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, it.nspname, it.relname);
        end loop;
        for it in select p.oid::regprocedure name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = any('{${SCHEMAS}}') and p.proowner <> '${OWNER}'::regrole
            and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
          execute format('alter routine %s owner to ${OWNER}', it.name);
        end loop;
        for it in select t.oid::regtype name from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where n.nspname = any('{${SCHEMAS}}') and t.typtype in ('e', 'd') and t.typowner <> '${OWNER}'::regrole loop
          execute format('alter type %s owner to ${OWNER}', it.name);
        end loop;
      end $roles$`)
  })
}

/** Whether no rule of the database holds for a role; for whoever asks where none is named. */
export async function standsAbove(sql: postgres.Sql, role?: string): Promise<boolean> {
  const [row] = await sql<{ above: boolean }[]>`
    select rolsuper or rolbypassrls above from pg_roles where rolname = ${role ? sql`${role}` : sql`current_user`}`
  return row!.above
}

/**
 * A role that the rules hold for, to be taken on by one they do not hold for: a service that works as a superuser sees its own
 * station all the same, also where others come while it runs.
 * @param above a connection of such a role.
 * @returns undefined where it may make none.
 */
export async function makeBound(above: postgres.Sql): Promise<string | undefined> {
  try {
    // roles are the whole server's: another database's service may be making it at this moment
    await above.unsafe(`
      do $bound$
      begin
        if to_regrole('${BOUND}') is null then create role ${BOUND} nologin; end if;
      exception when duplicate_object or unique_violation then null;
      end $bound$`)
    const [may] = await above<{ it: boolean }[]>`select pg_has_role(current_user, ${BOUND}, 'set') it`
    if (!may!.it) await above.unsafe(`grant ${BOUND} to current_user`)
    return BOUND
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return undefined
    throw error
  }
}

/** What the service may do with the tables as they are now. @param owner the connection of whoever owns them. */
export async function grantTo(owner: postgres.Sql, role: string): Promise<void> {
  const [{ name }] = (await owner`select quote_ident(${role}) name`) as unknown as [{ name: string }]
  const both = 'schema public, bullmq'
  const bare = (text: string) => text.replace(/^schema /, '')
  await owner.unsafe(`
    grant usage on ${both}, drizzle to ${name};
    grant select on drizzle.__drizzle_migrations to ${name};
    grant select, insert, update, delete on all tables in schema ${bare(both)} to ${name};
    revoke update, delete, truncate, references, trigger on ledger from ${name};
    grant usage, select on all sequences in schema ${bare(both)} to ${name};
    grant execute on all routines in schema ${bare(both)} to ${name}`)
}

/** Whether rows of another station are there for a role to see: stations are not kept from those who stand above the rules. */
export async function seesOthers(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql<{ sees: boolean }[]>`
    select exists (select from station where station_id <> current_setting('anan.station')::int)
      or exists (select from inbox where station_id <> current_setting('anan.station')::int) sees`
  return row!.sees
}

/** What a role could do that the service should not be able to, in words; empty where nothing. */
export async function tooMuch(sql: postgres.Sql): Promise<string[]> {
  const [row] = await sql<{ super: boolean; owns: boolean }[]>`
    select (select rolsuper from pg_roles where rolname = session_user) super,
      pg_has_role(session_user, (select relowner from pg_class where oid = 'public.ledger'::regclass), 'member') owns`
  return [
    ...(row!.super ? ['它是超级用户，能读写数据库所在的机器'] : []),
    ...(row!.owns ? ['它能关掉台账的防改保护'] : []),
  ]
}
