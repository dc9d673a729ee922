/** A warning's pages in a real browser: on a phone, on a 100-inch wall, on paper; live, and without anything from outside. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addToken } from '#db/flow/tokens.ts'
import type { Person, Role } from '#domain/kernel/roster.ts'
import { hashOf } from '#jobs/context.ts'
import { openBrowser, openPage, shoot } from '../world/browser.ts'
import { gateTo } from '../world/gate.ts'
import { openSite, type Site } from '../world/site.ts'

// a browser on a busy machine is slow; what hangs is named by its own step
vi.setConfig({ testTimeout: 90_000 })

let site: Site
let browser: Browser
/** What most stories are told of: issued, and open. */
let warning: { id: string; no: string }
const odd: string[] = []
const PHONE = { width: 390, height: 844 }
const WALL = { width: 3840, height: 2160 }
const WALL_TOKEN = `anan_wall_${'w'.repeat(32)}`
const ORIGINAL =
  '青溪县气象台发布暴雨红色预警信号：预计未来3小时石岭村、下坪村、双溪村、沙洲村降雨量将达100毫米以上，可能引发山洪，请立即转移危险区群众。防御指南：1.停止集会、停课、停业；2.转移危险地带人员。'

beforeAll(async () => {
  site = await openSite()
  await addToken(
    site.service.runtime.database.db,
    { id: uuidv7(), name: '大屏', role: 'wall', hash: hashOf(WALL_TOKEN) },
    new Date(),
  )
  browser = await openBrowser()
  warning = await issue(`发布预警 ${ORIGINAL}`)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const officer = () => site.officer()
const members = (village: string, role: Role = 'grid_member') => site.people(role, village)

let n = 0
const receive = (event: object) =>
  site.service.runtime.receive([
    { raw: '{}', event: { channel: 'web', eventId: `e${++n}`, at: new Date().toISOString(), ...event } as never },
  ])
const press = async (who: Person, act: string, id: string) => {
  await receive({
    type: 'press',
    chat: { id: `p2p:${who.id}`, kind: 'p2p' },
    sender: { account: who.id, name: who.name },
    messageId: 'm',
    act,
    data: { id },
  })
  await site.service.idle()
}
/** A warning or a drill, issued by the officer on duty. */
async function issue(text: string): Promise<{ id: string; no: string }> {
  const boss = officer()
  await receive({
    type: 'message',
    chat: { id: `p2p:${boss.id}`, kind: 'p2p' },
    sender: { account: boss.id, name: boss.name },
    messageId: `m${n}`,
    text,
    attachments: [],
    mentionsBot: false,
    mentionsAll: false,
  })
  await site.service.idle()
  const latest = () => site.rows.latest('warnings')
  const { id } = await latest()
  await press(boss, 'warning.issue', id)
  return latest()
}

/** A person's window, signed in by the picker of the demo station, at one of the warning's pages. */
async function enter(person: Person, path: string, size?: { width: number; height: number }): Promise<Page> {
  const opened = await openPage(browser, site.url, size)
  opened.page.on('close', () => odd.push(...opened.odd))
  await opened.page.goto(`${site.url}${path}`)
  await opened.page.locator('select[name=person]').selectOption(person.id)
  await opened.page.getByRole('button', { name: '进入' }).click()
  await opened.page.waitForSelector('main:not(.door)')
  return opened.page
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What WCAG 2 A and AA has to say about the page as it stands. */
async function wcag(page: Page): Promise<string[]> {
  // evaluated by the browser's own debugger, which no content security policy stops
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          d: unknown,
          o: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
      }
    }
    const { violations } = await axe.run((globalThis as unknown as { document: unknown }).document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    })
    return violations.map((v) => `${v.id}: ${v.nodes.map((x) => `${x.html} ${x.failureSummary}`).join('\n')}`)
  })
}
const wide = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')

test('the live page on a phone: who answered and who has not, the next step and when; and it follows answers by itself', async () => {
  const fresh = await issue(`发布预警 ${ORIGINAL.replace('暴雨', '大风')}`)
  const page = await enter(officer(), `/warnings/${fresh.no}`, PHONE)
  const one = members('石岭村')[0]!
  await page
    .getByText(/^0\/\d+$/)
    .first()
    .waitFor()
  expect(await page.locator('.next b').textContent()).toMatch(/\d\d:\d\d/)
  expect(await page.locator('.level.red').first().textContent()).toContain('红色')
  await press(one, 'warning.ack', fresh.id)
  await page.locator('li.answered', { hasText: one.name }).waitFor({ timeout: 10_000 })
  expect(await wide(page)).toBe(false)
  expect(await wcag(page)).toEqual([])
  await shoot(page, 'board-phone', true)
  await page.close()
})

