/** The seven flows over Feishu: the whole service, the real channel, a platform of our own; by webhook and by long connection. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { loadRoster } from '#db/roster/snapshot.ts'
import type { Person, Roster } from '#domain/kernel/roster.ts'
import { loadConfig } from '#src/config.ts'
import { type Service, startService } from '#src/service.ts'
import { type FakeFeishu, type SentMessage, startFakeFeishu, wordsOf } from '../fakes/feishu/index.ts'
import { behindOf } from '../world/behind.ts'
import { freshDatabase } from '../world/database.ts'
import { not, type Rows, rowsOf } from '../world/rows.ts'

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1])

const BACKENDS = [
  ['postgres', ''],
  ['redis', 'redis'],
] as const

describe.each([
  ['webhook', ...BACKENDS[0]],
  ['ws', ...BACKENDS[1]],
] as const)('Feishu by %s, queue on %s', (mode, _name, backend) => {
  let fake: FakeFeishu
  let service: Service
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let dataDir: string
  let roster: Roster
  const chats = new Map<string, string>()
  const accounts = new Map<string, string>()
  let rows: Rows['rows']
  let behind: ReturnType<typeof behindOf>

  beforeAll(async () => {
    database = await freshDatabase('demo')
    dataDir = await mkdtemp(join(tmpdir(), 'anan-feishu-'))
    fake = await startFakeFeishu({ limits: false })
    service = await startService(
      loadConfig({
        PORT: '0',
        DATA_DIR: dataDir,
        DATABASE_URL: database.url,
        LOG_LEVEL: 'silent',
        FEISHU_MODE: mode,
        FEISHU_BASE_URL: fake.url,
        FEISHU_APP_ID: fake.app.appId,
        FEISHU_APP_SECRET: fake.app.appSecret,
        ...(mode === 'webhook'
          ? { FEISHU_ENCRYPT_KEY: fake.app.encryptKey, FEISHU_VERIFICATION_TOKEN: fake.app.verificationToken }
          : {}),
        ...(backend ? { REDIS_URL: inject('redisUrl') } : {}),
      }),
      pino({ level: 'silent' }),
      { queuePrefix: `t${process.pid}` },
    )
    fake.webhookTo(`${service.url}/hooks/feishu`)
    const { db } = service.runtime.database
    ;({ rows } = rowsOf(db))
    behind = behindOf(db, () => new Date())
    // the duty sheet of the template is for the day the tests live in; this one runs on the real clock
    await behind.onDutyNow()
    roster = await loadRoster(db, new Date())
    for (const p of roster.people.values()) accounts.set(p.id, fake.addUser(p.name, { mobile: p.phone! }).openId)
    const { bindByMobile } = await import('#jobs/bind.ts')
    const { createDecisionContext: createGround, hashOf } = await import('#jobs/context.ts')
    const { createRosterCache } = await import('#db/roster/snapshot.ts')
    const { runtime } = service
    await bindByMobile({
      db: runtime.database.db,
      channels: runtime.channels,
      poke: runtime.poke,
      log: pino({ level: 'silent' }),
      context: createGround({
        db: runtime.database.db,
        roster: createRosterCache(runtime.database.db),
        tz: 'Asia/Shanghai',
        now: () => new Date(),
        newId: runtime.newId,
        channels: ['feishu'],
      }),
    })
    expect(hashOf('x')).toHaveLength(64)
    if (mode === 'ws') await until(() => fake.socket.connections() === 1)
    for (const g of roster.groups) {
      const chat = fake.addChat(g.name, [...accounts.values()])
      chats.set(g.name, chat.id)
      await push(
        fake.events.wrap('im.chat.member.bot.added_v1', {
          chat_id: chat.id,
          operator_id: { open_id: 'ou_x' },
          external: false,
          name: g.name,
        }),
      )
    }
    await until(
      async () => (await rows('chats', { channel: 'feishu', groupId: not(null) })).length === roster.groups.length,
    )
  })
  afterAll(async () => {
    await service?.stop()
    await fake?.close()
    await database?.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const push = async (event: unknown) => {
    const attempt = await fake.push(event, { by: mode })
    expect(attempt).toMatchObject({ ok: true })
    expect(attempt.ms).toBeLessThan(10_000)
  }
  const until = async (ok: () => unknown) => {
    for (let i = 0; i < 600; i++) {
      if (await ok()) return
      await new Promise((r) => setTimeout(r, 10))
    }
    throw new Error('waited in vain')
  }
  const chat = (name: string) => chats.get([...chats.keys()].find((k) => k.startsWith(name))!)!
  const says = (who: Person, where: string, text: string, more = {}) =>
    push(fake.events.text(text, { chat: where, from: accounts.get(who.id)!, ...more }))
  const person = (role: string, village?: string, nth = 0) =>
    [...roster.people.values()]
      .filter((p) =>
        p.roles.some(
          (r) =>
            r.role === role && (!village || roster.villages.find((v) => v.code === r.villageCode)?.name === village),
        ),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1))[nth]!
  const officer = () =>
    roster.people.get(
      roster.shifts.find((s) => s.post === 'officer' && s.startAt <= new Date() && new Date() < s.endAt)!.personId,
    )!
  const heard = (to: string, words: string | RegExp, from = 0) =>
    fake.until(
      (m: SentMessage) =>
        fake.sent.indexOf(m) >= from &&
        (m.to === to || m.chat === to) &&
        (typeof words === 'string' ? wordsOf(m).includes(words) : words.test(wordsOf(m))),
      10_000,
    )

  /** The inputs of a card's form with what stands in them. */
  const formOf = (m: SentMessage): Record<string, string> => {
    const out: Record<string, string> = {}
    const walk = (node: unknown): void => {
      if (!node || typeof node !== 'object') return
      const e = node as Record<string, unknown>
      if (typeof e.name === 'string' && (e.tag === 'input' || String(e.tag).startsWith('select')))
        out[e.name] = String(e.default_value ?? e.initial_option ?? '')
      for (const v of Object.values(e)) walk(v)
    }
    walk(JSON.parse(m.content))
    return out
  }

  test('1 check-in: one card answers in the duty group', async () => {
    await says(officer(), chat('应急值班群'), '防汛值班签到')
    await heard(chat('应急值班群'), '已签到1人')
  })

  test('2 disaster report: officer and leader get a card within a second, 接警 by a press', async () => {
    const started = Date.now()
    await says(person('grid_member', '石岭村'), chat('石岭村'), '石岭村3组后山滑坡了，路堵死了')
    const card = await heard(accounts.get(officer().id)!, '灾情险情')
    expect(Date.now() - started).toBeLessThan(10_000)
    await heard(chat('石岭村'), '有没有人受伤')
    await fake.press(card, 'report.receive', accounts.get(officer().id)!, undefined, { by: mode })
    await until(async () => (await rows('records', { kind: 'disaster_report', state: 'received' })).length === 1)
    await until(() => card.edits.length > 0)
    expect(wordsOf({ content: card.edits.at(-1)!.content })).toContain('已接警')
  })

  test('2b the report’s card carries a form filled in beforehand; one press confirms, an edit is checked', async () => {
    const member = person('grid_member', '沙洲村')
    const me = accounts.get(member.id)!
    await says(member, chat('沙洲村'), '沙洲村5组路边挡墙垮了，伤了2个人')
    const card = await heard(chat('沙洲村'), '已记下并通知值班员')
    const inputs = formOf(card)
    expect(inputs).toMatchObject({ kind: '滑坡崩塌', place: '沙洲村5组路边', injured: '2' })
    await fake.press(card, 'record.check', me, { ...inputs, injured: '不知道' }, { by: mode })
    await heard(chat('沙洲村'), '“受伤”要填数字，例如 2')
    await fake.press(card, 'record.check', me, { ...inputs, injured: '3' }, { by: mode })
    await until(async () => (await rows('records', { fields: { village: '沙洲村', injured: 3 } })).length === 1)
    await until(() => card.edits.some((e) => wordsOf({ content: e.content }).includes('已改')))
  })

  test('2c two reports of one event are merged by a press; copies and sensitive words stay quiet', async () => {
    const [one, other] = [person('grid_member', '云峰村', 0), person('info_officer', '云峰村')]
    const boss = accounts.get(officer().id)!
    await says(one, chat('云峰村'), '云峰村4组王家屋后滑坡，路断了')
    await heard(chat('云峰村'), '已记下并通知值班员')
    let from = fake.sent.length
    await says(other, chat('云峰村'), '云峰村4组王家屋后滑坡，路断了')
    await heard(chat('云峰村'), '这条已登记过', from)
    from = fake.sent.length
    await says(other, chat('云峰村'), '云峰村4组那边山体滑坡，压坏房子1间')
    const card = await heard(boss, '同一事件', from)
    await fake.press(card, 'report.merge', boss, undefined, { by: mode })
    await until(async () => (await rows('records', { state: 'merged' })).length === 1)
    from = fake.sent.length
    await says(one, chat('云峰村'), '云峰村小学疑似食物中毒，12个学生上吐下泻')
    await heard(chat('云峰村'), '请不要在群里转发', from)
    expect(
      fake.sent
        .slice(from)
        .filter((m) => m.chat === chat('云峰村'))
        .some((m) => wordsOf(m).includes('学生')),
    ).toBe(false)
  })

  test('2d 2=1 changes a numbered line, 撤回 takes the report back', async () => {
    const member = person('grid_member', '竹园村')
    await says(member, chat('竹园村'), '竹园村5组路边挡墙垮了，伤了2个人')
    const card = await heard(chat('竹园村'), '已记下并通知值班员')
    const number = Object.keys(formOf(card)).indexOf('injured') + 1
    await says(member, chat('竹园村'), `${number}=1`)
    await until(async () => (await rows('records', { fields: { village: '竹园村', injured: 1 } })).length === 1)
    await says(member, chat('竹园村'), '撤回')
    await heard(chat('竹园村'), '已撤回')
  })

  test('3 hazard: numbered card back to the group, the photo fetched and kept', async () => {
    const member = person('grid_member', '双溪村')
    fake.addResource('om_photo1', 'img_1', JPEG, 'image/jpeg')
    await push(
      fake.events.image('img_1', { chat: chat('双溪村'), from: accounts.get(member.id)!, messageId: 'om_photo1' }),
    )
    await says(member, chat('双溪村'), '隐患上报：双溪村下街消防通道被杂物堵住')
    await heard(chat('双溪村'), /YH-\d{8}-\d{3}/)
    await until(
      async () =>
        (await rows('attachments', { hash: not(null), recordId: not(null), type: 'image/jpeg' })).length === 1,
    )
  })

  /** A warning of a village, confirmed by the officer: its row, and the message in the village's group. */
  async function warned(village: string) {
    const original = `××县气象台11月24日9时50分发布暴雨红色预警信号：预计未来3小时${village}降雨量将达100毫米以上，可能引发山洪，请立即转移。`
    const from = fake.sent.length
    const boss = officer()
    await says(boss, fake.p2p(accounts.get(boss.id)!), `发布预警 ${original}`, { p2p: true })
    const draft = await heard(fake.p2p(accounts.get(boss.id)!), '待确认', from)
    await fake.press(draft, 'warning.issue', accounts.get(boss.id)!, {}, { by: mode })
    const relayed = await heard(chat(village), original)
    const [warning] = await rows('warnings', { original })
    return { warningId: warning!.id, relayed }
  }

  test('4 warning: confirmed by the officer, relayed unchanged, answered by button and by 收到', async () => {
    const { warningId, relayed } = await warned('石岭村')
    const [first, second] = [person('grid_member', '石岭村', 0), person('grid_member', '石岭村', 1)]
    await fake.press(relayed, 'warning.ack', accounts.get(first.id)!, undefined, { by: mode })
    await says(second, chat('石岭村'), '收到')
    await until(async () => (await rows('obligations', { warningId, answeredAt: not(null) })).length === 2)
    // everybody who is asked is really @-ed, once; the silent are called when the step is due, and nobody else
    const asked = (await rows('obligations', { warningId })).map((o) => String(o.account)).sort()
    expect([...relayed.content.matchAll(/<at id=\W*(ou_\w+)/g)].map((m) => m[1]).sort()).toEqual(asked)
    await behind.altered(
      'deadlines',
      { subjectId: warningId, kind: 'warning.step', doneAt: null },
      { dueAt: new Date() },
    )
    const called = () => fake.sent.filter((m) => m.buzzes.includes('phone')).flatMap((m) => m.urgent)
    await until(() => called().length === asked.length - 2)
    expect(called()).not.toContain(accounts.get(first.id))
    expect(called()).not.toContain(accounts.get(second.id))
  })

  test('5 drill: marked in every message', async () => {
    const from = fake.sent.length
    const boss = officer()
    await says(boss, fake.p2p(accounts.get(boss.id)!), '发布演练 上午10点半下坪村开展避险演练，请回复收到。', {
      p2p: true,
    })
    const draft = await heard(fake.p2p(accounts.get(boss.id)!), '演练通知', from)
    await fake.press(draft, 'warning.issue', accounts.get(boss.id)!, {}, { by: mode })
    await heard(chat('下坪村'), '避险演练', from)
    expect(
      fake.sent
        .slice(from)
        .filter((m) => wordsOf(m).includes('避险演练'))
        .every((m) => wordsOf(m).includes('【演练】')),
    ).toBe(true)
  })

  test('6 daily summary reaches each leader once', async () => {
    const { digest } = await import('#jobs/digest.ts')
    const { createDecisionContext: createGround } = await import('#jobs/context.ts')
    const { createRosterCache } = await import('#db/roster/snapshot.ts')
    const { runtime } = service
    // tomorrow's: it lies ahead, whatever the hour, and the service itself makes it not yet
    const evening = new Date(`${new Date(Date.now() + 32 * 3600_000).toISOString().slice(0, 10)}T18:01:00+08:00`)
    const from = fake.sent.length
    const context = createGround({
      db: runtime.database.db,
      roster: createRosterCache(runtime.database.db),
      tz: 'Asia/Shanghai',
      now: () => evening,
      newId: runtime.newId,
      channels: ['feishu'],
    })
    const parts = { db: runtime.database.db, context, poke: runtime.poke }
    await Promise.all([digest(parts), digest(parts)])
    await behind.altered('outbox', { state: 'queued' }, { availableAt: new Date() })
    runtime.poke('feishu')
    const boss = accounts.get(person('town_leader').id)!
    await heard(boss, '应急日报', from)
    expect(fake.sent.slice(from).filter((m) => m.to === boss && wordsOf(m).includes('应急日报'))).toHaveLength(1)
  })

  test('7 questions: 谁值班 · 我的隐患 · 谁没收到 · 帮助', async () => {
    await warned('双溪村')
    const boss = officer()
    const alone = fake.p2p(accounts.get(boss.id)!)
    for (const [asked, said] of [
      ['谁值班', boss.name],
      ['我的隐患', /未销号|我的隐患/],
      ['谁没收到', '未应答'],
      ['帮助', '谁值班'],
    ] as const) {
      const from = fake.sent.length
      await says(boss, alone, asked, { p2p: true })
      await heard(alone, said, from)
    }
  })

  test('chit-chat is left alone, nothing is said twice, nothing is stuck', async () => {
    const from = fake.sent.length
    await says(person('grid_member', '石岭村'), chat('石岭村'), '哈哈，晚饭吃了没')
    await until(async () => (await rows('unread')).length === 0)
    await new Promise((r) => setTimeout(r, 200))
    expect(fake.sent.slice(from).filter((m) => m.chat === chat('石岭村') || m.to === chat('石岭村'))).toEqual([])
    const uuids = fake.sent.map((m) => m.uuid).filter(Boolean)
    expect(new Set(uuids).size).toBe(uuids.length)
    for (const state of ['unknown', 'refused'] as const)
      expect(await rows('outbox', { channel: 'feishu', state })).toEqual([])
  })
})
