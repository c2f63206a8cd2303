-- The fallback only: alt texts, which Quarto takes from `fig-alt` by itself and pandoc's writers do not.

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local list_here = true

local function read_meta(meta)
  list_here = FORMAT:match("html") == nil or meta.bronnenlijst == true
end

local function image(el)
  local alt = el.attributes["fig-alt"]
  if not alt then
    return el
  end
  el.attributes["fig-alt"] = nil
  if FORMAT == "typst" then
    return pandoc.RawInline("typst", "#image(" .. quoted(el.src) .. ", alt: " .. quoted(alt) .. ", width: 100%)")
  end
  if FORMAT == "docx" then
    el.attributes.width = "100%"
  end
  el.caption = pandoc.Inlines({ pandoc.Str(alt) })
  return el
end

local function div(el)
  -- Each page resolves its own citations; the list they point to stands on one page.
  if el.identifier == "refs" and not list_here then
    return {}
  end
  -- A figure stays with its caption and source on one page; a table may run on.
  if FORMAT == "typst" and el.classes:includes("figuur") then
    local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", "#block(breakable: false, width: 100%)[") })
    blocks:extend(el.content)
    blocks:insert(pandoc.RawBlock("typst", "] <" .. el.identifier .. ">"))
    return blocks
  end
  if FORMAT == "typst" and el.classes:includes("bron") then
    local blocks = pandoc.Blocks({ pandoc.RawBlock("typst", "#bronregels[") })
    blocks:extend(el.content)
    blocks:insert(pandoc.RawBlock("typst", "]"))
    return blocks
  end
end

return {
  { Meta = read_meta },
  { Image = image, Div = div },
}
