/** The bare limit of sending: undici posts so many messages, 64 at a time, and keeps nothing; first some to warm up. */
import { Pool } from 'undici'

const { FAKE_URL = '', TOKEN = '', CONTENT = '', TOTAL = '0', WARM = '0' } = process.env
const pool = new Pool(FAKE_URL, { connections: 64 })
let posted = 0

async function post(upTo: number): Promise<void> {
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (posted < upTo) {
        const uuid = `bare-${posted++}`
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
}

process.once('SIGUSR2', () => void post(Number(WARM) + Number(TOTAL)).then(() => process.exit(0)))
setInterval(() => {}, 60_000) // a signal handler alone keeps no process
await post(Number(WARM))
console.log('ready')
