-- What surrounds a chapter: labels of all chapters, title, contents, neighbours.
local common = require "common"
local M = {}

-- labels.all[id] and labels.here[id]: a figure or equation {kind, id, number,
-- page}; labels.title[page]: {text, id, ids = {…}, defines = {…}, headings}.
function M.read_labels()
    local labels, here = {all = {}, here = {}, title = {}}, common.page(common.source)
    for _, chapter in ipairs(common.chapters()) do
        local page = chapter.page
        local title = {ids = {}, defines = {}, headings = {}}
        labels.title[page] = title
        for _, line in ipairs(common.lines(common.read(common.book .. "/labels/" .. page .. ".txt"))) do
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

local function escape(text)
    return (text:gsub("[&<>]", {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;"}))
end

-- The list of all chapters, by part; the page itself is marked.
local function chapter_list(labels, here)
    local out, part = {}, nil
    for _, chapter in ipairs(common.chapters()) do
        if chapter.part ~= part then
            part = chapter.part
            table.insert(out, (#out > 0 and "</ol>" or "") .. "<h2>" .. escape(part) .. "</h2><ol>")
        end
        table.insert(out, ('<li><a href="%s.html"%s>%s</a></li>'):format(chapter.page,
            chapter.page == here and ' aria-current="page"' or "",
            escape(labels.title[chapter.page].text)))
    end
    return table.concat(out, "\n") .. "</ol>"
end

-- ::: {.chapters}: the contents of the book, on its first page.
function M.contents(labels)
    return pandoc.RawBlock("html", '<nav class="contents" aria-label="Contents">' ..
        chapter_list(labels, "") .. "</nav>")
end

local function page_headings(title)
    local out = {}
    for _, heading in ipairs(title.headings) do
        table.insert(out, ('<li><a href="#%s">%s</a></li>'):format(heading.id, escape(heading.text)))
    end
    return #out > 1 and "<ol>" .. table.concat(out, "\n") .. "</ol>" or ""
end

function M.finish(doc, here, labels)
    local chapters = common.chapters()
    local meta = {title = labels.title[here].text, page = here, source = common.source,
                  chapters = chapter_list(labels, here), headings = page_headings(labels.title[here])}
    for i, chapter in ipairs(chapters) do
        if chapter.page == here then
            for key, other in pairs({previous = chapters[i - 1], next = chapters[i + 1]}) do
                meta[key] = other.page .. ".html"
                meta[key .. "title"] = labels.title[other.page].text
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
