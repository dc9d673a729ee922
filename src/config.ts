/** The environment, parsed once. Every fault is reported together, in Chinese, with the variable's name and an example. */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
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

const whole = (from: number, to: number) => z.coerce.number().int().min(from).max(to)
const address = z.string().regex(/^https?:\/\/\S+$/)
const ebrid = z.string().regex(/^\d{18}(?:\d{5})?$/)
/** An address, or a subnet such as 10.0.1.0/24. */
const isAddress = (entry: string) => {
  const [ip = '', bits, ...rest] = entry.split('/')
  const most = isIP(ip) === 6 ? 128 : 32
  return isIP(ip) !== 0 && !rest.length && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}
const addresses = z
  .string()
  .transform((s) => s.split(',').map((entry) => entry.trim()))
  .pipe(z.array(z.string().refine(isAddress)))
/** Heard on this machine only. */
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host)
/** Unless told otherwise, only the platform's own address is listened to, where its URL names one. */
const addressOf = (url: string) => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? [host] : []
}
const zones = () => new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])

/** What a variable must be, in words; its rule and default; an example that would pass. `secret` ones may come from NAME_FILE. */
interface Variable {
  must: string
  rule: z.ZodType
  example: string
  secret?: true
}

export const VARIABLES = {
  PORT: { must: '应为 0 到 65535 的整数', rule: whole(0, 65535).default(3000), example: '3000' },
  HOST: { must: '应为本机的地址', rule: z.string().default('127.0.0.1'), example: '127.0.0.1' },
  PUBLIC_URL: {
    must: '应以 http:// 或 https:// 开头',
    rule: address.optional(),
    example: 'https://anan.example.gov.cn',
  },
  DATA_DIR: { must: '应为一个目录', rule: z.string().default('./data'), example: './data' },
  DATABASE_URL: {
    must: '应以 postgres:// 开头',
    rule: z
      .string()
      .regex(/^postgres(?:ql)?:\/\/\S+$/)
      .optional(),
    example: 'postgres://anan:口令@127.0.0.1:5432/anan',
    secret: true,
  },
  DATABASE_OWNER_URL: {
    must: '应以 postgres:// 开头',
    rule: z
      .string()
      .regex(/^postgres(?:ql)?:\/\/\S+$/)
      .optional(),
    example: 'postgres://anan:口令@127.0.0.1:5432/anan',
    secret: true,
  },
  REDIS_URL: {
    must: '应以 redis:// 或 rediss:// 开头',
    rule: z
      .string()
      .regex(/^rediss?:\/\/\S+$/)
      .optional(),
    example: 'redis://127.0.0.1:6379',
    secret: true,
  },
  PARTS: {
    must: `应为 ${PARTS.join('、')} 中的一个或几个，用逗号隔开`,
    rule: z
      .string()
      .default(PARTS.join(','))
      .transform((s) => s.split(',').map((part) => part.trim()))
      .pipe(z.array(z.enum(PARTS)).min(1)),
    example: 'http,bots,jobs',
  },
  STATION_ID: { must: '应为 1 到 2147483647 的整数', rule: whole(1, 2_147_483_647).default(1), example: '1' },
  STATION_TZ: {
    must: '应为时区的名称',
    rule: z
      .string()
      .default('Asia/Shanghai')
      .refine((tz) => zones().has(tz)),
    example: 'Asia/Shanghai',
  },
  ANAN_DEMO: { must: '应为 1（放入演示站）或 0', rule: z.enum(['0', '1']).optional(), example: '1' },
  TRUSTED_PROXIES: {
    must: '应为地址或网段，用逗号隔开',
    rule: addresses.default([]),
    example: '127.0.0.1,10.0.1.0/24',
  },
  MONITOR_ALLOW: {
    must: '应为地址或网段，用逗号隔开',
    // this machine and private networks, where whoever watches over the station stands
    rule: addresses.default([
      '127.0.0.0/8',
      '::1',
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      'fc00::/7',
      'fe80::/10',
    ]),
    example: '127.0.0.1,10.0.1.0/24',
  },
  ALLOWED_HOSTS: {
    must: '应为主机名，不带端口，用逗号隔开',
    rule: z
      .string()
      .transform((s) => s.split(',').map((name) => name.trim().toLowerCase()))
      .pipe(z.array(z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/)))
      .default([]),
    example: 'anan.lan,anan.example.gov.cn',
  },
  ANAN_TOKEN: {
    must: '至少要 24 个字符',
    rule: z.string().min(24).optional(),
    example: 'openssl rand -hex 24 生成的随机串',
    secret: true,
  },
  LOG_LEVEL: {
    must: '应为 fatal、error、warn、info、debug、silent 之一',
    rule: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    example: 'info',
  },
  FEISHU_MODE: {
    must: '应为 webhook（事件回调）或 ws（长连接）',
    rule: z.enum(['webhook', 'ws']).default('webhook'),
    example: 'ws',
  },
  FEISHU_BASE_URL: {
    must: '应以 http:// 或 https:// 开头',
    rule: address.default('https://open.feishu.cn'),
    example: 'https://open.feishu.cn',
  },
  FEISHU_APP_ID: {
    must: '应以 cli_ 开头',
    rule: z
      .string()
      .regex(/^cli_[0-9a-zA-Z]{6,}$/)
      .optional(),
    example: 'cli_a1b2c3d4e5f60718',
  },
  FEISHU_APP_SECRET: {
    must: '至少要 6 个字符',
    rule: z.string().min(6).optional(),
    example: '开放平台“凭证与基础信息”里的 App Secret',
    secret: true,
  },
  FEISHU_ENCRYPT_KEY: {
    must: '不能为空',
    rule: z.string().optional(),
    example: '开放平台“事件与回调”里的 Encrypt Key',
    secret: true,
  },
  FEISHU_VERIFICATION_TOKEN: {
    must: '不能为空',
    rule: z.string().optional(),
    example: '开放平台“事件与回调”里的 Verification Token',
    secret: true,
  },
  READER_URL: {
    must: '应以 http:// 或 https:// 开头',
    rule: address.optional(),
    example: 'http://127.0.0.1:8000/v1',
  },
  READER_MODEL: { must: '不能为空', rule: z.string().min(1).optional(), example: 'qwen3-8b' },
  READER_KEY: { must: '至少要 6 个字符', rule: z.string().min(6).optional(), example: 'sk-…', secret: true },
  FEED_URL: {
    must: '应以 http:// 或 https:// 开头',
    rule: address.optional(),
    example: 'https://www.12379.cn/data/alarm_list_all.html',
  },
  FEED_MINUTES: { must: '应为 1 到 60 的整数', rule: whole(1, 60).default(5), example: '5' },
  FEED_AREAS: {
    must: '应为六位区划代码或地名，用逗号隔开',
    rule: z
      .string()
      .default('')
      .transform((s) => s.split(/[,，]/).flatMap((part) => part.trim() || []))
      .pipe(z.array(z.string().regex(/^(?:\d{6}|\D{2,20})$/)).max(50)),
    example: '350500,清水湾',
  },
  BROADCAST_URL: {
    must: '应以 http:// 或 https:// 开头',
    rule: address.optional(),
    example: 'http://10.0.0.8:9002/ebd',
  },
  BROADCAST_PROFILE: { must: '应为 2018 或 2016', rule: z.enum(['2018', '2016']).default('2018'), example: '2018' },
  BROADCAST_EBRID: { must: '应为 18 或 23 位数字', rule: ebrid.optional(), example: '53505241280000101010101' },
  BROADCAST_PEER_EBRID: { must: '应为 18 或 23 位数字', rule: ebrid.optional(), example: '43505240000000103010101' },
  BROADCAST_OWN_URL: {
    must: '应以 http:// 或 https:// 开头',
    rule: address.optional(),
    example: 'http://10.0.0.5:3000/hooks/broadcast',
  },
  BROADCAST_ALLOW: {
    must: '应为地址或网段，用逗号隔开',
    rule: addresses.optional(),
    example: '10.0.0.8,10.0.1.0/24',
  },
  BROADCAST_KEY: {
    must: '应为 64 位十六进制数',
    rule: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/)
      .optional(),
    example: 'SM2 私钥，十六进制',
    secret: true,
  },
  BROADCAST_CERT_SN: {
    must: '应为证书编号',
    rule: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional(),
    example: '000000000001',
  },
  BROADCAST_PEER_KEY: {
    must: '应为 04 开头的 130 位十六进制数',
    rule: z
      .string()
      .regex(/^04[0-9a-fA-F]{128}$/)
      .optional(),
    example: `04${'0a'.repeat(64)}`,
  },
} as const satisfies Record<string, Variable>

