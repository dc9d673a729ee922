/** The fake platform as its own process: `PORT=9100 LIMITS=off WEBHOOK=http://… node scripts/run.mjs test/fakes/feishu/main.ts`. */
import { startFakeFeishu } from './index.ts'

const { PORT, LIMITS, WEBHOOK } = process.env
const fake = await startFakeFeishu({
  port: Number(PORT ?? 0),
  ...(LIMITS === 'off' ? { limits: false as const } : {}),
  ...(WEBHOOK ? { webhook: WEBHOOK } : {}),
})
// One line for whoever started it: the address and the keys to give the station.
console.log(JSON.stringify({ url: fake.url, ...fake.app }))
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void fake.close().then(() => process.exit(0)))
