/** A phone in the rain: what is written late says when, words do not wait behind photos, and the page itself is there without a network. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Person } from '#domain/kernel/roster.ts'
import { openBrowser, openPage, shoot } from '../world/browser.ts'
import { has } from '../world/rows.ts'
import { nothingWaits, openChat, openSite, type Site, signIn, waiting, write } from '../world/site.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let site: Site
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  site = await openSite({ ANAN_DEMO: '1' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  ;({ context, page } = await openPage(browser, site.url, { width: 360, height: 740 }))
})
afterEach(async () => {
  await context.setOffline(false)
  await context.close()
})

const member = (nth: number) => site.people('grid_member').filter((p) => p.roles.some((r) => r.gridId))[nth]!
const enter = (who: Person) => signIn(page, site.url, who)
const open = (chat: string) => openChat(page, chat)
const say = (text: string) => write(page, text)
const waits = (text: string) => waiting(page, text)
const gone = () => nothingWaits(page)
/** When the station has heard these words to be written, in ms; undefined where it has not heard them. */
const heardAt = async (like: string): Promise<number | undefined> => {
  const [row] = await site.rows.rows('inbox', { event: has(like) })
  return row && Date.parse(row.event.at)
}
const MINUTE = 60_000
/** The page of whoever is signed in asks its own server, as its script does. */
const post = (path: string, body: object) =>
  page.evaluate(
    async ([to, what]) => {
      const got = await fetch(to as string, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(what),
      })
      return { status: got.status, body: await got.json() }
    },
    [path, body] as const,
  )
/** What waits on the device was written so much earlier. */
const older = (minutes: number) =>
  page.evaluate(`new Promise((done) => {
    const request = indexedDB.open('anan')
    request.onsuccess = () => {
      const tx = request.result.transaction('waiting', 'readwrite')
      const all = tx.objectStore('waiting').openCursor()
      all.onsuccess = () => {
        if (!all.result) return
        all.result.update({ ...all.result.value, at: all.result.value.at - ${minutes * MINUTE} })
        all.result.continue()
      }
      tx.oncomplete = () => done(request.result.close())
    }
  })`)

test('the door takes how long ago something was written: bounded, never in the future, the first answer kept over retries', async () => {
  const who = member(0)
  await enter(who)
  const chat = `/web/chats/${encodeURIComponent(`p2p:${who.id}`)}`
  const now = Date.now()
  const near = (at: number | undefined, minutesAgo: number) =>
    expect(Math.abs(at! - (now - minutesAgo * MINUTE))).toBeLessThan(MINUTE)
  const first = { key: 'k-written-late-1', text: '子一石岭村河水上涨', age: 90 * 60 }
  expect((await post(`${chat}/messages`, first)).status).toBe(200)
  near(await heardAt('子一'), 90)
  const heard = await heardAt('子一')
  expect((await post(`${chat}/messages`, { ...first, age: 91 * 60 })).status).toBe(200)
  expect(await heardAt('子一')).toBe(heard)
  await post(`${chat}/messages`, { key: 'k-written-late-2', text: '子二', age: -3600 })
  near(await heardAt('子二'), 0)
  await post(`${chat}/messages`, { key: 'k-written-late-3', text: '子三', age: 1e9 })
  near(await heardAt('子三'), 72 * 60)
  const odd = await post(`${chat}/messages`, { key: 'k-written-late-4', text: '子四', age: '昨天' })
  expect(odd.status).toBe(400)
  expect(JSON.stringify(odd.body)).toContain('age')
  const press = { key: 'k-pressed-late-1', messageId: 'none', act: 'none', data: {}, age: 600 }
  expect((await post(`${chat}/press`, press)).status).toBe(200)
  const pressed = await site.rows.latest('inbox', { event: { type: 'press', sender: { account: who.id } } })
  near(Date.parse(pressed.event.at), 10)
})

