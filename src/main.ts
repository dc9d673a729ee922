/** `npm start`: the whole service in one process. */
import { existsSync } from 'node:fs'
import { beginDatabase } from '#db/engine/open.ts'
import { failureLine } from '#domain/kernel/privacy.ts'
import { ConfigError, loadConfig } from './config.ts'
import { createLogger } from './log.ts'

/** A start that is still under way when it is told to stop may come to its end first, a lock that it waits for may not. */
const START_WITHIN_MS = 5_000
const STOP_WITHIN_MS = 15_000
/** The database's own last look at what it keeps. */
const LEAVE_WITHIN_MS = 12_000

let stopping: Promise<never> | undefined
if (existsSync('.env')) process.loadEnvFile('.env')
try {
  const config = loadConfig(process.env)
  const log = createLogger(config.logLevel)
  const database = beginDatabase(config, (message) => log.info({}, message))
  database.ready.catch(() => {}) // told where it is awaited
  // the database comes up while the program is still being loaded
  const starting = import('./service.ts').then(({ startService }) =>
    startService(config, log, { database: database.ready }),
  )

  const stop = (signal: string) => {
    if (stopping) process.exit(1)
    log.info({ signal }, 'stopping')
    stopping = stopAll().then((clean) => process.exit(clean ? 0 : 1))
  }
  /** Whatever hangs, the embedded server is not left running without its station. */
  const stopAll = async (): Promise<boolean> => {
    const over = (work: Promise<unknown>) => work.then(() => true)
    const service = await within(START_WITHIN_MS, starting).catch(() => undefined)
    const clean = service ? await within(STOP_WITHIN_MS, over(service.stop())).catch(() => false) : true
    return (await within(LEAVE_WITHIN_MS, over(database.leave())).catch(() => false)) && clean
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
  // what was told to stop while it started fails at what is taken from it, and ends by that alone
  await stopping
  process.stderr.write(`${error instanceof ConfigError ? error.message : failureLine(error)}\n`)
  process.exit(error instanceof ConfigError ? 78 : 1)
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, late) => setTimeout(() => late(new Error('too slow')), ms).unref()),
  ])
}
