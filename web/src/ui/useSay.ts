import { useToast } from '@nuxt/ui/composables/useToast'
import { asProblem } from '@/platform/problem'
import { problemText } from '@/platform/problem-text'

/** Says in passing what happened, where nothing else on the page does. */
export function useSay() {
  const toast = useToast()

  function done(title: string, description?: string) {
    toast.add({ title, description, color: 'success', icon: 'i-lucide-circle-check' })
  }

  function refused(error: unknown) {
    const problem = asProblem(error)
    const text = problemText(problem)
    toast.add({
      title: text.title,
      description: problem.detail && problem.status < 500 ? problem.detail : text.detail,
      color: 'error',
      icon: 'i-lucide-circle-alert',
    })
  }

  return { done, refused }
}
