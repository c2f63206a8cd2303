-- Both renderers: what the staging step cannot know because it depends on the format.
-- Cross-page links (HTML), PNG instead of SVG (DOCX), scope on table headers, the table of numbers under a figure.

local html = FORMAT:match("html") ~= nil
local pages = {}
local prefix = ""

local function read_pages(meta)
  for anchor, page in pairs(meta.ankers or {}) do
    pages[anchor] = pandoc.utils.stringify(page)
  end
  prefix = meta.wortel and pandoc.utils.stringify(meta.wortel) or ""
end

local function link(el)
  local anchor = el.target:match("^#(.+)$")
  if html and anchor then
    local page = anchor:match("^ref%-") and pages["refs"] or pages[anchor]
    if page then
      el.target = prefix .. page .. ".html#" .. anchor
    end
  elseif not html and el.target:match("^%l+/[%w_]+%.html$") then
    -- Paper has no links to files: say where the page stands instead.
    return el.content .. { pandoc.Str(","), pandoc.Space(), pandoc.Code("html/" .. el.target) }
  end
  return el
end

local function image(el)
  if FORMAT == "docx" then
    el.src = el.src:gsub("%.svg$", ".png")
  end
  return el
end

-- Widths come from the renderer, not from the number of dashes in the pipe table; typst would centre what has no side.
local function plain_widths(el)
  for i, spec in ipairs(el.colspecs) do
    local side = spec[1] == "AlignDefault" and "AlignLeft" or spec[1]
    el.colspecs[i] = { side, nil }
  end
end

local function scopes(el)
  for _, row in ipairs(el.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attr.attributes.scope = "col"
    end
  end
  for _, body in ipairs(el.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      row.cells[1].attr.attributes.scope = "row"
    end
  end
end

local function table_(el)
  plain_widths(el)
  if html then scopes(el) end
  return el
end

local function details(el)
  if not html then
    return {}
  end
  return {
    pandoc.RawBlock("html", '<details class="gegevens"><summary>' .. el.attributes.naam .. "</summary>"),
    pandoc.Div(el.content),
    pandoc.RawBlock("html", "</details>"),
  }
end

-- Each table scrolls in a region of its own, reached by keyboard and named for screen readers.
local function regions(el)
  local name, count = el.attributes.naam, 0
  if not html then
    return el.content
  end
  return el.content:map(function(block)
    if block.t ~= "Table" then
      return block
    end
    count = count + 1
    local label = count == 1 and name or name .. " (" .. count .. ")"
    -- Pairs, not a table by name: Lua would write those in another order every time.
    local attributes = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", label } }
    return pandoc.Div(block, pandoc.Attr("", { "tabelvak" }, attributes))
  end)
end

-- So does each figure: on a narrow screen its lettering would be too small to read.
local function figure_region(el)
  if not html then
    return nil
  end
  local attributes = { { "role", "region" }, { "tabindex", "0" }, { "aria-labelledby", el.identifier .. "-titel" } }
  el.content = el.content:map(function(block)
    if block.t ~= "Para" or block.content[1].t ~= "Image" then
      return block
    end
    return pandoc.Div(block, pandoc.Attr("", { "figuurvak" }, attributes))
  end)
  return el
end

local function div(el)
  if el.classes:includes("figuur") then
    return figure_region(el)
  elseif el.classes:includes("gegevens") then
    return details(el)
  elseif el.classes:includes("tabelvak") then
    return regions(el)
  end
end

return {
  { Meta = read_pages },
  { Link = link, Image = image, Table = table_, Div = div },
}
