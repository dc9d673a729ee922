/** What is written without a network stays on the device, in order, and goes by itself once the server is back: once. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import pino from 'pino'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { loadRoster } from '#db/roster/snapshot.ts'
import type { Person } from '#domain/kernel/roster.ts'
import { loadConfig } from '#src/config.ts'
import { type Service, startService } from '#src/service.ts'
import { openBrowser, openPage, shoot } from '../world/browser.ts'
import { freshDatabase } from '../world/database.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let service: Service
let browser: Browser
let database: Awaited<ReturnType<typeof freshDatabase>>
let dataDir: string
let port: number
let context: BrowserContext
let page: Page
let odd: string[]
let people: Person[]
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The service on the same port each time, as a station's address does not change. */
const start = async () => {
  service = await startService(
    loadConfig({
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      ANAN_DEMO: '1',
    }),
    pino({ level: 'silent' }),
  )
}
const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

beforeAll(async () => {
  database = await freshDatabase('demo')
  dataDir = await mkdtemp(join(tmpdir(), 'anan-outbox-'))
  port = await freePort()
  await start()
  people = [...(await loadRoster(service.runtime.database.db, new Date())).people.values()]
  browser = await openBrowser()
  await writeFile(join(dataDir, 'photo.png'), PNG)
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
  await database?.drop()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  ;({ context, page, odd } = await openPage(browser, service.url!, { width: 360, height: 740 }))
})
afterEach(async () => {
  await context.setOffline(false)
  await context.close()
  expect(odd.filter((o) => !/ERR_|Failed to fetch/.test(o))).toEqual([])
})

const member = (nth = 0) =>
  people
    .filter((p) => p.roles.some((r) => r.role === 'grid_member' && r.gridId))
    .sort((a, b) => (a.id < b.id ? -1 : 1))[nth]!
async function enter(at: Page, who: Person) {
  await at.goto(`${service.url}/`)
  await at.getByLabel('找姓名、职务或村').fill(who.name)
  await at.locator('.people button', { hasText: who.name }).first().click()
  await at.waitForSelector('nav .chat')
}
const open = async (at: Page, chat: string | RegExp) => {
  const back = at.locator('.back')
  if (await back.isVisible()) await back.click()
  await at.locator('nav .chat', { hasText: chat }).first().click()
  await at.waitForSelector('.messages')
}
const say = async (at: Page, text: string) => {
  await at.locator('footer textarea').fill(text)
  await at.keyboard.press('Enter')
}
const waits = (at: Page, text: string) => at.locator('.waiting', { hasText: text }).waitFor()
const gone = (at: Page) => expect.poll(() => at.locator('.waiting').count(), { timeout: 30_000 }).toBe(0)
/** What the server has of these words, in its order. */
const has = async (like: string) => [
  ...(await service.runtime.database.db.execute<{ text: string; chat: string }>(
    sql`select body->>'text' text, chat from web_messages where account is not null and body->>'text' like ${`%${like}%`} order by rev`,
  )),
]
const received = async (like: string) =>
  (await service.runtime.database.db.execute(sql`select 1 from inbox where event->>'text' like ${`%${like}%`}`)).length

test('three messages written without a network, in two chats, outlive switching and reloading, and go in order by themselves', async () => {
  await enter(page, member(0))
  await open(page, '网格群')
  await context.setOffline(true)
  await say(page, '甲一号桥水位上涨')
  await waits(page, '甲一号桥')
  await say(page, '甲二号桥已封')
  await waits(page, '甲二号桥')
  await page.locator('footer textarea').fill('甲写到一半')
  await shoot(page, 'outbox-offline')
  await open(page, '安安')
  expect(await page.locator('footer textarea').inputValue()).toBe('')
  await say(page, '甲三帮助')
  await waits(page, '甲三')
  await open(page, '网格群')
  expect(await page.locator('.waiting').allTextContents()).toEqual([
    expect.stringContaining('甲一号桥'),
    expect.stringContaining('甲二号桥'),
  ])
  expect(await page.locator('footer textarea').inputValue()).toBe('甲写到一半')
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  // the page itself cannot be had now; what was written is there when it can
  await page.reload().catch(() => undefined)
  expect(await has('甲')).toEqual([])
  await context.setOffline(false)
  await page.goto(`${service.url}/`)
  await open(page, '网格群')
  await gone(page)
  await page.locator('.bubble.mine', { hasText: '甲二号桥' }).waitFor()
  expect(await page.locator('footer textarea').inputValue()).toBe('甲写到一半')
  await expect.poll(async () => (await has('甲')).length, { timeout: 30_000 }).toBe(3)
  expect((await has('号桥')).map((m) => m.text)).toEqual(['甲一号桥水位上涨', '甲二号桥已封'])
  expect(await received('甲')).toBe(3)
})

