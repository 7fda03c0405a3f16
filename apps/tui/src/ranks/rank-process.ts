/** A process of a run on several ranks; its place in the list is its rank. */
export interface RankProcess {
  readonly host: string
  readonly pid: number
}
