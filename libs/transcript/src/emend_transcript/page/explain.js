// Hovering shows which words a token came from; choosing one shows what was done and why.
"use strict";
(() => {
  const text = document.getElementById("text");
  const panel = document.getElementById("panel");
  const hint = panel.querySelector("p");
  const words = new Map([...text.querySelectorAll("i[data-w]")].map((el) => [+el.dataset.w, el]));
  const tokens = [...text.querySelectorAll("b.t")];
  const tokensOf = new Map();
  for (const token of tokens) {
    for (let w = +token.dataset.f; w <= +token.dataset.l; w++) tokensOf.set(w, token);
  }
  let marked = [...text.querySelectorAll("[data-c]")];
  let chosen = null;

  const numbers = (el) => (el.dataset.c ? el.dataset.c.split(" ") : []);
  const card = (number) => document.getElementById("c" + number);
  const shown = (number) => !hidden.has(card(number).dataset.stage);
  const hidden = new Set();

  const partners = (el) => {
    if (el.matches("b.t")) {
      const found = [];
      for (let w = +el.dataset.f; w <= +el.dataset.l; w++) if (words.has(w)) found.push(words.get(w));
      return found;
    }
    const token = tokensOf.get(+el.dataset.w);
    return token ? [token, ...partners(token)] : marked.filter((one) => one.dataset.c === el.dataset.c);
  };

  const light = (el) => {
    for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (el) for (const one of [el, ...partners(el)]) one.classList.add("lit");
  };

  const choose = (el) => {
    if (chosen) { chosen.classList.remove("chosen"); chosen.tabIndex = -1; }
    chosen = el;
    panel.querySelectorAll(".change").forEach((old) => old.remove());
    hint.hidden = Boolean(el);
    if (!el) return light(null);
    el.classList.add("chosen");
    el.tabIndex = 0;
    for (const number of numbers(el).filter(shown)) {
      const copy = card(number).cloneNode(true);
      copy.removeAttribute("id");
      panel.append(copy);
    }
    light(el);
  };

  const filter = () => {
    hidden.clear();
    for (const box of document.querySelectorAll("nav input")) if (!box.checked) hidden.add(box.value);
    for (const one of document.querySelectorAll(".all .change")) one.hidden = hidden.has(one.dataset.stage);
    marked = [];
    for (const el of text.querySelectorAll("[data-c]")) {
      const on = numbers(el).some(shown);
      el.classList.toggle("off", !on);
      if (on) marked.push(el);
    }
    choose(null);
    const first = marked.find((el) => el.matches("b.t")) ?? marked[0];
    if (first) first.tabIndex = 0;
  };

  const place = (el) => +(el.dataset.w ?? el.dataset.f);

  // The list to walk, as spoken: every change once, at its first word or token.
  const stops = () => {
    const seen = new Set();
    return marked
      .filter((el) => el.matches("b.t, i.gone"))
      .filter((el) => {
        const key = numbers(el).filter(shown).join(" ");
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      })
      .sort((one, other) => place(one) - place(other));
  };

  const walk = (step) => {
    const list = stops();
    if (!list.length) return;
    const at = list.indexOf(chosen);
    const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length;
    choose(list[next]);
    list[next].focus({ preventScroll: true });
    list[next].scrollIntoView({ block: "center" });
  };

  text.addEventListener("pointerover", (event) => {
    const el = event.target.closest("[data-w], b.t");
    light(el ?? chosen);
  });
  text.addEventListener("pointerleave", () => light(chosen));
  text.addEventListener("click", (event) => choose(event.target.closest("[data-c]")));
  text.addEventListener("focusin", (event) => {
    const el = event.target.closest("[data-c]");
    if (el && el !== chosen) choose(el);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
    if (step) { event.preventDefault(); walk(step); }
    if (event.key === "Escape") choose(null);
  });
  document.querySelector("nav").addEventListener("change", filter);
  filter();
})();