test('a photo with its words is kept whole and sent once', async () => {
  await enter(page, member(1))
  await open(page, '网格群')
  await context.setOffline(true)
  await page.locator('footer textarea').fill('乙隐患上报：下街消防通道被杂物堵住')
  await page.setInputFiles('footer input[type=file]', join(dataDir, 'photo.png'))
  await waits(page, '乙隐患')
  await page.locator('.waiting img.photo').waitFor()
  await page.reload().catch(() => undefined)
  await context.setOffline(false)
  await page.goto(`${service.url}/`)
  await open(page, '网格群')
  await gone(page)
  await page.locator('.bubble.mine img.photo').waitFor()
  expect(await has('乙隐患')).toHaveLength(1)
  expect(await received('乙隐患')).toBe(1)
})

test('a server that is killed meanwhile: what was on its way and what follows comes once, when it is back', async () => {
  await enter(page, member(2))
  await open(page, '网格群')
  // the answer is lost on the way: the server has it, the page does not know
  await page.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await say(page, '丙塌方路断了')
  await page.locator('.waiting.failed', { hasText: '丙塌方' }).waitFor()
  expect(await has('丙')).toHaveLength(1)
  await service.stop()
  await page.unroute('**/messages')
  await say(page, '丙第二条没人受伤')
  await waits(page, '丙第二条')
  await page.locator('.lost').waitFor()
  await shoot(page, 'outbox-server-away')
  await start()
  await gone(page)
  expect((await has('丙')).map((m) => m.text)).toEqual(['丙塌方路断了', '丙第二条没人受伤'])
  expect(await received('丙')).toBe(2)
})

test('two tabs send it once, and show the same', async () => {
  await enter(page, member(3))
  await open(page, '网格群')
  const other = await context.newPage()
  await other.goto(page.url())
  await other.waitForSelector('.messages')
  await context.setOffline(true)
  await say(page, '丁河堤渗水')
  await waits(other, '丁河堤渗水')
  let posts = 0
  context.on('request', (r) => {
    if (r.method() === 'POST' && r.url().endsWith('/messages')) posts++
  })
  await context.setOffline(false)
  await gone(page)
  await gone(other)
  expect(await has('丁')).toHaveLength(1)
  expect(await received('丁')).toBe(1)
  expect(posts).toBeLessThanOrEqual(2)
})

test('a pressed button shows it at once, after a reload, and is pressed once when the network is back', async () => {
  const who = member(4)
  await enter(page, who)
  await open(page, '安安')
  await say(page, '解绑')
  const button = page.locator('.card button', { hasText: '确认解绑' }).last()
  await button.waitFor()
  await context.setOffline(true)
  await button.click()
  await page.locator('.card .state', { hasText: '“确认解绑”已按下' }).waitFor()
  expect(await button.getAttribute('aria-pressed')).toBe('true')
  await button.click()
  await shoot(page, 'outbox-pressed')
  await page.reload().catch(() => undefined)
  await context.setOffline(false)
  await page.goto(`${service.url}/`)
  const presses = async () =>
    (
      await service.runtime.database.db.execute(
        sql`select 1 from inbox where event->>'type' = 'press' and event->'sender'->>'account' = ${who.id}`,
      )
    ).length
  await expect.poll(presses, { timeout: 30_000 }).toBe(1)
})

test('a press that went through is still seen as pressed after a reload', async () => {
  await enter(page, member(5))
  await open(page, '安安')
  await say(page, '解绑')
  await page.route('**/press', (route) =>
    route.fulfill({ status: 200, contentType: 'application/json', body: '{"ok":true}' }),
  )
  await page.locator('.card button', { hasText: '确认解绑' }).last().click()
  await page.locator('.card .state', { hasText: /“确认解绑”已送到/ }).waitFor()
  await page.reload()
  await page.locator('.card .state', { hasText: /“确认解绑”已送到/ }).waitFor()
  await shoot(page, 'outbox-press-sent')
})

