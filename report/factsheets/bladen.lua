-- Several pages in one go, each read by itself, so that a heading has the name that it would have alone.
function Reader(sources)
  local blocks = pandoc.Blocks({})
  for _, source in ipairs(sources) do
    blocks:extend(pandoc.read(source.text, "markdown-implicit_figures").blocks)
    blocks:insert(pandoc.RawBlock("html", "<!-- einde van een bladzijde -->"))
  end
  return pandoc.Pandoc(blocks)
end
