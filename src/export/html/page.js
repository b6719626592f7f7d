(() => {
  "use strict";
  const tools = document.getElementById("tools");
  if (!tools) return;
  const [words, branch, order, said] = ["words", "branch", "order", "said"].map((id) => document.getElementById(id));
  const list = document.getElementById("list");
  const years = [...list.children];
  const homes = years.map((year) => [...year.querySelectorAll("article")]);
  const all = homes.flat();
  const texts = new Map();
  const text = (article) => {
    if (!texts.has(article)) texts.set(article, article.textContent.toLowerCase());
    return texts.get(article);
  };
  const number = new Intl.NumberFormat("en");
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    for (const article of all) {
      const fits = (!branch.value || article.dataset.branch === branch.value) && wanted.every((word) => text(article).includes(word));
      article.hidden = !fits;
      n += fits ? 1 : 0;
    }
    for (const year of years) year.hidden = !year.querySelector("article:not([hidden])");
    said.textContent = `${number.format(n)} of ${number.format(all.length)} shown`;
  };
  const sort = () => {
    const flat = document.getElementById("flat");
    if (flat) flat.remove();
    const back = order.value === "last";
    years.forEach((year, i) => year.append(...(back ? [...homes[i]].reverse() : homes[i])));
    list.append(...(back ? [...years].reverse() : years));
    if (order.value === "killed") {
      const section = document.createElement("section");
      section.id = "flat";
      const head = document.createElement("h3");
      head.textContent = "By number killed";
      const killed = (article) => Number(article.dataset.killed || -1);
      section.append(head, ...[...all].sort((a, b) => killed(b) - killed(a)));
      list.prepend(section);
    }
    show();
  };
  // A jump to an incident that is filtered out shows all again.
  const jump = () => {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!to || !to.closest("[hidden]")) return;
    words.value = branch.value = "";
    show();
    to.scrollIntoView();
  };
  let waits;
  words.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(show, 120);
  });
  branch.addEventListener("change", show);
  order.addEventListener("change", sort);
  tools.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", jump);
  tools.hidden = false;
  sort();
})();
