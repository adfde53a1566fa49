-- What the filter and the checker share: files, chapters, labels.
local M = {}

M.book = os.getenv("BOOK") or "build/book"
M.weave = os.getenv("WEAVE") or "build/weave"
M.source = "" -- the chapter's file, for messages

-- Stops the build. needle: a piece of the source; its line is named.
function M.stop(problem, needle)
    local line, number = "", 0
    if needle then
        for text in (M.read(M.source) .. "\n"):gmatch("(.-)\n") do
            number = number + 1
            if text:find(needle, 1, true) then
                line = ":" .. number
                break
            end
        end
    end
    io.stderr:write(M.source .. line .. ": " .. problem .. "\n")
    os.exit(1)
end

-- The text of a file, or nil.
function M.find(path)
    local file = io.open(path, "rb")
    local text = file and file:read("a")
    if file then file:close() end
    return text
end

function M.read(path, needle)
    return M.find(path) or M.stop(path .. " is missing", needle)
end

function M.write(path, text)
    local file = assert(io.open(path, "wb"))
    file:write(text)
    file:close()
end

function M.lines(text)
    local lines = {}
    for line in (text:gsub("\n$", "") .. "\n"):gmatch("(.-)\n") do
        table.insert(lines, line)
    end
    return lines
end

function M.escape(text)
    return (text:gsub("[&<>]", {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;"}))
end

-- The page of a source file: stages/stage1/stage1.c -> stage1
function M.page(path)
    return path:match("([^/]+)%.%a+$")
end

-- A chapter's number: stage 3 is 3 and what follows it 3.1, 3.2; exercise 3.2 is
-- E3.2; in a part with a letter C, C1, C2. Other parts count nothing.
local function numbered(page, letter, count)
    count.stage = page:match("^stage(%d+)$") or count.stage
    local exercise = page:match("^(%d+%.%d+)-")
    if exercise then
        return "E" .. exercise
    elseif page:match("^stage%d") then
        count.pages = 0
        return count.stage
    elseif letter or count.stage then
        count.pages = count.pages + 1
        return letter and letter .. count.pages or count.stage .. "." .. count.pages
    end
end

-- docs/book.txt: "# part" or "# C. part", or the path of a chapter, in reading order.
function M.chapters()
    local list, part, letter, count = {}, nil, nil, {}
    for _, line in ipairs(M.lines(M.read("docs/book.txt"))) do
        if line:match("^# ") then
            letter, part = line:match("^# (%u)%. (.*)$")
            part = part or line:sub(3)
            count = {pages = 0}
        elseif line ~= "" then
            local page = M.page(line)
            table.insert(list, {path = line, page = page, part = part,
                                number = numbered(page, letter, count)})
        end
    end
    return list
end

-- The id of a word of the glossary.
function M.term(word)
    return "term-" .. word:lower():gsub("[^%a%d]+", "-")
end

-- The headers of a chapter: of nn.c nn.h, of ops_loss.c ops.h. Not all are there.
function M.headers(chapter)
    return {(chapter:gsub("%.[ch]$", ".h")), (chapter:gsub("_%l+%.c$", ".h"))}
end

-- What its headers say above the declarations of a group: comments[name].
function M.add_comments(chapter, comments)
    for _, header in ipairs(M.headers(chapter)) do
        local above, in_comment = {}, false
        for _, line in ipairs(M.lines(M.find(header) or "")) do
            local comment = line:match("^// (.*)$")
            local name = line:match("^[%a_][^=#]-([%w_]+)%(")
            if line == "" or comment and not in_comment then
                above = {}
            end
            if comment then
                table.insert(above, comment)
            elseif name and #above > 0 then
                comments[name] = table.concat(above, " ")
            end
            in_comment = comment ~= nil
        end
    end
end

-- A macro with arguments, or nil.
function M.macro(line)
    return line:match("^#define ([%w_]+)%(")
end

-- What a line defines: a type, or a function for this file or for all.
function M.kind(line)
    return (line:match("^typedef") or line:match("^struct")) and "type"
        or line:match("^static") and "private" or "public"
end

-- The names that a line of code at column 0 defines, or nil.
function M.defined(line, next_lines)
    if not line:match("^[%a_]") or line:match("^typedef [^{]*;") then
        return nil
    end
    local name = line:match("^typedef %a+ ([%w_]+) {") or line:match("^struct ([%w_]+) {")
    if name then
        return name
    end
    name = line:match("([%w_]+)%(")
    if not name or line:match(";%s*$") or line:match("^START_TEST") then
        return nil
    end
    for _, text in ipairs(next_lines) do -- a definition goes on to a "{"
        if text:match("^{") then return name end
        if text:match(";%s*$") then return nil end
    end
    return nil
end

return M
