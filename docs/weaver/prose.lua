-- Leaves the prose of a chapter alone, for the spelling: no code, no formulas.
local function nothing() return {} end

return {{
    -- Comments are no prose: they speak of names.
    Div = function(div) if div.classes:includes("beside") then return {} end end,
    CodeBlock = nothing, RawBlock = nothing, RawInline = nothing, Math = nothing, Cite = nothing,
    Str = function(word) if word.text:match("^{#") then return {} end end, -- a label
    Code = function() return pandoc.Str("it") end,
}}
