import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type {
  Bridge,
  ChannelName,
  ChannelOutput,
  ChannelRawInput,
  EventName,
  EventPayload,
} from '../preload/contract.ts'
import { type Problem, ProblemError } from '../preload/problem.ts'

declare global {
  interface Window {
    readonly sekisho: Bridge
  }
}

/** Asks the core once. Throws a ProblemError when the answer is a problem. */
export async function call<N extends ChannelName>(
  name: N,
  input: ChannelRawInput<N>,
): Promise<ChannelOutput<N>> {
  const answer = await window.sekisho.call(name, input)
  if (answer.ok) {
    return answer.value
  }
  throw new ProblemError(answer.problem)
}

/** What a screen knows of something it asked for. `value` stays while it is asked for again. */
export interface Asked<T> {
  readonly value: T | undefined
  readonly problem: Problem | null
  readonly isLoading: boolean
  readonly refresh: () => void
}

export interface AskOptions {
  readonly enabled?: boolean
  /** Asks again on its own, for what no event announces. */
  readonly everyMs?: number
  /** Shows the previous answer while the one for a new input is on its way. */
  readonly keepPrevious?: boolean
}

/** Reads from the core; asked again whenever an event says that it may have changed. */
export function useCall<N extends ChannelName>(
  name: N,
  input: ChannelRawInput<N>,
  options: AskOptions = {},
): Asked<ChannelOutput<N>> {
  const query = useQuery({
    queryKey: [name, input],
    queryFn: (): Promise<ChannelOutput<N>> => call(name, input),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
  return {
    value: query.data,
    problem: query.error === null ? null : problemOf(query.error),
    isLoading: query.isLoading,
    refresh: () => void query.refetch(),
  }
}

/** An act of the person: run it, show that it runs, show why it did not work. */
export interface Act<N extends ChannelName> {
  readonly run: (
    input: ChannelRawInput<N>,
    onDone?: (value: ChannelOutput<N>) => void,
    onProblem?: (problem: Problem) => void,
  ) => void
  readonly isRunning: boolean
  readonly value: ChannelOutput<N> | undefined
  readonly problem: Problem | null
  /** Forgets the last answer, for a dialog that opens again. */
  readonly reset: () => void
}

/** Changes something in the core. Whatever is on screen is asked for again afterwards. */
export function useAct<N extends ChannelName>(name: N): Act<N> {
  const client = useQueryClient()
  const mutation = useMutation<ChannelOutput<N>, Error, ChannelRawInput<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => void client.invalidateQueries(),
  })
  return {
    run(input, onDone, onProblem) {
      mutation.mutate(input, {
        onSuccess: (value) => onDone?.(value),
        onError: (error) => onProblem?.(problemOf(error)),
      })
    },
    isRunning: mutation.isPending,
    value: mutation.data,
    problem: mutation.error === null ? null : problemOf(mutation.error),
    reset: mutation.reset,
  }
}

/** Listens to what the core pushes, for as long as the component is shown. */
export function useEvent<N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
): void {
  const onEvent = useEffectEvent(listener)
  useEffect(() => window.sekisho.subscribe(name, (payload) => onEvent(payload)), [name])
}

/** The newest pushed value; undefined until the first one comes. */
export function useLatest<N extends EventName>(name: N): EventPayload<N> | undefined {
  const [payload, setPayload] = useState<EventPayload<N>>()
  useEvent(name, setPayload)
  return payload
}

export function useQueryMemory(): QueryClient {
  return useMemo(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            retry: false,
            staleTime: 5_000,
            refetchOnWindowFocus: false,
            networkMode: 'always',
          },
          // What an act was given, such as a password, is forgotten with its answer.
          mutations: { retry: false, networkMode: 'always', gcTime: 0 },
        },
      }),
    [],
  )
}

/** Keeps what is on screen in step with the core. Used once, by the frame. */
export function useCoreEvents(): void {
  const client = useQueryClient()
  useEvent('app.changed', (state) => {
    const before = client.getQueryData<ChannelOutput<'app.state'>>(['app.state', {}])
    client.setQueryData(['app.state', {}], state)
    if (state.phase !== 'signed-in') {
      // Nothing that a session could read stays behind a lock.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'app.state' })
    } else if (before?.phase === 'signed-in' && before.session?.member !== state.session?.member) {
      // Somebody else sits down in the sample: nothing of the one before stays.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'app.state' })
    } else if (before?.phase !== 'signed-in') {
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'app.state' })
    }
  })
  useEvent('journal.changed', () => {
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'app.state' })
  })
  useEvent('notices.changed', () => void client.invalidateQueries({ queryKey: ['notices.list'] }))
  useEvent('releases.progress', (progress) => {
    client.setQueryData(['releases.progress', { request: progress.request }], progress)
    client.setQueryData<ChannelOutput<'releases.list'>>(['releases.list', {}], (list) =>
      list?.map((row) => (row.request === progress.request ? { ...row, ...progress } : row)),
    )
  })
}

/** Whatever was thrown, as something a person can read. */
export function problemOf(error: Error): Problem {
  return error instanceof ProblemError
    ? error.problem
    : { code: 'ipc.internal', params: { incident: error.name } }
}
