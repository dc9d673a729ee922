/** `npm run token -- --name N --role R`: a new API token, printed once; only its hash is kept. `--list` and `--revoke N` look after them. */
import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { addToken, listTokens, revokeToken } from '#db/flow/tokens.ts'
import { SCOPES, scopesOf } from '#domain/access.ts'
import { isTokenRole, TOKEN_ROLES, type TokenRole } from '#domain/kernel/access.ts'
import { hashOf } from '#jobs/context.ts'
import { argumentsOf, main, withStation } from './station.ts'

const USAGE = `用法：
  npm run token -- --name 县平台 --role reader [--days 365]
  npm run token -- --list
  npm run token -- --revoke 县平台
角色：
${Object.entries(TOKEN_ROLES)
  .map(
    ([role, noun]) =>
      `  ${role.padEnd(8)}${noun}：${scopesOf(role as TokenRole)
        .map((s) => SCOPES[s].words)
        .join('；')}`,
  )
  .join('\n')}`

main(async () => {
  const { options } = argumentsOf(process.argv.slice(2), ['list'])
  const { name, role, revoke, list, days } = options
  if (list)
    return withStation(async ({ db }) => {
      for (const t of await listTokens(db))
        console.log(
          [
            t.name,
            t.role,
            `建于 ${t.createdAt.toISOString().slice(0, 10)}`,
            t.lastUsedAt ? `最近使用 ${t.lastUsedAt.toISOString().slice(0, 16)}Z` : '未用过',
            t.revokedAt ? '已停用' : '有效',
          ].join('\t'),
        )
    })
  if (revoke)
    return withStation(async ({ db }) => {
      const ended = await revokeToken(db, revoke, new Date())
      console.error(ended ? `“${revoke}”已停用。` : `没有叫“${revoke}”的有效令牌。`)
      return ended ? 0 : 1
    })
  if (!name?.trim() || !role || !isTokenRole(role) || (days !== undefined && !/^[1-9]\d{0,3}$/.test(days))) {
    console.error(role && !isTokenRole(role) ? `没有“${role}”这个角色。\n${USAGE}` : USAGE)
    return 2
  }
  const token = `anan_${randomBytes(32).toString('base64url')}`
  const expiresAt = days ? new Date(Date.now() + Number(days) * 86_400_000) : null
  const others = await withStation(({ db }) =>
    addToken(db, { id: uuidv7(), name: name.trim(), role, hash: hashOf(token), expiresAt }, new Date()),
  )
  console.log(token)
  console.error(
    `“${name}”（${TOKEN_ROLES[role]}）的令牌已生成，只显示这一次，请妥善保存。${others ? `另有${others}个同名令牌仍然有效，--revoke 会一起停用。` : ''}`,
  )
  return 0
})
