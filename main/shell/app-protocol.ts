import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { windowPolicy } from './csp.ts'
import { appOrigin } from './origin.ts'

const RendererFiles = v.record(
  v.string(),
  v.strictObject({ type: v.string(), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
)
/** What the build wrote: the path in app:// -> type and digest. Nothing else is ever served. */
export type RendererFiles = v.InferOutput<typeof RendererFiles>

export async function readRendererFiles(manifest: URL): Promise<RendererFiles> {
  return v.parse(RendererFiles, JSON.parse(await readFile(manifest, 'utf8')))
}

/**
 * Serves app://sekisho. A path is looked up in the build's manifest and never joined to a folder;
 * a file that differs from the build is refused.
 */
export function createAppHandler(files: RendererFiles, folder: URL, contentPolicy = windowPolicy) {
  const headers = (type: string) => headersOf(type, contentPolicy)
  const refusal = (status: number) => new Response('', { status, headers: headers('text/plain') })
  return async (request: { readonly url: string; readonly method: string }): Promise<Response> => {
    const path = pathIn(request.url)
    const file = path === null || !Object.hasOwn(files, path) ? undefined : files[path]
    if (path === null || file === undefined || request.method !== 'GET') return refusal(404)
    const bytes = await readFile(new URL(`.${path}`, folder))
    if (createHash('sha256').update(bytes).digest('hex') !== file.sha256) return refusal(410)
    return new Response(bytes, { headers: headers(file.type) })
  }
}

function pathIn(url: string): string | null {
  if (!url.startsWith(`${appOrigin}/`)) return null
  return /^[^?#]*/.exec(url.slice(appOrigin.length))?.[0] ?? null
}

function headersOf(type: string, contentPolicy: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}
