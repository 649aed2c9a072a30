// Runs before the first paint so that a dark page never flashes white. It is a file of its own because
// the content security policy allows no inline scripts. The key is the one VueUse's useColorMode keeps.
;(function () {
  var mode
  try {
    mode = localStorage.getItem('vueuse-color-scheme')
  } catch {
    mode = null
  }
  if (!mode || mode === 'auto') {
    mode = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  }
  document.documentElement.classList.add(mode)
})()
