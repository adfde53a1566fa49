-- Leaves the prose of a chapter alone, for the spelling: no code, no formulas.
local function nothing() return {} end

return {{
    CodeBlock = nothing, RawBlock = nothing, RawInline = nothing, Math = nothing, Cite = nothing,
    Str = function(word) if word.text:match("^{#") then return {} end end, -- a label
    Code = function() return pandoc.Str("it") end,
}}
