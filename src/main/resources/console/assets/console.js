(() => {
  "use strict";

  const typing = target => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

  const rows = () => [...document.querySelectorAll("[data-row]")];

  function move(by) {
    const all = rows();
    if (all.length === 0) {
      return;
    }
    const at = all.findIndex(row => row.classList.contains("here"));
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    all.forEach(row => row.classList.toggle("here", row === next));
    const link = next.querySelector("a");
    if (link) {
      link.focus();
    }
    next.scrollIntoView({block: "nearest"});
  }

  /** Leads to what a key stands for: a link is followed, a form is opened and its first field focused. Nothing is decided by one key. */
  function act(key) {
    const here = document.querySelector("[data-row].here");
    const target = (here && here.querySelector(`[data-key="${key}"]`)) || document.querySelector(`main [data-key="${key}"]`);
    if (!target) {
      return false;
    }
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      const field = target.querySelector("input:not([type=hidden]), textarea, select, button");
      (field || target).focus();
    } else if (target instanceof HTMLAnchorElement) {
      target.click();
    } else {
      target.focus();
    }
    return true;
  }

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target)) {
      return;
    }
    if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
      event.preventDefault();
    } else if (/^[aehr/]$/.test(event.key) && act(event.key)) {
      event.preventDefault();
    }
  });

  /** One press is one decision. */
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.method === "post") {
      form.dataset.sent = "yes";
    }
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(form => delete form.dataset.sent));

  /** A page that keeps itself up to date says when it can't, and goes on once it can. */
  document.addEventListener("htmx:sendError", () => {
    const main = document.getElementById("main");
    if (main && !document.getElementById("away")) {
      const away = document.createElement("p");
      away.id = "away";
      away.className = "notice bad";
      away.setAttribute("role", "alert");
      away.textContent = "The program does not answer at this moment. What you see is as it was before; it goes on by itself.";
      main.prepend(away);
    }
  });
  document.addEventListener("htmx:afterRequest", event => {
    const away = document.getElementById("away");
    if (away && event.detail.successful) {
      away.remove();
    }
  });

  /** A part that is put in place anew leaves the keyboard where it was. */
  const stops = part => [...part.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const alike = stop => [stop.tagName, stop.getAttribute("href") || stop.name || stop.textContent.trim()].join(" ");
  let held = null;
  document.addEventListener("htmx:beforeSwap", event => {
    const part = event.detail.target;
    const stop = document.activeElement;
    held = part.id && part.contains(stop) ? {
      part: part.id,
      like: alike(stop),
      nth: stops(part).filter(each => alike(each) === alike(stop)).indexOf(stop),
      here: stop.closest("[data-row].here") !== null,
    } : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const part = held && document.getElementById(held.part);
    const stop = part && stops(part).filter(each => alike(each) === held.like)[held.nth];
    if (stop) {
      stop.focus({preventScroll: true});
      const row = held.here && stop.closest("[data-row]");
      if (row) {
        row.classList.add("here");
      }
    }
    held = null;
  });

  /** The program is away for a moment: the page goes on once it answers again. */
  document.querySelectorAll("[data-comes-back]").forEach(part => {
    const look = () => fetch("/console/login", {cache: "no-store"})
      .then(answer => answer.ok ? location.assign(part.dataset.comesBack) : setTimeout(look, 1000))
      .catch(() => setTimeout(look, 1000));
    setTimeout(look, 2500);
  });

  /** A box that ticks all boxes of its list. */
  document.addEventListener("change", event => {
    const all = event.target;
    if (all.dataset && all.dataset.all) {
      document.querySelectorAll(`input[name="${all.dataset.all}"]`).forEach(box => { box.checked = all.checked; });
    }
  });
})();