test('the wall opens by its token, at 3840×2160, shows no number and no way on, and goes live too', async () => {
  const opened = await openPage(browser, site.url, WALL)
  const { page } = opened
  await page.goto(`${site.url}/warnings/${warning.no}`)
  await page.getByLabel('大屏令牌').fill(WALL_TOKEN)
  await page.getByRole('button', { name: '打开大屏' }).click()
  await page.locator('html.on-wall .villages article').first().waitFor()
  expect(page.url()).not.toContain('anan_wall')
  const text = (await page.textContent('body'))!
  expect(text).not.toMatch(/1[3-9]\d{9}|\d{3}\*{4}/)
  expect(await page.locator('.foot nav').count()).toBe(0)
  const size = () =>
    page.evaluate<number>("parseFloat(getComputedStyle(document.querySelector('.villages li b')).fontSize)")
  await expect.poll(size).toBeGreaterThanOrEqual(50)
  for (const village of ['石岭村', '下坪村'])
    for (const p of members(village).slice(1, 4)) await press(p, 'warning.ack', warning.id)
  // who has answered leaves the wall
  await page.locator('li', { hasText: members('下坪村')[2]!.name }).waitFor({ state: 'hidden', timeout: 10_000 })
  expect(await wide(page)).toBe(false)
  expect(await wcag(page)).toEqual([])
  await shoot(page, 'board-wall')
  for (const path of ['calls', 'evidence', 'evidence.xlsx'])
    expect(await page.evaluate((p) => fetch(p).then((r) => r.status), `/warnings/${warning.no}/${path}`)).toBe(403)
  expect(opened.odd).toEqual([])
  await page.context().close()
})

test('a wall shows every village at once, however many have not answered', async () => {
  const all = await issue(`发布预警 青溪县气象台发布雷电黄色预警信号：预计未来6小时全县有雷电活动，请注意防范。`)
  for (const size of [WALL, { width: 1920, height: 1080 }]) {
    const { page } = await openPage(browser, site.url, size)
    await page.goto(`${site.url}/warnings/${all.no}`)
    await page.getByLabel('大屏令牌').fill(WALL_TOKEN)
    await page.getByRole('button', { name: '打开大屏' }).click()
    await page.locator('html.on-wall .villages article').nth(11).waitFor()
    expect(await page.locator('.villages article').count()).toBe(site.roster.villages.length)
    expect(await page.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true)
    await shoot(page, `board-wall-all-${size.width}`)
    await page.context().close()
  }
})

test('a cut line looks cut: the data fades and words say since when; back again, it is current', async () => {
  const gate = await gateTo('127.0.0.1', Number(new URL(site.url).port))
  const opened = await openPage(browser, `http://127.0.0.1:${gate.port}`, PHONE)
  const { page } = opened
  await page.goto(`http://127.0.0.1:${gate.port}/warnings/${warning.no}`)
  await page.locator('select[name=person]').selectOption(officer().id)
  await page.getByRole('button', { name: '进入' }).click()
  await page.locator('.villages article').first().waitFor()
  expect(await page.locator('#stale').textContent()).toBe('')
  await gate.shut()
  // a figure still on its way when the line was cut is current once more, and grows old at the next try
  await expect
    .poll(
      () =>
        page
          .locator('html.stale #stale')
          .textContent({ timeout: 1_000 })
          .catch(() => ''),
      { timeout: 15_000 },
    )
    .toMatch(/连接中断，下面是 \d\d:\d\d:\d\d 的情况/)
  await shoot(page, 'board-stale')
  const answered = members('双溪村')[0]!
  await press(answered, 'warning.ack', warning.id)
  await gate.open()
  await page.locator('li.answered', { hasText: answered.name }).waitFor()
  await page.locator('html:not(.stale)').waitFor()
  expect(opened.odd).toEqual([])
  await page.context().close()
  await gate.shut()
})

