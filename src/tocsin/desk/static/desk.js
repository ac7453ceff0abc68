// Keys: / searches, j and k move, Enter opens, and letters press the buttons that name them.
(() => {
  "use strict";
  const typing = (e) => e.target.closest("input, textarea, select, [contenteditable]");
  const items = () => [...document.querySelectorAll("[data-item]")].filter((e) => e.offsetParent);
  const chosen = () => document.querySelector("[data-item].at");
  const choose = (item) => {
    const old = chosen();
    if (old) old.classList.remove("at");
    item.classList.add("at");
    const target = item.querySelector("a[data-open]") || item.querySelector("a, button");
    if (target) target.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  const move = (step) => {
    const all = items();
    if (!all.length) return;
    const place = all.indexOf(chosen());
    choose(all[Math.min(Math.max(place + step, 0), all.length - 1)]);
  };
  const press = (key) => {
    const name = `[data-key="${key}"]`;
    const button = (chosen() && chosen().querySelector(name)) || document.querySelector(`main ${name}, .foot ${name}`);
    if (button) button.click();
    return Boolean(button);
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (typing(e)) {
      if (e.key === "Escape") e.target.blur();
      return;
    }
    const search = document.getElementById("q");
    if (e.key === "/" && search) search.focus(), search.select();
    else if (e.key === "j") move(1);
    else if (e.key === "k") move(-1);
    else if (e.key === "Enter" && document.activeElement === document.body && chosen()) {
      const open = chosen().querySelector("a[data-open]");
      if (open) open.click();
    } else if (!/^[a-z]$/.test(e.key) || !press(e.key)) return;
    e.preventDefault();
  });
})();
