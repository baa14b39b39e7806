// Covers parts of a picture before it is sent (STEALTH S-30). The chosen file is drawn on a canvas,
// black boxes are burnt into its pixels, and only that drawing is handed to the form: the file
// itself never leaves the device. Without this file the page asks to cover the paper by hand.

const LONGEST = 2000; // as core.profile.picture keeps it
const STEP = 0.02; // of the shorter side, for one press of an arrow button
const SMALLEST = 8; // pixels; a tap is no box

const MOVES = {
  left: (box, step) => { box.x -= step; },
  right: (box, step) => { box.x += step; },
  up: (box, step) => { box.y -= step; },
  down: (box, step) => { box.y += step; },
  wider: (box, step) => { box.w += step; },
  narrower: (box, step) => { box.w = Math.max(SMALLEST, box.w - step); },
  taller: (box, step) => { box.h += step; },
  shorter: (box, step) => { box.h = Math.max(SMALLEST, box.h - step); },
};

function start(form) {
  const input = form.querySelector("input[type=file]");
  const tools = form.querySelector("[data-cover-tools]");
  const canvas = form.querySelector("[data-cover-canvas]");
  const state = form.querySelector("[data-cover-state]");
  const problem = form.querySelector("[data-cover-problem]");
  const paper = canvas.getContext("2d");
  let picture = null;
  let boxes = [];
  let drawn = false; // whether the input already holds our own drawing

  function draw() {
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    paper.fillStyle = "#000";
    for (const box of boxes) paper.fillRect(box.x, box.y, box.w, box.h);
    state.textContent = boxes.length ? `覆いは${boxes.length}つあります。` : "覆いはまだありません。";
  }

  async function open() {
    drawn = false;
    boxes = [];
    picture = null;
    problem.hidden = true;
    tools.hidden = true;
    const file = input.files[0];
    if (!file) return;
    try {
      picture = await createImageBitmap(file);
    } catch {
      problem.hidden = false;
      input.value = ""; // what cannot be covered is not sent
      return;
    }
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    tools.hidden = false;
    draw();
  }

  const point = (event) => {
    const at = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - at.left) / at.width) * canvas.width,
      y: ((event.clientY - at.top) / at.height) * canvas.height,
    };
  };

  let corner = null;
  canvas.addEventListener("pointerdown", (event) => {
    corner = point(event);
    boxes.push({ ...corner, w: 0, h: 0 });
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!corner) return;
    const { x, y } = point(event);
    Object.assign(boxes.at(-1), {
      x: Math.min(x, corner.x),
      y: Math.min(y, corner.y),
      w: Math.abs(x - corner.x),
      h: Math.abs(y - corner.y),
    });
    draw();
  });
  const release = () => {
    if (!corner) return;
    corner = null;
    boxes = boxes.filter((box) => box.w >= SMALLEST && box.h >= SMALLEST);
    draw();
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);

  tools.addEventListener("click", (event) => {
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (!what) return;
    const short = Math.min(canvas.width, canvas.height);
    if (what === "undo") boxes.pop();
    else if (what === "add" || !boxes.length) {
      boxes.push({ x: canvas.width / 3, y: canvas.height / 4, w: canvas.width / 3, h: short / 12 });
    } else MOVES[what](boxes.at(-1), short * STEP);
    draw();
  });

  input.addEventListener("change", open);
  form.addEventListener("submit", (event) => {
    if (drawn || !input.files.length) return;
    event.preventDefault();
    if (!picture) return; // still opening
    canvas.toBlob((blob) => {
      const only = new DataTransfer();
      only.items.add(new File([blob], "image.jpg", { type: "image/jpeg" }));
      input.files = only.files;
      drawn = true;
      form.requestSubmit();
    }, "image/jpeg", 0.9);
  });
  if (input.files.length) open(); // a browser that came back with the file still chosen
}

document.querySelectorAll("form[data-cover]").forEach(start);
