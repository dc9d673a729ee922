/** What is written without a network stays on the device, in order, and goes by itself once the server is back: once. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Person } from '#domain/kernel/roster.ts'
import { openBrowser, openPage, shoot } from '../world/browser.ts'
import { has, not } from '../world/rows.ts'
import { nothingWaits, openChat, openSite, type Site, signIn, waiting, write } from '../world/site.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let site: Site
let browser: Browser
let context: BrowserContext
let page: Page
let odd: string[]

beforeAll(async () => {
  site = await openSite({ ANAN_DEMO: '1' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  ;({ context, page, odd } = await openPage(browser, site.url, { width: 360, height: 740 }))
})
afterEach(async () => {
  await context.setOffline(false)
  await context.close()
  expect(odd.filter((o) => !/ERR_|Failed to fetch/.test(o))).toEqual([])
})

const member = (nth = 0) => site.people('grid_member').filter((p) => p.roles.some((r) => r.gridId))[nth]!
const enter = (at: Page, who: Person) => signIn(at, site.url, who)
/** What the server has of these words, in its order. */
const hasOf = async (like: string) =>
  (await site.rows.rows('webMessages', { account: not(null), body: has(like) })).map((m) => ({
    text: m.body.text,
    chat: m.chat,
  }))
const received = async (like: string) => (await site.rows.rows('inbox', { event: has(like) })).length

test('three messages written without a network, in two chats, outlive switching and reloading, and go in order by themselves', async () => {
  await enter(page, member(0))
  await openChat(page, '网格群')
  await context.setOffline(true)
  await write(page, '甲一号桥水位上涨')
  await waiting(page, '甲一号桥')
  await write(page, '甲二号桥已封')
  await waiting(page, '甲二号桥')
  await page.locator('footer textarea').fill('甲写到一半')
  await shoot(page, 'outbox-offline')
  await openChat(page, '安安')
  expect(await page.locator('footer textarea').inputValue()).toBe('')
  await write(page, '甲三帮助')
  await waiting(page, '甲三')
  await openChat(page, '网格群')
  expect(await page.locator('.waiting').allTextContents()).toEqual([
    expect.stringContaining('甲一号桥'),
    expect.stringContaining('甲二号桥'),
  ])
  expect(await page.locator('footer textarea').inputValue()).toBe('甲写到一半')
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  // the page itself cannot be had now; what was written is there when it can
  await page.reload().catch(() => undefined)
  expect(await hasOf('甲')).toEqual([])
  await context.setOffline(false)
  await page.goto(`${site.url}/`)
  await openChat(page, '网格群')
  await nothingWaits(page)
  await page.locator('.bubble.mine', { hasText: '甲二号桥' }).waitFor()
  expect(await page.locator('footer textarea').inputValue()).toBe('甲写到一半')
  await expect.poll(async () => (await hasOf('甲')).length, { timeout: 30_000 }).toBe(3)
  expect((await hasOf('号桥')).map((m) => m.text)).toEqual(['甲一号桥水位上涨', '甲二号桥已封'])
  expect(await received('甲')).toBe(3)
})

test('a photo with its words is kept whole and sent once', async () => {
  await enter(page, member(1))
  await openChat(page, '网格群')
  await context.setOffline(true)
  await page.locator('footer textarea').fill('乙隐患上报：下街消防通道被杂物堵住')
  await page.setInputFiles('footer input[type=file]', site.photo)
  await waiting(page, '乙隐患')
  await page.locator('.waiting img.photo').waitFor()
  await page.reload().catch(() => undefined)
  await context.setOffline(false)
  await page.goto(`${site.url}/`)
  await openChat(page, '网格群')
  await nothingWaits(page)
  await page.locator('.bubble.mine img.photo').waitFor()
  expect(await hasOf('乙隐患')).toHaveLength(1)
  expect(await received('乙隐患')).toBe(1)
})

test('a server that is killed meanwhile: what was on its way and what follows comes once, when it is back', async () => {
  await enter(page, member(2))
  await openChat(page, '网格群')
  // the answer is lost on the way: the server has it, the page does not know
  await page.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await write(page, '丙塌方路断了')
  await page.locator('.waiting.failed', { hasText: '丙塌方' }).waitFor()
  expect(await hasOf('丙')).toHaveLength(1)
  await site.stop()
  await page.unroute('**/messages')
  await write(page, '丙第二条没人受伤')
  await waiting(page, '丙第二条')
  await page.locator('.lost').waitFor()
  await shoot(page, 'outbox-server-away')
  await site.start()
  await nothingWaits(page)
  expect((await hasOf('丙')).map((m) => m.text)).toEqual(['丙塌方路断了', '丙第二条没人受伤'])
  expect(await received('丙')).toBe(2)
})