test('what the server refuses says why and goes no more by itself; what follows it does', async () => {
  await enter(page, member(6))
  await open(page, '网格群')
  await page.route('**/messages', (route) =>
    route.request().method() === 'POST' && route.request().postData()?.includes('戊一')
      ? route.fulfill({ status: 400, contentType: 'application/problem+json', body: '{"title":"您不在这个群里。"}' })
      : route.continue(),
  )
  await say(page, '戊一不行')
  await page.locator('.waiting.failed', { hasText: '未发出：您不在这个群里' }).waitFor()
  await say(page, '戊二可以')
  await expect.poll(async () => (await has('戊')).map((m) => m.text)).toEqual(['戊二可以'])
  await shoot(page, 'outbox-refused')
  await page.locator('.waiting button', { hasText: '删除' }).click()
  await gone(page)
})

test('photos beyond what a day allows say so and hold up no words that follow them', async () => {
  await enter(page, member(10))
  await open(page, '网格群')
  await page.route('**/web/media', (route) =>
    route.fulfill({ status: 429, contentType: 'application/problem+json', body: '{"title":"一天里最多传200MB照片"}' }),
  )
  await page.setInputFiles('footer input[type=file]', join(dataDir, 'photo.png'))
  await page.locator('.waiting.failed', { hasText: '未发出：一天里最多传200MB照片' }).waitFor()
  await say(page, '辛路断了，没人受伤')
  await expect.poll(async () => (await has('辛')).length, { timeout: 30_000 }).toBe(1)
})

test('another person on the same device sees and sends nothing of it; signing out warns and wipes', async () => {
  const [one, two] = [member(7), member(8)]
  await enter(page, one)
  await open(page, '安安')
  await page.route('**/web/chats/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await say(page, '己私下说的话')
  await page.locator('.waiting.failed', { hasText: '己私下' }).waitFor()
  // the session ends without a word: another signs in here
  await context.clearCookies()
  await page.unroute('**/web/chats/**')
  await enter(page, two)
  await open(page, '安安')
  await say(page, '己另一人')
  await page.locator('.bubble.mine', { hasText: '己另一人' }).waitFor()
  await gone(page)
  expect((await has('己')).map((m) => [m.text, m.chat])).toEqual([['己另一人', `p2p:${two.id}`]])
  // whoever wrote it finds it, is warned before signing out, and leaves nothing behind
  await context.clearCookies()
  await page.goto(`${service.url}/`)
  await page.route('**/web/chats/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await enter(page, one)
  await open(page, '安安')
  await page.locator('.waiting', { hasText: '己私下' }).waitFor()
  await page.locator('footer textarea').fill('己草稿')
  await page.locator('.back').click()
  await page.getByRole('button', { name: '退出', exact: true }).click()
  await page.locator('.ant-modal-confirm-title', { hasText: '还有2条没发出或没写完' }).waitFor()
  await shoot(page, 'outbox-leaving')
  await page.getByRole('button', { name: '先不退出' }).click()
  expect(await page.locator('nav .chat').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: '退出', exact: true }).click()
  await page.getByRole('button', { name: '删掉并退出' }).click()
  await page.getByLabel('找姓名、职务或村').waitFor()
  // as text: the page's own world, which this file's types do not know
  const left = await page.evaluate(`new Promise((done) => {
    const request = indexedDB.open('anan', 1)
    request.onsuccess = () => {
      const all = request.result.transaction('waiting').objectStore('waiting').count()
      all.onsuccess = () => done(all.result + Object.keys(localStorage).filter((k) => k.includes('draft')).length)
    }
  })`)
  expect(left).toBe(0)
  await page.unroute('**/web/chats/**')
  expect(await has('己私下')).toEqual([])
})

test('the server takes one id once, however often and from however many it comes', async () => {
  await enter(page, member(9))
  const statuses = await page.evaluate(
    async (chat) => {
      const post = () =>
        fetch(`/web/chats/${encodeURIComponent(chat)}/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ key: 'k-the-same-key', text: '庚同一条' }),
        }).then((r) => r.status)
      return Promise.all(Array.from({ length: 8 }, post))
    },
    `p2p:${member(9).id}`,
  )
  expect(statuses).toEqual(Array(8).fill(200))
  expect(await has('庚')).toHaveLength(1)
  expect(await received('庚')).toBe(1)
})
