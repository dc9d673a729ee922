/** What befalls a station without its doing: people come and go, rows are lost or changed by another hand, days pass. The only writer of tables in `test/flows`. */
import { randomBytes } from 'node:crypto'
import { getTableName, sql } from 'drizzle-orm'
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core'
import { uuidv7 } from 'uuidv7'
import type { Db } from '#db/engine/tx.ts'
import { bumpRoster } from '#db/roster/facts.ts'
import { changeSetting } from '#db/roster/settings.ts'
import type { Role } from '#domain/kernel/roster.ts'
import type { SettingName } from '#domain/settings.ts'
import { type Match, NOUNS, type NounName, type RowOf, rowsOf, where } from './rows.ts'

const nobody = async (_statement: string): Promise<void> => {
  throw new Error('the owner of the tables is not at hand here')
}

type Who = { id: string }
type Named = Who & { name: string }
type Filled<N extends NounName> = (typeof NOUNS)[N]['table']['$inferInsert']
/** Without an id it gets a new one. */
type NewRow<N extends NounName> = Omit<Filled<N>, 'id'> & { id?: string }

/** @param owner runs a statement as whoever owns the tables: the station's own role may neither lose ledger lines nor set traps. */
export function behindOf(db: Db, now: () => Date, owner = nobody) {
  const { rows, latest } = rowsOf(db)

  /** Somebody's hand changes rows. @throws where there are none. */
  async function altered<N extends NounName>(noun: N, match: Match<N>, to: Partial<Filled<N>>): Promise<void> {
    const { table } = NOUNS[noun]
    const changed = await db
      .update(table as PgTable)
      .set(to as never)
      .where(where(noun, match))
      .returning({ one: sql`1` })
    if (!changed.length) throw new Error(`no ${noun} of ${JSON.stringify(match)} to change`)
  }
  /** Rows are gone. @throws where there were none. */
  async function lost<N extends NounName>(noun: N, match: Match<N> = {}): Promise<void> {
    const { table } = NOUNS[noun]
    const gone = await db
      .delete(table as PgTable)
      .where(where(noun, match))
      .returning({ one: sql`1` })
    if (!gone.length) throw new Error(`no ${noun} of ${JSON.stringify(match)} to lose`)
  }
  /** Rows are there, however they came. */
  async function planted<N extends NounName>(noun: N, ...made: NewRow<N>[]): Promise<void> {
    const { table } = NOUNS[noun]
    const filled =
      'id' in table && table.id.dataType === 'string' ? made.map((row) => ({ id: uuidv7(), ...row })) : made
    for (let from = 0; from < filled.length; from += 500)
      await db.insert(table as PgTable).values(filled.slice(from, from + 500) as never)
    if (filled.length >= 1000 && owner !== nobody) await owner(`analyze ${getTableName(table)}`)
  }
  /** As `altered`, and what is loaded of the roster is old. */
  async function changed<N extends NounName>(noun: N, match: Match<N>, to: Partial<Filled<N>>): Promise<void> {
    await altered(noun, match, to)
    await newRoster()
  }
  const newRoster = () => db.transaction(async (tx) => void (await bumpRoster(tx)))

  return {
    /** So many copies of a row, each changed. */
    copied: async <N extends NounName>(noun: N, of: RowOf<N>, n: number, to: (i: number) => Partial<NewRow<N>>) =>
      planted(noun, ...Array.from({ length: n }, (_, i) => ({ ...of, id: uuidv7(), ...to(i + 1) }) as NewRow<N>)),
    /** People come to the station, each with an account in the web chat. */
    async joined(...who: { name: string; role?: Role; villageCode?: string; phone?: string }[]): Promise<Named[]> {
      const come = who.map((p) => ({ ...p, id: uuidv7() }))
      await planted('people', ...come.map(({ id, name, phone }) => ({ id, name, phone, active: true })))
      const held = come.filter((p) => p.role)
      await planted('personRoles', ...held.map((p) => ({ personId: p.id, role: p.role!, villageCode: p.villageCode })))
      const accounts = come.map(({ id, name }) => ({
        channel: 'web',
        account: id,
        personId: id,
        name,
        how: 'seed' as const,
      }))
      await planted('accounts', ...accounts)
      await newRoster()
      return come
    },
    altered,
    lost,
    planted,
    changed,
    newRoster,
    onLeave: (person: Who, until: Date) => changed('people', { id: person.id }, { onLeaveUntil: until }),
    /** No longer of the station. */
    left: (person: Who) => changed('people', { id: person.id }, { active: false }),
    renamed: async (name: string, ...who: Who[]) => {
      for (const { id } of who) await altered('people', { id }, { name })
      await newRoster()
    },
    /** The person has no account any more. */
    unbound: async (...who: Who[]) => {
      for (const { id } of who) await lost('accounts', { personId: id })
      await newRoster()
    },
    bound: async (person: Who, channel: string, account: string) => {
      await planted('accounts', { channel, account, personId: person.id, how: 'mobile', boundAt: now() })
      await newRoster()
    },
    /** A setting, as somebody changed it; null = the default again. */
    setting: (name: SettingName, value: unknown) => changeSetting(db, name, value, 'test', now()),
    /** Grids have codes of their own, as a county's system gives them. */
    async gridCodes(villageCode?: string): Promise<void> {
      for (const { id, villageCode: of, seq } of await rows('grids', villageCode ? { villageCode } : {}))
        await altered('grids', { id }, { externalCode: `${of}${String(seq).padStart(3, '0')}` })
      await newRoster()
    },
    /** Whoever is first on the duty sheet is on duty now: for stations that keep the real time. */
    async onDutyNow(): Promise<void> {
      const [first] = await rows('shifts')
      const hours = (n: number) => new Date(now().getTime() + n * 3_600_000)
      await changed('shifts', { startAt: first!.startAt }, { startAt: hours(-1), endAt: hours(24) })
    },
    /** A record is for the eyes of few. */
    restrict: async (match: Match<'records'>) => {
      const { id, fields } = await latest('records', match)
      await altered('records', { id }, { fields: { ...fields, restricted: true } })
    },
    /** Days have passed: no warning, broadcast or deadline of before stands, and nothing more of them is sent. */
    async allOver(): Promise<void> {
      const before = new Date(now().getTime() - 48 * 3_600_000)
      await db
        .update(NOUNS.warnings.table)
        .set({ state: 'discarded', createdAt: before, openedAt: null, identifier: null })
      await db
        .update(NOUNS.broadcasts.table)
        .set({ state: 'cancelled', endedAt: now() })
        .where(where('broadcasts', { endedAt: null }))
      await db
        .update(NOUNS.deadlines.table)
        .set({ doneAt: now() })
        .where(where('deadlines', { doneAt: null }))
      await db
        .update(NOUNS.outbox.table)
        .set({ state: 'settled' })
        .where(where('outbox', { channel: 'broadcast', state: 'queued' }))
    },
    /** A fault of ours: the database refuses such rows until it is mended. */
    async breaks<N extends NounName>(on: 'insert' | 'update', noun: N, match: Match<N>): Promise<() => Promise<void>> {
      const fault = `fault_${randomBytes(4).toString('hex')}`
      const of = getTableName(NOUNS[noun].table)
      const { sql: when } = new PgDialect().sqlToQuery(where(noun, match)!.inlineParams())
      await owner(`
        create function ${fault}() returns trigger language plpgsql as $$ begin raise exception 'a fault of ours'; end $$;
        create trigger ${fault} before ${on} on ${of} for each row when (${when.replaceAll(`"${of}".`, 'new.')}) execute function ${fault}()`)
      return () => owner(`drop function ${fault} cascade`)
    },
  }
}
