/** The service as the benches run it: the same as `npm start`, with the platform's limits switched off in the channel. */
import { createFeishu } from '#bots/feishu/index.ts'
import { loadConfig } from '#src/config.ts'
import { createLogger } from '#src/log.ts'
import { startService } from '#src/service.ts'

const { FEISHU_LIMITS, ...env } = process.env
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
const service = await startService(config, log, { channels: unlimited })
console.log(`ready ${service.url}`)
process.on('SIGTERM', () => void service.stop().then(() => process.exit(0)))
