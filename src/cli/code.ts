/**
 * `npm run code -- NAME_OR_PHONE`: a six-digit one-time code for a person, good for a quarter of an hour, to sign in to the web chat or to bind an account.
 * With `--revoke` it takes back instead: all accounts of the person, and their web sessions with them.
 */
import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { commit } from '#db/commit.ts'
import type { Db } from '#db/engine/tx.ts'
import { bindingsOf } from '#db/roster/accounts.ts'
import { maskAccount, releaseAccounts } from '#domain/roster/accounts.ts'
import { CODE, newCode } from '#domain/roster/codes.ts'
import { hashOf } from '#jobs/context.ts'
import { argumentsOf, main, withStation } from './station.ts'

main(async () => {
  const { options, rest } = argumentsOf(process.argv.slice(2), ['revoke'])
  const who = rest[0]
  if (!who) {
    console.error('用法：npm run code -- 姓名或手机号，例如 npm run code -- 林晓明；加 --revoke 解除这个人的全部绑定')
    return 2
  }
  return withStation(async ({ db }) => {
    const found = await db.execute<{ id: string; name: string }>(
      sql`select id, name from people where (active or ${!!options.revoke}) and (name = ${who} or phone = ${who})`,
    )
    if (found.length !== 1) {
      console.error(found.length ? `有${found.length}位“${who}”，请改用手机号。` : `花名册里没有“${who}”。`)
      return 1
    }
    const [person] = found as unknown as [{ id: string; name: string }]
    if (options.revoke) {
      const gone = await db.transaction(async (tx) => {
        const bound = (await bindingsOf(tx, { personId: person.id })).filter((a) => !a.revokedAt)
        await commit(tx, [{ changes: releaseAccounts(bound), actor: 'cli:code', inboxId: null }], new Date())
        return bound
      })
      for (const a of gone) console.log(`${a.channel}\t${maskAccount(a.account)}`)
      console.error(gone.length ? `${person.name}的${gone.length}个账号已解绑。` : `${person.name}没有绑定的账号。`)
      return 0
    }
    const code = await makeCode(db, person.id)
    console.log(code)
    console.error(
      `${person.name}的登录/绑定码，${CODE.live_minutes}分钟内有效，只能用一次，以前的码作废。网页登录直接填写；聊天里发“绑定 ${code}”。`,
    )
    return 0
  })
})

/** Six digits that no other code in use has: the few that live are soon missed. */
async function makeCode(db: Db, personId: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    const now = new Date()
    const changes = newCode({ id: uuidv7(), personId, hash: hashOf(code), now })
    try {
      await db.transaction((tx) => commit(tx, [{ changes, actor: 'cli:code', inboxId: null }], now))
      return code
    } catch (error) {
      if (tries >= 4) throw error
    }
  }
}
