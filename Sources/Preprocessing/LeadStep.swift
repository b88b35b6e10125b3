/// What is run before a unit that begins in another way.
package enum LeadStep {
  case text(PreparedText)
  case include(InclusionPlace)
}