test('a hidden tab lets go of its stream, shown again it is current', async () => {
  const page = await enter(officer(), `/warnings/${warning.no}`, PHONE)
  await page.locator('.villages article').first().waitFor()
  const hide = (hidden: boolean) =>
    page.evaluate(
      `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    )
  const closed = page.waitForEvent('requestfailed', (r) => r.url().endsWith('/events'))
  await hide(true)
  await closed
  const meanwhile = members('双溪村')[1]!
  await press(meanwhile, 'warning.ack', warning.id)
  await hide(false)
  await page.locator('li.answered', { hasText: meanwhile.name }).waitFor()
  expect(await page.locator('#stale').textContent()).toBe('')
  await page.close()
})

test('the calls list: whole numbers for who calls, one tap enters a result, the board and the evidence know of it', async () => {
  const page = await enter(officer(), `/warnings/${warning.no}/calls`, PHONE)
  const silent = members('沙洲村')[1]!
  const row = page.locator(`#p-${silent.id}`)
  expect(await row.locator('.phone a').getAttribute('href')).toBe(`tel:${silent.phone}`)
  await row.getByPlaceholder('备注').fill('家里没人')
  await row.getByRole('button', { name: '无人接听' }).click()
  await page.getByText(`已记下${silent.name}的结果`).waitFor()
  expect(await page.locator(`#p-${silent.id}`).textContent()).toContain('电话：无人接听（家里没人）')
  await page.locator(`#p-${silent.id}`).getByRole('button', { name: '已接通' }).click()
  await page.getByText(`已记下${silent.name}的结果`).waitFor()
  expect(await page.locator(`#p-${silent.id}`).count()).toBe(0)
  expect(await wide(page)).toBe(false)
  expect(await wcag(page)).toEqual([])
  await shoot(page, 'calls-phone', true)
  await page.setViewportSize({ width: 1100, height: 760 })
  await shoot(page, 'calls-desk', true)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('form').first().isVisible()).toBe(false)
  await page.setViewportSize({ width: 718, height: 1000 })
  await shoot(page, 'calls-print', true)
  const notes = await site.rows.rows('ledger', {
    change: 'phones.shown',
    actor: officer().id,
    subjectId: warning.id,
  })
  expect(notes.length).toBe(1)
  await page.close()
})

test('the evidence page: every person, attempt, time, call and answer, with the verdict; and as a workbook', async () => {
  await site.behind.planted('calls', {
    warningId: warning.id,
    personId: members('沙洲村')[2]!.id,
    calledBy: officer().id,
    how: 'phone',
    result: 'no_answer',
    note: '他家里没人',
    calledAt: new Date(),
  })
  const page = await enter(officer(), `/warnings/${warning.no}/evidence`, { width: 1280, height: 900 })
  const text = (await page.textContent('main'))!
  expect(text).toContain(ORIGINAL)
  expect(text).toContain('与原文一致')
  expect(text).toContain('无人接听（他家里没人）')
  expect(text).toMatch(/138\*{4}\d{4}/)
  expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
  expect(await page.locator('script').count()).toBe(0)
  expect(await wcag(page)).toEqual([])
  await shoot(page, 'evidence-desk', true)
  await page.setViewportSize(PHONE)
  expect(await wide(page)).toBe(false)
  expect(await wcag(page)).toEqual([])
  await shoot(page, 'evidence-phone', true)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('下载表格').click()])
  expect(file.suggestedFilename()).toBe(`${warning.no}.xlsx`)
  await page.close()
})

test('a drill says so first and last on each of its pages', async () => {
  const drill = await issue('发布演练 上午10点半石岭村开展避险演练，请回复收到。')
  const page = await enter(officer(), `/warnings/${drill.no}`, PHONE)
  for (const path of ['', '/calls', '/evidence']) {
    await page.goto(`${site.url}/warnings/${drill.no}${path}`)
    expect(await page.title()).toMatch(/^【演练】/)
    expect(await page.locator('.drill-band').isVisible()).toBe(true)
    expect(await page.locator('h1').textContent()).toContain('【演练】')
    expect(await wcag(page)).toEqual([])
  }
  await page.goto(`${site.url}/warnings/${drill.no}`)
  await shoot(page, 'board-drill')
  await page.goto(`${site.url}/warnings`)
  expect(await wcag(page)).toEqual([])
  await shoot(page, 'list')
  await page.close()
})

