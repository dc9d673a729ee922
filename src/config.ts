/** The environment, parsed once. Every fault is reported together, in Chinese, with the variable's name and an example. */
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { z } from 'zod'

/** A value that never shows itself in logs or errors: only its last four characters. */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return `****${this.#value.slice(-4)}`
  }
  toJSON(): string {
    return this.toString()
  }
  [inspect.custom](): string {
    return this.toString()
  }
}

/** All faults of one environment at once. */
export class ConfigError extends Error {
  readonly faults: string[]
  constructor(faults: string[]) {
    super(`设置有误，服务没有启动：\n${faults.map((f) => `  · ${f}`).join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

const PLACEHOLDER = /^(?:changeme|change-me|todo|xxx+|your[-_ ].*|<.*>|替换.*|请填.*)$/i
const PARTS = ['http', 'bots', 'jobs'] as const
const integer = (from: number, to: number) => z.coerce.number().int().min(from).max(to)

/** Each variable: its rule, default, and an example that would pass. `secret` ones may also come from NAME_FILE. */
export const VARIABLES = {
  PORT: { rule: integer(0, 65535).default(3000), example: '3000' },
  HOST: { rule: z.string().min(1).default('127.0.0.1'), example: '127.0.0.1' },
  DATA_DIR: { rule: z.string().min(1).default('./data'), example: './data' },
  DATABASE_URL: { rule: z.string().regex(/^postgres(?:ql)?:\/\/\S+$/).optional(), example: 'postgres://anan:口令@127.0.0.1:5432/anan', secret: true },
  REDIS_URL: { rule: z.string().regex(/^rediss?:\/\/\S+$/).optional(), example: 'redis://127.0.0.1:6379', secret: true },
  PARTS: { rule: z.string().default('http,bots,jobs').transform((s) => s.split(',').map((p) => p.trim())).pipe(z.array(z.enum(PARTS)).min(1)), example: 'http,bots,jobs' },
  STATION_TZ: { rule: z.string().default('Asia/Shanghai').refine((tz) => Intl.supportedValuesOf('timeZone').includes(tz) || tz === 'UTC'), example: 'Asia/Shanghai' },
  ANAN_DEMO: { rule: z.enum(['0', '1']).default('1'), example: '1' },
  ANAN_TOKEN: { rule: z.string().min(24).optional(), example: '至少24个字符的随机串', secret: true },
  LOG_LEVEL: { rule: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'), example: 'info' },
  FEISHU_MODE: { rule: z.enum(['webhook', 'ws']).default('webhook'), example: 'ws' },
  FEISHU_BASE_URL: { rule: z.string().regex(/^https?:\/\/\S+$/).default('https://open.feishu.cn'), example: 'https://open.feishu.cn' },
  FEISHU_APP_ID: { rule: z.string().regex(/^cli_[0-9a-zA-Z]{6,}$/).optional(), example: 'cli_a1b2c3d4e5f60718' },
  FEISHU_APP_SECRET: { rule: z.string().min(6).optional(), example: '开放平台“凭证与基础信息”里的 App Secret', secret: true },
  FEISHU_ENCRYPT_KEY: { rule: z.string().min(1).optional(), example: '开放平台“事件与回调”里的 Encrypt Key', secret: true },
  FEISHU_VERIFICATION_TOKEN: { rule: z.string().min(1).optional(), example: '开放平台“事件与回调”里的 Verification Token', secret: true },
  BROADCAST_URL: { rule: z.string().regex(/^https?:\/\/\S+$/).optional(), example: 'http://10.0.0.8:9002/ebd' },
  BROADCAST_PROFILE: { rule: z.enum(['2018', '2016']).default('2018'), example: '2018' },
  BROADCAST_EBRID: { rule: z.string().regex(/^\d{18}(?:\d{5})?$/).optional(), example: '53505241280000101010101' },
  BROADCAST_PEER_EBRID: { rule: z.string().regex(/^\d{18}(?:\d{5})?$/).optional(), example: '43505240000000103010101' },
} as const satisfies Record<string, { rule: z.ZodType; example: string; secret?: boolean }>

type Name = keyof typeof VARIABLES
type Values = { [N in Name]: z.infer<(typeof VARIABLES)[N]['rule']> }

/** Groups that are set together or not at all. */
const TOGETHER: { what: string; needs: (v: Partial<Values>) => Name[]; when: Name[] }[] = [
  { what: '飞书', when: ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'], needs: (v) => (v.FEISHU_MODE === 'ws' ? ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'] : ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN']) },
  { what: '应急广播', when: ['BROADCAST_URL', 'BROADCAST_EBRID', 'BROADCAST_PEER_EBRID'], needs: () => ['BROADCAST_URL', 'BROADCAST_EBRID', 'BROADCAST_PEER_EBRID'] },
]

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl?: Secret
  redisUrl?: Secret
  parts: readonly (typeof PARTS)[number][]
  tz: string
  demo: boolean
  token?: Secret
  logLevel: string
  feishu?: { mode: 'webhook' | 'ws'; baseUrl: string; appId: string; appSecret: Secret; encryptKey?: Secret; verificationToken?: Secret }
  broadcast?: { url: string; profile: '2018' | '2016'; ebrid: string; peerEbrid: string }
}

/** @throws ConfigError with every fault at once. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = []
  const values = {} as Record<string, unknown>
  for (const [name, { rule, example, ...rest }] of Object.entries(VARIABLES) as [Name, (typeof VARIABLES)[Name]][]) {
    let raw: string | undefined
    try {
      raw = 'secret' in rest && env[`${name}_FILE`] ? readFileSync(env[`${name}_FILE`]!, 'utf8').trim() : env[name]?.trim()
    } catch {
      faults.push(`${name}_FILE 指的文件读不到：${env[`${name}_FILE`]}`)
      continue
    }
    if (raw === '') raw = undefined
    if (raw && PLACEHOLDER.test(raw)) {
      faults.push(`${name} 还是占位的内容，请换成真实的值，例如 ${example}`)
      continue
    }
    const parsed = (rule as z.ZodType).safeParse(raw)
    if (parsed.success) values[name] = parsed.data
    else faults.push(`${name} 不对，例如 ${example}`)
  }
  const v = values as Values
  for (const { what, when, needs } of TOGETHER) {
    const missing = needs(v).filter((n) => v[n] === undefined && !faults.some((f) => f.startsWith(n)))
    if (when.some((n) => v[n] !== undefined) && missing.length) faults.push(`${what}的设置不全，还缺 ${missing.join('、')}`)
  }
  if (faults.length) throw new ConfigError(faults)
  const secret = (s: string | undefined) => (s === undefined ? undefined : new Secret(s))
  return Object.freeze({
    port: v.PORT, host: v.HOST, dataDir: v.DATA_DIR, databaseUrl: secret(v.DATABASE_URL), redisUrl: secret(v.REDIS_URL), parts: v.PARTS, tz: v.STATION_TZ,
    demo: v.ANAN_DEMO === '1', token: secret(v.ANAN_TOKEN), logLevel: v.LOG_LEVEL,
    feishu: v.FEISHU_APP_ID ? { mode: v.FEISHU_MODE, baseUrl: v.FEISHU_BASE_URL, appId: v.FEISHU_APP_ID, appSecret: secret(v.FEISHU_APP_SECRET)!, encryptKey: secret(v.FEISHU_ENCRYPT_KEY), verificationToken: secret(v.FEISHU_VERIFICATION_TOKEN) } : undefined,
    broadcast: v.BROADCAST_URL ? { url: v.BROADCAST_URL, profile: v.BROADCAST_PROFILE, ebrid: v.BROADCAST_EBRID!, peerEbrid: v.BROADCAST_PEER_EBRID! } : undefined,
  })
}