test('what waits shows its time, the list shows which chat holds it, and it arrives with the time it was written', async () => {
  await enter(member(1))
  await open('网格群')
  await context.setOffline(true)
  await say('丑一后山滑坡路断了')
  await waits('丑一')
  await page.locator('.waiting time').waitFor()
  await page.locator('footer textarea').first().fill('丑写到一半')
  await page.locator('.back').click()
  const entry = page.locator('nav .chat', { hasText: '网格群' })
  await entry.getByText('1条未发出').waitFor()
  await entry.getByText('草稿').waitFor()
  await shoot(page, 'late-list')
  expect(await page.locator('nav .chat', { hasText: '安安' }).textContent()).toBe('安安')
  await older(80)
  await context.setOffline(false)
  await expect.poll(() => heardAt('丑一'), { timeout: 30_000 }).toBeDefined()
  expect(Math.abs((await heardAt('丑一'))! - (Date.now() - 80 * MINUTE))).toBeLessThan(2 * MINUTE)
  await open('网格群')
  await page.locator('.bubble.mine', { hasText: '丑一' }).getByText(/写于/).waitFor()
  await page.locator('.card', { hasText: /写于 .*迟到1小时\d+分钟/ }).waitFor()
  await shoot(page, 'late-bubble')
})

test('opened anew without a network, the page is there, shows what waits and takes more', async () => {
  await enter(member(2))
  await open('网格群')
  await page.waitForFunction('navigator.serviceWorker.controller')
  await context.setOffline(true)
  // the browser's switch reaches the page, not always its workers: for them nobody answers
  await site.stop()
  await say('寅一桥面过水')
  await waits('寅一')
  await page.reload()
  await page.locator('.lost').waitFor()
  await waits('寅一')
  await say('寅二人都撤了')
  await waits('寅二')
  await shoot(page, 'late-reopened-offline')
  await page.goto(`${site.url}/`)
  await page.locator('nav .chat', { hasText: '网格群' }).getByText('2条未发出').waitFor()
  await site.start()
  await context.setOffline(false)
  await expect.poll(() => heardAt('寅一'), { timeout: 40_000 }).toBeDefined()
  await expect.poll(() => heardAt('寅二'), { timeout: 40_000 }).toBeDefined()
})

test('an answer that breaks off on its way is no answer: the page shows what it last knew, and that the line is cut', async () => {
  const who = member(4)
  await enter(who)
  await open('网格群')
  for (const path of ['me', 'chats'])
    await page.route(`**/web/${path}`, (route) =>
      route.fulfill({ status: 200, contentType: 'application/json', body: '[{"id":"gr' }),
    )
  await page.reload()
  await page.locator('.lost').waitFor()
  await page.locator('nav', { hasText: who.name }).waitFor({ state: 'attached' })
  await say('卯一桥面过水')
  await page.locator('.bubble.mine', { hasText: '卯一' }).waitFor()
  await page.unroute('**/web/me')
  await page.unroute('**/web/chats')
  await page.locator('.lost').waitFor({ state: 'detached' })
})

test('a list of chats that an earlier version kept broken does not stop the page', async () => {
  const who = member(5)
  await enter(who)
  await page.route('**/web/chats', (route) => route.abort())
  await page.evaluate(`localStorage.setItem('anan known', JSON.stringify({ chats: {} }))`)
  await page.reload()
  await page.locator('nav', { hasText: who.name }).waitFor()
})

