/* Large files, and files that go straight to the bucket: they come bit by bit in a session of the
   API, wait while the line is broken, and go on where it broke, even after the page was closed. */

const PIECE = 4 * 1024 * 1024;  // bytes at a time to the server; the bucket says how large its parts are
const LINKS = 20;  // parts whose addresses are asked for at a time
const DELAYS = [1, 2, 4, 8, 15];  // seconds from one try to the next, and the last from then on
const GIVE_UP_STRAIGHT = 3;  // tries of a bucket that takes nothing, before the server is asked
const POLL = 1;

class Refused extends Error {}
class Stopped extends Error {}
class Broken extends Error {}

/* Under this name stands the id of a file's session, until the file is there; material.js looks for it. */
const nameOf = (slot, file) => `reelsmith-upload:${slot}:${file.size}:${file.lastModified}:${file.name}`;

/* Ask the API something; `Broken` is what may pass. */
const call = async (job, method, path = "", body = undefined) => {
    let answer;
    try {
        answer = await fetch(job.url + path, {
            method,
            body: body && JSON.stringify(body),
            headers: { "Content-Type": "application/json", "X-CSRFToken": job.csrf },
            signal: method === "DELETE" ? undefined : job.stop,
        });
    } catch {
        throw job.stop.aborted ? new Stopped() : new Broken();
    }
    if (answer.status >= 500) throw new Broken();
    const said = answer.status === 204 ? null : await answer.json();
    if (answer.ok) return said;
    if (answer.status === 429 && said.code === "throttled") throw new Broken();
    throw Object.assign(new Refused(said.detail), { status: answer.status, code: said.code });
};

/* Send bytes and show how many are there; resolves to the request once it is answered. */
const push = (job, method, url, headers, body, before) => new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.upload.addEventListener("progress", (event) => job.show(before + event.loaded));
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", () => fail(new Broken()));
    request.addEventListener("abort", () => fail(new Stopped()));
    request.addEventListener("loadend", () => job.stop.removeEventListener("abort", stop));
    job.stop.addEventListener("abort", stop);
    request.open(method, url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.send(body);
    if (job.stop.aborted) stop();
});

const toBucket = async (job, ...request) => {
    const answer = await push(job, ...request);
    if (answer.status >= 300) throw new Broken();
    job.tries = 0;
};

const WAYS = {
    post: async (job, session) => {
        const form = new FormData();
        Object.entries(session.post.fields).forEach(([name, value]) => form.append(name, value));
        form.append("file", job.file);
        await toBucket(job, "POST", session.post.url, {}, form, 0);
    },
    parts: async (job, session) => {
        const { size, count, received } = session.parts;
        const numbers = Array.from({ length: count }, (_, index) => index + 1);
        const missing = numbers.filter((number) => !received.includes(number));
        let sent = session.received_bytes;
        while (missing.length) {
            const asked = { numbers: missing.splice(0, LINKS) };
            const { links } = await call(job, "POST", `/${session.id}/parts`, asked);
            for (const link of links) {
                const start = (link.number - 1) * size;
                await toBucket(job, "PUT", link.url, {}, job.file.slice(start, start + link.size), sent);
                sent += link.size;
            }
        }
    },
    server: async (job, session) => {
        let offset = session.received_bytes;
        while (offset < job.file.size) {
            const headers = {
                "Content-Type": "application/offset+octet-stream",
                "Upload-Offset": offset,
                "X-CSRFToken": job.csrf,
            };
            const piece = job.file.slice(offset, offset + PIECE);
            const answer = await push(job, "PATCH", `${job.url}/${session.id}/content`, headers, piece, offset);
            const there = answer.getResponseHeader("Upload-Offset");
            if (there === null) throw new Broken();  // the session, asked again, tells why
            offset = Number(there);
            job.tries = 0;
        }
    },
};

const begin = async (job) => {
    const { name, size, type } = job.file;
    const announced = { name, size, kind: job.kind, direct: job.straight };
    const session = await call(job, "POST", "", type ? { ...announced, content_type: type } : announced);
    localStorage.setItem(job.name, session.id);
    return session;
};

/* Go on with the session that was begun for this file, or begin one. */
const session = async (job) => {
    const id = localStorage.getItem(job.name);
    if (!id) return begin(job);
    const found = await call(job, "GET", `/${id}`).catch((error) => {
        if (error.status !== 404) throw error;
        return null;
    });
    const isLate = found?.state === "open" && Date.parse(found.expires_at) < Date.now();
    return !found || isLate || ["refused", "aborted"].includes(found.state) ? begin(job) : found;
};

const pause = (job, seconds) => new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    const now = () => { clearTimeout(timer); done(); };
    window.addEventListener("online", now, { once: true });
    job.stop.addEventListener("abort", now, { once: true });
});

/* Send what is missing and return the session once its file is judged. */
const deliver = async (job) => {
    let current = await session(job);
    if (current.state === "open") {
        job.straight = current.way !== "server";
        job.say("");
        job.show(current.received_bytes);
        await WAYS[current.way](job, current);
        current = await call(job, "POST", `/${current.id}/complete`);
    }
    job.say("Being checked.");
    job.show(null);
    while (current.state === "judging") {
        await pause(job, POLL);
        current = await call(job, "GET", `/${current.id}`);
    }
    return current;
};

const goOn = async (job) => {
    for (;;) {
        try {
            return await deliver(job);
        } catch (error) {
            if (job.stop.aborted) throw new Stopped();
            if (!(error instanceof Broken)) throw error;
        }
        job.tries += 1;
        if (job.straight && job.tries === GIVE_UP_STRAIGHT && navigator.onLine) {
            job.straight = false;
            await forget(job);
        } else {
            job.say("Paused: the line is broken. It goes on by itself.");
            await pause(job, DELAYS[Math.min(job.tries, DELAYS.length) - 1]);
        }
    }
};

const forget = async (job) => {
    const id = localStorage.getItem(job.name);
    localStorage.removeItem(job.name);
    if (id) await call(job, "DELETE", `/${id}`).catch(() => {});
};

/* Send a file to a slot. Resolves to `{ upload }`, an id, to `{ refusal }`, a sentence, or to null when
   it was stopped. `say` gets sentences, `show` bytes, or null while nobody can say how far it is. */
export const sendInSession = async ({ slot, kind, file, url, csrf, stop, say, show }) => {
    const name = nameOf(slot, file);
    const job = { name, kind, file, url, csrf, stop, say, show, tries: 0, straight: true };
    try {
        const { state, upload, error } = await goOn(job);
        localStorage.removeItem(name);
        return state === "done" && upload ? { upload } : { refusal: error?.message };
    } catch (error) {
        await forget(job);
        if (error instanceof Stopped) return null;
        return { refusal: error instanceof Refused ? error.message : undefined };
    }
};
