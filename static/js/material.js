/* Own files in the studio form: they are brought as soon as they are chosen, one after the other,
   and arranged in place. Without this module the form brings and arranges them itself. Small files
   go as a form does, unless a bucket takes them; sending.js knows how the others go. */

const section = document.querySelector("[data-material]");
const form = section.closest("form");
const announce = (sentence) => {
    section.querySelector("[data-announce]").textContent = sentence;
};
const changed = () => form.dispatchEvent(new Event("change", { bubbles: true }));

const waiting = new Set();
let pressed = null;

/* Send one file; resolves to the server's answer, or to null when it was stopped. */
const send = (url, file, item) => new Promise((done) => {
    const request = new XMLHttpRequest();
    const bar = item.querySelector("[data-progress]");
    request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / event.total; });
    request.upload.addEventListener("load", () => { bar.removeAttribute("value"); });
    request.addEventListener("loadend", () => done(request));
    request.addEventListener("abort", () => done(null));
    item.querySelector("[data-stop]").addEventListener("click", () => { item.remove(); request.abort(); });
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    const body = new FormData();
    body.append("file", file);
    request.send(body);
});

const sentence = (answer) => {
    const isOurs = answer.getResponseHeader("Content-Type")?.startsWith("text/plain");
    return isOurs ? answer.responseText : undefined;
};

/* Bring a small file; resolves to its line or to a refusal, or to null when it was stopped. */
const bringAtOnce = async (slot, file, item) => {
    const answer = await send(slot.dataset.url, file, item);
    if (answer?.status === 201) return { line: answer.responseText };
    return answer && { refusal: sentence(answer) };
};

/* Bring a large file, which may take long and be interrupted; resolves to the same. */
const bringBitByBit = async (slot, file, item) => {
    const { sendInSession } = await import(section.dataset.sender);
    const stopping = new AbortController();
    const bar = item.querySelector("[data-progress]");
    item.querySelector("[data-stop]").addEventListener("click", () => { item.remove(); stopping.abort(); });
    const sent = await sendInSession({
        file,
        slot: slot.dataset.slot,
        kind: slot.dataset.kind,
        url: section.dataset.sessions,
        csrf: form.elements.csrfmiddlewaretoken.value,
        stop: stopping.signal,
        say: (text) => { item.querySelector("[data-status]").textContent = text; },
        show: (bytes) => {
            if (bytes === null) bar.removeAttribute("value");
            else bar.value = bytes / file.size;
        },
    });
    if (!sent?.upload) return sent;
    const answer = await fetch(`${slot.dataset.url}${sent.upload}/`);
    return answer.ok ? { line: await answer.text() } : {};
};

const refuse = (slot, text) => {
    const line = document.createElement("p");
    line.className = "wrong";
    line.textContent = text;
    slot.querySelector("[data-refusals]").append(line);
};

/* Put the server's line where the pending one stands: once per file, and alone in a single slot. */
const place = (slot, item, html) => {
    item.insertAdjacentHTML("afterend", html);
    const line = item.nextElementSibling;
    const id = line.querySelector("input").value;
    const isSingle = !slot.querySelector("input[type=file]").multiple;
    for (const other of slot.querySelectorAll("[data-item]")) {
        const isSame = other.querySelector("input").value === id;
        if (other !== line && (isSingle || isSame)) other.remove();
    }
};

const bring = async (slot, file) => {
    const item = section.querySelector("template[data-pending]").content.firstElementChild.cloneNode(true);
    item.querySelector("[data-name]").textContent = file.name;
    item.querySelector("[data-progress]").setAttribute("aria-label", `Uploading ${file.name}`);
    slot.querySelector(".items").append(item);
    const isSmall = file.size <= Number(section.dataset.small);
    const brought = await (isSmall ? bringAtOnce : bringBitByBit)(slot, file, item);
    if (brought?.line) {
        place(slot, item, brought.line);
        announce(`${file.name} is added.`);
    } else if (brought) {
        refuse(slot, brought.refusal ?? `“${file.name}” could not be uploaded. Try again.`);
    }
    item.remove();
};

const settle = () => {
    changed();
    if (waiting.size || !pressed) return;
    const button = pressed;
    pressed = null;
    if (!section.querySelector("[data-refusals] .wrong")) form.requestSubmit(button);
};

section.addEventListener("change", async (event) => {
    const chooser = event.target;
    if (chooser.type !== "file") return;
    const slot = chooser.closest("[data-slot]");
    const files = [...chooser.files];
    chooser.value = "";  // they must not go along with the form as well
    slot.querySelector("[data-refusals]").replaceChildren();
    slot.querySelector("[data-unfinished]").replaceChildren();
    const batch = Symbol(slot.dataset.slot);
    waiting.add(batch);
    for (const file of files) await bring(slot, file);
    waiting.delete(batch);
    settle();
});

/* Files that were on their way when the page was closed go on once they are chosen again. */
for (const slot of section.querySelectorAll("[data-slot]")) {
    const kept = Object.keys(localStorage).filter((key) => key.startsWith(`reelsmith-upload:${slot.dataset.slot}:`));
    const names = kept.map((key) => `“${key.split(":").slice(4).join(":")}”`);
    if (names.length) {
        slot.querySelector("[data-unfinished]").textContent = `Not all of ${names.join(", ")} has arrived. Choose it again, and it goes on where it stopped.`;
    }
}

/* Generate waits for files that are on their way. */
form.addEventListener("submit", (event) => {
    if (!waiting.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter;
    announce("The video is generated as soon as your files are here.");
}, { capture: true });

const move = (item, direction) => {
    const neighbour = direction === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return;
    neighbour[direction === "up" ? "before" : "after"](item);
    const buttons = item.querySelectorAll("[name=move]");
    const same = item.querySelector(`[name=move][value^="${direction}"]`);
    const other = [...buttons].find((button) => button !== same);
    (getComputedStyle(same).visibility === "hidden" ? other : same).focus();
    const items = [...item.parentElement.children];
    announce(`Now at place ${items.indexOf(item) + 1} of ${items.length}.`);
};

section.addEventListener("click", (event) => {
    const button = event.target.closest("[name=move], [name=remove]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("[data-item]");
    if (button.name === "move") {
        move(item, button.value.split(":")[0]);
    } else {
        item.closest("[data-slot]").querySelector("input[type=file]").focus();
        item.remove();
    }
    changed();
});
