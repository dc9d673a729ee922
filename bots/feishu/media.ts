/** The bytes of what people send: photos, recordings, films, files. */
import type { Readable } from 'node:stream'
import type { Media } from '#bots/channel.ts'
import { mayBe, sniff } from '../sniff.ts'
import { collected } from './body.ts'
import type { Client } from './client.ts'
import { at, text } from './json.ts'
import { segment } from './send.ts'

/** Fetches one attachment of one message; refuses what is too large or is not what it was sent as. */
export const createMedia =
  (client: Client) =>
  async (messageId: string, key: string, kind: string, maxBytes: number): Promise<Media> => {
    const path = `/open-apis/im/v1/messages/${segment(messageId)}/resources/${segment(key)}`
    const params = { type: kind === 'image' ? 'image' : 'file' }
    const got = await client.call({ method: 'GET', path, params, file: true })
    const stream = at(got, 'data') as Readable
    // Letting a stream go early raises an error on it that nobody else would hear.
    stream.on('error', () => {})
    if (Number(at(got, 'headers', 'content-length')) > maxBytes) {
      stream.destroy()
      throw new Error(`feishu: attachment larger than ${maxBytes} bytes`)
    }
    const bytes = await collected(stream, maxBytes)
    if (!bytes) throw new Error(`feishu: attachment larger than ${maxBytes} bytes`)
    const type = sniff(bytes)
    if (!mayBe(kind, type)) throw new Error(`feishu: ${kind} attachment is ${type}`)
    const name = nameIn(text(at(got, 'headers', 'content-disposition')))
    return { bytes, type, ...(name ? { name } : {}) }
  }

/** A file's name from the header, without any path. */
function nameIn(disposition: string): string | undefined {
  const encoded = /filename\*=(?:utf-8|UTF-8)''([^;]+)/.exec(disposition)?.[1]
  const name = encoded ? decoded(encoded) : /filename="?([^";]+)"?/.exec(disposition)?.[1]
  return name?.split(/[/\\]/).pop() || undefined
}

function decoded(s: string): string {
  try {
    return decodeURIComponent(s)
  } catch {
    return s
  }
}
