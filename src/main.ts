/** `npm start`: the whole service in one process. */
import { existsSync } from 'node:fs'
import { openDatabase } from '#db/open.ts'
import { failureLine } from '#domain/privacy.ts'
import { ConfigError, loadConfig } from './config.ts'
import { createLogger } from './log.ts'

const STOP_WITHIN_MS = 15_000

if (existsSync('.env')) process.loadEnvFile('.env')
try {
  const config = loadConfig(process.env)
  const log = createLogger(config.logLevel)
  const database = openDatabase(config, (message) => log.info({}, message))
  database.catch(() => {}) // told where it is awaited
  // the database comes up while the program is still being loaded
  const starting = import('./service.ts').then(({ startService }) => startService(config, log, { database }))

  let stopping = false
  const stop = (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    void starting.then((service) => service.stop()).finally(() => process.exit(0))
  }
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'))

  const { url, demo } = await starting
  const lines = [
    '安安已就绪。',
    ...(url ? [`  群聊页面  ${url}/`, `  接口文档  ${url}/docs`, `  运行状况  ${url}/health/ready`] : []),
    config.feishu
      ? `  飞书      已接入（${config.feishu.mode === 'ws' ? '长连接' : `事件回调地址 ${url}/hooks/feishu`}）`
      : '  飞书      未接入。要接入，请设置 FEISHU_APP_ID 等，步骤见 README。',
    config.broadcast
      ? `  应急广播  已接入（${config.broadcast.profile} 版${config.broadcast.signing ? '' : '，没有签名密钥，只能测试链路'}）`
      : '  应急广播  未接入。要接入，请设置 BROADCAST_URL 等，步骤见 README。',
    ...(demo ? ['  演示站    青溪镇（空库时自动放入）。正式使用请设 ANAN_DEMO=0。'] : []),
  ]
  process.stderr.write(`${lines.join('\n')}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : failureLine(error)}\n`)
  process.exit(error instanceof ConfigError ? 78 : 1)
}
