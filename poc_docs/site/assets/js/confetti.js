/* Confetti over the page of a plan that is Proceed: once for each plan and browser, and never in print,
   for people who prefer less motion, or on a page that nobody looks at. */
(() => {
  "use strict";

  const LASTS = 3200;
  const PIECES = 90;
  const TONES = ["--poc-docs-good", "--poc-docs-accent", "--poc-docs-mixed"];
  const line = document.querySelector(".poc-docs-success[data-moment]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  function isFirst() {
    const name = `poc-docs-success ${line.dataset.moment}`;
    try {
      const seen = localStorage.getItem(name) !== null;
      localStorage.setItem(name, "seen");
      return !seen;
    } catch {
      return true; /* storage is blocked: nobody can know better */
    }
  }

  function celebrate() {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    if (!brush || still.matches || !isFirst()) return;
    canvas.className = "poc-docs-confetti";
    canvas.setAttribute("aria-hidden", "true");
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    const theme = getComputedStyle(line);
    const colours = TONES.map((name) => theme.getPropertyValue(name).trim() || theme.color);
    const pieces = Array.from({ length: PIECES }, (_, i) => ({
      x: Math.random() * canvas.width,
      y: -20 - Math.random() * canvas.height * 0.4,
      sway: 12 + Math.random() * 20,
      fall: canvas.height * (0.9 + Math.random() * 0.6),
      turn: Math.random() * 6,
      colour: colours[i % colours.length],
    }));
    const end = () => canvas.remove();
    const draw = (now) => {
      const share = (now - began) / LASTS;
      if (share >= 1 || still.matches) return end();
      if (!canvas.isConnected) return;
      brush.clearRect(0, 0, canvas.width, canvas.height);
      brush.globalAlpha = Math.min(1, 3 * (1 - share));
      for (const piece of pieces) {
        const turn = piece.turn + share * 9;
        brush.fillStyle = piece.colour;
        brush.fillRect(piece.x + Math.sin(turn) * piece.sway, piece.y + piece.fall * share, 7, 3 + 4 * Math.abs(Math.cos(turn)));
      }
      requestAnimationFrame(draw);
    };
    document.body.append(canvas);
    const began = performance.now();
    addEventListener("beforeprint", end, { once: true });
    setTimeout(end, LASTS + 500);
    requestAnimationFrame(draw);
  }

  if (!line || still.matches) return;
  if (document.visibilityState === "visible") celebrate();
  else document.addEventListener("visibilitychange", celebrate, { once: true });
})();