test('what is kept for a day without a network is the page alone: the newest, and nothing of anybody', async () => {
  const who = member(3)
  await enter(who)
  await page.waitForFunction('navigator.serviceWorker.controller')
  // what an earlier version left behind is never shown while the server answers, and does not stay
  await page.evaluate(`caches.keys().then(async (names) => {
    for (const name of names) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        if (new URL(request.url).pathname === '/') await cache.put(request, new Response('旧页面', { headers: { 'content-type': 'text/html' } }))
      await cache.put('/assets/of-an-older-version.js', new Response('0'))
    }
  })`)
  await page.goto(`${site.url}/`)
  await page.waitForSelector('nav .chat')
  const kept = () =>
    page.evaluate(`caches.keys().then(async (names) => {
      const all = []
      for (const name of names) for (const r of await (await caches.open(name)).keys()) all.push(new URL(r.url).pathname)
      return all
    })`) as Promise<string[]>
  await expect.poll(kept).not.toContain('/assets/of-an-older-version.js')
  expect((await kept()).filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([])
  await page.getByRole('button', { name: '退出', exact: true }).click()
  await page.getByLabel('找姓名、职务或村').waitFor()
  expect(await page.evaluate('JSON.stringify({ ...localStorage })')).toBe('{}')
  await context.setOffline(true)
  await page.reload()
  await page.getByText('连不上').waitFor()
  expect(await page.locator('body').textContent()).not.toContain(who.name)
  await shoot(page, 'late-signed-out-offline')
})

test('words do not wait behind a photo that is still on its way, and say which of them is being sent', async () => {
  await enter(member(4))
  await open('网格群')
  let through = () => {}
  const held = new Promise<void>((done) => {
    through = done
  })
  await page.route('**/web/media', async (route) => {
    await held
    await route.continue()
  })
  await page.setInputFiles('footer input[type=file]', site.photo)
  await page.locator('.waiting img.photo').waitFor()
  await say('卯桥头有人落水')
  await expect.poll(() => heardAt('卯桥头'), { timeout: 15_000 }).toBeDefined()
  await expect.poll(() => page.locator('.waiting').count()).toBe(1)
  await page.locator('.waiting', { hasText: '照片上传中' }).waitFor()
  through()
  await gone()
  await page.locator('.bubble.mine img.photo').waitFor()
})

test('a photo that is too large for the line is made smaller on the device, and goes', async () => {
  await enter(member(5))
  await open('网格群')
  const large = Buffer.from(
    (await page.evaluate(`new Promise((done) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2600, height: 1800 })
      const at = canvas.getContext('2d')
      const noise = at.createImageData(2600, 1800)
      for (let i = 0; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : Math.random() * 256
      at.putImageData(noise, 0, 0)
      canvas.toBlob((blob) => {
        const reader = new FileReader()
        reader.onload = () => done(reader.result.split(',')[1])
        reader.readAsDataURL(blob)
      }, 'image/png')
    })`)) as string,
    'base64',
  )
  expect(large.length).toBeGreaterThan(10 * 1024 * 1024)
  await page.setInputFiles('footer input[type=file]', { name: '现场.png', mimeType: 'image/png', buffer: large })
  await page.locator('.bubble.mine img.photo').waitFor()
  await gone()
  const bytes = (await site.rows.rows('webMedia')).map((m) => m.bytes)
  expect(Math.max(...bytes)).toBeLessThan(3 * 1024 * 1024)
})

test('a device without room still sends what is written, and says that the page must stay open', async () => {
  await page.addInitScript(
    `IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') }`,
  )
  await enter(member(6))
  await open('网格群')
  await say('辰水进屋了')
  await expect.poll(() => heardAt('辰水'), { timeout: 15_000 }).toBeDefined()
  await context.setOffline(true)
  // said before anything more is written, and right again as soon as that cannot be kept
  await page.locator('.lost').waitFor()
  await say('辰第二条')
  await waits('辰第二条')
  await page.locator('.lost', { hasText: '请不要关闭页面' }).waitFor()
  await context.setOffline(false)
  await expect.poll(() => heardAt('辰第二条'), { timeout: 30_000 }).toBeDefined()
})

test('whoever is signed out while something waits reads at the door that it is kept, and nothing of what it is', async () => {
  await enter(member(7))
  await open('安安')
  await context.setOffline(true)
  await say('巳李四家里没水')
  await waits('巳李四')
  await context.clearCookies()
  await context.setOffline(false)
  await page.getByText('这台设备上有1条没有发出').waitFor()
  expect(await page.locator('body').textContent()).not.toContain('李四')
  await shoot(page, 'late-door')
})
