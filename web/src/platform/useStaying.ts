import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave, useRouter } from 'vue-router'

/**
 * Tells whether the person stays on this page. Whoever typed and chose a result at once is on the way to another
 * page; writing what was typed into the address would take that back.
 */
export function useStaying(): () => boolean {
  let staying = true
  onBeforeRouteLeave(() => {
    staying = false
  })
  onScopeDispose(
    useRouter().afterEach((_to, _from, failure) => {
      staying ||= failure !== undefined
    }),
  )
  return () => staying
}
