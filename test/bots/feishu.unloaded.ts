/** Opens the channel as a station that is pushed events does, and says whether the SDK came with it. */
import { createRequire } from 'node:module'
import { createFeishu } from '#bots/feishu/index.ts'
import { FAKE_APP } from '../fakes/feishu/index.ts'

createFeishu({ ...FAKE_APP, mode: 'webhook', baseUrl: 'http://127.0.0.1:9' })
const loaded = Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('@larksuiteoapi'))
console.log(loaded ? 'loaded' : 'not loaded')
