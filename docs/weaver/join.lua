-- Joins woven chapters (pandoc's JSON) into one document, for the EPUB and the
-- PDF. A chapter's ids get the name of its page in front, and links follow.
package.path = "docs/weaver/?.lua;" .. package.path
local common = require "common"

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
        -- The list of chapters is the contents of what is printed; an EPUB has its
        -- own. Neither can open what is folded.
        RawBlock = function(raw)
            if raw.text:match("^<nav") then
                raw.text = raw.text:gsub('href="([^"]+)%.html"', 'href="#%1"')
                return for_print and raw or {}
            end
            raw.text = raw.text:gsub("^<details>", "<details open=\"open\">")
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

function Reader(sources)
    local blocks, part = pandoc.List(), nil
    for i, source in ipairs(sources) do
        local page, entry = common.page(source.name), common.chapters()[i]
        local chapter = pandoc.read(source.text, "json"):walk(rename(page))
        if not for_print then
            if entry.part ~= part then
                part = entry.part
                blocks:insert(pandoc.Header(1, {pandoc.Str(part)}, {id = "part-of-" .. page}))
            end
            chapter = under_part(chapter)
        end
        blocks:extend(chapter.blocks)
    end
    return pandoc.Pandoc(blocks,
        {title = "Kindling: neural networks from nothing in C", lang = "en-GB"})
end
