/** Once per run: one throw-away Redis and PostgreSQL with a migrated and a seeded template; every test file clones what it needs. */
import { mkdtemp, rm } from 'node:fs/promises'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { connect } from '#db/engine/client.ts'
import { startEmbedded } from '#db/engine/embedded.ts'
import { migrate } from '#db/engine/migrate.ts'
import { OWNER, SERVICE } from '#db/engine/roles.ts'
import { ofStation } from '#db/engine/station.ts'
import { seedDemo } from '#db/seed.ts'
import { SEEDED_AT } from '../world/clock.ts'
import { folderPrefix, sweepLeftovers } from './leftovers.ts'
import { startRedis } from './redis.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: string
    serviceServer: string
    redisUrl: string
  }
}

export default async function setup(project: TestProject) {
  await sweepLeftovers()
  const dataDir = await mkdtemp(folderPrefix())
  const redis = await startRedis(dataDir)
  const server = await startEmbedded({ dataDir, durable: false, maxConnections: 300 })
  const admin = postgres(server.admin, { max: 1, onnotice: () => {} })
  for (const template of ['anan_empty', 'anan_demo']) {
    await admin.unsafe(`create database ${template} owner ${OWNER}`)
    const of = (server: string) => server.replace(/\/postgres$/, `/${template}`)
    await migrate(of(server.owner), SERVICE)
    const url = ofStation(of(server.url), 1)
    if (template === 'anan_demo') {
      const { db, close } = connect(url, { max: 2 })
      await seedDemo(db, SEEDED_AT)
      await close()
    }
  }
  await admin.end()
  project.provide('databaseServer', server.admin)
  project.provide('serviceServer', server.url)
  project.provide('redisUrl', redis.url)
  return async () => {
    redis.stop()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
