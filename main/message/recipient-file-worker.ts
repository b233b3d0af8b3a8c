/**
 * Entry of the thread that reads a folder, files or an archive of recipients' files. It has no key and
 * no database: whatever a hostile archive does to a parser, it does there.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '../../preload/problem.ts'
import type { FilesSaying, FilesSource, ReadRecipientFile } from './recipient-file-reader.ts'
import { type FoundFile, findFiles } from './recipient-file-source.ts'

const batchBytesMin = 1024 * 1024
const batchFilesMax = 200

async function* sayings(source: FilesSource): AsyncGenerator<FilesSaying> {
  let files: ReadRecipientFile[] = []
  let refused: Extract<FoundFile, { reason: unknown }>[] = []
  let sizeBytes = 0
  for await (const found of findFiles(source)) {
    if ('reason' in found) refused.push(found)
    else {
      files.push(found)
      sizeBytes += found.bytes.length
    }
    if (sizeBytes < batchBytesMin && files.length + refused.length < batchFilesMax) continue
    yield { kind: 'batch', files, refused }
    files = []
    refused = []
    sizeBytes = 0
  }
  if (files.length + refused.length > 0) yield { kind: 'batch', files, refused }
}

async function next(each: AsyncGenerator<FilesSaying>): Promise<FilesSaying> {
  try {
    const { value } = await each.next()
    return value ?? { kind: 'end' }
  } catch (error) {
    if (error instanceof ProblemError) return { kind: 'problem', problem: error.problem }
    throw error
  }
}

const { filesSource }: { filesSource?: FilesSource } = workerData ?? {}
if (filesSource !== undefined) {
  const all = sayings(filesSource)
  parentPort?.on('message', () => void next(all).then((said) => parentPort?.postMessage(said)))
}
