/** JSON lines on stdout. Personal data and secrets never reach a line: known keys are cut, numbers and tokens masked, statements without their values. */
import pino from 'pino'
import { clean, cleanText } from '#domain/kernel/privacy.ts'

export type Logger = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug'>

const SECRET_KEYS = [
  'phone',
  'mobile',
  'secret',
  'token',
  'code',
  'password',
  'authorization',
  'cookie',
  'text',
  'raw',
  'url',
].flatMap((k) => [k, `*.${k}`, `*.*.${k}`])

export function createLogger(level: string, to: pino.DestinationStream = pino.destination(1)): pino.Logger {
  return pino(
    {
      level,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      base: null,
      redact: { paths: SECRET_KEYS, censor: '[hidden]' },
      // an error is made plain here, under whatever name it comes
      serializers: { err: (e: unknown) => e },
      formatters: { log: (fields) => clean(fields) as Record<string, unknown> },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[]
          const all = first instanceof Error ? [{ err: first }, ...rest] : [first, ...rest]
          method.apply(this, all.map((a) => (typeof a === 'string' ? cleanText(a) : a)) as Parameters<typeof method>)
        },
      },
    },
    to,
  )
}
