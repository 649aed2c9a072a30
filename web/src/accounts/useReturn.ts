import { useRoute, useRouter } from 'vue-router'

/** After signing in one is back where one was; only ever within this site. */
export function useReturn() {
  const route = useRoute()
  const router = useRouter()
  return () => {
    const back = route.query.back
    return router.replace(typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/')
  }
}
