import type { Context } from 'hono'
import type { WebMemory } from '#db/web/store.ts'
import { Problem } from '../../http/problem.ts'
import type { Env } from '../../http/session.ts'

/** The chat that an address names, for one of its members. @throws Problem 403 */
export async function entered(c: Context<Env>, memory: WebMemory): Promise<string> {
  const chat = c.req.param('id') ?? ''
  if (!(await memory.mayEnter(c.get('person').personId, chat))) throw new Problem(403, '您不在这个群里。')
  return chat
}
