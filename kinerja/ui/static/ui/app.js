// Kinerja Kotalama: small comforts. Every page works without this file.
(() => {
  "use strict";
  const doc = document;
  const on = (type, act, options) => doc.addEventListener(type, act, options);
  const each = (root, selector, act) => {
    if (root.matches && root.matches(selector)) act(root);
    root.querySelectorAll(selector).forEach(act);
  };
  const closest = (event, selector) => event.target instanceof Element && event.target.closest(selector);

  // ---- what a fresh part of the page needs
  const prepare = (root) => {
    each(root, "[data-show], [data-copy], [data-print]", (el) => { el.hidden = false; });
    each(root, "[data-count]", count);
    each(root, "[data-day]", echo);
    each(root, "form[data-draft]", offer);
    const mark = "[data-focus]:not(.sample *)";
    const urgent = root.matches && root.matches(mark) ? root : root.querySelector(mark);
    if (urgent) urgent.focus();
  };

  // ---- letters left
  const count = (el) => {
    const box = doc.getElementById(el.dataset.count);
    if (box) el.textContent = `sisa ${(box.maxLength - box.value.length).toLocaleString("id-ID")} huruf`;
  };

  // ---- a typed day, said in words
  const MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split(" ");
  const echo = (box) => {
    const out = doc.getElementById(box.dataset.day);
    if (!out) return;
    const parts = box.value.trim().toLowerCase().split(/[\s\-/.,]+/);
    if (parts[0] && parts[0].length === 4) parts.reverse();
    const [d, m, y] = parts;
    const month = /^\d+$/.test(m) ? m - 1 : MONTHS.findIndex((name) => m && m.length > 2 && name.startsWith(m));
    const day = new Date(y, month, d);
    const real = /^\d{4}$/.test(y) && day.getMonth() === month && day.getDate() === Number(d);
    out.textContent = real
      ? day.toLocaleDateString("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric" }) : "";
  };

  on("input", (event) => {
    const box = event.target;
    if (!box.id) return;
    const counter = doc.querySelector(`[data-count="${CSS.escape(box.id)}"]`);
    if (counter) count(counter);
    if (box.dataset.day) echo(box);
    if (box.form && box.form.dataset.draft) keep(box.form);
  });

  // ---- drafts: a mirror on this device until the server has the text. Text only, seven days.
  const PREFIX = "draf:";
  const WEEK = 7 * 864e5;
  const shared = doc.documentElement.hasAttribute("data-shared");
  const boxes = (form) => [...form.querySelectorAll("textarea[name], input[type=text][name]")];
  const store = (act) => { try { return shared ? null : act(localStorage); } catch { return null; } };
  const forget = (form) => store((s) => s.removeItem(PREFIX + form.dataset.draft));
  const keep = (form) => {
    form.dirty = true;
    const text = Object.fromEntries(boxes(form).map((box) => [box.name, box.value]));
    store((s) => s.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), text })));
  };
  const offer = (form) => {
    const kept = store((s) => JSON.parse(s.getItem(PREFIX + form.dataset.draft)));
    if (!kept || form.querySelector(".draft-offer")) return;
    const differs = boxes(form).some((box) => kept.text[box.name] !== undefined && kept.text[box.name] !== box.value);
    if (!differs || Date.now() - kept.at > WEEK) { forget(form); return; }
    const at = new Date(kept.at);
    const bar = doc.createElement("div");
    bar.className = "notice draft-offer";
    bar.setAttribute("role", "status");
    const words = doc.createElement("p");
    const time = `${String(at.getHours()).padStart(2, "0")}.${String(at.getMinutes()).padStart(2, "0")}`;
    words.textContent = `Ada draf di perangkat ini dari pukul ${time}.`;
    const button = (label, act) => {
      const el = doc.createElement("button");
      el.type = "button";
      el.className = "button button--secondary button--small";
      el.textContent = label;
      el.addEventListener("click", () => { act(); bar.remove(); });
      return el;
    };
    const row = doc.createElement("div");
    row.className = "actions";
    row.append(
      button("Pakai", () => boxes(form).forEach((box) => {
        if (kept.text[box.name] === undefined) return;
        box.value = kept.text[box.name];
        box.dispatchEvent(new Event("input", { bubbles: true }));
      })),
      button("Buang", () => forget(form)),
    );
    bar.append(words, row);
    form.prepend(bar);
  };

  // ---- buttons
  on("click", (event) => {
    const show = closest(event, "[data-show]");
    if (show) {
      const box = doc.getElementById(show.dataset.show);
      const open = box.type === "password";
      box.type = open ? "text" : "password";
      show.setAttribute("aria-pressed", String(open));
      show.firstChild.textContent = open ? "Sembunyikan" : "Tampilkan";
    }
    const copy = closest(event, "[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(doc.getElementById(copy.dataset.copy).textContent.trim())
        .then(() => toast("Tersalin."), () => toast("Belum tersalin. Tandai teksnya lalu salin sendiri."));
    }
    if (closest(event, "[data-print]")) print();
    const opener = closest(event, "[data-dialog]");
    const dialog = opener && doc.getElementById(opener.dataset.dialog);
    if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
    if (closest(event, "[data-close]")) closest(event, "dialog").close();
    doc.querySelectorAll("details.menu[open], details.more[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    doc.querySelectorAll("details.menu[open], details.more[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // ---- one press is enough
  const ready = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((el) => el.removeAttribute("aria-busy"));
  };
  on("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    if (form.hasAttribute("data-forget")) {
      store((s) => Object.keys(s).filter((key) => key.startsWith(PREFIX)).forEach((key) => s.removeItem(key)));
    }
    form.dirty = false;
    const pressed = event.submitter || form.querySelector("[type=submit]");
    if (pressed) pressed.setAttribute("aria-busy", "true");
    setTimeout(ready, 8000, form);
  }, true);
  addEventListener("pageshow", () => doc.querySelectorAll("form[data-sent]").forEach(ready));

  // ---- the connection
  const line = () => {
    const banner = doc.getElementById("offline");
    if (banner) banner.hidden = navigator.onLine;
  };
  addEventListener("online", line);
  addEventListener("offline", line);
  addEventListener("beforeunload", (event) => {
    if (!navigator.onLine && [...doc.forms].some((form) => form.dirty)) event.preventDefault();
  });

  // ---- a word about what was done
  const toast = (text, stays) => {
    const region = doc.getElementById("toasts");
    if (!region) return;
    const box = doc.createElement("div");
    box.className = "toast";
    box.textContent = text;
    region.replaceChildren(box);
    if (!stays) setTimeout(() => box.remove(), 7000);
  };

  // ---- htmx
  on("toast", (event) => toast(event.detail.value));
  on("htmx:load", (event) => { if (event.target !== doc.body) prepare(event.target); });
  on("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (!form) return;
    ready(form);
    if (event.detail.successful) { form.dirty = false; if (form.dataset.draft) forget(form); }
  });
  on("htmx:sendError", () => toast("Belum tersimpan. Sambungan terputus. Teks Anda masih ada di sini.", true));
  on("htmx:responseError", (event) => toast(event.detail.xhr.status >= 500
    ? "Sistem kami bermasalah, bukan Anda. Coba lagi sebentar." : "Belum berhasil. Muat ulang halaman.", true));

  doc.documentElement.classList.add("js");
  prepare(doc);
  line();
})();
