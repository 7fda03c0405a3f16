import type { TrainRequest } from './commands/train'

/** What the command line asks for: a text to print, or something to do. */
export type Request = { readonly kind: 'print'; readonly text: string } | TrainRequest

/** Takes what a command's line asks for. */
export type Ask = (request: Request) => void
