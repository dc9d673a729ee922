/** The seven flows through the page, driven by a real browser: several people, each in a window of their own. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createRosterCache } from '#db/roster/snapshot.ts'
import { createDecisionContext } from '#jobs/context.ts'
import { digest } from '#jobs/digest.ts'
import { openBrowser, openPage, shoot } from '../world/browser.ts'
import { inWords } from '../world/clock.ts'
import { has } from '../world/rows.ts'
import { openChat, openSite, type Site, signIn, write } from '../world/site.ts'
import { until } from '../world/until.ts'

// a browser on a busy machine is slow; what hangs is named by its own step
vi.setConfig({ testTimeout: 90_000 })

let site: Site
let browser: Browser
const odd: string[] = []

beforeAll(async () => {
  site = await openSite()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const officer = () => site.officer()
const member = (village: string, nth = 0) =>
  site.people('grid_member', village).filter((p) => p.roles.some((r) => r.gridId))[nth]!

/** A window of one person's, signed in by the picker. */
async function enter(name: string, size?: { width: number; height: number }): Promise<Page> {
  const opened = await openPage(browser, site.url, size)
  opened.page.on('close', () => odd.push(...opened.odd))
  await signIn(opened.page, site.url, { name })
  return opened.page
}
const hears = (page: Page, text: string | RegExp) =>
  page.locator('.messages .bubble', { hasText: text }).last().waitFor({ timeout: 10_000 })
const press = (page: Page, label: string) =>
  page
    .locator('.card button', { hasText: new RegExp(`^${label}$`) })
    .last()
    .click()

/** The officer issues what the card with these words is about. */
async function issues(page: Page, words: string): Promise<void> {
  await page
    .locator('.card', { hasText: words })
    .locator('button', { hasText: /^确认发布$/ })
    .last()
    .click()
  await page.locator('.ant-modal-confirm button', { hasText: '确定' }).click()
  await page.locator('.ant-modal-confirm').waitFor({ state: 'hidden' })
}

test('1 值班签到 is answered by one card in the duty group, and everybody sees it live', async () => {
  const [one, two] = [
    await enter(officer().name),
    await enter(
      [...site.roster.people.values()].find(
        (p) => p.id !== officer().id && p.roles.some((r) => r.role === 'duty_officer'),
      )!.name,
    ),
  ]
  for (const page of [one, two]) await openChat(page, '应急值班群')
  await write(one, '防汛值班签到')
  await hears(one, '已签到1人')
  await hears(two, '已签到1人')
  await write(two, '安全生产值班签到')
  await hears(one, '已签到2人')
  expect(await one.locator('.messages .card').count()).toBe(1)
  await shoot(one, 'flow-1-check-in')
  await one.close()
  await two.close()
})

test('2 a disaster report on a 360 px phone: answered at once; the officer takes it over with one press', async () => {
  const boss = await enter(officer().name)
  const phone = await enter(member('石岭村').name, { width: 360, height: 740 })
  await openChat(boss, '安安')
  await openChat(phone, '石岭村网格群')
  await write(phone, '石岭村3组后山滑坡了，路堵死了')
  await hears(phone, '有没有人受伤')
  await hears(boss, '灾情险情')
  await shoot(phone, 'flow-2-report-phone')
  await press(boss, '接警')
  await hears(phone, '已接警')
  await hears(boss, '处置人')
  await shoot(boss, 'flow-2-officer')
  expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  await boss.close()
  await phone.close()
})

test('3 a hazard with its photo: numbered card; 转派 and re-check by forms and buttons', async () => {
  const page = await enter(member('双溪村').name)
  await openChat(page, '双溪村网格群')
  await page.locator('footer textarea').fill('隐患上报：双溪村下街消防通道被杂物堵住')
  await page.setInputFiles('footer input[type=file]', site.photo)
  await hears(page, /YH-\d{8}-\d{3}/)
  await page.locator('img.photo').first().waitFor()
  expect(
    await page
      .locator('img.photo')
      .first()
      .evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth),
  ).toBe(1)
  await press(page, '开始整改')
  await hears(page, /整改|由/)
  await shoot(page, 'flow-3-hazard')
  // put right: whoever looks again sees both photos on the card
  const checker = await enter(officer().name)
  await openChat(checker, '安安')
  const no = /YH-\d{8}-\d{3}/.exec(
    (await page.locator('.messages .bubble', { hasText: /YH-/ }).last().textContent()) ?? '',
  )![0]
  await page.locator('footer textarea').fill(`${no} 整改完成`)
  await page.setInputFiles('footer input[type=file]', site.photo)
  await hears(checker, /隐患待复查/)
  const shown = checker.locator('.photos img')
  await until(async () => (await shown.count()) === 2)
  for (const image of await shown.all())
    await until(() => image.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth === 1))
  await shoot(checker, 'flow-3-recheck')
  await press(checker, '复查通过')
  await hears(checker, /已销号/)
  await checker.close()
  await page.close()
})

