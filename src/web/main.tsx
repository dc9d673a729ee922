import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { createRoot } from 'react-dom/client'
import { Root } from './root.tsx'
import 'antd/dist/reset.css'
import './style.css'

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
const client = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: true, retry: 2, staleTime: 5_000 } },
})

// where the browser allows it (TLS, or this machine): the page opens without a network too
void navigator.serviceWorker?.register('/shell.worker.js', { updateViaCache: 'none' }).catch(() => {})

createRoot(document.getElementById('root')!).render(
  <ConfigProvider
    locale={zhCN}
    csp={{ nonce }}
    button={{ autoInsertSpace: false }}
    // nothing moves: on a slow phone a dialog that is still fading takes the press meant for the next
    theme={{
      token: { colorPrimary: '#1f5fbf', colorTextPlaceholder: '#6b7280', borderRadius: 8, fontSize: 16, motion: false },
    }}
  >
    <AntApp>
      <QueryClientProvider client={client}>
        <Root />
      </QueryClientProvider>
    </AntApp>
  </ConfigProvider>,
)
