import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { type ConfigError, loadConfig, VARIABLES } from '#src/config.ts'

const faults = (env: Record<string, string>) => {
  try {
    loadConfig(env)
    return []
  } catch (e) {
    return (e as ConfigError).faults
  }
}

test('nothing set is a complete station', () => {
  expect(loadConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    tz: 'Asia/Shanghai',
    parts: ['http', 'bots', 'jobs'],
    feishu: undefined,
  })
})

test('every fault is named at once, with an example', () => {
  const said = faults({ PORT: 'http', STATION_TZ: 'Mars/Base', ANAN_TOKEN: 'short', PARTS: 'http,kitchen' })
  expect(said).toHaveLength(4)
  expect(said.join()).toMatch(/PORT 应为 0 到 65535 的整数，现在是“http”；例如 3000/)
})

test('half-given Feishu settings name every missing one at once', () => {
  expect(faults({ FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718' })).toEqual([
    '飞书的设置不全，还缺 FEISHU_APP_SECRET、FEISHU_ENCRYPT_KEY、FEISHU_VERIFICATION_TOKEN',
  ])
  expect(
    faults({ FEISHU_MODE: 'ws', FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718', FEISHU_APP_SECRET: 'secret-secret' }),
  ).toEqual([])
})

test('the broadcast platform: off, half-given, of the wrong generation, or whole', () => {
  const whole = {
    BROADCAST_URL: 'http://10.0.0.8:9002/ebd',
    BROADCAST_EBRID: '53505991280000103010101',
    BROADCAST_PEER_EBRID: '43505990000000103010101',
  }
  expect(loadConfig({}).broadcast).toBeUndefined()
  expect(faults({ BROADCAST_URL: whole.BROADCAST_URL })).toEqual([
    '应急广播的设置不全，还缺 BROADCAST_EBRID、BROADCAST_PEER_EBRID',
  ])
  expect(faults({ ...whole, BROADCAST_KEY: 'a'.repeat(64) })).toEqual([
    '应急广播签名的设置不全，还缺 BROADCAST_CERT_SN、BROADCAST_PEER_KEY',
  ])
  expect(faults({ ...whole, BROADCAST_PROFILE: '2016' }).join()).toContain('应为 18 位数字，现在是 23 位')
  expect(faults({ ...whole, BROADCAST_ALLOW: '10.0.0.8,everybody' }).join()).toContain('BROADCAST_ALLOW')
  expect(loadConfig(whole).broadcast).toMatchObject({ profile: '2018', allow: ['10.0.0.8'], signing: undefined })
})

test('a placeholder is not a secret', () => {
  expect(faults({ FEISHU_APP_SECRET: 'changeme' })[0]).toContain('占位')
})

test('a secret shows only its last four characters', () => {
  const { token } = loadConfig({ ANAN_TOKEN: 'abcdefghijklmnopqrstuvwxyz' })
  expect(`${token} ${JSON.stringify({ token })} ${inspect({ token })}`).not.toContain('abcdef')
  expect(token!.reveal()).toBe('abcdefghijklmnopqrstuvwxyz')
})

test('a secret may come from a file, and is never repeated in a fault', () => {
  expect(loadConfig({ ANAN_TOKEN_FILE: 'package.json' }).token!.reveal()).toContain('"name": "anan"')
  expect(faults({ ANAN_TOKEN_FILE: '/nowhere/token' })[0]).toContain('ANAN_TOKEN_FILE 指的文件读不到：/nowhere/token')
  expect(faults({ ANAN_TOKEN: 'hunter2' })[0]).toMatch(/至少要 24 个字符，现在的值有 7 个字符/)
  expect(faults({ ANAN_TOKEN: 'hunter2' }).join()).not.toContain('hunter2')
})

test('every example of a variable that is not a secret would pass', () => {
  for (const [name, { rule, example, ...rest }] of Object.entries(VARIABLES))
    if (!('secret' in rest)) expect([name, rule.safeParse(example).success]).toEqual([name, true])
})

test('.env.example names every variable and no other', () => {
  const named = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((m) => m[1]!)
  expect(named.sort()).toEqual(Object.keys(VARIABLES).sort())
})
