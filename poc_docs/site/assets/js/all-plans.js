"use strict";

// The table of all plans: filter and order stand in the address, so that it can be shared and gone back to.
(() => {
  const AT_ONCE = 100; // rows that a browser lays out while one types
  const NAMES = ["text", "status", "owner", "outcome", "health", "about"];
  const words = (text) => text.normalize("NFC").toLowerCase().trim().split(/\s+/).filter(Boolean);
  const folded = (text) => words(text).join(" ");
  const compare = new Intl.Collator(undefined, { sensitivity: "base" }).compare;

  const start = () => {
    const form = document.querySelector(".poc-docs-filter");
    const table = document.querySelector(".poc-docs-all");
    if (!form || !table) return;

    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const lines = [...body.rows].map((row, place) => ({
      row,
      place,
      values: Object.fromEntries(NAMES.map((name) => [name, folded(row.dataset[name])])),
      about: words(row.dataset.about),
      order: [...row.cells].map((cell) => cell.dataset.sort),
    }));
    const count = document.querySelector(".poc-docs-count");
    const nothing = document.querySelector(".poc-docs-nothing");
    const rest = document.querySelector(".poc-docs-rest");
    let order = { head: -1, down: false };
    let ordered = lines;
    let whole = false;
    let typing = false;

    const field = (name) => form.elements.namedItem(name);

    // What the address asks for and no list offers stays asked for: it fits no plan, and says so.
    const choose = (name, asked) => {
      const control = field(name);
      if (control.tagName !== "SELECT") {
        control.value = asked;
        return;
      }
      const options = [...control.options];
      let option = options.find((each) => folded(each.value) === folded(asked));
      if (!option) {
        option = new Option(asked, asked);
        control.append(option);
      }
      option.selected = true;
    };

    const fits = (line, asked) =>
      NAMES.every((name) => {
        if (!asked[name].length) return true;
        if (name === "text") return asked.text.every((word) => line.values.text.includes(word));
        if (name === "about") return line.about.includes(asked.about.join(" "));
        return line.values[name] === asked[name].join(" ");
      });

    const show = () => {
      const asked = Object.fromEntries(NAMES.map((name) => [name, words(field(name).value)]));
      let found = 0;
      for (const line of ordered) {
        const fit = fits(line, asked);
        found += fit;
        const shown = fit && (whole || found <= AT_ONCE);
        if (line.row.hidden === shown) line.row.hidden = !shown;
      }
      const left = whole ? 0 : Math.max(0, found - AT_ONCE);
      rest.hidden = !left;
      rest.firstElementChild.textContent = `and ${left} more`;
      const all = lines.length === 1 ? "1 plan" : `${lines.length} plans`;
      const said = found === lines.length ? all : `${found} of ${all}`;
      if (count.textContent !== said) count.textContent = said;
      nothing.hidden = found > 0;
      table.hidden = found === 0;
    };

    const sort = () => {
      const { head, down } = order;
      const number = head >= 0 && heads[head].dataset.kind === "number";
      ordered = [...lines].sort((one, other) => {
        if (head < 0) return one.place - other.place;
        const [a, b] = [one.order[head], other.order[head]];
        if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1) || one.place - other.place; // what has none comes last
        const way = number ? Number(a) - Number(b) : compare(a, b);
        return (down ? -way : way) || one.place - other.place;
      });
      body.append(...ordered.map((line) => line.row));
      heads.forEach((each, place) => {
        const word = place !== head ? "none" : down ? "descending" : "ascending";
        each.setAttribute("aria-sort", word);
      });
    };

    const read = () => {
      const query = new URLSearchParams(location.search);
      NAMES.forEach((name) => choose(name, query.get(name) || ""));
      const asked = query.get("sort") || "";
      const head = heads.findIndex((each) => each.dataset.key === asked.replace(/^-/, ""));
      const was = order;
      order = { head, down: head >= 0 && asked.startsWith("-") };
      if (was.head !== order.head || was.down !== order.down) sort();
      show();
    };

    const write = (replaces) => {
      const query = new URLSearchParams();
      for (const name of NAMES) {
        const value = field(name).value.trim();
        if (value) query.set(name, value);
      }
      if (order.head >= 0) query.set("sort", (order.down ? "-" : "") + heads[order.head].dataset.key);
      const asked = query.toString();
      const address = `${location.pathname}${asked ? `?${asked}` : ""}${location.hash}`;
      if (address === `${location.pathname}${location.search}${location.hash}`) return;
      if (replaces) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    };

    const clear = () => {
      NAMES.forEach((name) => choose(name, ""));
      typing = false;
      show();
      write(false);
      field("text").focus();
    };

    heads.forEach((each, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...each.childNodes);
      each.append(button);
      each.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        order = { head: place, down: order.head === place && !order.down };
        typing = false;
        sort();
        show();
        write(false);
      });
    });
    field("text").addEventListener("input", () => {
      show();
      write(typing); // one step back undoes a whole text, not its last letter
      typing = true;
    });
    form.addEventListener("change", (event) => {
      if (event.target === field("text")) return;
      typing = false;
      show();
      write(false);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const each of document.querySelectorAll(".poc-docs-clear")) each.addEventListener("click", clear);
    rest.lastElementChild.addEventListener("click", () => {
      const hidden = new Set(lines.filter((line) => line.row.hidden));
      whole = true;
      show();
      const next = ordered.find((line) => hidden.has(line) && !line.row.hidden);
      next.row.querySelector("a").focus(); // the button is gone
    });
    window.addEventListener("popstate", () => {
      typing = false;
      read();
    });
    form.hidden = false;
    read();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
