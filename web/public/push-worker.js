// Shows what the server tells this browser, also while no page is open. It does nothing else: it keeps no copies of
// pages, and what it is sent is two lines of text and the page that a click opens.
/* global self */

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  event.waitUntil(show(read(event.data)))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.page))
})

// Browsers take the permission away from whoever is sent something and shows nothing.
function read(data) {
  try {
    return data.json()
  } catch {
    return {}
  }
}

function show({ id, title = 'parkapp', text, page }) {
  // Under the same tag, what comes twice is shown once.
  return self.registration.showNotification(title, {
    body: text,
    tag: id,
    icon: '/mark-192.png',
    data: { page },
  })
}

async function open(page) {
  const asked = new URL(typeof page === 'string' ? page : '/', self.location.origin)
  const address = asked.origin === self.location.origin ? asked.href : self.location.origin
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find(({ url }) => url === address)
  // Never takes a page away that somebody may be filling in.
  return there ? there.focus() : self.clients.openWindow(address)
}
