-- Joins woven chapters (pandoc's JSON) into one document, for the EPUB and the
-- PDF. A chapter's ids get the name of its page in front, and links follow.
--
--     JOIN=print LEAVES=file   for the PDF; the file says "page number" of each chapter,
--                              or is not there yet: then the contents have no numbers
package.path = "docs/weaver/?.lua;" .. package.path
local common = require "common"
local page_of = require "page"

local for_print = os.getenv("JOIN") == "print"

local function joined_id(page, id)
    return id == "" and "" or page .. "-" .. id
end

local function rename(page)
    local titled = false
    local function with_id(element)
        element.identifier = joined_id(page, element.identifier)
        return element
    end
    return {
        Header = function(header)
            if header.level == 1 and not titled then
                titled = true
                header.identifier = page
                return header
            end
            return with_id(header)
        end,
        Div = with_id,
        Span = with_id,
        Link = function(link)
            local other, id = link.target:match("^([^/#]*)%.html#?(.*)$")
            if not other and link.target:match("^#") then
                other, id = page, link.target:sub(2)
            end
            if other then
                link.target = "#" .. (id == "" and other or joined_id(other, id))
            end
            return link
        end,
        -- What is joined has contents of its own, and cannot open what is folded.
        RawBlock = function(raw)
            raw.text = raw.text:match("^<nav") and "" or
                raw.text:gsub("^<details>", "<details open=\"open\">")
            return raw
        end,
    }
end

-- In an EPUB the chapters stand under the parts of the book.
local function under_part(chapter)
    return chapter:walk({Header = function(header)
        header.level = header.level + 1
        return header
    end})
end

-- On paper what introduces something is kept with it: "prints:", and then the output.
local function kept(chapter)
    return chapter:walk({Para = function(para)
        local last = para.content[#para.content]
        if last and last.t == "Str" and last.text:match(":$") then
            return pandoc.Div({para}, {class = "leads"})
        end
    end})
end

-- A chapter on paper is a kind of page of its own, whose head is its title.
local function on_paper(chapter, page, title, styles)
    local name = "chapter-" .. page:gsub("%W", "-")
    local text = title:gsub('[\\"]', "\\%0")
    table.insert(styles, ('@page %s { @top-right { content: "%s" } }'):format(name, text))
    return pandoc.Div(kept(chapter).blocks, {style = "page: " .. name})
end

-- The contents, with the number of the leaf on which each chapter begins.
local function contents(labels)
    local leaves = common.find(os.getenv("LEAVES")) or ""
    local number = {}
    for page, leaf in leaves:gmatch("(%S+) (%d+)\n") do
        number[page] = leaf
    end
    local html = page_of.contents(labels).text:gsub('<a href="([^"]+)%.html">(.-)</a>',
        function(page, title)
            return ('<a href="#%s"><span>%s</span> <span>%s</span></a>'):format(page, title,
                number[page] or "")
        end)
    return pandoc.RawBlock("html", html)
end

local function title_page(title)
    local before, after = title:match("^(.-): (.*)$")
    return pandoc.Div({
        pandoc.RawBlock("html", '<p class="name">' .. before .. "</p>"),
        pandoc.RawBlock("html", '<p class="subject">' .. after:gsub("^%l", string.upper) .. "</p>"),
        page_of.imprint()}, {class = "titlepage"})
end

local function book_of(sources, title)
    local blocks, styles, part = pandoc.List(), {}, nil
    local labels = page_of.read_labels()
    if for_print then
        blocks:extend({title_page(title), contents(labels)})
    end
    for i, source in ipairs(sources) do
        local page, entry = common.page(source.name), common.chapters()[i]
        local chapter = pandoc.read(source.text, "json"):walk(rename(page))
        if for_print then
            local head = page_of.full_title(labels.title[page])
            blocks:insert(on_paper(chapter, page, head, styles))
        else
            if entry.part ~= part then
                part = entry.part
                blocks:insert(pandoc.Header(1, {pandoc.Str(part)}, {id = "part-of-" .. page}))
            end
            blocks:extend(under_part(chapter).blocks)
        end
    end
    return blocks, table.concat(styles, "\n")
end

function Reader(sources)
    local title, facts = "Kindling: neural networks from nothing in C", page_of.facts()
    local blocks, styles = book_of(sources, title)
    return pandoc.Pandoc(blocks, {
        title = title, lang = "en-GB", author = facts.author, date = facts.date,
        rights = facts.licence .. " licence", identifier = "kindling-book-" .. facts.version,
        styles = pandoc.MetaInlines({pandoc.RawInline("html", styles)})})
end
