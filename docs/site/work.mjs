// What the learner has written, and what it was graded with: kept in this browser, by the
// name of the exercise, so that a new version of the site finds it.
const get = (key) => {
    try {
        return localStorage.getItem(key);
    } catch (e) {
        return null;
    }
};

// False: the browser keeps nothing.
const set = (key, value) => {
    try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
        return true;
    } catch (e) {
        return false;
    }
};

const one = (kind) => ({
    get: (name) => get(`kindling-${kind}:${name}`),
    set: (name, value) => set(`kindling-${kind}:${name}`, value),
});

export const work = one("work"); // the file
export const backup = one("backup"); // what was there before it began anew
export const hints = one("hints"); // how many have been shown
const scores = one("score");

// { points, of }, of the file as it was when it was graded last.
export const score = {
    get: (name) => JSON.parse(scores.get(name) ?? "null"),
    set: (name, value) => scores.set(name, JSON.stringify(value)),
};

export const pointsText = (points) => String(Math.round(points * 100) / 100);
