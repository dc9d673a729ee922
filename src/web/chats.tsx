import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Badge, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api, type Chat, type Me, type Message } from './api.ts'
import { Conversation } from './conversation.tsx'
import { drafts, known } from './device.ts'
import { listenLive } from './live.ts'
import { merge } from './merge.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { LineCut, OutboxContext, useWaiting } from './waiting.tsx'
import { words } from './words.ts'

type Page = { messages: Message[]; members: Record<string, string> }

/**
 * The list of chats beside the open one; on a phone one or the other.
 * @param away the server did not answer who this is: all here is as last seen on this device, and looks so.
 */
export function Chats({ me, away, onSignedOut }: { me: Me; away: boolean; onSignedOut: () => void }) {
  const cache = useQueryClient()
  const [location, go] = useLocation()
  const chats = useQuery({
    queryKey: ['chats', me.id],
    queryFn: async () => {
      const list = await api.chats()
      known.set('chats', list)
      return list
    },
  })
  // without a network: as last seen on this device
  const list = chats.data ?? known.get<Chat[]>('chats')
  const { modal, message: toast } = App.useApp()
  const [streaming, setStreaming] = useState(true)
  const [line, setLine] = useState(navigator.onLine)
  const online = streaming && line && !away
  const [outbox, setOutbox] = useState<Outbox>()
  const [unread, setUnread] = useState<Record<string, number>>({})
  const open = location.startsWith('/chat/') ? decodeURIComponent(location.slice(6)) : undefined
  const openNow = useRef(open)
  openNow.current = open

  const signedOut = useRef(onSignedOut)
  signedOut.current = onSignedOut
  useEffect(() => {
    const made = createOutbox(me.id, {
      sent: (id) => cache.invalidateQueries({ queryKey: ['messages', id] }),
      signedOut: () => signedOut.current(),
    })
    setOutbox(made)
    return made.end
  }, [cache, me.id])
  useEffect(
    () =>
      listenLive({
        online: setStreaming,
        again: () => {
          outbox?.wake()
          for (const queryKey of [['me'], ['chats'], ['messages']]) void cache.invalidateQueries({ queryKey })
        },
        message: (m) => {
          cache.setQueryData<Page>(
            ['messages', m.chat],
            (page) => page && { ...page, messages: merge(page.messages, m) },
          )
          if (m.chat !== openNow.current && m.account !== me.id)
            setUnread((u) => ({ ...u, [m.chat]: (u[m.chat] ?? 0) + 1 }))
        },
      }),
    [cache, me.id, outbox],
  )
  useEffect(() => {
    if (open) setUnread((u) => ({ ...u, [open]: 0 }))
  }, [open])
  useEffect(() => {
    const heard = () => setLine(navigator.onLine)
    addEventListener('online', heard)
    addEventListener('offline', heard)
    return () => {
      removeEventListener('online', heard)
      removeEventListener('offline', heard)
    }
  }, [])
  const total = Object.values(unread).reduce((a, b) => a + b, 0)
  useEffect(() => {
    document.title = total ? `(${total}) ${words.title}` : words.title
  }, [total])

  /** Nothing of whoever leaves stays on a device that others use; what they would lose is said before. */
  const leave = async () => {
    const unsent = outbox?.unsent() ?? 0
    if (
      unsent &&
      !(await modal.confirm({
        title: words.leaving(unsent),
        content: words.leavingHint,
        okText: words.leaveAnyway,
        okButtonProps: { danger: true },
        cancelText: words.stay,
      }))
    )
      return
    try {
      await api.signOut()
    } catch {
      return void toast.warning(words.leaveFailed)
    }
    await outbox?.wipe()
    cache.clear()
    go('/')
    onSignedOut()
  }

  const chat = list?.find((c) => c.id === open)
  if (!outbox) return null
  return (
    <OutboxContext.Provider value={outbox}>
      <div className={chat ? 'shell open' : 'shell'}>
        {!online && <LineCut outbox={outbox} />}
        <nav aria-label={words.chats}>
          <header>
            <strong>{me.name}</strong>
            <Button size="small" onClick={() => void leave()}>
              {words.signOut}
            </Button>
          </header>
          {me.watches && (
            <a className="chat" href="/warnings">
              {words.warnings}
            </a>
          )}
          {list?.map((c) => (
            <ChatEntry key={c.id} chat={c} me={me} current={c.id === open} unread={unread[c.id] ?? 0} />
          ))}
        </nav>
        <section className={online ? 'conversation' : 'conversation stale'}>
          {chat ? (
            <Conversation key={chat.id} chat={chat} me={me} back={() => go('/')} />
          ) : (
            <p className="center">{words.empty}</p>
          )}
        </section>
      </div>
    </OutboxContext.Provider>
  )
}

/** A chat in the list, with what waits in it unsent or unfinished, and what is new. */
function ChatEntry({ chat, me, current, unread }: { chat: Chat; me: Me; current: boolean; unread: number }) {
  const unsent = useWaiting().filter((w) => w.chat === chat.id && !w.sentAt).length
  return (
    <Link href={`/chat/${encodeURIComponent(chat.id)}`} className={current ? 'chat current' : 'chat'}>
      <span>{chat.name}</span>
      {unsent > 0 && <small className="unsent">{words.unsentIn(unsent)}</small>}
      {!current && drafts.get(me.id, chat.id) && <small className="unsent">{words.draft}</small>}
      <Badge count={unread} />
    </Link>
  )
}
