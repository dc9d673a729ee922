/** A process on a data folder, for tests: says how it got its database, and stays until killed or told to go. */
import { startEmbedded } from '#db/engine/embedded.ts'

const {
  admin: url,
  how,
  stop,
} = await startEmbedded({ dataDir: process.argv[2]!, durable: process.argv[3] === 'durable' })
process.stdout.write(`${JSON.stringify({ url, how })}\n`)
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
setInterval(() => {}, 1_000)
