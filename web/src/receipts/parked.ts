import * as v from 'valibot'

const content = v.object({
  stay: v.object({
    lotName: v.string(),
    spotLabel: v.string(),
    plate: v.string(),
    from: v.string(),
    until: v.string(),
  }),
})

/** Where and when it was parked, by a document's content; nothing where that says something else. */
export function parkedOf(text: string | undefined): v.InferOutput<typeof content>['stay'] | undefined {
  if (text === undefined) return undefined
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), content), text)
  return read.success ? read.output.stay : undefined
}
