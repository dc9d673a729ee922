/** The station's database, reachable and up to date: the one it was given, or the embedded one under DATA_DIR. */
import { startEmbedded } from './embedded.ts'

export interface OpenDatabase {
  url: string
  /** Leaves it as it was found: an embedded server ends with its last tenant. */
  stop(): Promise<void>
}

interface Options {
  databaseUrl?: { reveal(): string }
  dataDir: string
}

/** @throws with a sentence for the person who started the service. */
export async function openDatabase(
  { databaseUrl, dataDir }: Options,
  log?: (message: string) => void,
): Promise<OpenDatabase> {
  const opening: Promise<OpenDatabase> = databaseUrl
    ? Promise.resolve({ url: databaseUrl.reveal(), stop: async () => {} })
    : startEmbedded({ dataDir, log })
  // the server comes up in processes of its own: what brings its tables up to date is loaded meanwhile
  const [{ migrate }, open] = await Promise.all([import('./migrate.ts'), opening])
  try {
    await migrate(open.url)
  } catch (error) {
    await open.stop()
    throw error
  }
  return open
}
