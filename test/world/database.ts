/** A database of one's own, cloned from a template. */
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { ofStation } from '#db/engine/station.ts'

/**
 * `url` is the superuser's, for what tests do behind the station's back; `service` is the station's own.
 * @param template `demo` = the demo station, `empty` = migrated tables only, `bare` = nothing at all.
 */
export async function freshDatabase(
  template: 'demo' | 'empty' | 'bare' = 'demo',
): Promise<{ url: string; service: string; drop(): Promise<void> }> {
  const server = inject('databaseServer')
  const name = `t_${randomBytes(6).toString('hex')}`
  await admin(server, (sql) =>
    sql.unsafe(`create database ${name} template ${template === 'bare' ? 'template1' : `anan_${template}`}`),
  )
  return {
    url: of(server, name),
    service: of(inject('serviceServer'), name),
    drop: () => admin(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)),
  }
}

/** For the first station, as long as nothing else is said. */
const of = (server: string, name: string) => ofStation(server.replace(/\/postgres$/, `/${name}`), 1)

async function admin(server: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} })
  try {
    // one clone at a time: a template in use by another clone refuses
    await sql`select pg_advisory_lock(7299)`
    await run(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
