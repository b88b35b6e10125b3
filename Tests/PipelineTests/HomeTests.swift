import Pipeline
import Testing

@Suite("Where patches are kept")
struct HomeTests {
  @Test(arguments: [
    ("/a/recipes", "/a/patches"), ("/a/recipes/", "/a/patches"), ("recipes", "patches"),
    ("/usr/share/fdport/recipes", "/usr/share/fdport/patches"),
  ])
  func besideTheRecipes(recipes: String, patches: String) {
    #expect(Home(recipes: recipes).patches == patches)
  }
}
