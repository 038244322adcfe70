// Keeps the survey's pages by code, so that a phone without network can still fill one in.
var CACHE = "survei-1";
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
// A page from the store bears a key that may be used up: its script gives it one of its own.
function fresh(page) {
	return page.text().then(function (html) {
		html = html.replace(/(name="kunci" value=")[^"]*/, "$1");
		return new Response(html, { headers: page.headers });
	});
}
self.addEventListener("fetch", function (event) {
	var asked = event.request, path = new URL(asked.url).pathname;
	var isPage = /^\/s\/[0-9A-Z]{6}$/.test(path);
	if (asked.method !== "GET" || !(isPage || /^\/static\/surveys\//.test(path))) return;
	event.respondWith(caches.open(CACHE).then(function (store) {
		return fetch(asked).then(function (got) {
			if (got.ok && !got.redirected) store.put(path, got.clone());
			else if (got.status === 410 || got.status === 404) store.delete(path);
			return got.status > 499 ? known(got) : got;
		}, known);
		function known(failed) {
			return store.match(path).then(function (kept) {
				if (kept) return isPage ? fresh(kept) : kept;
				if (failed instanceof Response) return failed;
				throw failed;
			});
		}
	}));
});
