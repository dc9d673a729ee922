/** `npm run code -- NAME_OR_PHONE`: a six-digit one-time code for a person, to sign in to the web chat or to bind an account. */
import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { hashOf } from '#jobs/ground.ts'
import { main, withStation } from './station.ts'

const HOURS = 24

main(async () => {
  const who = process.argv[2]
  if (!who) {
    console.error('用法：npm run code -- 姓名或手机号，例如 npm run code -- 林晓明')
    return 2
  }
  return withStation(async ({ db }) => {
    const found = await db.execute<{ id: string; name: string }>(
      sql`select id, name from people where active and (name = ${who} or phone = ${who})`,
    )
    if (found.length !== 1) {
      console.error(found.length ? `有${found.length}位“${who}”，请改用手机号。` : `花名册里没有“${who}”。`)
      return 1
    }
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    await db.execute(
      sql`insert into bind_codes (hash, person_id, expires_at) values (${hashOf(code)}, ${found[0]!.id}, now() + make_interval(hours => ${HOURS}))`,
    )
    console.log(code)
    console.error(
      `${found[0]!.name}的登录/绑定码，${HOURS}小时内有效，只能用一次。网页登录直接填写；聊天里发“绑定 ${code}”。`,
    )
    return 0
  })
})
