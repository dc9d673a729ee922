/** JSON lines on stdout. Personal data and secrets never reach a line: known keys are cut, and numbers that look like mobiles are masked. */
import pino from 'pino'

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

const maskMobiles = (s: string) => s.replace(/1[3-9]\d{9}/g, (m) => `${m.slice(0, 3)}****${m.slice(-4)}`)

export function createLogger(level: string): pino.Logger {
  return pino({
    level,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    base: null,
    redact: { paths: SECRET_KEYS, censor: '[hidden]' },
    serializers: {
      err: (e: unknown) => (e instanceof Error ? { type: e.name, message: maskMobiles(e.message), stack: e.stack } : e),
    },
    hooks: {
      logMethod(args, method) {
        method.apply(this, args.map((a) => (typeof a === 'string' ? maskMobiles(a) : a)) as Parameters<typeof method>)
      },
    },
  })
}
