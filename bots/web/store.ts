/** What the web chat needs kept: it is a platform of its own. The database's side of it is `db/web/store.ts`. */
import type { Attachment, Location, Outbound } from '#domain/kernel/message.ts'

export interface WebBody {
  text?: string
  attachments?: Attachment[]
  location?: Location
  outbound?: Outbound
}

export interface WebMessage {
  id: string
  /** Grows with every message and every change to one. */
  rev: number
  chat: string
  /** Person id of the writer; null = 安安. */
  account: string | null
  body: WebBody
  replyTo: string | null
  createdAt: Date
  /** When it was written, where that was earlier. */
  writtenAt: Date | null
  editedAt: Date | null
  recalledAt: Date | null
}

export interface WebStore {
  /** Adds a message; the same key twice is the same message. Returns its id. */
  post(message: {
    id: string
    chat: string
    account: string | null
    body: WebBody
    replyTo?: string
    key?: string
    writtenAt?: Date
  }): Promise<string>
  /** Changes a message of ours in place; false when there is none. */
  edit(id: string, body: WebBody): Promise<boolean>
  media(hash: string): Promise<Uint8Array>
}