type Name = keyof typeof VARIABLES
type Values = { [N in Name]: z.infer<(typeof VARIABLES)[N]['rule']> }

/** Groups that are set together or not at all. */
const TOGETHER: { what: string; needs: (v: Partial<Values>) => Name[]; when: Name[] }[] = [
  {
    what: '飞书',
    when: ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'],
    needs: (v) =>
      v.FEISHU_MODE === 'ws'
        ? ['FEISHU_APP_ID', 'FEISHU_APP_SECRET']
        : ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'],
  },
  {
    what: '第二判读',
    when: ['READER_URL', 'READER_MODEL', 'READER_KEY'],
    needs: () => ['READER_URL', 'READER_MODEL'],
  },
  {
    what: '应急广播',
    when: ['BROADCAST_URL', 'BROADCAST_EBRID', 'BROADCAST_PEER_EBRID'],
    needs: () => ['BROADCAST_URL', 'BROADCAST_EBRID', 'BROADCAST_PEER_EBRID'],
  },
  {
    what: '应急广播签名',
    when: ['BROADCAST_KEY', 'BROADCAST_CERT_SN', 'BROADCAST_PEER_KEY'],
    needs: () => ['BROADCAST_URL', 'BROADCAST_KEY', 'BROADCAST_CERT_SN', 'BROADCAST_PEER_KEY'],
  },
]

