/** The page's side of the web chat's doors. */
import type { WebMessage } from '../../bots/web/store.ts'
import { words } from './words.ts'

export type Message = Omit<WebMessage, 'createdAt' | 'writtenAt' | 'editedAt' | 'recalledAt'> & {
  createdAt: string
  writtenAt: string | null
  editedAt: string | null
  recalledAt: string | null
}
export interface Chat {
  id: string
  name: string
  kind: 'group' | 'p2p'
}
export interface Me {
  id: string
  name: string
  /** Whether the warning pages are for this person. */
  watches: boolean
}
export interface DemoPerson {
  id: string
  name: string
  role: string
  village: string | null
  on_duty: boolean
}

export class ApiError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  // a line that is there and carries nothing must end as well, so that what waits is tried again
  const given = new AbortController()
  const timer = setTimeout(() => given.abort(), init.method === 'POST' && path.endsWith('/media') ? 120_000 : 20_000)
  try {
    const response = await fetch(path, { ...init, signal: given.signal })
    if (!response.ok) {
      const { title } = await response.json().catch(() => ({}))
      throw new ApiError(response.status, title ?? words.failed)
    }
    // an answer that breaks off on its way is no answer
    return await response.json()
  } catch (e) {
    throw e instanceof ApiError ? e : new Error(words.failed)
  } finally {
    clearTimeout(timer)
  }
}

const post = <T>(path: string, body: unknown, method = 'POST') =>
  call<T>(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** A key for one message or press, kept over its retries and unlike any other's on any device. */
export const newKey = () =>
  `k-${Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, '0')).join('')}`

export const api = {
  station: () => call<{ demo: boolean; people: DemoPerson[] }>('/web/station'),
  me: () =>
    call<Me>('/web/me').catch((e) => {
      if (e instanceof ApiError && e.status === 401) return null
      throw e
    }),
  signIn: (by: { code?: string; person?: string }) => post<{ ok: true }>('/web/session', by),
  signOut: () => post('/web/session', {}, 'DELETE'),
  chats: () => call<Chat[]>('/web/chats'),
  messages: (chat: string, before?: string) =>
    call<{ messages: Message[]; members: Record<string, string> }>(
      `/web/chats/${encodeURIComponent(chat)}/messages${before ? `?before=${encodeURIComponent(before)}` : ''}`,
    ),
  write: (chat: string, message: object) =>
    post<{ id: string }>(`/web/chats/${encodeURIComponent(chat)}/messages`, message),
  press: (chat: string, press: object) => post(`/web/chats/${encodeURIComponent(chat)}/press`, press),
  recall: (chat: string, messageId: string) => post(`/web/chats/${encodeURIComponent(chat)}/recall`, { messageId }),
  upload: (file: Blob) => call<{ key: string; type: string }>('/web/media', { method: 'POST', body: file }),
}
