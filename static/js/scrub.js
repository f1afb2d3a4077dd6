/* Small pictures of a video above the pointer, on a strip below it that shows how far it is.
   Pressing the strip seeks. The player's own controls do the same without this module. */

const strip = document.querySelector("[data-scrub]");
const video = strip.closest(".player").querySelector("video");
const [done, picture, time] = ["done", "picture", "time"].map((part) => strip.querySelector(`.scrub-${part}`));
let cues = [];

const seconds = (clock) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

const read = (text) => text.split("\n\n").slice(1).map((cue) => {
    const [times, address] = cue.trim().split("\n");
    const [start, end] = times.split(" --> ").map(seconds);
    const [file, place] = address.split("#xywh=");
    const [left, top, width, height] = place.split(",").map(Number);
    return { start, end, file, left, top, width, height };
});

const length = () => (Number.isFinite(video.duration) ? video.duration : cues.at(-1).end);

const pointed = (event) => {
    const box = strip.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
};

const show = (event) => {
    const share = pointed(event);
    const moment = share * length();
    const cue = cues.findLast(({ start }) => start <= moment) ?? cues[0];
    const room = strip.clientWidth - cue.width;
    const left = Math.min(Math.max(0, share * strip.clientWidth - cue.width / 2), Math.max(0, room));
    picture.style.width = `${cue.width}px`;
    picture.style.height = `${cue.height}px`;
    picture.style.left = `${left}px`;
    picture.style.backgroundImage = `url("${new URL(cue.file, new URL(strip.dataset.scrub, location))}")`;
    picture.style.backgroundPosition = `-${cue.left}px -${cue.top}px`;
    time.style.left = `${left + cue.width / 2}px`;
    time.textContent = `${Math.floor(moment / 60)}:${String(Math.floor(moment % 60)).padStart(2, "0")}`;
    picture.hidden = time.hidden = false;
};

const hide = () => { picture.hidden = time.hidden = true; };

const seek = (event) => {
    if (event.buttons === 1) video.currentTime = pointed(event) * length();
};

const follow = () => { done.style.width = `${(video.currentTime / length()) * 100}%`; };

const answer = await fetch(strip.dataset.scrub);
if (answer.ok) {
    cues = read(await answer.text());
    strip.hidden = cues.length === 0;
    strip.addEventListener("pointermove", (event) => { show(event); seek(event); });
    strip.addEventListener("pointerdown", seek);
    strip.addEventListener("pointerleave", hide);
    video.addEventListener("timeupdate", follow);
    video.addEventListener("seeking", follow);
}