export interface Config {
  port: number
  host: string
  /** Where people open our pages from their phones. */
  publicUrl?: string
  dataDir: string
  /** Which station of the database this process works for. */
  stationId: number
  databaseUrl?: Secret
  /** Whoever owns the tables of that database and migrates them. */
  databaseOwnerUrl?: Secret
  redisUrl?: Secret
  parts: readonly (typeof PARTS)[number][]
  tz: string
  /**
   * The demo station: seeded into an empty database, its people to be chosen from on this machine. Unasked only where nothing is
   * real yet: heard on this machine alone, no channel, no feed, no public address.
   */
  demo: boolean
  /** Proxies whose word is taken for where a request comes from. */
  trustedProxies: readonly string[]
  /** Who hears without a token how the station does in detail. */
  monitorAllow: readonly string[]
  /** Names our pages are opened under, beside PUBLIC_URL's. */
  allowedHosts: readonly string[]
  token?: Secret
  logLevel: string
  feishu?: {
    mode: 'webhook' | 'ws'
    baseUrl: string
    appId: string
    appSecret: Secret
    encryptKey?: Secret
    verificationToken?: Secret
  }
  /** The second reader of what was not understood for sure. */
  reader?: { url: string; model: string; key?: Secret }
  /** The polled list of the national warning platform. */
  feed?: { url: string; minutes: number; areas: readonly string[] }
  broadcast?: {
    url: string
    profile: '2018' | '2016'
    ebrid: string
    peerEbrid: string
    ownUrl?: string
    /** Addresses and subnets that may push to us. */
    allow: readonly string[]
    signing?: { privateKey: Secret; certSn: string; peerKey: string }
  }
}

