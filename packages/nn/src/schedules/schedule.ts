/** The learning rate of a step, counted from 0 over the whole run. A pure function: nothing to save. */
export type Schedule = (step: number) => number