test('two tabs send it once, and show the same', async () => {
  await enter(page, member(3))
  await openChat(page, '网格群')
  const other = await context.newPage()
  await other.goto(page.url())
  await other.waitForSelector('.messages')
  await context.setOffline(true)
  await write(page, '丁河堤渗水')
  await waiting(other, '丁河堤渗水')
  let posts = 0
  context.on('request', (r) => {
    if (r.method() === 'POST' && r.url().endsWith('/messages')) posts++
  })
  await context.setOffline(false)
  await nothingWaits(page)
  await nothingWaits(other)
  expect(await hasOf('丁')).toHaveLength(1)
  expect(await received('丁')).toBe(1)
  expect(posts).toBeLessThanOrEqual(2)
})

test('a pressed button shows it at once, after a reload, and is pressed once when the network is back', async () => {
  const who = member(4)
  await enter(page, who)
  await openChat(page, '安安')
  await write(page, '解绑')
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
  await page.goto(`${site.url}/`)
  const presses = async () =>
    (await site.rows.rows('inbox', { event: { type: 'press', sender: { account: who.id } } })).length
  await expect.poll(presses, { timeout: 30_000 }).toBe(1)
})

test('a press that went through is still seen as pressed after a reload', async () => {
  await enter(page, member(5))
  await openChat(page, '安安')
  await write(page, '解绑')
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
  await openChat(page, '网格群')
  await page.route('**/messages', (route) =>
    route.request().method() === 'POST' && route.request().postData()?.includes('戊一')
      ? route.fulfill({ status: 400, contentType: 'application/problem+json', body: '{"title":"您不在这个群里。"}' })
      : route.continue(),
  )
  await write(page, '戊一不行')
  await page.locator('.waiting.failed', { hasText: '未发出：您不在这个群里' }).waitFor()
  await write(page, '戊二可以')
  await expect.poll(async () => (await hasOf('戊')).map((m) => m.text)).toEqual(['戊二可以'])
  await shoot(page, 'outbox-refused')
  await page.locator('.waiting button', { hasText: '删除' }).click()
  await nothingWaits(page)
})

test('photos beyond what a day allows say so and hold up no words that follow them', async () => {
  await enter(page, member(10))
  await openChat(page, '网格群')
  await page.route('**/web/media', (route) =>
    route.fulfill({ status: 429, contentType: 'application/problem+json', body: '{"title":"一天里最多传200MB照片"}' }),
  )
  await page.setInputFiles('footer input[type=file]', site.photo)
  await page.locator('.waiting.failed', { hasText: '未发出：一天里最多传200MB照片' }).waitFor()
  await write(page, '辛路断了，没人受伤')
  await expect.poll(async () => (await hasOf('辛')).length, { timeout: 30_000 }).toBe(1)
})

test('another person on the same device sees and sends nothing of it; signing out warns and wipes', async () => {
  const [one, two] = [member(7), member(8)]
  await enter(page, one)
  await openChat(page, '安安')
  await page.route('**/web/chats/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await write(page, '己私下说的话')
  await page.locator('.waiting.failed', { hasText: '己私下' }).waitFor()
  // the session ends without a word: another signs in here
  await context.clearCookies()
  await page.unroute('**/web/chats/**')
  await enter(page, two)
  await openChat(page, '安安')
  await write(page, '己另一人')
  await page.locator('.bubble.mine', { hasText: '己另一人' }).waitFor()
  await nothingWaits(page)
  expect((await hasOf('己')).map((m) => [m.text, m.chat])).toEqual([['己另一人', `p2p:${two.id}`]])
  // whoever wrote it finds it, is warned before signing out, and leaves nothing behind
  await context.clearCookies()
  await page.goto(`${site.url}/`)
  await page.route('**/web/chats/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await enter(page, one)
  await openChat(page, '安安')
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
  expect(await hasOf('己私下')).toEqual([])
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
  expect(await hasOf('庚')).toHaveLength(1)
  expect(await received('庚')).toBe(1)
})