/** @throws ConfigError with every fault at once. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const faults = new Map<string, string>()
  const values = {} as Record<string, unknown>
  for (const [name, { must, rule, example, secret }] of Object.entries(VARIABLES) as [Name, Variable][]) {
    const file = secret && env[`${name}_FILE`]
    let raw: string | undefined
    try {
      raw = (file ? readFileSync(file, 'utf8') : env[name])?.trim() || undefined
    } catch {
      faults.set(
        name,
        `${name}_FILE 指的文件读不到：${file}。请检查路径和读取权限，例如 /etc/anan/${name.toLowerCase()}`,
      )
      continue
    }
    const parsed = rule.safeParse(raw)
    if (raw && PLACEHOLDER.test(raw)) faults.set(name, `${name} 还是占位的内容，请换成真实的值，例如 ${example}`)
    else if (parsed.success) values[name] = parsed.data
    else
      faults.set(
        name,
        `${name} ${must}，现在${secret ? `的值有 ${raw?.length} 个字符` : `是“${raw}”`}；例如 ${example}`,
      )
  }
  const v = values as Values
  for (const { what, when, needs } of TOGETHER) {
    const missing = needs(v).filter((n) => v[n] === undefined && !faults.has(n))
    if (when.some((n) => v[n] !== undefined) && missing.length)
      faults.set(what, `${what}的设置不全，还缺 ${missing.join('、')}`)
  }
  const digits = v.BROADCAST_PROFILE === '2016' ? 18 : 23
  for (const name of ['BROADCAST_EBRID', 'BROADCAST_PEER_EBRID'] as const)
    if (v[name] && v[name].length !== digits)
      faults.set(
        name,
        `${name} 在 BROADCAST_PROFILE=${v.BROADCAST_PROFILE} 时应为 ${digits} 位数字，现在是 ${v[name].length} 位；例如 ${digits === 18 ? '010335059912800001' : '53505241280000101010101'}`,
      )
  if (faults.size) throw new ConfigError([...faults.values()])
  const secret = (s: string | undefined) => (s === undefined ? undefined : new Secret(s))
  return Object.freeze({
    port: v.PORT,
    host: v.HOST,
    publicUrl: v.PUBLIC_URL,
    dataDir: v.DATA_DIR,
    stationId: v.STATION_ID,
    databaseUrl: secret(v.DATABASE_URL),
    databaseOwnerUrl: secret(v.DATABASE_OWNER_URL),
    redisUrl: secret(v.REDIS_URL),
    parts: v.PARTS,
    tz: v.STATION_TZ,
    demo: v.ANAN_DEMO
      ? v.ANAN_DEMO === '1'
      : isLoopback(v.HOST) && !v.PUBLIC_URL && !v.FEISHU_APP_ID && !v.BROADCAST_URL && !v.FEED_URL,
    trustedProxies: v.TRUSTED_PROXIES,
    monitorAllow: v.MONITOR_ALLOW,
    allowedHosts: v.ALLOWED_HOSTS,
    token: secret(v.ANAN_TOKEN),
    logLevel: v.LOG_LEVEL,
    feishu: v.FEISHU_APP_ID
      ? {
          mode: v.FEISHU_MODE,
          baseUrl: v.FEISHU_BASE_URL,
          appId: v.FEISHU_APP_ID,
          appSecret: secret(v.FEISHU_APP_SECRET)!,
          encryptKey: secret(v.FEISHU_ENCRYPT_KEY),
          verificationToken: secret(v.FEISHU_VERIFICATION_TOKEN),
        }
      : undefined,
    reader: v.READER_URL ? { url: v.READER_URL, model: v.READER_MODEL!, key: secret(v.READER_KEY) } : undefined,
    feed: v.FEED_URL ? { url: v.FEED_URL, minutes: v.FEED_MINUTES, areas: v.FEED_AREAS } : undefined,
    broadcast: v.BROADCAST_URL
      ? {
          url: v.BROADCAST_URL,
          profile: v.BROADCAST_PROFILE,
          ebrid: v.BROADCAST_EBRID!,
          peerEbrid: v.BROADCAST_PEER_EBRID!,
          ownUrl: v.BROADCAST_OWN_URL,
          allow: v.BROADCAST_ALLOW ?? addressOf(v.BROADCAST_URL),
          signing: v.BROADCAST_KEY
            ? { privateKey: secret(v.BROADCAST_KEY)!, certSn: v.BROADCAST_CERT_SN!, peerKey: v.BROADCAST_PEER_KEY! }
            : undefined,
        }
      : undefined,
  })
}
