-- Joins woven chapters (pandoc's JSON) into one document, for the EPUB and the
-- PDF. A chapter's ids get the name of its page in front, and links follow.
package.path = "docs/?.lua;" .. package.path
local common = require "common"

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
        -- The list of chapters: these forms have a contents of their own.
        RawBlock = function(raw)
            if raw.text:match("^<nav") then return {} end
        end,
    }
end

function Reader(sources)
    local blocks = pandoc.List()
    for _, source in ipairs(sources) do
        local chapter = pandoc.read(source.text, "json")
        blocks:extend(chapter:walk(rename(common.page(source.name))).blocks)
    end
    return pandoc.Pandoc(blocks, {title = "Kindling: neural networks from nothing in C", lang = "en-GB"})
end
