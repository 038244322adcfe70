// The survey on a phone: one question at a time; what cannot be sent now is kept and sent later.
(function () {
	"use strict";
	var doc = document, body = doc.body, data = body.dataset, store = "survei", form = doc.forms[0];
	var TWO_DAYS = 1728e5, here = location.pathname;
	function later(seconds, act) { return setTimeout(act, seconds * 1000); }
	function again() { location.replace(here.split("/").slice(0, 3).join("/")); }
	if (data.reload) later(data.reload, function () { location.reload(); });
	if (data.again) later(data.again, again);
	var note = make("p", "soft"), K, H;
	note.setAttribute("role", "status");
	if (data.work && !location.search) {
		doc.querySelector("main").appendChild(note);
		proof(data.work).then(function (found) { location.replace(here + "?bukti=" + found); });
	}
	if (!form) return;
	if (navigator.serviceWorker) navigator.serviceWorker.register("/s/sw.js").catch(function () {});

	// One question at a time.
	var steps = [].slice.call(doc.querySelectorAll("fieldset")), at = 0, byKey = false, touched = false;
	var send = form.querySelector("button"), bar = make("progress", "");
	var back = make("button", "plain", "Kembali"), next = make("button", "plain", "Lewati");
	var row = make("div", "steps");
	function make(tag, name, words) {
		var made = doc.createElement(tag);
		made.className = name;
		if (words) { made.type = "button"; made.textContent = words; }
		return made;
	}
	bar.max = steps.length;
	bar.setAttribute("aria-hidden", "true");
	row.appendChild(back);
	row.appendChild(next);
	form.insertBefore(bar, form.firstChild);
	form.insertBefore(row, send);
	form.appendChild(note);
	function name() {
		next.textContent = steps[at].querySelector(":checked:not(option)") ? "Lanjut" : "Lewati";
	}
	function show(step, quiet) {
		at = Math.max(0, Math.min(step, steps.length - 1));
		steps.forEach(function (one, no) { one.hidden = no !== at; });
		back.hidden = at === 0;
		next.hidden = at === steps.length - 1;
		send.hidden = !next.hidden;
		bar.value = at + 1;
		name();
		if (quiet) return;
		var legend = steps[at].querySelector("legend");
		legend.tabIndex = -1;
		legend.focus();
	}
	doc.addEventListener("pointerdown", function () { byKey = false; touch(); });
	doc.addEventListener("keydown", function (event) {
		byKey = true;
		touch();
		if (event.key === "Enter" && event.target.type === "radio") {
			event.preventDefault();
			show(at + 1);
		}
	});
	form.addEventListener("change", function (event) {
		var step = at;
		name();
		if (event.target.type === "radio" && !byKey) later(0.25, function () { if (at === step) show(at + 1); });
	});
	back.onclick = function () { show(at - 1); };
	next.onclick = function () { show(at + 1); };
	show(Math.max(0, steps.indexOf(doc.querySelector(".wrong"))), true);

	// A shared device begins anew when nobody is there.
	var quiet, warned;
	function touch() {
		if (!data.kiosk) return;
		touched = true;
		clearTimeout(quiet);
		clearTimeout(warned);
		warned = later(data.kiosk - 5, function () { say("Kembali ke awal dalam 5 detik. Sentuh layar untuk lanjut."); });
		quiet = later(data.kiosk, again);
	}
	if (data.kiosk) setInterval(function () { if (!touched) location.reload(); }, 18e5);

	// Sending; what the network or a busy server does not take waits on the phone.
	function say(words) { note.textContent = words; }
	// What every browser names a blob by; crypto.randomUUID is younger than many a phone.
	function uuid() { return URL.createObjectURL(new Blob()).slice(-36); }
	form.kunci.value = form.kunci.value || uuid();
	function kept() {
		try { return JSON.parse(localStorage.getItem(store)) || []; } catch (_) { return []; }
	}
	function keep(list) {
		try { localStorage.setItem(store, JSON.stringify(list)); return true; } catch (_) { return false; }
	}
	function drop(one) { keep(kept().filter(function (other) { return other.id !== one.id; })); }
	function post(one) {
		return fetch(one.url, {
			method: "POST", body: one.body, credentials: "omit", redirect: "manual",
			headers: { "Content-Type": "application/x-www-form-urlencoded" }
		});
	}
	// Sends once; says "sent", "wait" (with seconds), "work" (with what to do) or "no".
	function attempt(one) {
		return post(one).then(function (got) {
			var work = got.headers.get("Survey-Work");
			if (got.type === "opaqueredirect" || got.redirected) return { said: "sent" };
			if (got.status === 429 && work) return proof(work).then(function (found) {
				one.body += "&bukti=" + found;
				return attempt(one);
			});
			if (got.status === 429 || got.status > 499) return { said: "wait", wait: +got.headers.get("Retry-After") || 30 };
			if (got.status === 409 && !one.renewed) {
				one.renewed = true;
				one.body = one.body.replace(/kunci=[^&]*/, "kunci=" + uuid());
				return attempt(one);
			}
			return { said: "no" };
		}, function () { return { said: "wait", wait: 30 }; });
	}
	var timer;
	function flush() {
		clearTimeout(timer);
		var waiting = kept().filter(function (one) { return Date.now() - one.at < TWO_DAYS; });
		keep(waiting);
		if (!waiting.length) return;
		attempt(waiting[0]).then(function (got) {
			if (got.said !== "wait") { drop(waiting[0]); flush(); if (got.said === "sent") say("Jawaban yang tersimpan sudah terkirim."); return; }
			timer = later(got.wait * (1 + Math.random()), flush);
		});
	}
	addEventListener("online", flush);
	flush();

	var sending = false;
	form.addEventListener("submit", function (event) {
		if (!window.fetch || !window.URLSearchParams || !window.Promise) return;
		event.preventDefault();
		if (sending) return;
		sending = true;
		say("Mengirim jawaban.");
		var one = { id: form.kunci.value, url: form.action, body: new URLSearchParams(new FormData(form)).toString(), at: Date.now() };
		attempt(one).then(function (got) {
			if (got.said === "sent") return location.replace(form.action + "/terima-kasih");
			if (got.said === "no" || !keep(kept().concat(one))) return form.submit();
			done();
			timer = later(got.wait * (1 + Math.random()), flush);
		});
	});
	function done() {
		var title = doc.querySelector("h1");
		form.hidden = doc.getElementById("intro").hidden = true;
		title.textContent = "Terima kasih.";
		note.textContent = "Jawaban Anda tersimpan di perangkat ini. Biarkan halaman ini terbuka: jawaban dikirim sendiri begitu bisa.";
		form.parentNode.insertBefore(note, form);
		title.tabIndex = -1;
		title.focus();
		if (data.kiosk) later(8, again);
	}
	addEventListener("pageshow", function (event) { if (event.persisted && sending) location.reload(); });

	// A proof of work, for a network that sends very much: SHA-256 of "challenge:n" begins with zeros.
	function proof(work) {
		var asked = work.split(" "), bits = +asked[1], n = 0;
		if (!K) constants();
		say("Jaringan ini ramai. Sebentar, ponsel Anda sedang menghitung.");
		return new Promise(function (found) {
			(function some() {
				for (var end = n + 2000; n < end; n++) if (!(sha(asked[0] + ":" + n) >>> (32 - bits))) return found(n);
				setTimeout(some, 0);
			})();
		});
	}
	function constants() {
		K = [];
		H = [];
		function part(x) { return (x - Math.floor(x)) * 4294967296 | 0; }
		for (var p = 2; K.length < 64; p++) {
			for (var d = 2; d * d <= p && p % d; d++);
			if (d * d <= p) continue;
			if (H.length < 8) H.push(part(Math.sqrt(p)));
			K.push(part(Math.cbrt(p)));
		}
	}
	// The first 32 bits of SHA-256 of a short text (one block).
	function sha(text) {
		var w = [], i, t, h = H.slice(), u, v;
		for (i = 0; i < 64; i++) w[i] = 0;
		for (i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << (24 - i % 4 * 8);
		w[i >> 2] |= 128 << (24 - i % 4 * 8);
		w[15] = text.length * 8;
		function r(x, n) { return x >>> n | x << (32 - n); }
		for (i = 0; i < 64; i++) {
			if (i > 15) {
				u = w[i - 15]; v = w[i - 2];
				w[i] = w[i - 16] + (r(u, 7) ^ r(u, 18) ^ u >>> 3) + w[i - 7] + (r(v, 17) ^ r(v, 19) ^ v >>> 10) | 0;
			}
			t = h[7] + (r(h[4], 6) ^ r(h[4], 11) ^ r(h[4], 25)) + (h[4] & h[5] ^ ~h[4] & h[6]) + K[i] + w[i];
			u = (r(h[0], 2) ^ r(h[0], 13) ^ r(h[0], 22)) + (h[0] & h[1] ^ h[0] & h[2] ^ h[1] & h[2]);
			h = [t + u | 0, h[0], h[1], h[2], h[3] + t | 0, h[4], h[5], h[6]];
		}
		return h[0] + H[0] | 0;
	}
})();
