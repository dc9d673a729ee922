/** The whole service with its pages, on a database of its own that keeps the real time; what people do at the page. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { loadRoster } from '#db/roster/snapshot.ts'
import type { Person, Role } from '#domain/kernel/roster.ts'
import { loadConfig } from '#src/config.ts'
import { type Service, startService } from '#src/service.ts'
import { freePort } from '../setup/redis.ts'
import { behindOf } from './behind.ts'
import { freshDatabase } from './database.ts'
import { rowsOf } from './rows.ts'

/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export type Site = Awaited<ReturnType<typeof openSite>>

/** @param env settings of the service, as in its environment. @param now its clock. */
export async function openSite(env: Record<string, string> = {}, now = () => new Date()) {
  const database = await freshDatabase('demo')
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-site-'))
  // the same each time, as a station's address does not change
  const port = await freePort()
  const open = (settings: Record<string, string>) =>
    startService(
      loadConfig({
        PORT: String(port),
        DATA_DIR: dataDir,
        DATABASE_URL: database.url,
        LOG_LEVEL: 'silent',
        ...settings,
      }),
      pino({ level: 'silent' }),
      { now },
    )
  let service: Service = await open(env)
  const db = () => service.runtime.database.db
  const photo = join(dataDir, 'photo.png')
  await writeFile(photo, PNG)
  await behindOf(db(), now).onDutyNow()
  const roster = await loadRoster(db(), now())
  const ofVillage = (name?: string) => roster.villages.find((v) => v.name === name)?.code
  return {
    get service() {
      return service
    },
    /** Rows of the running service's database, and what befalls it. */
    get rows() {
      return rowsOf(db())
    },
    get behind() {
      return behindOf(db(), now)
    },
    url: service.url!,
    roster,
    /** A picture's file. */
    photo,
    stop: () => service.stop(),
    /** Starts it again, with other settings or the same. */
    async start(settings = env): Promise<void> {
      service = await open(settings)
    },
    officer: (): Person =>
      roster.people.get(
        roster.shifts.find((s) => s.post === 'officer' && s.startAt <= now() && now() < s.endAt)!.personId,
      )!,
    /** People by role, in order of id; with a village, that village's. */
    people: (role: Role, village?: string): Person[] =>
      [...roster.people.values()]
        .filter((p) => p.roles.some((r) => r.role === role && (!village || r.villageCode === ofVillage(village))))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    async close(): Promise<void> {
      await service.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Somebody signs in at the page by the demo station's picker. */
export async function signIn(page: Page, url: string, who: { name: string }): Promise<void> {
  await page.goto(`${url}/`)
  await page.getByLabel('找姓名、职务或村').fill(who.name)
  await page.locator('.people button', { hasText: who.name }).first().click()
  await page.waitForSelector('nav .chat')
}
export async function openChat(page: Page, chat: string | RegExp): Promise<void> {
  const back = page.locator('.back')
  if (await back.isVisible()) await back.click()
  await page.locator('nav .chat', { hasText: chat }).first().click()
  await page.waitForSelector('.messages')
}
export async function write(page: Page, text: string): Promise<void> {
  // pressed in the box itself: a dialog that is just closing gives the focus back to where it was opened
  const box = page.locator('footer textarea').first()
  await box.fill(text)
  await box.press('Enter')
}
/** What was written waits on the device. */
export const waiting = (page: Page, text: string) => page.locator('.waiting', { hasText: text }).waitFor()
/** Nothing waits on the device any more. */
export const nothingWaits = (page: Page) =>
  expect.poll(() => page.locator('.waiting').count(), { timeout: 30_000 }).toBe(0)
