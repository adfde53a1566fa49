-- Hints and solutions as pieces of a page: formulas as in the book, links to its pages,
-- no anchors, which would be there twice.
package.path = "docs/weaver/?.lua;" .. package.path
local mathml = require "mathml"

local function anchorless(block)
    block.identifier = ""
    return block
end

return {{
    Math = function(math) return pandoc.RawInline("html", mathml.of(math)) end,
    Header = anchorless,
    CodeBlock = anchorless,
    Link = function(link)
        link.target = link.target:gsub("^.*/", ""):gsub("%.%l+(#?)", ".html%1", 1)
        return link
    end,
}}
