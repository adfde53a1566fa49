// Reads an object file of WebAssembly, as nm and objcopy do: which names it defines and
// which it asks for. Its own names are made private, so that none of them takes the place
// of a function of the runner or of the C library.

const UNDEFINED = 0x10, NAMED = 0x40, WEAK = 1, LOCAL = 2, EXPORTED = 0x20;
const FUNCTION = 0, DATA = 1, SECTION = 3, SYMBOLS = 8, IMPORTS = 2;

class Reader {
    constructor(bytes, at, end) {
        Object.assign(this, { bytes, at, end });
    }

    byte() {
        return this.bytes[this.at++];
    }

    number() { // LEB128, up to 35 bits
        let value = 0;
        for (let scale = 1; ; scale *= 128) {
            const byte = this.byte();
            value += (byte & 127) * scale;
            if (byte < 128) return value;
        }
    }

    text() {
        const length = this.number();
        this.at += length;
        return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
    }

    // What follows, in parts with a number before each: calls take(number, reader).
    parts(take) {
        while (this.at < this.end) {
            const number = this.byte(), size = this.number();
            take(number, new Reader(this.bytes, this.at, this.at + size));
            this.at += size;
        }
    }
}

// [from, name] of each function that is imported; other imports have no names to read.
function importedFunctions(part) {
    const found = [];
    for (let count = part.number(); count > 0; count--) {
        const from = part.text(), name = part.text(), kind = part.byte();
        if (kind === 0) {
            part.number();
            found.push([from, name]);
        } else {
            if (kind === 1 || kind === 3) part.byte(); // the type
            if (kind !== 3) { // limits
                if (part.byte() & 1) part.number();
                part.number();
            } else part.byte();
        }
    }
    return found;
}

// One entry of the table of symbols, and where its flags stand.
function symbol(part, imported) {
    const kind = part.byte(), at = part.at, flags = part.number(), out = { kind, at, flags };
    const defined = !(flags & UNDEFINED);
    if (kind === DATA) {
        out.name = part.text();
        if (defined) part.number(), part.number(), part.number();
    } else {
        const index = part.number();
        if (kind === SECTION) return out;
        if (defined || flags & NAMED) out.name = part.text();
        else if (kind === FUNCTION) out.name = imported[index][1];
        if (kind === FUNCTION && !defined) out.from = imported[index];
    }
    return out;
}

// { defined, wanted, strange }: names; strange are those of no C program, which ask
// the page for something by another name.
export function readSymbols(bytes, keep) {
    const found = { defined: [], wanted: [], strange: [] };
    let imported = [];
    const take = (one) => {
        if (one.flags & LOCAL || one.name === undefined) return;
        if (one.from && (one.from[0] !== "env" || one.from[1] !== one.name))
            found.strange.push(one.from.join("."));
        found[one.flags & UNDEFINED ? "wanted" : "defined"].push(one.name);
        if (!(one.flags & UNDEFINED) && one.name !== keep)
            bytes[one.at] = bytes[one.at] & ~(WEAK | EXPORTED) | LOCAL;
    };
    new Reader(bytes, 8, bytes.length).parts((id, section) => {
        if (id === IMPORTS) imported = importedFunctions(section);
        if (id !== 0 || section.text() !== "linking") return;
        section.number(); // the version
        section.parts((kind, table) => {
            if (kind === SYMBOLS)
                for (let count = table.number(); count > 0; count--) take(symbol(table, imported));
        });
    });
    return found;
}

// Where the code begins in a program, from where debuggers count.
export function codeStart(bytes) {
    let start = 0;
    new Reader(bytes, 8, bytes.length).parts((id, section) => {
        if (id === 10) start = section.at;
    });
    return start;
}
