/** The station's database, reachable and up to date: the one it was given, or the embedded one under DATA_DIR. */
import postgres from 'postgres'
import { startEmbedded } from './embedded.ts'
import { SERVICE, seesOthers, tooMuch } from './roles.ts'
import { ofStation } from './station.ts'

export interface OpenDatabase {
  url: string
  /** Leaves it as it was found: an embedded server ends with its last tenant. */
  stop(): Promise<void>
}

interface Options {
  databaseUrl?: { reveal(): string }
  /** Whoever owns the tables of that database, where the service is not to. */
  databaseOwnerUrl?: { reveal(): string }
  dataDir: string
  /** Whose rows are worked with. */
  stationId: number
}

/** @throws with a sentence for the person who started the service. */
export const openDatabase = (options: Options, log?: (message: string) => void): Promise<OpenDatabase> =>
  beginDatabase(options, log).ready

/** The same, for whoever may have to leave before it is ready: bringing the tables up to date may wait for somebody's lock. */
export function beginDatabase(options: Options, log: (message: string) => void = () => {}) {
  const opening = serverOf(options, log)
  return {
    ready: upToDate(opening, options, log),
    /** Leaves what has come up so far; never fails. */
    leave: () =>
      opening.then(
        (open) => open.stop(),
        () => {},
      ),
  }
}

type Server = OpenDatabase & { owner: string; service?: string }

const serverOf = async (
  { databaseUrl, databaseOwnerUrl, dataDir }: Options,
  log: (message: string) => void,
): Promise<Server> =>
  databaseUrl
    ? given(databaseUrl.reveal(), databaseOwnerUrl?.reveal())
    : { ...(await startEmbedded({ dataDir, log })), service: SERVICE }

async function upToDate(
  opening: Promise<Server>,
  { databaseUrl, stationId }: Options,
  log: (message: string) => void,
): Promise<OpenDatabase> {
  // the server comes up in processes of its own: what brings its tables up to date is loaded meanwhile
  const [{ migrate }, open] = await Promise.all([import('./migrate.ts'), opening])
  try {
    const url = ofStation(open.url, stationId, await migrate(open.owner, open.service))
    if (databaseUrl) await look(url, log)
    return { url, stop: open.stop }
  } catch (error) {
    await open.stop()
    throw error
  }
}

/** A database that somebody else keeps: with an owner of its own where there is one. */
const given = (url: string, owner?: string) => ({
  url,
  owner: owner ?? url,
  service: owner ? decodeURIComponent(new URL(url).username) : undefined,
  stop: async () => {},
})

/** What the role that was given could do beyond its work is said: only whoever keeps the database can change it. */
async function look(url: string, log: (message: string) => void): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  try {
    if (await seesOthers(sql))
      throw new Error(
        '这个数据库里不止一个站，而 DATABASE_URL 里的账号能看到别的站的数据。请给服务单独的普通账号，另设 DATABASE_OWNER_URL 为建表的账号，见 README。',
      )
    const faults = await tooMuch(sql)
    if (faults.length)
      log(
        `DATABASE_URL 里的数据库账号权限太大：${faults.join('；')}。请给服务单独的普通账号，另设 DATABASE_OWNER_URL 为建表的账号，见 README。`,
      )
  } finally {
    await sql.end({ timeout: 1 })
  }
}
