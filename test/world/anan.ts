/**
 * The service as the benches run it: the same as `npm start`, with the platform's limits switched off in the channel
 * (FEISHU_LIMITS=off) or all its time running faster (SPEED=10), and with a clock that its parent can set.
 */
import './moved-clock.ts'
import { createFeishu } from '#bots/feishu/index.ts'
import { loadConfig } from '#src/config.ts'
import { createLogger } from '#src/log.ts'
import { startService } from '#src/service.ts'

const { FEISHU_LIMITS, SPEED = '1', ...env } = process.env
const config = loadConfig(env)
const log = createLogger(config.logLevel)
const { feishu } = config
const unlimited =
  feishu && FEISHU_LIMITS === 'off'
    ? [
        createFeishu({
          ...feishu,
          appSecret: feishu.appSecret.reveal(),
          encryptKey: feishu.encryptKey?.reveal(),
          verificationToken: feishu.verificationToken?.reveal(),
          log,
          limits: { perSecond: Infinity, perMinute: Infinity, perChatPerSecond: Infinity },
        }),
      ]
    : []
const speed = Number(SPEED)
const started = Number(env.STARTED ?? Date.now())
const nowMs = () => started + (Date.now() - started) * speed
const faster =
  speed === 1
    ? {}
    : {
        now: () => new Date(nowMs()),
        pacing: { nowMs, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms / speed)) },
      }
const service = await startService(config, log, { channels: unlimited, ...faster })
console.log(`ready ${service.url}`)
process.on('SIGTERM', () => void service.stop().then(() => process.exit(0)))
