import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { may, SCOPES, type Scope, scopesOf } from '#domain/access.ts'
import { TOKEN_ROLES, type TokenRole } from '#domain/kernel/access.ts'
import { maskDeep, maskText } from '#domain/kernel/privacy.ts'
import { type Door, openDoor } from './door.ts'

let d: Door
beforeAll(async () => {
  d = await openDoor()
})
afterAll(() => d.world.close())

const SCOPE_OF: Record<string, Scope> = {
  '/api/v1/hazards': 'records:read',
  '/api/v1/reports': 'records:read',
  '/api/v1/warnings': 'warnings:read',
  '/api/v1/drills': 'warnings:read',
  '/api/v1/people': 'roster:read',
  '/api/v1/accounts': 'roster:read',
  '/api/v1/groups': 'roster:read',
  '/api/v1/grids': 'roster:read',
  '/api/v1/duty': 'roster:read',
  '/api/v1/summaries': 'summaries:read',
  '/api/v1/outbox': 'outbox:read',
  '/api/v1/ledger': 'ledger:read',
  '/api/v1/settings': 'settings:read',
  '/api/v1/settings/limits': 'settings:read',
}

describe.each(Object.keys(TOKEN_ROLES) as TokenRole[])('a token of role %s', (role) => {
  test.each(Object.entries(SCOPE_OF))('%s', async (path, scope) => {
    const token = await d.as(role)
    const { status, body } = await d.ask(path, { token })
    expect(status).toBe(may({ id: '', name: '', role }, scope) ? 200 : 403)
    if (status === 403) expect(body).toMatchObject({ status: 403, field: 'role' })
  })
  test('changes settings only as admin', async () => {
    const { status } = await d.ask('/api/v1/settings/join_minutes', {
      token: await d.as(role),
      method: 'PUT',
      body: { value: 12 },
    })
    expect(status).toBe(role === 'admin' ? 200 : 403)
  })
})

test('every scope is held by somebody, and admin holds all', () => {
  for (const scope of Object.keys(SCOPES) as Scope[]) expect(scopesOf('admin')).toContain(scope)
})

test.each([
  [null, '请带上'],
  ['anan_wrong', '不对'],
  ['', '请带上'],
])('token %s is refused with 401', async (token, said) => {
  const { status, body, headers } = await d.ask('/api/v1/hazards', { token })
  expect(status).toBe(401)
  expect(body.title).toContain(said)
  expect(headers.get('www-authenticate')).toContain('Bearer')
})

test('a revoked or expired token is refused; its hash is all that is kept', async () => {
  const token = await d.as('leader')
  expect((await d.ask('/api/v1/hazards', { token })).status).toBe(200)
  expect(JSON.stringify(await d.rows('tokens'))).not.toContain(token)
  await d.altered('tokens', { name: 'leader' }, { expiresAt: new Date('2026-11-01') })
  expect((await d.ask('/api/v1/hazards', { token })).status).toBe(401)
  await d.altered('tokens', { name: 'leader' }, { expiresAt: null, revokedAt: d.clock.now() })
  expect((await d.ask('/api/v1/hazards', { token })).status).toBe(401)
  await d.altered('tokens', { name: 'leader' }, { revokedAt: null })
})

describe('phones', () => {
  test('are whole for an admin and masked for everyone else, in every list', async () => {
    const full = (await d.ask('/api/v1/people?limit=500')).text
    expect(full).toMatch(/1380000\d{4}/)
    await d.world.says(
      d.world.person('info_officer', '石岭村'),
      d.world.groupOf('石岭村'),
      '石岭村村部进水3户，联系人张三，电话13800009999',
    )
    const token = await d.as('officer')
    for (const path of ['people', 'reports', 'ledger', 'outbox', 'duty', 'check-ins', 'warnings', 'groups']) {
      const { status, text } = await d.ask(`/api/v1/${path}?limit=500`, { token })
      expect(status).toBe(200)
      expect(text, path).not.toMatch(/(?<![\da-f-])1[3-9]\d{9}(?![\da-f])/)
    }
    expect((await d.ask('/api/v1/reports', { token })).text).toContain('138****9999')
  })

  test('read whole leave a line in the ledger: one an hour for each reader, none for who sees them masked', async () => {
    const lines = () => d.rows('ledger', { change: 'phones.shown', data: { what: 'people' } })
    d.world.clock.forward(61)
    const before = (await lines()).length
    await d.ask('/api/v1/people', { token: await d.as('officer') })
    expect(await lines()).toHaveLength(before)
    await d.ask('/api/v1/people')
    await d.ask('/api/v1/people?limit=500')
    await d.ask('/api/v1/people', { token: await d.as('admin') })
    expect([...(await lines())].slice(before).map((l) => l.actor)).toEqual(['token:ANAN_TOKEN', 'token:admin'])
    d.world.clock.forward(61)
    await d.ask('/api/v1/people')
    expect(await lines()).toHaveLength(before + 3)
  })

  test('never survive masking, wherever they stand in a text', () => {
    const mobile = fc
      .tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
      .map(([a, b]) => `1${a}${b}`)
    const around = fc.constantFrom('', '电话', ' ', '，', '张三', '(', '+86', '+86 ', '：', 'tel', '\n')
    fc.assert(
      fc.property(
        mobile,
        around,
        fc.constantFrom('', '。', ' 请回电', ')', 'x'),
        fc.constantFrom('', ' ', '-'),
        (m, before, after, gap) => {
          const typed = `${m.slice(0, 3)}${gap}${m.slice(3, 7)}${gap}${m.slice(7)}`
          const said = maskText(before + typed + after)
          expect(said).not.toContain(typed)
          expect(said).toContain('****')
          expect(said.startsWith(before) && said.endsWith(after)).toBe(true)
        },
      ),
    )
  })
  test('identity numbers are cut, longer and shorter numbers are left alone', () => {
    expect(maskText('身份证350524199001011234')).toBe('身份证350524************')
    for (const fine of ['350599128200', 'YH-20261124-003', '降雨1380毫米', '020261124003001380000100012'])
      expect(maskText(fine)).toBe(fine)
  })
  test('masking deep keeps shape and identifiers', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => JSON.stringify(maskDeep(value)).length > 0))
    expect(
      maskDeep({
        id: '13800001234-not-a-phone',
        phone: '13800001234',
        list: ['打13800001234'],
        account: '13800001234',
      }),
    ).toEqual({ id: '13800001234-not-a-phone', phone: '138****1234', list: ['打138****1234'], account: '138****1234' })
  })
})
