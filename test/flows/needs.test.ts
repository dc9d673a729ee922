/** What a decision looks at is what it declared, for exactly its message. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOADERS, LOOKS } from '#db/nouns.ts'
import { loadNeeds } from '#db/situation.ts'
import type { Inbound } from '#domain/kernel/message.ts'
import { look, type Need } from '#domain/kernel/need.ts'
import { RECENT, SUBJECT } from '#domain/record/needs.ts'
import { BINDINGS } from '#domain/roster/needs.ts'
import { OPEN_WARNINGS, WARNING } from '#domain/warning/needs.ts'
import { decideNow } from '#jobs/decide.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const chat = { id: 'group:x', kind: 'group' as const }
const base = { channel: 'web', eventId: 'e', at: '2026-11-24T08:00:00+08:00', chat }
const sender = { account: 'nobody' }
const message = (text: string): Inbound => ({
  ...base,
  type: 'message',
  sender,
  messageId: 'm',
  text,
  attachments: [],
  mentionsBot: false,
  mentionsAll: false,
})

test('what was declared is there; asking for anything else throws and names it', async () => {
  const officer = w.officer()
  const heard = [
    { event: message('大家辛苦了'), account: 'nobody' },
    { event: message('谁没收到'), account: officer.id, person: officer },
    { event: { ...base, type: 'joined', sender } as Inbound, account: 'nobody' },
  ]
  const [chatter, question, joined] = await w.db.transaction(async (tx) => loadNeeds(tx, await w.deps.context(), heard))
  expect(chatter!.need(RECENT)).toEqual([])
  expect(question!.need(OPEN_WARNINGS)).toEqual([])
  // the neighbour in the batch asked for it: that is no leave for this one
  expect(() => chatter!.need(OPEN_WARNINGS)).toThrow('"open_warnings" was not declared')
  expect(() => joined!.need(SUBJECT)).toThrow('"subject" was not declared')
})

test('every need of every room has a loader', async () => {
  const files = readdirSync('src/domain', { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('needs.ts') && !f.startsWith('dialog'))
    .map((f) => `src/domain/${f}`)
  expect(files.length).toBeGreaterThan(5)
  const rooms = await Promise.all(files.map((f) => import(`../../${f}`) as Promise<Record<string, unknown>>))
  const needs = rooms
    .flatMap((room) => Object.values(room))
    .filter((v): v is Need => !!v && typeof v === 'object' && 'none' in v)
  expect(needs.filter((n) => !Object.hasOwn(LOADERS, n.name)).map((n) => n.name)).toEqual([])
  // two needs of one name would be served by one loader
  expect(needs.map((n) => n.name).sort()).toEqual([...new Set(needs.map((n) => n.name))].sort())
})

test('the clock and callers declare too: what is looked at is asked for by its look, and every look has its loader', async () => {
  const officer = w.officer()
  let seen: unknown
  await decideNow(w.deps, 'anan', {
    needs: { bindings: BINDINGS.of({ personId: officer.id }), warning: WARNING.of(uuidv7()) },
    decide: (_, { bindings, warning }) => {
      seen = { bindings: bindings.map((b) => b.account), warning }
      return []
    },
  })
  expect(seen).toEqual({ bindings: [officer.id], warning: undefined })
  await expect(
    decideNow(w.deps, 'anan', { needs: { odd: look<string, string>()('odd').of('x') }, decide: () => [] }),
  ).rejects.toThrow('no loader for "odd"')
  const files = readdirSync('src/domain', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'))
  const named = (
    await Promise.all(
      files.map((f) => import(join(process.cwd(), 'src/domain', f)) as Promise<Record<string, unknown>>),
    )
  )
    .flatMap((module) => Object.values(module))
    .filter((v): v is { look: string } => !!v && typeof v === 'object' && 'look' in v && 'of' in v)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((l) => !Object.hasOwn(LOOKS, l.look)).map((l) => l.look)).toEqual([])
})

test('whoever decides holds no transaction to look things up in', () => {
  const deciders = ['src', 'jobs'].flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((f) => /\.tsx?$/.test(f))
      .map((f) => `${dir}/${f}`)
      .filter((f) => f !== 'jobs/decide.ts' && readFileSync(f, 'utf8').includes('decideNow(')),
  )
  expect(deciders.length).toBeGreaterThan(8)
  const byHand = deciders.filter((f) => /decideNow\(\s*[^,]+,\s*[^,]+,\s*(?:async )?\(/.test(readFileSync(f, 'utf8')))
  expect(byHand).toEqual([])
})
