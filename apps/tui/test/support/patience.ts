/** Milliseconds that a test waits for what must happen: far more than it takes on a busy machine. */
export const patience = 300_000
