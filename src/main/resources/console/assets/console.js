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

  /** A box that ticks all boxes of its list. */
  document.addEventListener("change", event => {
    const all = event.target;
    if (all.dataset && all.dataset.all) {
      document.querySelectorAll(`input[name="${all.dataset.all}"]`).forEach(box => { box.checked = all.checked; });
    }
  });
})();
