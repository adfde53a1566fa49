-- What surrounds a chapter: labels of all chapters, title, contents, neighbours.
local common = require "common"
local escape = common.escape
local M = {}

-- labels.all[id] and labels.here[id]: a figure or equation {kind, id, number,
-- page}; labels.title[page]: {text, number, id, ids = {…}, defines = {…}, headings}.
function M.read_labels()
    local labels, here = {all = {}, here = {}, title = {}}, common.page(common.source)
    for _, chapter in ipairs(common.chapters()) do
        local page = chapter.page
        local title = {number = chapter.number, ids = {}, defines = {}, headings = {}}
        labels.title[page] = title
        local list = common.read(common.weave .. "/labels/" .. page .. ".txt")
        for _, line in ipairs(common.lines(list)) do
            local kind, id, rest = line:match("^(%a+)\t([^\t]*)\t?(.*)$")
            if kind == "title" and not title.text then
                title.text, title.id = rest, id
            elseif kind == "heading" then
                table.insert(title.headings, {id = id, text = rest})
            elseif kind == "figure" or kind == "equation" then
                local label = {kind = kind, id = id, number = rest, page = page}
                labels.all[id] = label
                if page == here then labels.here[id] = label end
            elseif kind == "define" then
                title.defines[id] = true
                id = "def-" .. id
            end
            title.ids[id] = true
        end
        title.text = title.text or page
    end
    return labels
end

-- The chapters by part: {name, stages, entries = {{chapter, under = {…}}, …}}. What
-- follows a stage in its part, other files and exercises, stands under the stage.
local function parts()
    local out = {}
    for _, chapter in ipairs(common.chapters()) do
        local part = out[#out]
        if not part or part.name ~= chapter.part then
            part = {name = chapter.part, entries = {}}
            table.insert(out, part)
        end
        local is_stage = chapter.page:match("^stage%d+$")
        part.stages = part.stages or is_stage
        if part.stages and not is_stage then
            table.insert(part.entries[#part.entries].under, chapter)
        else
            table.insert(part.entries, {chapter = chapter, under = {}})
        end
    end
    return out
end

-- A chapter's title with its number: stages and exercises say theirs themselves.
function M.full_title(title)
    local said = not title.number or title.text:match("^Stage %d") or title.text:match("^Exercise ")
    return said and title.text or title.number .. " " .. title.text
end

local function item(labels, chapter, here, more)
    local text = M.full_title(labels.title[chapter.page]):gsub("^Exercise ", "")
    return ('<li><a href="%s.html"%s>%s</a>%s</li>'):format(chapter.page,
        chapter.page == here and ' aria-current="page"' or "", escape(text), more or "")
end

-- What stands under a stage: files, then exercises.
local function sublist(labels, entry, here)
    local files, exercises = {}, {}
    for _, chapter in ipairs(entry.under) do
        table.insert(chapter.path:match("/exercises/") and exercises or files,
                     item(labels, chapter, here))
    end
    local function list(items, label)
        return #items > 0 and label .. "<ol>" .. table.concat(items, "\n") .. "</ol>" or ""
    end
    return list(files, "") .. list(exercises, "<p>Exercises</p>")
end

local function holds(entry, here)
    local found = entry.chapter.page == here
    for _, chapter in ipairs(entry.under) do
        found = found or chapter.page == here
    end
    return found
end

-- The list of all chapters beside the text. The part that is being read is open
-- (on the first page the stages too), and of the stages the one that is being read
-- shows what stands under it.
local function chapter_list(labels, here)
    local out = {}
    for _, part in ipairs(parts()) do
        local open, items = here == "index" and part.stages, {}
        for _, entry in ipairs(part.entries) do
            local inside = holds(entry, here)
            open = open or inside
            table.insert(items, item(labels, entry.chapter, here,
                                     inside and sublist(labels, entry, here)))
        end
        table.insert(out, ("<details%s><summary>%s</summary><ol>%s</ol></details>"):format(
            open and " open" or "", escape(part.name), table.concat(items, "\n")))
    end
    return table.concat(out, "\n")
end

-- ::: {.chapters}: the contents of the book, on its first page.
function M.contents(labels)
    local out = {}
    for _, part in ipairs(parts()) do
        local items = {}
        for _, entry in ipairs(part.entries) do
            if entry.chapter.page ~= common.page(common.source) then
                table.insert(items, item(labels, entry.chapter, "", sublist(labels, entry, "")))
            end
        end
        local class = part.stages and ' class="stages"' or ""
        table.insert(out, ("<h2>%s</h2><ol%s>%s</ol>"):format(escape(part.name), class,
            table.concat(items, "\n")))
    end
    return pandoc.RawBlock("html", '<nav class="contents" aria-label="Contents">' ..
        table.concat(out, "\n") .. "</nav>")
end

-- Who made the book, and which version of it this is.
function M.facts()
    local citation = common.read("CITATION.cff")
    return {
        name = citation:match('title: "([^":]+)'),
        author = citation:match("name: ([^\n]+)"),
        version = common.read("common/kindling.h"):match('KINDLING_VERSION "([^"]+)"'),
        date = common.read("docs/CHANGELOG.md"):match("%d%d%d%d%-%d%d%-%d%d"),
        licence = citation:match("license: (%S+)"),
        repository = citation:match("repository%-code: (%S+)"),
    }
end

-- ::: {.imprint}
function M.imprint()
    local f = M.facts()
    return pandoc.Para(("%s, by %s. Version %s of %s. Free under the %s licence."):format(
        f.name, f.author, f.version, f.date, f.licence))
end

local function page_headings(title)
    local out = {}
    for _, heading in ipairs(title.headings) do
        local item = '<li><a href="#%s">%s</a></li>'
        table.insert(out, item:format(heading.id, escape(heading.text)))
    end
    return #out > 1 and "<ol>" .. table.concat(out, "\n") .. "</ol>" or ""
end

function M.finish(doc, here, labels)
    local chapters = common.chapters()
    local repository = M.facts().repository
    local meta = {title = M.full_title(labels.title[here]), page = here, source = common.source,
                  forge = repository and repository .. "/blob/main/" .. common.source,
                  chapters = chapter_list(labels, here),
                  headings = page_headings(labels.title[here]), live = M.live,
                  run = M.run and "run", moves = (M.live or M.run) and "moves"}
    for i, chapter in ipairs(chapters) do
        if chapter.page == here then
            for key, other in pairs({previous = chapters[i - 1], next = chapters[i + 1]}) do
                meta[key] = other.page .. ".html"
                meta[key .. "title"] = M.full_title(labels.title[other.page])
            end
        end
    end
    for key, text in pairs(meta) do
        local raw = key == "chapters" or key == "headings"
        doc.meta[key] = raw and pandoc.MetaInlines({pandoc.RawInline("html", text)}) or text
    end
    return doc
end

return M