test('4 a warning: confirmed by the form, relayed unchanged, answered by a button, watched live', async () => {
  const boss = await enter(officer().name)
  const one = await enter(member('石岭村').name)
  await openChat(boss, '安安')
  await openChat(one, '石岭村网格群')
  const original = `××县气象台${inWords()}发布暴雨红色预警信号：预计未来3小时石岭村降雨量将达100毫米以上，可能引发山洪，请立即转移。`
  await write(boss, `发布预警 ${original}`)
  await issues(boss, original)
  await hears(one, original)
  await shoot(one, 'flow-4-warning')
  await press(one, '收到')
  await hears(boss, /应答 1\/\d+/)
  await shoot(boss, 'flow-4-answers')
  await boss.close()
  await one.close()
})

test('5 a drill carries its mark everywhere', async () => {
  const boss = await enter(officer().name)
  const one = await enter(member('下坪村').name)
  await openChat(boss, '安安')
  await openChat(one, '下坪村网格群')
  await write(boss, '发布演练 上午10点半下坪村开展避险演练，请回复收到。')
  await issues(boss, '下坪村开展避险演练')
  await one.locator('.drill-band').last().waitFor()
  expect(await one.locator('.card.drill h3').last().textContent()).toContain('【演练】')
  await shoot(one, 'flow-5-drill')
  await boss.close()
  await one.close()
})

test('6 the daily summary is in the leader’s window, once', async () => {
  const leader = [...site.roster.people.values()].find((p) => p.roles.some((r) => r.role === 'town_leader'))!
  const { runtime } = site.service
  const { db } = runtime.database
  // tomorrow's: it lies ahead, whatever the hour, and the service itself makes it not yet
  const evening = new Date(`${new Date(Date.now() + 32 * 3600_000).toISOString().slice(0, 10)}T18:01:00+08:00`)
  const owed = async () => (await site.rows.rows('outbox', { personId: leader.id, message: has('应急日报') })).length
  const before = await owed()
  const context = createDecisionContext({
    db,
    roster: createRosterCache(db),
    tz: 'Asia/Shanghai',
    now: () => evening,
    newId: runtime.newId,
    channels: ['web'],
  })
  await Promise.all([1, 2].map(() => digest({ db, context, poke: runtime.poke })))
  await site.behind.altered('outbox', { state: 'queued' }, { availableAt: new Date() })
  runtime.poke('web')
  const page = await enter(leader.name)
  await openChat(page, '安安')
  await hears(page, '应急日报')
  expect(await owed()).toBe(before + 1)
  await shoot(page, 'flow-6-summary')
  await page.close()
})

test('7 questions: 谁值班 · 我的隐患 · 谁没收到 · 帮助', async () => {
  const page = await enter(officer().name)
  await openChat(page, '安安')
  await write(page, `发布预警 ××县气象台${inWords()}发布大风红色预警信号：预计未来3小时双溪村阵风12级，请立即避险。`)
  await issues(page, '双溪村阵风12级')
  await hears(page, /应答 0\/\d+/)
  for (const [asked, said] of [
    ['谁值班', officer().name],
    ['我的隐患', /未销号|我的隐患/],
    ['谁没收到', '未应答'],
    ['帮助', '安安能帮您做什么'],
  ] as const) {
    await write(page, asked)
    await hears(page, said)
  }
  await page.close()
})

test('what could not be stored stays with its writer, and 重发 sends it once', async () => {
  const page = await enter(member('石岭村', 1).name)
  await openChat(page, '石岭村网格群')
  await page.route('**/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({ title: '暂时没有存上，请点“重发”。您写的内容还在。' }),
        })
      : route.continue(),
  )
  await write(page, '石岭村5组塌方')
  await page.locator('.failed', { hasText: '石岭村5组塌方' }).waitFor()
  await page.unroute('**/messages')
  await page.locator('.failed button').click()
  await hears(page, '石岭村5组塌方')
  await page.locator('.failed').waitFor({ state: 'detached' })
  await page.close()
})

test('eight tabs of one browser all stay live', async () => {
  const { page, context } = await openPage(browser, site.url)
  await page.goto(`${site.url}/`)
  await page.getByLabel('找姓名、职务或村').fill(member('沙洲村').name)
  await page.locator('.people button').first().click()
  await page.waitForSelector('nav .chat')
  await openChat(page, '沙洲村网格群')
  const tabs = [page]
  for (let i = 0; i < 7; i++) {
    const tab = await context.newPage()
    await tab.goto(page.url())
    await tab.waitForSelector('.messages')
    tabs.push(tab)
  }
  await write(page, '今日巡查沙洲村河堤，一切正常')
  for (const tab of tabs) await hears(tab, '已记巡查')
  await context.close()
})

test('a chat is closed to those who are not in it, and every page keeps to itself', async () => {
  const { page } = await openPage(browser, site.url)
  await page.goto(`${site.url}/`)
  const group = site.roster.groups.find((g) => g.name.startsWith('领导小组'))!
  await page.getByLabel('找姓名、职务或村').fill(member('沙洲村').name)
  await page.locator('.people button').first().click()
  await page.waitForSelector('nav .chat')
  const status = await page.evaluate(
    async (id) => (await fetch(`/web/chats/${encodeURIComponent(id)}/messages`)).status,
    `group:${group.id}`,
  )
  expect(status).toBe(403)
  const foreign = await fetch(`${site.url}/web/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    body: '{}',
  })
  expect(foreign.status).toBe(403)
  expect((await fetch(`${site.url}/web/chats`)).status).toBe(401)
  await page.close()
  expect(odd).toEqual([])
})
