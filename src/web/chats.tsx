import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Badge, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api, type Me, type Message } from './api.ts'
import { Conversation } from './conversation.tsx'
import { listenLive } from './live.ts'
import { merge } from './merge.ts'
import { words } from './words.ts'

type Page = { messages: Message[]; members: Record<string, string> }

/** The list of chats beside the open one; on a phone one or the other. */
export function Chats({ me, onSignedOut }: { me: Me; onSignedOut: () => void }) {
  const cache = useQueryClient()
  const [location, go] = useLocation()
  const chats = useQuery({ queryKey: ['chats', me.id], queryFn: api.chats })
  const [online, setOnline] = useState(true)
  const [unread, setUnread] = useState<Record<string, number>>({})
  const open = location.startsWith('/chat/') ? decodeURIComponent(location.slice(6)) : undefined
  const openNow = useRef(open)
  openNow.current = open

  useEffect(
    () =>
      listenLive({
        online: setOnline,
        again: () => void cache.invalidateQueries({ queryKey: ['messages'] }),
        message: (m) => {
          cache.setQueryData<Page>(
            ['messages', m.chat],
            (page) => page && { ...page, messages: merge(page.messages, m) },
          )
          if (m.chat !== openNow.current && m.account !== me.id)
            setUnread((u) => ({ ...u, [m.chat]: (u[m.chat] ?? 0) + 1 }))
        },
      }),
    [cache, me.id],
  )
  useEffect(() => {
    if (open) setUnread((u) => ({ ...u, [open]: 0 }))
  }, [open])
  const total = Object.values(unread).reduce((a, b) => a + b, 0)
  useEffect(() => {
    document.title = total ? `(${total}) ${words.title}` : words.title
  }, [total])

  const chat = chats.data?.find((c) => c.id === open)
  return (
    <div className={chat ? 'shell open' : 'shell'}>
      {!online && (
        <div className="lost" role="alert">
          {words.lost}
        </div>
      )}
      <nav aria-label={words.chats}>
        <header>
          <strong>{me.name}</strong>
          <Button
            size="small"
            onClick={() =>
              void api.signOut().then(() => {
                cache.clear()
                go('/')
                onSignedOut()
              })
            }
          >
            {words.signOut}
          </Button>
        </header>
        {me.watches && (
          <a className="chat" href="/warnings">
            {words.warnings}
          </a>
        )}
        {chats.data?.map((c) => (
          <Link
            key={c.id}
            href={`/chat/${encodeURIComponent(c.id)}`}
            className={c.id === open ? 'chat current' : 'chat'}
          >
            <span>{c.name}</span>
            <Badge count={unread[c.id] ?? 0} />
          </Link>
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
  )
}
