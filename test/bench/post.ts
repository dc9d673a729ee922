/** The bare limit of sending: undici posts so many messages, 64 at a time, and keeps nothing. */
import { Pool } from 'undici'

const { FAKE_URL = '', TOKEN = '', CONTENT = '', TOTAL = '0' } = process.env
const pool = new Pool(FAKE_URL, { connections: 64 })
let next = 0
process.once('SIGUSR2', async () => {
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (next < Number(TOTAL)) {
        const uuid = `bare-${next++}`
        const got = await pool.request({
          method: 'POST',
          path: '/open-apis/im/v1/messages?receive_id_type=chat_id',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
          body: JSON.stringify({ receive_id: `oc_${uuid}`, msg_type: 'interactive', content: CONTENT, uuid }),
        })
        await got.body.dump()
      }
    }),
  )
  process.exit(0)
})
setInterval(() => {}, 60_000) // a signal handler alone keeps no process
console.log('ready')
