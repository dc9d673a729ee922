/** A command's way to the station's database: the configured one, or the embedded one started (or shared) for the while. */
import { existsSync } from 'node:fs'
import { connect, type Database } from '#db/engine/client.ts'
import { openDatabase } from '#db/engine/open.ts'
import { failureLine } from '#domain/kernel/privacy.ts'
import { type Config, loadConfig } from '../config.ts'

export async function withStation<T>(run: (database: Database, config: Config) => Promise<T>): Promise<T> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = loadConfig(process.env)
  const { url, stop } = await openDatabase(config)
  const database = connect(url, { max: 3 })
  try {
    return await run(database, config)
  } finally {
    await database.close()
    await stop()
  }
}

/** Runs a command's main and ends with a sentence, never a stack, when something is wrong. */
export function main(run: () => Promise<unknown>): void {
  run().then(
    (code) => process.exit(typeof code === 'number' ? code : 0),
    (error: unknown) => {
      console.error(failureLine(error))
      process.exit(1)
    },
  )
}

/** `--name value` pairs and the rest. */
export function argumentsOf(
  argv: string[],
  flags: readonly string[] = [],
): { options: Record<string, string>; rest: string[] } {
  const options: Record<string, string> = {}
  const rest: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i]!
    if (!arg.startsWith('--')) rest.push(arg)
    else if (flags.includes(arg.slice(2))) options[arg.slice(2)] = '1'
    else options[arg.slice(2)] = argv[++i] ?? ''
  }
  return { options, rest }
}
