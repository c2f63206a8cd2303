// Values of the marks in a figure, at the pointer, at a tap and with the arrow keys. Without this file the browser shows
// them at the pointer by itself; the table under each figure has them all.
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var tip = document.createElement("div");
  tip.className = "waardetip";
  tip.setAttribute("role", "status");
  tip.hidden = true;
  document.body.appendChild(tip);
  var now = null;

  function hide() {
    if (now) now.classList.remove("actief");
    now = null;
    tip.hidden = true;
  }

  function show(mark) {
    if (now !== mark) hide();
    now = mark;
    mark.classList.add("actief");
    tip.textContent = mark.waarde;
    tip.hidden = false;
    var box = mark.getBoundingClientRect();
    var x = box.left + box.width / 2 - tip.offsetWidth / 2;
    var y = box.top - tip.offsetHeight - 8;
    if (y < 4) y = box.bottom + 8;
    x = Math.max(4, Math.min(x, document.documentElement.clientWidth - tip.offsetWidth - 4));
    tip.style.left = x + window.scrollX + "px";
    tip.style.top = y + window.scrollY + "px";
  }

  function shown(field) {
    return Array.prototype.filter.call(field.querySelectorAll(".waarde"), function (mark) {
      return mark.getClientRects().length > 0;
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll(".figuurvak"), function (field) {
    var all = field.querySelectorAll(".waarde");
    if (!all.length) return;
    Array.prototype.forEach.call(all, function (mark) {
      var title = mark.querySelector("title");
      mark.waarde = title.textContent;
      title.remove(); // or the browser would show it a second time
    });
    field.tabIndex = 0;
    field.addEventListener("pointerover", function (event) {
      var mark = event.target.closest(".waarde");
      if (mark) show(mark);
    });
    field.addEventListener("pointerleave", hide);
    field.addEventListener("blur", hide);
    field.addEventListener("keydown", function (event) {
      var marks = shown(field);
      var at = marks.indexOf(now);
      var to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (event.key === "Escape") hide();
      if (to === undefined || !marks.length || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      show(marks[Math.max(0, Math.min(to, marks.length - 1))]);
    });
  });
});
