/** A real Chromium for the pages. */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** The shell first: it draws pages alone, where the whole browser draws its own windows beside them. */
const PATHS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const OUT = fileURLToPath(new URL('../.out/', import.meta.url))

export const chromiumPath = () => process.env.CHROMIUM_PATH ?? PATHS.find((p) => existsSync(p))

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: ARGS })
}

/** One person at one browser: everything odd that the page does is kept. */
export async function openPage(
  browser: Browser,
  url: string,
  size = { width: 1100, height: 760 },
): Promise<{ page: Page; context: BrowserContext; odd: string[] }> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  // shorter than a test's own time: a step that hangs is named
  page.setDefaultTimeout(25_000)
  const odd: string[] = []
  page.on('request', (r) => {
    if (!r.url().startsWith(url) && !/^(?:data|blob):/.test(r.url())) odd.push(`outside request ${r.url()}`)
  })
  page.on('pageerror', (e) => odd.push(`page error ${e.message}`))
  page.on('console', (m) => {
    if (m.type() === 'error' && /Content Security Policy/.test(m.text()) && !/inline style/i.test(m.text()))
      odd.push(m.text())
  })
  return { page, context, odd }
}

/** A screenshot for people to look at, of the window or of the whole page; kept out of git. */
export async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  await mkdir(OUT, { recursive: true })
  await page.screenshot({ path: `${OUT}${name}.png`, fullPage })
}
