/** A database of one's own, cloned from a template. */
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { ofStation } from '#db/engine/station.ts'

type Template = 'demo' | 'empty' | 'bare'

/** Cloned while the test before runs: a clone takes longer than most tests do. Of the template that is asked for most. */
let spare: Promise<string> | undefined

/**
 * `url` is the superuser's, for what tests do behind the station's back; `service` is the station's own.
 * @param template `demo` = the demo station, `empty` = migrated tables only, `bare` = nothing at all.
 */
export async function freshDatabase(
  template: Template = 'demo',
): Promise<{ url: string; service: string; drop(): Promise<void> }> {
  const server = inject('databaseServer')
  const name = await (template === 'demo' ? (spare ?? clone(template)) : clone(template))
  if (template === 'demo') {
    spare = clone(template)
    spare.catch(() => {}) // told to whoever takes it
  }
  return {
    url: of(server, name),
    service: of(inject('serviceServer'), name),
    drop: async () => {
      await admin(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`))
    },
  }
}

async function clone(template: Template): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await admin(inject('databaseServer'), (sql) =>
    // files are copied as they are, for a third of what writing every page to the log costs
    sql.unsafe(
      `create database ${name} template ${template === 'bare' ? 'template1' : `anan_${template}`} strategy file_copy`,
    ),
  )
  return name
}

/** For the first station, as long as nothing else is said. */
const of = (server: string, name: string) => ofStation(server.replace(/\/postgres$/, `/${name}`), 1)

/** One connection of the test's process for all of its clones; it closes itself where none has been asked for a while. */
let sql: postgres.Sql | undefined
let turn: Promise<unknown> = Promise.resolve()

function admin(server: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<unknown> {
  sql ??= postgres(server, { max: 1, idle_timeout: 2, onnotice: () => {} })
  const { unsafe } = sql
  const locked = async () => {
    // one clone at a time: a template in use by another clone refuses
    await unsafe('select pg_advisory_lock(7299)')
    return run(sql!).finally(() => unsafe('select pg_advisory_unlock(7299)'))
  }
  const mine = turn.then(locked)
  turn = mine.catch(() => {})
  return mine
}
