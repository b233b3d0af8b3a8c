import { previewPolicy } from './csp.ts'
import { previewPrefix } from './origin.ts'

/**
 * Serves preview://document/<token>: a rendered message, held by the core under a token that only
 * the window that asked for the preview knows.
 */
export function createPreviewHandler(previewDocument: (token: string) => string | null) {
  return (request: { readonly url: string; readonly method: string }): Response => {
    const isAsked = request.method === 'GET' && request.url.startsWith(previewPrefix)
    const html = isAsked ? previewDocument(request.url.slice(previewPrefix.length)) : null
    return new Response(html ?? '', { status: html === null ? 404 : 200, headers })
  }
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': previewPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
