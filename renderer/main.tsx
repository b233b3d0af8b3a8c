import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { useQueryMemory } from './ipc.ts'

function Root() {
  const memory = useQueryMemory()
  return (
    <QueryClientProvider client={memory}>
      <App />
    </QueryClientProvider>
  )
}

const place = document.getElementById('root')
if (place === null) {
  throw new Error('index.html has no #root')
}
createRoot(place).render(<Root />)
