/** The registry of channels: one line each. A channel without its settings is off; its code is not even loaded. */
import type { Config } from '#src/config.ts'
import type { Channel } from './channel.ts'
import { createWeb } from './web/index.ts'
import type { WebStore } from './web/store.ts'

export interface ChannelDeps {
  config: Config
  webStore: WebStore
  newId(): string
  log: { info(f: object, m: string): void; warn(f: object, m: string): void; error(f: object, m: string): void }
}

/** In order of preference: a person reachable by several is told by the first. */
export const CHANNELS = {
  feishu: async ({ config: { feishu, publicUrl }, log }) => {
    if (!feishu) return undefined
    const { createFeishu } = await import('./feishu/index.ts')
    return createFeishu({
      ...feishu,
      appSecret: feishu.appSecret.reveal(),
      encryptKey: feishu.encryptKey?.reveal(),
      verificationToken: feishu.verificationToken?.reveal(),
      pages: publicUrl,
      log,
    })
  },
  broadcast: async ({ config: { broadcast }, log }) => {
    if (!broadcast) return undefined
    const [{ createBroadcast }, { sm2Signer }] = await Promise.all([
      import('./broadcast/index.ts'),
      import('./broadcast/signer.ts'),
    ])
    if (!broadcast.signing) log.warn({}, 'no signing key: the broadcast platform can be tested but not used')
    if (!broadcast.allow.length) log.warn({}, 'BROADCAST_ALLOW is empty: what the broadcast platform pushes is refused')
    return createBroadcast({
      ...broadcast,
      signer:
        broadcast.signing && sm2Signer({ ...broadcast.signing, privateKey: broadcast.signing.privateKey.reveal() }),
    })
  },
  web: async ({ webStore, newId }) => createWeb(webStore, newId),
} satisfies Record<string, (deps: ChannelDeps) => Promise<Channel | undefined>>

/** Every channel that has its settings, in order of preference. */
export async function openChannels(deps: ChannelDeps): Promise<ReadonlyMap<string, Channel>> {
  const opened = await Promise.all(Object.values(CHANNELS).map((open) => open(deps)))
  return new Map(opened.flatMap((c) => (c ? [[c.name, c] as const] : [])))
}
