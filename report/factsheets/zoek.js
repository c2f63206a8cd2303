// Shows the institutions whose name or code holds every word typed. Without this script the list is simply complete.
(function () {
  "use strict";
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const form = document.querySelector("form.zoek");
  const field = document.getElementById("zoek");
  const status = document.getElementById("gevonden");
  const items = Array.from(document.querySelectorAll("li[data-zoek]"), (item) => [item, plain(item.dataset.zoek)]);

  function filter() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      found += item.hidden ? 0 : 1;
    }
    status.textContent = found === 1 ? "1 instelling gevonden" : found + " instellingen gevonden";
  }

  form.hidden = false;
  field.addEventListener("input", filter);
  // Enter opens the only page that is left.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const left = items.filter(([item]) => !item.hidden);
    if (left.length === 1) left[0][0].querySelector("a").click();
  });
  filter();
})();
