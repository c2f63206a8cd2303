// What the pages can do with scripts; without them all of the report stands there, and nothing is lost.
(function () {
  "use strict";
  const script = document.currentScript;
  const root = script ? script.dataset.wortel || "" : "";
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The menu folds away on a narrow screen, so that the title stands first.
  const button = document.querySelector(".menuknop");
  if (button) {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
    });
  }

  // Search: the index is a script of its own, fetched when somebody types; that works from a folder too.
  const form = document.querySelector("form.zoek:not([data-eigen])");
  if (form) {
    const field = form.querySelector("input");
    const status = form.querySelector("[role=status]");
    const list = form.querySelector("ul");
    const MOST = 12;
    let loading = null;
    const load = () => {
      if (!loading) {
        loading = new Promise((done) => {
          const index = document.createElement("script");
          index.src = root + "stijl/zoekindex.js";
          index.onload = () => done(window.zoekindex.map((row) => [row, plain(row.join(" ")), plain(row[1])]));
          document.head.append(index);
        });
      }
      return loading;
    };
    const search = async () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      list.replaceChildren();
      list.hidden = true;
      status.textContent = "";
      if (!words.length) return;
      const index = await load();
      // A title that holds the words comes before a text that does.
      const found = index
        .filter(([, text]) => words.every((word) => text.includes(word)))
        .map(([row, , title]) => [words.every((word) => title.includes(word)) ? 0 : 1, row])
        .sort((a, b) => a[0] - b[0]);
      for (const [, [address, title, kind]] of found.slice(0, MOST)) {
        const link = document.createElement("a");
        link.href = root + address;
        link.textContent = title;
        const note = document.createElement("small");
        note.textContent = kind;
        const item = document.createElement("li");
        item.append(link, " ", note);
        list.append(item);
      }
      list.hidden = !found.length;
      const count = found.length === 1 ? "1 treffer" : found.length + " treffers";
      status.textContent = found.length > MOST ? count + ", de eerste " + MOST + " staan hieronder" : count;
    };
    form.hidden = false;
    field.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = list.querySelector("a");
      if (first) first.click();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        field.value = "";
        search();
        field.focus();
      }
    });
  }

  // A table sorts by a click on the head of a column, and goes back to its own order with the third.
  const number = (text) => {
    const found = text.replace(/\u2212/g, "-").match(/^[+<> ]*(-?\d[\d.]*(?:,\d+)?)/);
    return found ? parseFloat(found[1].replace(/\./g, "").replace(",", ".")) : null;
  };
  const FEWEST = 4; // rows
  const NARROWEST = 3; // columns: two are a list of properties
  for (const table of document.querySelectorAll(".tabelvak table")) {
    const body = table.tBodies[0];
    const heads = table.tHead && table.tHead.rows.length === 1 ? Array.from(table.tHead.rows[0].cells) : [];
    if (table.tBodies.length !== 1 || heads.length < NARROWEST || body.rows.length < FEWEST || table.querySelector("[rowspan], [scope=rowgroup], tbody [colspan]")) continue;
    const order = Array.from(body.rows);
    heads.forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const knob = document.createElement("button");
      knob.type = "button";
      knob.className = "sorteer";
      knob.append(...head.childNodes);
      head.append(knob);
      knob.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const next = now === "ascending" ? "descending" : now === "descending" ? null : "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (!next) {
          body.append(...order);
          return;
        }
        head.setAttribute("aria-sort", next);
        const key = new Map(order.map((row) => [row, row.cells[column].textContent.trim()]));
        const numbers = order.filter((row) => number(key.get(row)) !== null).length * 2 > order.length;
        const compare = (a, b) => {
          const [one, two] = [key.get(a), key.get(b)];
          if (!numbers) return one.localeCompare(two, "nl");
          const [x, y] = [number(one), number(two)];
          // What has no number stands last, whichever way the column is sorted.
          if (x === null || y === null) return (x === null) - (y === null);
          return next === "ascending" ? x - y : y - x;
        };
        const sorted = order.slice().sort(compare);
        body.append(...(numbers || next === "ascending" ? sorted : sorted.reverse()));
      });
    });
  }

  // On paper the numbers under a figure are open.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));

  // A link to numbers that are folded away opens them.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest("details");
    if (part) part.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();