describe('who may', () => {
  /** A browser's cookie for a person or a wall, as the form gives it. */
  const cookieOf = async (form: Record<string, string>) => {
    const got = await fetch(`${site.url}/warnings/enter`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
    return { got, cookie: got.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  const ask = (path: string, cookie: string, form?: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${site.url}/warnings/${path}`, {
      method: form ? 'POST' : 'GET',
      ...(form ? { body: new URLSearchParams(form) } : {}),
      headers: { cookie, ...headers },
      redirect: 'manual',
    })
  const made = async () => (await site.rows.rows('calls')).length

  test('a grid member, a stranger and a wrong token see nothing', async () => {
    const member = await cookieOf({ person: members('石岭村')[0]!.id })
    for (const path of ['', '/board', '/events', '/calls', '/evidence', '/evidence.xlsx'])
      expect([path, (await ask(`${warning.no}${path}`, member.cookie)).status]).toEqual([path, 403])
    for (const path of ['/board', '/events', '/calls', '/evidence.xlsx'])
      expect([path, (await ask(`${warning.no}${path}`, '')).status]).toEqual([path, 401])
    expect((await ask(warning.no, 'anan_wall=guess')).status).toBe(401)
    const reader = `anan_reader_${'r'.repeat(32)}`
    await addToken(
      site.service.runtime.database.db,
      { id: uuidv7(), name: 'r', role: 'reader', hash: hashOf(reader) },
      new Date(),
    )
    const wall = (await cookieOf({ token: WALL_TOKEN })).cookie
    expect((await ask(warning.no, `${member.cookie}; ${wall}`)).status).toBe(200)
    expect((await cookieOf({ code: '1'.repeat(40) })).got.status).toBe(400)
    const { got, cookie } = await cookieOf({ token: reader })
    expect([got.status, cookie]).toEqual([400, ''])
    expect(await got.text()).toContain('这不是大屏令牌')
  })

  test('a leader who does not call sees masked numbers and enters nothing', async () => {
    const boss = [...site.roster.people.values()].find((p) => p.roles.some((r) => r.role === 'town_leader'))!
    const { cookie } = await cookieOf({ person: boss.id })
    const page = await (await ask(`${warning.no}/calls`, cookie)).text()
    expect(page).toContain('138****')
    expect(page).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)|<form/)
    const silent = members('沙洲村')[3]!
    expect((await ask(`${warning.no}/calls`, cookie, { person: silent.id, result: 'answered' })).status).toBe(403)
    expect(await site.rows.rows('ledger', { change: 'phones.shown', actor: boss.id })).toHaveLength(0)
  })

  test('a form from another site, or with nothing in it, changes nothing', async () => {
    const { cookie } = await cookieOf({ person: officer().id })
    const form = { person: members('沙洲村')[3]!.id, result: 'answered' }
    const before = await made()
    const path = `${warning.no}/calls`
    expect((await ask(path, cookie, form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await ask(path, cookie, form, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await ask(path, cookie, form, { origin: 'null' })).status).toBe(403)
    expect((await ask(path, cookie, { ...form, result: 'maybe' })).status).toBe(400)
    expect((await ask(path, cookie, { ...form, person: officer().id })).status).toBe(404)
    expect((await ask(path, '', form)).status).toBe(401)
    expect(await made()).toBe(before)
    expect((await ask(path, cookie, form, { origin: site.url })).status).toBe(303)
    expect(await made()).toBe(before + 1)
  })

  test('after signing in one stays at home', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/warnings/../x', '/warnings/a/b/c', 'javascript:1'])
      expect((await cookieOf({ person: officer().id, next })).got.headers.get('location')).toBe('/warnings')
    const { got } = await cookieOf({ person: officer().id, next: `/warnings/${warning.no}/calls` })
    expect(got.headers.get('location')).toBe(`/warnings/${warning.no}/calls`)
    const wall = await cookieOf({ token: WALL_TOKEN })
    expect(wall.got.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/i)
  })

  test('a warning that is not there is said so, in words', async () => {
    const { cookie } = await cookieOf({ person: officer().id })
    const got = await ask('YJ-20000101-001', cookie)
    expect(got.status).toBe(404)
    expect(await got.text()).toContain('没有找到这条预警')
  })
})

test('signing in: nothing is shown before, and no page asked anything of the world outside', async () => {
  const { page, context } = await openPage(browser, site.url, PHONE)
  const got = await page.goto(`${site.url}/warnings/${warning.no}`)
  expect(got!.status()).toBe(401)
  expect(await page.textContent('main')).not.toContain('石岭村')
  expect(await wcag(page)).toEqual([])
  await shoot(page, 'sign-in', true)
  await context.close()
  expect(odd).toEqual([])
})
