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

  /** Words that may stand where somebody types in YAML: those of the list beside the field, below the words the line is in. */
  const begin = line => line.search(/[^ ]|$/);
  const column = line => /^ *(?:- +)*/.exec(line)[0].length;
  const word = line => { const found = /^ *(?:- +)*([\w-]+) *:/.exec(line); return found ? found[1] : ""; };
  const isItem = line => /^ *- /.test(line);

  /** The words around the last line, the outermost first, and those that stand beside it already. */
  function around(lines) {
    const last = lines[lines.length - 1];
    const path = [], beside = new Set();
    let siblings = !isItem(last);
    // What is around a line begins further left; what is around an item may begin where its dash does.
    let limit = siblings ? column(last) : begin(last) + 0.5;
    for (const line of lines.slice(0, -1).reverse()) {
      if (line.trim() === "" || line.trim().startsWith("#") || column(line) > limit) {
        continue;
      }
      if (column(line) < limit) {
        if (word(line)) {
          path.unshift(word(line));
        }
        siblings = false;
        limit = isItem(line) ? begin(line) + 0.5 : column(line);
      } else {
        if (siblings && word(line)) {
          beside.add(word(line));
        }
        if (isItem(line)) {
          siblings = false;
          limit = begin(line) + 0.5;
        }
      }
    }
    return {path, beside};
  }

  document.querySelectorAll("textarea[data-keys]").forEach(field => {
    const tree = document.getElementById(field.dataset.keys);
    if (!tree) {
      return;
    }
    const list = document.createElement("ul");
    list.className = "offers";
    list.id = `${field.dataset.keys}-offers`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Words that may stand here");
    list.hidden = true;
    field.after(list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-describedby", `${list.id}-how`);
    const how = document.createElement("small");
    how.id = `${list.id}-how`;
    how.textContent = "Words that may stand here are offered as you type, and by Ctrl and Space; arrows choose, Enter takes one, Escape leaves the list.";
    list.after(how);

    const below = (part, path) => {
      const items = part ? [...part.children] : [];
      if (path.length === 0) {
        return items;
      }
      const next = items.find(item => item.querySelector("code").textContent === path[0])
        || items.find(item => item.querySelector("code").textContent === "…");
      return next ? below(next.querySelector(":scope > ul"), path.slice(1)) : [];
    };
    const line = () => {
      const before = field.value.slice(0, field.selectionStart);
      const lines = before.split("\n");
      return {lines, typed: /^ *(?:- +)*([\w-]*)$/.exec(lines[lines.length - 1])};
    };
    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      field.removeAttribute("aria-activedescendant");
    };
    const choose = item => {
      [...list.children].forEach(each => each.setAttribute("aria-selected", String(each === item)));
      if (item) {
        field.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({block: "nearest"});
      }
    };
    const chosen = () => list.querySelector("[aria-selected=true]");
    const take = item => {
      const {typed} = line();
      const end = field.selectionStart;
      field.setRangeText(`${item.dataset.word}: `, end - (typed ? typed[1].length : 0), end, "end");
      close();
      field.focus();
    };
    const offer = asked => {
      const {lines, typed} = line();
      if (!typed || (!asked && typed[1] === "")) {
        close();
        return;
      }
      const {path, beside} = around(lines);
      const fits = below(tree, path).filter(item => {
        const name = item.querySelector("code").textContent;
        return name !== "…" && name.startsWith(typed[1]) && name !== typed[1] && !beside.has(name);
      });
      list.replaceChildren(...fits.map((item, nth) => {
        const option = document.createElement("li");
        const says = item.querySelector(":scope > small");
        option.id = `${list.id}-${nth}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.word = item.querySelector("code").textContent;
        const name = document.createElement("code");
        name.textContent = option.dataset.word;
        option.append(name);
        if (says) {
          option.append(says.cloneNode(true));
        }
        return option;
      }));
      list.hidden = fits.length === 0;
      field.removeAttribute("aria-activedescendant");
      if (asked && fits.length > 0) {
        choose(list.firstElementChild);
      }
    };

    field.addEventListener("input", () => offer(false));
    field.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("mousedown", event => {
      const item = event.target.closest("li");
      event.preventDefault();
      if (item) {
        take(item);
      }
    });
    field.addEventListener("keydown", event => {
      if (event.ctrlKey && event.key === " ") {
        offer(true);
        event.preventDefault();
      } else if (list.hidden) {
        return;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const all = [...list.children];
        const at = all.indexOf(chosen()) + (event.key === "ArrowDown" ? 1 : -1);
        choose(all[Math.min(all.length - 1, Math.max(0, at))]);
        event.preventDefault();
      } else if (event.key === "Enter" && chosen()) {
        take(chosen());
        event.preventDefault();
      } else if (event.key === "Escape") {
        close();
        event.stopPropagation();
        event.preventDefault();
      }
    });
  });

  /** A box that ticks all boxes of its list. */
  document.addEventListener("change", event => {
    const all = event.target;
    if (all.dataset && all.dataset.all) {
      document.querySelectorAll(`input[name="${all.dataset.all}"]`).forEach(box => { box.checked = all.checked; });
    }
  });
})();
