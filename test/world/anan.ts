/**
 * The service as the benches run it: the same as `npm start`, with the platform's limits switched off in the channel
 * (FEISHU_LIMITS=off), all its time running faster (SPEED=10), a clock that its parent can set, or a reader with a fault
 * (READER=faulty): some words never come to an end in it, others end the process.
 */
import './moved-clock.ts'
import { createFeishu } from '#bots/feishu/index.ts'
import { createReader, type Read } from '#jobs/context.ts'
import { loadConfig } from '#src/config.ts'
import { createLogger } from '#src/log.ts'
import { startService } from '#src/service.ts'

const { FEISHU_LIMITS, SPEED = '1', READER, ...env } = process.env
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
const sound = createReader(config.tz)
const faulty: Read = (event, ...rest) => {
  // the pattern that stopped a station once: each @ may begin a name or belong to one
  if (event.text.includes('读不完')) /^(?:@\S{1,10}\s?)*收到/.test(`${'@'.repeat(80)}白班`)
  if (event.text.includes('读死了')) process.kill(process.pid, 'SIGKILL')
  return sound(event, ...rest)
}
const service = await startService(config, log, {
  channels: unlimited,
  ...(READER === 'faulty' ? { read: faulty } : {}),
  ...faster,
})
console.log(`ready ${service.url}`)
process.on('SIGTERM', () => void service.stop().then(() => process.exit(0)))
